package io.spadework.runs.compare;

import io.spadework.runs.Evaluation;
import io.spadework.runs.Series;

/**
 * A measure's values in one run, summed up.
 *
 * @param count values there are
 * @param notFinite of these, how many are NaN or infinite
 * @param last the newest value, finite or not
 * @param lastStep its training step
 * @param min least finite value, NaN where there is none
 * @param minStep its step, -1 where there is none
 * @param max largest finite value, NaN where there is none
 * @param maxStep its step, -1 where there is none
 * @param interval lower and upper bound of the newest value, or null
 * @param samples images that the newest value was computed on, 0 for a series
 */
public record Summary(int count, int notFinite, double last, int lastStep, double min, int minStep, double max, int maxStep, double[] interval, int samples) {

	/** Nothing where the series is empty. */
	static Summary of(Series series) {
		Sum sum = new Sum();
		for (int i = 0; i < series.size(); i++) {
			sum.add(series.step(i), series.value(i));
		}
		return sum.summary(null, 0);
	}

	/** The best value: the least or the largest as the direction has it; NaN where neither way is better. */
	public double best(Direction direction) {
		return direction == Direction.LOWER ? min : direction == Direction.HIGHER ? max : Double.NaN;
	}

	/** The step of the best value, -1 where there is none. */
	public int bestStep(Direction direction) {
		return direction == Direction.LOWER ? minStep : direction == Direction.HIGHER ? maxStep : -1;
	}

	/** Gathers values in order of step. */
	static final class Sum {

		private int count;
		private int notFinite;
		private double last = Double.NaN;
		private int lastStep = -1;
		private double min = Double.NaN;
		private int minStep = -1;
		private double max = Double.NaN;
		private int maxStep = -1;
		private Evaluation newest;

		void add(int step, Evaluation evaluation) {
			newest = evaluation;
			add(step, evaluation.value());
		}

		void add(int step, double value) {
			count++;
			last = value;
			lastStep = step;
			if (!Double.isFinite(value)) {
				notFinite++;
				return;
			}
			if (!(min <= value)) {
				min = value;
				minStep = step;
			}
			if (!(max >= value)) {
				max = value;
				maxStep = step;
			}
		}

		Summary summary() {
			return newest == null ? summary(null, 0) : summary(newest.interval(), newest.samples());
		}

		private Summary summary(double[] interval, int samples) {
			return count == 0 ? null : new Summary(count, notFinite, last, lastStep, min, minStep, max, maxStep, interval, samples);
		}
	}
}
