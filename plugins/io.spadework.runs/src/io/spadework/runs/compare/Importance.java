package io.spadework.runs.compare;

/**
 * How strongly a setting and a measure go together over many runs.
 *
 * @param setting a setting whose values are numbers and differ
 * @param measure the measure, by its newest values
 * @param correlation of their ranks
 * @param adjustedP its probability, corrected for all settings that were tried with this measure by Holm's method
 */
public record Importance(String setting, Measure measure, RankCorrelation correlation, double adjustedP) {

	/** In words: what the runs carry, and no cause. */
	public String words() {
		return adjustedP < 1 - Estimate.CONFIDENCE ? correlation.rho() > 0 ? "rises with it" : "falls with it" : Verdict.UNCLEAR.word();
	}
}
