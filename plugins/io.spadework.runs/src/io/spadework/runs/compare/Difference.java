package io.spadework.runs.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A group of runs held against another one in one measure.
 *
 * @param measure what is compared
 * @param reference the group that the other is held against
 * @param group the other one
 * @param test their difference, the other less the reference, with Welch's test
 * @param adjustedP the test's probability, corrected for all tests of the comparison by Holm's method; NaN where there is no test
 * @param verdict what may be said
 * @param reason why, a sentence without its full stop
 */
public record Difference(Measure measure, Group reference, Group group, Welch test, double adjustedP, Verdict verdict, String reason) {

	/** Fewer runs than this in a group say nothing of how seeds spread. */
	public static final int FEWEST_RUNS = 3;

	static Difference judge(Measure measure, Group reference, Group group, Welch test, double adjustedP, String objection) {
		String reason = objection;
		Verdict verdict = Verdict.UNCLEAR;
		if (reason == null) {
			double alpha = 1 - Estimate.CONFIDENCE;
			if (adjustedP >= alpha) {
				reason = "chance alone could make this difference" + (test.p() < alpha ? ", given how many were tested" : "");
			} else {
				verdict = measure.direction().isBetter(test.difference(), 0) ? Verdict.BETTER : Verdict.WORSE;
				reason = "the difference is more than chance would make";
			}
		}
		return new Difference(measure, reference, group, test, adjustedP, verdict, reason);
	}

	/** Why no test of these groups would mean anything, or null. */
	static String objection(Measure measure, Group reference, Group group, Estimate first, Estimate second, Welch test) {
		for (Group one : new Group[] { reference, group }) {
			if (!one.diverged(measure).isEmpty()) {
				return "not finite in " + String.join(", ", one.diverged(measure)) + ", and leaving diverged runs out would flatter the rest";
			}
		}
		if (first.n() < FEWEST_RUNS || second.n() < FEWEST_RUNS) {
			return (second.n() == 1 ? "1 run" : second.n() + " runs") + " against " + first.n() + "; " + FEWEST_RUNS + " seeds in each group are the least that show what chance does";
		}
		if (measure.direction() == Direction.NONE) {
			return "neither way is better in " + measure.name() + "; the interval says whether they differ";
		}
		int[] steps = IntStream.concat(Arrays.stream(reference.steps(measure)), Arrays.stream(group.steps(measure))).sorted().distinct().toArray();
		if (steps.length > 1) {
			return "measured at different steps, " + steps[0] + " to " + steps[steps.length - 1];
		}
		if (!measure.isEvaluation() && measure.name().startsWith("loss/")) {
			String objective = objectiveDifference(reference.runs().get(0), group.runs().get(0));
			if (objective != null) {
				return "the objectives differ (" + objective + "), so this loss is not the same quantity";
			}
		}
		if (Double.isNaN(test.p())) {
			return "the runs of each group are all alike, so nothing tells what chance does";
		}
		return null;
	}

	private static String objectiveDifference(ComparedRun one, ComparedRun other) {
		return SettingRow.differing(List.of(one, other)).stream().map(SettingRow::name).filter(name -> name.equals("objective") || name.startsWith("objective.") || name.startsWith("objective/"))
				.findFirst().orElse(null);
	}
}
