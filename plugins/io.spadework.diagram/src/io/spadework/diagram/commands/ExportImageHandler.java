package io.spadework.diagram.commands;

import java.io.IOException;
import java.nio.file.Path;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.ui.handlers.HandlerUtil;

import io.spadework.diagram.StudyEditor;

/** Asks for a file and writes the active diagram to it as PNG. */
public final class ExportImageHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		if (!(HandlerUtil.getActiveEditor(event) instanceof StudyEditor editor) || editor.activeGraph() == null)
			return null;
		FileDialog dialog = new FileDialog(HandlerUtil.getActiveShell(event), SWT.SAVE);
		dialog.setText("Export diagram");
		dialog.setFilterExtensions(new String[] {"*.png"});
		dialog.setFileName(editor.activeGraph().getName() + ".png");
		dialog.setOverwrite(true);
		String chosen = dialog.open();
		if (chosen == null)
			return null;
		try {
			editor.exportImage(Path.of(chosen));
		} catch (IOException e) {
			throw new ExecutionException("The diagram could not be written to " + chosen + ": " + e.getMessage(), e);
		}
		return null;
	}
}
