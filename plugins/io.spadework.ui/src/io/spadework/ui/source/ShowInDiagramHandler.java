package io.spadework.ui.source;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.Element;

/** Shows what of a study the line of its generated source that the cursor is in makes: a node, a block or a network. */
public final class ShowInDiagramHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		if (!(HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor) || !(editor.getSelectionProvider().getSelection() instanceof ITextSelection selection))
			return null;
		IFile source = editor.getEditorInput().getAdapter(IFile.class);
		IFile study = source == null ? null : study(source);
		if (study == null) {
			tell("This is not the generated source of a study, or its study is gone.");
			return null;
		}
		String text = editor.getDocumentProvider().getDocument(editor.getEditorInput()).get();
		try {
			if (!show(editor.getSite().getPage(), study, text, selection.getOffset()))
				tell("This line makes nothing that " + study.getName() + " has now. Generate the source anew if the study has changed.");
		} catch (CoreException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
		}
		return null;
	}

	/** Shows what a place in the source makes; false where it makes nothing of the study. */
	static boolean show(IWorkbenchPage page, IFile study, String source, int offset) throws CoreException {
		if (!(IDE.openEditor(page, study, true) instanceof StudyEditor diagram) || diagram.study() == null)
			return false;
		Element element = SourceLinks.element(diagram.study(), source, offset);
		return element != null && diagram.reveal(element.getId());
	}

	/** The study that a file's source folder is named after; null where there is none. */
	static IFile study(IFile source) {
		IPath path = source.getProjectRelativePath();
		if (path.segmentCount() < 3 || !path.segment(0).equals(SourceGeneration.FOLDER))
			return null;
		IFile[] found = new IFile[1];
		IProject project = source.getProject();
		try {
			project.accept(resource -> {
				if (found[0] == null && resource instanceof IFile file && "spade".equals(file.getFileExtension())
						&& file.getFullPath().removeFileExtension().lastSegment().equals(path.segment(1)) && !file.isDerived())
					found[0] = file;
				return resource.getType() != IResource.FOLDER || !resource.getName().equals(SourceGeneration.FOLDER);
			});
		} catch (CoreException e) {
			return null; // a folder that can't be looked into has no study to show
		}
		return found[0];
	}

	private static void tell(String message) {
		StatusManager.getManager().handle(Status.info(message), StatusManager.SHOW);
	}
}
