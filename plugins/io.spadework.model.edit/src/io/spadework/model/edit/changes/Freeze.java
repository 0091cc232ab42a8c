package io.spadework.model.edit.changes;

import io.spadework.model.Names;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Stage;

/** Lets a stage not learn in a phase, or learn in it again. */
public final class Freeze implements Change {

	private final Phase phase;
	private final Stage stage;

	/** A stage in a phase; null where the plan has no phases. */
	public Freeze(Phase phase, Stage stage) {
		this.phase = phase;
		this.stage = stage;
	}

	@Override
	public String label() {
		return phase != null && phase.getFrozen().contains(stage) ? "Let Learn" : "Freeze";
	}

	@Override
	public String refusal() {
		return phase == null ? "Stage " + Names.of(stage) + " is frozen in phases, and the plan has none: it trains from the first step to the last." : null;
	}

	@Override
	public void make() {
		if (!phase.getFrozen().remove(stage)) {
			phase.getFrozen().add(stage);
		}
	}
}
