package io.spadework.diagram.commands;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;

import io.spadework.diagram.StudyEditor;

/** Shows the graph of the selected block use or stage. */
public final class OpenHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		if (HandlerUtil.getActiveEditor(event) instanceof StudyEditor editor)
			editor.openSelected();
		return null;
	}
}
