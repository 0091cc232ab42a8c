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
	private boolean filled;

	DiagramActions(StudyEditor editor, IActionBars bars) {
		this.editor = editor;
		this.bars = bars;
		add(ActionFactory.CUT, this::isNodeSelected, () -> editor.desk().cut());
		add(ActionFactory.COPY, this::isNodeSelected, () -> editor.desk().copy());
		add(ActionFactory.PASTE, () -> true, () -> editor.desk().paste());
		add(ActionFactory.DELETE, () -> !editor.page().selectedElements().isEmpty(), () -> editor.desk().delete());
		add(ActionFactory.SELECT_ALL, () -> true, () -> editor.page().select(editor.page().drawing().nodes()));
		add(ActionFactory.FIND, () -> true, () -> editor.desk().find());
		add(ActionFactory.RENAME, this::isNodeSelected, () -> editor.desk().edit(editor.page().selectedNodes().getLast(), true));
		add(ActionFactory.PRINT, () -> true, editor::print);
	}

	private boolean isNodeSelected() {
		return !editor.page().selectedNodes().isEmpty();
	}

	private void add(ActionFactory factory, BooleanSupplier possible, Runnable does) {
		actions.add(new DiagramAction(factory, possible, does));
	}

	/** Says anew what can be done. Where no diagram is seen, and while a text is changed in it, the workbench's own actions get their keys. */
	void update() {
		boolean diagram = editor.page() != null && !editor.page().isEditing();
		actions.forEach(action -> action.setEnabled(diagram && editor.page().isDrawn() && action.possible.getAsBoolean()));
		if (diagram != filled) {
			filled = diagram;
			actions.forEach(action -> bars.setGlobalActionHandler(action.getId(), diagram ? action : null));
			bars.updateActionBars();
		}
	}

	private static final class DiagramAction extends Action {

		private final BooleanSupplier possible;
		private final Runnable does;

		private DiagramAction(ActionFactory factory, BooleanSupplier possible, Runnable does) {
			this.possible = possible;
			this.does = does;
			setId(factory.getId());
			setActionDefinitionId(factory.getCommandId());
		}

		@Override
		public void run() {
			does.run();
		}
	}
}
