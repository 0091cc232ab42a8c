package io.spadework.runs.compare;

import io.spadework.runs.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs that differ in nothing but the seed. A run whose settings are not known is a group of its own.
 *
 * @param label what tells the group from the others
 * @param runs at least one
 */
public record Group(String label, List<ComparedRun> runs) {

	public Group {
		runs = List.copyOf(runs);
	}

	/** The newest finite values of a measure, one for each run that has one. */
	public double[] values(Measure measure) {
		return runs.stream().map(run -> run.summary(measure)).filter(summary -> summary != null && Double.isFinite(summary.last())).mapToDouble(Summary::last).toArray();
	}

	/** Mean and interval of the newest values of a measure. */
	public Estimate estimate(Measure measure) {
		return Estimate.of(values(measure));
	}

	/** Mean and interval of a series at each step where all runs that have the series have a finite value; empty where no run has it. */
	public Band band(String series) {
		return band(Measure.ofSeries(series));
	}

	/** Mean and interval of a measure at each step where all runs that have it have a finite value; empty where no run has it. */
	public Band band(Measure measure) {
		return Band.of(measure.fullName(), runs.stream().map(run -> run.series(measure)).filter(curve -> curve.size() > 0).toList());
	}

	/** Labels of runs in which a measure is not finite at last: they have diverged. */
	List<String> diverged(Measure measure) {
		return runs.stream().filter(run -> run.summary(measure) != null && !Double.isFinite(run.summary(measure).last())).map(ComparedRun::label).toList();
	}

	/** The different steps at which the newest values of a measure stand, ascending. */
	int[] steps(Measure measure) {
		return runs.stream().map(run -> run.summary(measure)).filter(summary -> summary != null).mapToInt(Summary::lastStep).sorted().distinct().toArray();
	}

	/**
	 * A curve's mean over runs.
	 *
	 * @param mean the mean at each common step
	 * @param low lower bound of its 95 % interval, NaN for a single run
	 * @param high upper bound
	 * @param n runs
	 */
	public record Band(Series mean, Series low, Series high, int n) {

		static Band of(String name, List<Series> curves) {
			int n = curves.size();
			int room = curves.stream().mapToInt(Series::size).min().orElse(0);
			int[] steps = new int[room];
			double[][] bounds = new double[3][room];
			int count = 0;
			int[] at = new int[n];
			double[] values = new double[n];
			double reach = n < 2 ? Double.NaN : Estimate.quantile(n - 1) / Math.sqrt(n);
			while (n > 0 && within(curves, at)) {
				int step = Integer.MIN_VALUE;
				for (int i = 0; i < n; i++) {
					step = Math.max(step, curves.get(i).step(at[i]));
				}
				boolean common = true;
				for (int i = 0; i < n; i++) {
					Series curve = curves.get(i);
					while (at[i] < curve.size() && curve.step(at[i]) < step) {
						at[i]++;
					}
					common &= at[i] < curve.size() && curve.step(at[i]) == step && Double.isFinite(values[i] = curve.value(at[i]));
				}
				if (common) {
					double mean = Arrays.stream(values).sum() / n;
					double squares = 0;
					for (double value : values) {
						squares += (value - mean) * (value - mean);
					}
					double half = reach * Math.sqrt(squares / Math.max(1, n - 1));
					steps[count] = step;
					bounds[0][count] = mean;
					bounds[1][count] = mean - half;
					bounds[2][count++] = mean + half;
				}
				for (int i = 0; i < n; i++) {
					at[i] += at[i] < curves.get(i).size() && curves.get(i).step(at[i]) == step ? 1 : 0;
				}
			}
			int[] common = Arrays.copyOf(steps, count);
			return new Band(Series.of(name, common, Arrays.copyOf(bounds[0], count)), Series.of(name, common, Arrays.copyOf(bounds[1], count)),
					Series.of(name, common, Arrays.copyOf(bounds[2], count)), n);
		}

		private static boolean within(List<Series> curves, int[] at) {
			for (int i = 0; i < at.length; i++) {
				if (at[i] >= curves.get(i).size()) {
					return false;
				}
			}
			return true;
		}
	}

	/** Groups in the order of their first runs. */
	static List<Group> of(List<ComparedRun> runs) {
		List<List<ComparedRun>> groups = new ArrayList<>();
		Map<Object, List<ComparedRun>> byDesign = new HashMap<>();
		for (ComparedRun run : runs) {
			byDesign.computeIfAbsent(run.settingsKnown() ? run.designSettings() : run, design -> {
				List<ComparedRun> group = new ArrayList<>();
				groups.add(group);
				return group;
			}).add(run);
		}
		List<Group> named = new ArrayList<>();
		groups.forEach(group -> named.add(new Group(label(group, groups), group)));
		return Collections.unmodifiableList(named);
	}

	/** The few settings that tell a group from the others, or its first run. */
	private static String label(List<ComparedRun> group, List<List<ComparedRun>> groups) {
		ComparedRun first = group.get(0);
		if (group.size() == 1) {
			return first.label();
		}
		List<ComparedRun> known = groups.stream().map(one -> one.get(0)).filter(ComparedRun::settingsKnown).toList();
		List<String> telling = SettingRow.differing(known).stream().filter(row -> first.designSettings().containsKey(row.name())).map(row -> row.name() + "=" + first.setting(row.name())).toList();
		String design = telling.isEmpty() || telling.size() > 3 ? first.label() + " and " + (group.size() - 1) + " more" : String.join(", ", telling);
		return design + " (" + group.size() + " seeds)";
	}
}
