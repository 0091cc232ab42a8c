package io.spadework.runs;

import java.util.stream.IntStream;

/**
 * One measured quantity over the steps of a run, as it was when it was asked for: a cheap, immutable view that any thread may read
 * while the metrics are refreshed.
 */
public final class Series {

	private final String name;
	private final int size;
	/** Line of each point in the shared columns. */
	private final int[] lines;
	private final double[] values;
	private final int[] steps;
	private final double[] walls;
	private final int[] epochs;

	Series(String name, int size, int[] lines, double[] values, int[] steps, double[] walls, int[] epochs) {
		this.name = name;
		this.size = size;
		this.lines = lines;
		this.values = values;
		this.steps = steps;
		this.walls = walls;
		this.epochs = epochs;
	}

	/**
	 * A series that was computed rather than measured.
	 *
	 * @param steps strictly increasing
	 * @param values one for each step
	 */
	public static Series of(String name, int[] steps, double[] values) {
		if (steps.length != values.length) {
			throw new IllegalArgumentException(name + " has " + steps.length + " steps and " + values.length + " values");
		}
		return new Series(name, steps.length, IntStream.range(0, steps.length).toArray(), values, steps, new double[steps.length], new int[steps.length]);
	}

	public String name() {
		return name;
	}

	/** Number of points. */
	public int size() {
		return size;
	}

	/** Training step of point i; strictly increasing. */
	public int step(int i) {
		return steps[lines[check(i)]];
	}

	/** Seconds of training at point i. */
	public double wall(int i) {
		return walls[lines[check(i)]];
	}

	/** Epoch, from 0, that the training was in at point i. */
	public int epoch(int i) {
		return epochs[lines[check(i)]];
	}

	/** Value of point i; may be NaN or infinite. */
	public double value(int i) {
		return values[check(i)];
	}

	/** The newest value, NaN where there is none. */
	public double last() {
		return size == 0 ? Double.NaN : values[size - 1];
	}

	private int check(int i) {
		if (i < 0 || i >= size) {
			throw new IndexOutOfBoundsException("point " + i + " of " + size + " in " + name);
		}
		return i;
	}
}
