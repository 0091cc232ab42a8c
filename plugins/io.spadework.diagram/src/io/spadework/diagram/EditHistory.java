package io.spadework.diagram;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.commands.CommandStackEvent;
import org.eclipse.gef.commands.CommandStackEventListener;
import org.eclipse.ui.IActionBars;

import io.spadework.model.study.Study;

/** All changes of an editor's study, in the order in which they were made; one stack for all pages, so that there is one dirty state and one undo. */
final class EditHistory {

	private final CommandStack commands = new CommandStack();
	private final StackActions actions = new StackActions(commands);
	private final CommandStackEventListener listener = this::stackChanged;
	private final Supplier<Study> study;
	private final Runnable changed;
	/** The last change may still grow, as while somebody types. */
	private boolean growing;

	/**
	 * An empty history.
	 *
	 * @param study what is changed
	 * @param changed what happens after each change
	 */
	EditHistory(Supplier<Study> study, Runnable changed) {
		this.study = study;
		this.changed = changed;
		commands.addCommandStackEventListener(listener);
	}

	/** Makes Edit > Undo and Edit > Redo those of this history. */
	void fill(IActionBars bars) {
		actions.fill(bars);
	}

	/** The changes. */
	CommandStack commands() {
		return commands;
	}

	/** Changes the study so that it can be undone. */
	void change(String label, Runnable change) {
		growing = false;
		commands.execute(new StudyEdit(label, study.get(), change));
	}

	/** Sets a feature of elements; what is typed into one field without a break is one change. */
	void set(String label, List<? extends EObject> elements, EStructuralFeature feature, Object value) {
		if (elements.stream().allMatch(element -> Objects.equals(element.eGet(feature), value)))
			return;
		if (growing && commands.getUndoCommand() instanceof StudyEdit last && last.isOf(elements, feature)) {
			elements.forEach(element -> element.eSet(feature, value));
			changed.run();
		} else {
			commands.execute(new StudyEdit(label, study.get(), elements, feature, value));
			growing = true;
		}
	}

	/** What is set from now on is a change of its own. */
	void endChange() {
		growing = false;
	}

	/** The study is saved as it is now. */
	void saved() {
		growing = false;
		commands.markSaveLocation();
	}

	/** Forgets all changes. */
	void forget() {
		growing = false;
		commands.flush();
	}

	/** Says anew what Undo and Redo would do. */
	void update() {
		actions.update();
	}

	void dispose() {
		commands.removeCommandStackEventListener(listener);
	}

	private void stackChanged(CommandStackEvent event) {
		if (!event.isPostChangeEvent())
			return;
		if (event.getDetail() != CommandStack.POST_EXECUTE)
			growing = false;
		changed.run();
	}
}
