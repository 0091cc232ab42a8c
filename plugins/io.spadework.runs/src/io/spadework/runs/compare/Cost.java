package io.spadework.runs.compare;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a run takes: training time, a measure, or a setting that is a number. */
public final class Cost {

	/** The name of the cost that is the seconds of training. */
	public static final String TIME = "time";

	private final String name;
	private final Direction direction;
	private final ToDoubleFunction<ComparedRun> value;

	private Cost(String name, Direction direction, ToDoubleFunction<ComparedRun> value) {
		this.name = name;
		this.direction = direction;
		this.value = value;
	}

	/** The cost of a name in a comparison: {@value #TIME}, a measure's or a differing setting's name; nothing where there is none. */
	public static Optional<Cost> named(String name, Comparison comparison) {
		if (name.equals(TIME)) {
			return Optional.of(new Cost("seconds of training", Direction.LOWER, run -> run.metrics().lastStep() < 0 ? Double.NaN : run.metrics().lastWall()));
		}
		if (comparison.measures(name).size() == 1) {
			Measure measure = comparison.measures(name).get(0);
			return Optional.of(new Cost(name, orLower(measure.direction()), run -> run.summary(measure) == null ? Double.NaN : run.summary(measure).last()));
		}
		Optional<SettingRow> row = comparison.differing().stream().filter(one -> one.name().equals(name)).findFirst();
		return row.map(one -> new Cost(name, Direction.LOWER, run -> one.numbers()[comparison.runs().indexOf(run)]));
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
