package io.spadework.engine.training;

/** How long a training goes on, and what becomes of the learning rate: constant for some epochs, then linear to 0. */
public final class Schedule {

	private final int constant;
	private final int decay;
	private final int limit;

	private Schedule(int constant, int decay, int limit) {
		if (constant < 0 || decay < 0 || constant + decay < 1 || limit < 0) {
			throw new IllegalArgumentException("A schedule of " + constant + " constant and " + decay + " decaying epochs, limited to " + limit
					+ " steps: none is negative, and there is at least one epoch.");
		}
		this.constant = constant;
		this.decay = decay;
		this.limit = limit;
	}

	/** Constant epochs, then decaying ones. */
	public static Schedule epochs(int constant, int decay) {
		return new Schedule(constant, decay, 0);
	}

	/** The same schedule, ended after this number of steps at the latest; 0: no limit. */
	public Schedule steps(int most) {
		return new Schedule(constant, decay, most);
	}

	/** Steps after which it ends at the latest; 0: no limit. */
	int limit() {
		return limit;
	}

	/** Steps in all where an epoch has so many. */
	public int total(int stepsPerEpoch) {
		long all = (long) (constant + decay) * stepsPerEpoch;
		return Math.toIntExact(Math.min(limit == 0 ? Integer.MAX_VALUE : limit, all));
	}

	/** Share of the learning rate in an epoch, the first being 0: the last decaying epoch still has 1 / decay of it. */
	public double factor(int epoch) {
		return epoch < constant || decay == 0 ? 1 : Math.max(0, 1 - (double) (epoch - constant) / decay);
	}
}
