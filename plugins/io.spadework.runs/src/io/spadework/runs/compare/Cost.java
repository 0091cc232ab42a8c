package io.spadework.runs.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What a run takes: time, memory, what its networks take, a measure, or a setting that is a number. */
public final class Cost {

	/** The name of the cost that is the seconds of training. */
	public static final String TIME = "time";

	/** The name of the cost that is the seconds of a step. */
	public static final String STEP_TIME = "time per step";

	/** The name of the cost that is the most memory that was measured, native and heap together, in MB. */
	public static final String MEMORY = "memory";

	/** The name of the cost that is the learned weights of the generator. */
	public static final String PARAMETERS = "parameters";

	/** The name of the cost that is the multiply-adds of the generator for one image. */
	public static final String MULTIPLY_ADDS = "multiply-adds";

	private final String name;
	private final Direction direction;
	private final ToDoubleFunction<ComparedRun> value;

	private Cost(String name, Direction direction, ToDoubleFunction<ComparedRun> value) {
		this.name = name;
		this.direction = direction;
		this.value = value;
	}

	private static Cost of(String name, ToDoubleFunction<ComparedRun> value) {
		return new Cost(name, Direction.LOWER, value);
	}

	/**
	 * The costs of networks: one for each name of what they take, those of the generator first.
	 *
	 * @param taken what the networks of a run take by name, by the run's label; of other runs nothing is known
	 */
	public static List<Cost> ofNetworks(Map<String, Map<String, Long>> taken) {
		Set<String> names = new LinkedHashSet<>(List.of(PARAMETERS, MULTIPLY_ADDS));
		taken.values().forEach(figures -> names.addAll(figures.keySet()));
		return names.stream().map(name -> of(name, run -> {
			Long figure = taken.getOrDefault(run.label(), Map.of()).get(name);
			return figure == null ? Double.NaN : figure;
		})).toList();
	}

	/** The cost of a name in a comparison: {@value #TIME}, {@value #STEP_TIME}, {@value #MEMORY}, a measure's or a differing setting's name; nothing where there is none. */
	public static Optional<Cost> named(String name, Comparison comparison) {
		switch (name) {
		case TIME:
			return Optional.of(of("seconds of training", run -> run.metrics().lastStep() < 0 ? Double.NaN : run.metrics().lastWall()));
		case STEP_TIME:
			return Optional.of(of("seconds per step", run -> run.metrics().lastStep() <= 0 ? Double.NaN : run.metrics().lastWall() / run.metrics().lastStep()));
		case MEMORY:
			return Optional.of(of("MB of memory", run -> most(run, "memory/native_mb") + most(run, "memory/heap_mb")));
		default:
		}
		if (comparison.measures(name).size() == 1) {
			Measure measure = comparison.measures(name).get(0);
			return Optional.of(new Cost(name, orLower(measure.direction()), run -> run.summary(measure) == null ? Double.NaN : run.summary(measure).last()));
		}
		Optional<SettingRow> row = comparison.differing().stream().filter(one -> one.name().equals(name)).findFirst();
		return row.map(one -> new Cost(name, Direction.LOWER, run -> one.numbers()[comparison.runs().indexOf(run)]));
	}

	private static double most(ComparedRun run, String series) {
		Summary summary = run.summary(Measure.ofSeries(series));
		return summary == null ? Double.NaN : summary.max();
	}

	public String name() {
		return name;
	}

	public Direction direction() {
		return direction;
	}

	/** What a run takes, NaN where it is not known. */
	public double of(ComparedRun run) {
		return value.applyAsDouble(run);
	}

	private static Direction orLower(Direction direction) {
		return direction == Direction.NONE ? Direction.LOWER : direction;
	}
}
