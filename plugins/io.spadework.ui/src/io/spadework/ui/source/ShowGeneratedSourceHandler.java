package io.spadework.ui.source;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.ui.PlatformUI;

import io.spadework.ui.ActiveWindow;
import io.spadework.ui.StudyHandler;

/** Generates the source of a study, so that it is what the study says now, and opens its generator's class. */
public final class ShowGeneratedSourceHandler extends StudyHandler {

	@Override
	protected void execute(IFile study, ExecutionEvent event) {
		GenerateSourceHandler.job(study, generator -> PlatformUI.getWorkbench().getDisplay().asyncExec(() -> ActiveWindow.open(generator))).schedule();
	}
}
