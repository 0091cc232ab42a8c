package io.spadework.engine.run;

import java.util.Locale;

/** The time that evaluations take from a training: a tenth of it at most, or a minute where that is more, so that short trainings have a curve, too. */
final class EvaluationTime {

	private static final double MOST = 0.1;
	private static final double FREE_SECONDS = 60;

	private double seconds;

	/** Takes in what an evaluation took. */
	void add(double took) {
		seconds += took;
	}

	/** Whether there is time for another one after so many seconds of training. */
	boolean allows(double training) {
		return seconds <= Math.max(FREE_SECONDS, MOST * training);
	}

	/** How much they have taken of the seconds of training. */
	String words(double training) {
		return String.format(Locale.ROOT, "evaluations have taken %.0f %% of the time of training", 100 * seconds / Math.max(1e-9, training));
	}

	/** Why an evaluation is left out. */
	String refusal(double training) {
		return words(training) + String.format(Locale.ROOT, ", and %.0f %% is the most", 100 * MOST);
	}
}
