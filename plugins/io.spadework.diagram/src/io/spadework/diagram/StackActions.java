package io.spadework.diagram;

import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.jface.action.Action;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;

/** Edit > Undo and Edit > Redo of an editor's changes, which say what they would do. */
final class StackActions {

	private final CommandStack commands;
	private final Action undo;
	private final Action redo;

	StackActions(CommandStack commands) {
		this.commands = commands;
		undo = action(ActionFactory.UNDO, ISharedImages.IMG_TOOL_UNDO, () -> {
			if (commands.canUndo())
				commands.undo();
		});
		redo = action(ActionFactory.REDO, ISharedImages.IMG_TOOL_REDO, () -> {
			if (commands.canRedo())
				commands.redo();
		});
		update();
	}

	private static Action action(ActionFactory factory, String image, Runnable does) {
		Action action = new Action() {
			@Override
			public void run() {
				does.run();
			}
		};
		action.setId(factory.getId());
		action.setActionDefinitionId(factory.getCommandId());
		action.setImageDescriptor(PlatformUI.getWorkbench().getSharedImages().getImageDescriptor(image));
		return action;
	}

	/** Makes them the ones of an editor. */
	void fill(IActionBars bars) {
		bars.setGlobalActionHandler(ActionFactory.UNDO.getId(), undo);
		bars.setGlobalActionHandler(ActionFactory.REDO.getId(), redo);
		bars.updateActionBars();
	}

	/** Says anew what they would do. */
	void update() {
		show(undo, "&Undo", commands.canUndo() ? commands.getUndoCommand() : null);
		show(redo, "&Redo", commands.canRedo() ? commands.getRedoCommand() : null);
	}

	private static void show(Action action, String verb, Command command) {
		String label = command == null || command.getLabel() == null ? "" : " " + command.getLabel();
		action.setText(verb + label);
		action.setToolTipText(verb.substring(1) + label);
		action.setEnabled(command != null);
	}
}
