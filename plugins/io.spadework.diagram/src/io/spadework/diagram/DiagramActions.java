package io.spadework.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.eclipse.jface.action.Action;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.actions.ActionFactory;

/** The actions of the workbench's Edit and File menus as they work in a diagram. */
final class DiagramActions {

	private final StudyEditor editor;
	private final IActionBars bars;
	private final List<DiagramAction> actions = new ArrayList<>();

	DiagramActions(StudyEditor editor, IActionBars bars) {
		this.editor = editor;
		this.bars = bars;
		add(ActionFactory.CUT, this::isNodeSelected, () -> editor.desk().cut());
		add(ActionFactory.COPY, this::isNodeSelected, () -> editor.desk().copy());
		add(ActionFactory.PASTE, () -> true, () -> editor.desk().paste());
		add(ActionFactory.DELETE, () -> !editor.page().chosenElements().isEmpty(), () -> editor.desk().delete());
		add(ActionFactory.SELECT_ALL, () -> true, () -> editor.page().select(editor.page().drawing().nodes()));
		add(ActionFactory.FIND, () -> true, () -> editor.desk().find());
		add(ActionFactory.RENAME, this::isNodeSelected, () -> editor.desk().edit(editor.page().chosenNodes().getLast(), true));
		actions.add(new DiagramAction(ActionFactory.PRINT, () -> true, editor::print, true));
	}

	private boolean isNodeSelected() {
		return !editor.page().chosenNodes().isEmpty();
	}

	private void add(ActionFactory factory, BooleanSupplier possible, Runnable does) {
		actions.add(new DiagramAction(factory, possible, does, false));
	}

	/** Says anew what can be done. Where no diagram is seen, and while a text is changed in it, the workbench's own actions get their keys. */
	void update() {
		boolean graph = editor.page() != null && !editor.page().isEditing();
		boolean changed = false;
		for (DiagramAction action : actions) {
			boolean seen = action.inAny ? editor.showsDiagram() && !editor.isEditingText() : graph;
			action.setEnabled(seen && (action.inAny || editor.page().isDrawn()) && action.possible.getAsBoolean());
			if (seen != action.filled)
				bars.setGlobalActionHandler(action.getId(), seen ? action : null);
			changed |= seen != action.filled;
			action.filled = seen;
		}
		if (changed)
			bars.updateActionBars();
	}

	private static final class DiagramAction extends Action {

		private final BooleanSupplier possible;
		private final Runnable does;
		/** It works in the diagram of a training, too. */
		private final boolean inAny;
		private boolean filled;

		private DiagramAction(ActionFactory factory, BooleanSupplier possible, Runnable does, boolean inAny) {
			this.possible = possible;
			this.does = does;
			this.inAny = inAny;
			setId(factory.getId());
			setActionDefinitionId(factory.getCommandId());
		}

		@Override
		public void run() {
			does.run();
		}
	}
}
