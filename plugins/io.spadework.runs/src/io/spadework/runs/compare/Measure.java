package io.spadework.runs.compare;

import io.spadework.runs.Evaluation;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What runs are compared by: an evaluation's metric under one protocol, or a series of the training. Only values of the same measure
 * are comparable.
 *
 * @param name the metric's or the series' name
 * @param protocolHash hash of the protocol, empty for a series
 * @param protocol all that has to be equal for two values to be comparable, sorted by key; empty for a series
 */
public record Measure(String name, String protocolHash, SortedMap<String, String> protocol) implements Comparable<Measure> {

	public Measure {
		protocol = Collections.unmodifiableSortedMap(new TreeMap<>(protocol));
	}

	static Measure of(Evaluation evaluation) {
		return new Measure(evaluation.metric(), evaluation.protocolHash(), new TreeMap<>(evaluation.protocol()));
	}

	static Measure ofSeries(String name) {
		return new Measure(name, "", new TreeMap<>(Map.of()));
	}

	/** True if this is an evaluation with a protocol, false if it is a series of the training. */
	public boolean isEvaluation() {
		return !protocolHash.isEmpty();
	}

	public Direction direction() {
		return Direction.of(name);
	}

	/** The metric's name, with the first 8 digits of its protocol's hash: unique. */
	public String fullName() {
		return isEvaluation() ? name + "@" + protocolHash.substring(0, 8) : name;
	}

	/** Evaluations before series, then by name. */
	@Override
	public int compareTo(Measure other) {
		return isEvaluation() != other.isEvaluation() ? isEvaluation() ? -1 : 1 : fullName().compareTo(other.fullName());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Measure that && name.equals(that.name) && protocolHash.equals(that.protocolHash);
	}

	@Override
	public int hashCode() {
		return 31 * name.hashCode() + protocolHash.hashCode();
	}

	@Override
	public String toString() {
		return fullName();
	}
}
