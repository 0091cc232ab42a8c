package io.spadework.runs.export;

import io.spadework.runs.Evaluation;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunFolder;
import io.spadework.runs.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that was measured in a run, evaluations too, to be walked through step by step. */
public final class RunSeries {

	private final List<Series> series;

	private RunSeries(List<Series> series) {
		this.series = series;
	}

	/** Takes in what was measured at a step. */
	public interface Reader {

		/**
		 * One step.
		 *
		 * @param wall seconds of training
		 * @param values by series, in the order of {@link RunSeries#names()}; what is not measured at this step says false in {@code measured}
		 */
		void step(int step, double wall, double[] values, boolean[] measured) throws IOException;
	}

	/** The series of a run as it is now: those of the training, then {@code eval/<metric>@<protocol>} for each evaluation. */
	public static RunSeries of(RunFolder run) {
		Metrics metrics = run.metrics();
		SortedMap<String, Series> all = new TreeMap<>();
		metrics.series().forEach(name -> all.put(name, metrics.series(name)));
		SortedMap<String, SortedMap<Integer, Double>> evaluated = new TreeMap<>();
		for (Map.Entry<Integer, List<Evaluation>> atStep : run.evaluationsByStep().entrySet()) {
			atStep.getValue().forEach(evaluation -> evaluated.computeIfAbsent(evaluation.seriesName(), name -> new TreeMap<>()).put(atStep.getKey(), evaluation.value()));
		}
		evaluated.forEach((name, values) -> all.putIfAbsent(name, Series.of(name, values.keySet().stream().mapToInt(Integer::intValue).toArray(),
				values.values().stream().mapToDouble(Double::doubleValue).toArray())));
		List<Series> ordered = new ArrayList<>(all.values());
		ordered.sort(Comparator.comparing((Series one) -> one.name().startsWith("eval/")).thenComparing(Series::name));
		return new RunSeries(ordered);
	}

	/** Names of the series. */
	public List<String> names() {
		return series.stream().map(Series::name).toList();
	}

	/** Hands every step at which anything was measured to a reader, in order. */
	public void read(Reader reader) throws IOException {
		int[] at = new int[series.size()];
		double[] values = new double[at.length];
		boolean[] measured = new boolean[at.length];
		double wall = 0;
		while (true) {
			int step = Integer.MAX_VALUE;
			boolean more = false;
			for (int i = 0; i < at.length; i++) {
				if (at[i] < series.get(i).size()) {
					step = Math.min(step, series.get(i).step(at[i]));
					more = true;
				}
			}
			if (!more) {
				return;
			}
			for (int i = 0; i < at.length; i++) {
				Series one = series.get(i);
				measured[i] = at[i] < one.size() && one.step(at[i]) == step;
				if (measured[i]) {
					values[i] = one.value(at[i]);
					wall = Math.max(wall, one.wall(at[i]));
					at[i]++;
				}
			}
			reader.step(step, wall, values, measured);
		}
	}
}
