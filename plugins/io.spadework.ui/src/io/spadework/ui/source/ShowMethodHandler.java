package io.spadework.ui.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.Element;
import io.spadework.ui.source.SourceLinks.Range;

/** Generates the source of the open study, and shows where in it the selected network, block or node is made. */
public final class ShowMethodHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		if (HandlerUtil.getActiveEditor(event) instanceof StudyEditor editor && editor.getEditorInput().getAdapter(IFile.class) instanceof IFile study
				&& editor.getSite().getSelectionProvider().getSelection() instanceof IStructuredSelection selection && selection.getFirstElement() instanceof Element element) {
			// source is made from the file
			if (!editor.getSite().getPage().saveEditor(editor, true) || editor.isDirty())
				return null;
			IWorkbenchPage page = editor.getSite().getPage();
			GenerateSourceHandler.job(study, generator -> PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(page, generator, element))).schedule();
		}
		return null;
	}

	/** Shows an element in the source that a class belongs to: in this class if it is there, otherwise in the first that has it. */
	static void show(IWorkbenchPage page, IFile generator, Element element) {
		try {
			if (!show(page, (IContainer) generator.getParent(), generator, element))
				StatusManager.getManager().handle(Status.warning(element.eClass().getName() + " has no place of its own in the generated source; its network is not used by an experiment"),
						StatusManager.SHOW);
		} catch (CoreException | IOException e) {
			StatusManager.getManager().handle(Status.error("The generated source can't be shown: " + e.getMessage(), e), StatusManager.SHOW);
		}
	}

	private static boolean show(IWorkbenchPage page, IContainer folder, IFile first, Element element) throws CoreException, IOException {
		if (open(page, first, element))
			return true;
		for (IResource each : folder.members()) {
			if (each instanceof IFile file && !file.equals(first) && "java".equals(file.getFileExtension()) && open(page, file, element))
				return true;
			if (each instanceof IFolder inner && show(page, inner, first, element))
				return true;
		}
		return false;
	}

	private static boolean open(IWorkbenchPage page, IFile file, Element element) throws CoreException, IOException {
		Range range = SourceLinks.range(text(file), element);
		if (range == null)
			return false;
		try {
			if (IDE.openEditor(page, file, true) instanceof ITextEditor editor)
				editor.selectAndReveal(range.offset(), range.length());
		} catch (PartInitException e) {
			throw new CoreException(e.getStatus());
		}
		return true;
	}

	private static String text(IFile file) throws CoreException, IOException {
		try (InputStream in = file.getContents(true)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}
}
