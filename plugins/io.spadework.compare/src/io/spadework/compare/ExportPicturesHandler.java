package io.spadework.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.export.Picture;

/** Writes the pictures of the comparison's page that is seen: a single one to a file, several to files that begin with its name. */
public final class ExportPicturesHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		if (HandlerUtil.getActiveEditor(event) instanceof ComparisonEditor editor) {
			Shell shell = HandlerUtil.getActiveShell(event);
			List<Picture> pictures = editor.pictures();
			if (pictures.isEmpty()) {
				MessageDialog.openInformation(shell, "Export Pictures", "This page has no pictures. Curves, Architecture and Sweep have some; the tables have an export of their own.");
			} else {
				export(pictures, shell);
			}
		}
		return null;
	}

	private static void export(List<Picture> pictures, Shell shell) {
		Path chosen = Picture.ask(shell, pictures.size() == 1 ? pictures.get(0).title() : "comparison");
		if (chosen == null) {
			return;
		}
		try {
			for (Picture picture : pictures) {
				picture.write(pictures.size() == 1 ? chosen : named(chosen, picture));
			}
		} catch (IOException e) {
			StatusManager.getManager().handle(Status.error("The pictures could not be written beside " + chosen + ": " + e.getMessage(), e), StatusManager.SHOW);
		}
	}

	/** The file of one of several pictures: "comparison - G total.svg". */
	static Path named(Path chosen, Picture picture) {
		String name = chosen.getFileName().toString();
		int dot = name.lastIndexOf('.');
		String stem = dot < 0 ? name : name.substring(0, dot);
		return chosen.resolveSibling(stem + " - " + picture.fileName() + (dot < 0 ? ".png" : name.substring(dot)));
	}
}
