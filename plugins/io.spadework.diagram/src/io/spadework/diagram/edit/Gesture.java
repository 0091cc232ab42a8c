package io.spadework.diagram.edit;

import java.util.function.UnaryOperator;

import org.eclipse.gef.commands.Command;

import io.spadework.diagram.StudyEdit;
import io.spadework.diagram.layout.Positions;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.study.Study;

/** What a person does with one gesture, as one step of the editor's undo: a change of the study, of where its nodes are, or both. */
public final class Gesture extends Command {

	private final Study study;
	private final Change change;
	private final Arrangement arrangement;
	private final UnaryOperator<Positions> moves;
	private StudyEdit edit;
	private Positions before;
	private Positions after;

	private Gesture(String label, Study study, Change change, Arrangement arrangement, UnaryOperator<Positions> moves) {
		super(label);
		this.study = study;
		this.change = change;
		this.arrangement = arrangement;
		this.moves = moves;
	}

	/** A change of the study; new nodes find their places. */
	public static Gesture of(Study study, Change change, Arrangement arrangement) {
		return new Gesture(change.label(), study, change, arrangement, UnaryOperator.identity());
	}

	/** A change of the study, and of positions once it is made. */
	public static Gesture of(Study study, Change change, Arrangement arrangement, UnaryOperator<Positions> moves) {
		return new Gesture(change.label(), study, change, arrangement, moves);
	}

	/** A change of positions alone. */
	public static Gesture moving(String label, Arrangement arrangement, UnaryOperator<Positions> moves) {
		return new Gesture(label, null, null, arrangement, moves);
	}

	/** Why it can't be done; null where it can. */
	public String refusal() {
		return change == null ? null : change.refusal();
	}

	@Override
	public boolean canExecute() {
		return refusal() == null;
	}

	@Override
	public void execute() {
		before = arrangement.positions();
		if (change != null) {
			edit = new StudyEdit(getLabel(), study, change::apply);
			edit.execute();
		}
		after = moves.apply(before);
		arrangement.set(after);
	}

	@Override
	public void undo() {
		if (edit != null)
			edit.undo();
		arrangement.set(before);
	}

	@Override
	public void redo() {
		if (edit != null)
			edit.redo();
		arrangement.set(after);
	}
}
