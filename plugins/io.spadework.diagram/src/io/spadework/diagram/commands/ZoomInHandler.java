package io.spadework.diagram.commands;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;

import io.spadework.diagram.StudyEditor;

/** Zooms the active diagram in. */
public final class ZoomInHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		if (HandlerUtil.getActiveEditor(event) instanceof StudyEditor editor)
			editor.zoomIn();
		return null;
	}
}
