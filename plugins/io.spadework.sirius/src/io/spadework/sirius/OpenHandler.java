package io.spadework.sirius;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.model.Names;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Element;
import io.spadework.model.study.Study;

/** Opens a study's diagrams and tables in Sirius: what is selected in the study editor, or what is chosen. */
public final class OpenHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		ISelection selection = HandlerUtil.getCurrentSelection(event);
		Object first = selection instanceof IStructuredSelection structured ? structured.getFirstElement() : null;
		try {
			IEditorPart editor = HandlerUtil.getActiveEditor(event);
			IFile file = file(first, editor);
			if (file == null || editor != null && editor.isDirty() && !editor.getSite().getPage().saveEditor(editor, true))
				return null;
			Element shown = first instanceof Element element && Sirius.representation(element) != null ? element : choose(event, Studies.load(file.getLocation().toPath()));
			if (shown != null)
				Sirius.get().open(file, shown.getId(), new NullProgressMonitor());
		} catch (StudyException e) {
			throw new ExecutionException(e.getMessage(), e);
		} catch (CoreException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
		}
		return null;
	}

	private static IFile file(Object selected, IEditorPart editor) {
		IFile file = Adapters.adapt(selected, IFile.class);
		IEditorInput input = file != null || editor == null ? null : editor.getEditorInput();
		return input == null ? file : input.getAdapter(IFile.class);
	}

	private static Element choose(ExecutionEvent event, Study study) {
		ElementListSelectionDialog dialog = new ElementListSelectionDialog(HandlerUtil.getActiveShell(event), LabelProvider.createTextProvider(each -> text((Element) each)));
		dialog.setTitle("Open in Sirius");
		dialog.setMessage("&Diagram or table:");
		dialog.setElements(shown(study).toArray());
		dialog.setMultipleSelection(false);
		return dialog.open() == Window.OK ? (Element) dialog.getFirstResult() : null;
	}

	private static String text(Element element) {
		String kind = Objects.requireNonNull(Sirius.representation(element));
		return element instanceof Study ? kind : kind + " of " + Names.of(element);
	}

	/** What has a diagram or table: experiments and their phases, networks, blocks, and the study as a whole. */
	static List<Element> shown(Study study) {
		List<Element> shown = new ArrayList<>(study.getExperiments());
		study.getPlans().forEach(plan -> shown.addAll(plan.getPhases()));
		shown.addAll(study.getNetworks());
		shown.addAll(study.getBlocks());
		shown.add(study);
		return shown;
	}
}
