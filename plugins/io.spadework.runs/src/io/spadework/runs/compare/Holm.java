package io.spadework.runs.compare;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's correction of many tests at once: the more one asks, the more often chance alone answers (Scand. J. Statist. 6, 1979). */
public final class Holm {

	private Holm() {
	}

	/** Corrected probabilities in the order given; NaN stays NaN and doesn't count as a test. */
	public static double[] adjust(double[] p) {
		double[] adjusted = p.clone();
		int[] order = IntStream.range(0, p.length).filter(i -> !Double.isNaN(p[i])).boxed().sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(Integer::intValue).toArray();
		double atLeast = 0;
		for (int rank = 0; rank < order.length; rank++) {
			atLeast = Math.max(atLeast, Math.min(1, (order.length - rank) * p[order[rank]]));
			adjusted[order[rank]] = atLeast;
		}
		return adjusted;
	}
}
