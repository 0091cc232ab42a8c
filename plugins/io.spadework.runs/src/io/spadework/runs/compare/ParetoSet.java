package io.spadework.runs.compare;

import java.util.ArrayList;
import java.util.List;

/** Runs than which no other is at once as good and as cheap, and better in one of the two. */
public final class ParetoSet {

	/**
	 * A run by what it gives and what it takes.
	 *
	 * @param run the run
	 * @param quality how good it is
	 * @param cost what it takes
	 */
	public record Point(ComparedRun run, double quality, double cost) {
	}

	private ParetoSet() {
	}

	/** The points that no other point dominates, from cheap to dear; points that are not finite are left out. */
	public static List<Point> of(List<Point> points, Direction quality, Direction cost) {
		if (quality == Direction.NONE || cost == Direction.NONE) {
			throw new IllegalArgumentException("a Pareto set needs a direction for quality and cost; they have " + quality.word() + " and " + cost.word());
		}
		List<Point> finite = points.stream().filter(point -> Double.isFinite(point.quality) && Double.isFinite(point.cost)).toList();
		List<Point> front = new ArrayList<>();
		for (Point point : finite) {
			boolean dominated = finite.stream().anyMatch(other -> !quality.isBetter(point.quality, other.quality) && !cost.isBetter(point.cost, other.cost)
					&& (quality.isBetter(other.quality, point.quality) || cost.isBetter(other.cost, point.cost)));
			if (!dominated) {
				front.add(point);
			}
		}
		front.sort((a, b) -> cost == Direction.LOWER ? Double.compare(a.cost, b.cost) : Double.compare(b.cost, a.cost));
		return front;
	}
}
