package io.spadework.engine.training;

import io.spadework.engine.data.Dataset;

/**
 * The steps of a phase among those of the whole training.
 *
 * @param phase         the phase, complete with what the training says
 * @param first         steps before it
 * @param steps         its steps
 * @param stepsPerEpoch steps that go through its data once; a remainder that fills no batch is left out
 * @param epochsBefore  epochs of the phases before
 */
public record Span(Phase phase, int first, int steps, int stepsPerEpoch, int epochsBefore) {

	/** Steps of the training when this phase is over. */
	public int end() {
		return first + steps;
	}

	/** What is trained on. */
	public Dataset data() {
		return phase.data();
	}

	/** The epoch a step belongs to, counted through all phases, the first being 0. */
	public int epoch(int step) {
		return epochsBefore + (step - first) / stepsPerEpoch;
	}

	/** Steps of its epoch that come before a step. */
	int placeInEpoch(int step) {
		return (step - first) % stepsPerEpoch;
	}

	/** Share of the learning rate at a step: a phase's schedule begins with the phase. */
	double factor(int step) {
		return phase.schedule().factor((step - first) / stepsPerEpoch);
	}
}
