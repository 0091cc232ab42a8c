package io.spadework.runs.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Measures of one name that are kept apart because their protocols are unlike.
 *
 * @param name the metric
 * @param measures two or more of this name
 * @param fields the fields of the protocols that differ, each with the values there are
 */
public record Separation(String name, List<Measure> measures, List<Field> fields) {

	/**
	 * A field in which protocols differ.
	 *
	 * @param name the field
	 * @param values its value under each of the measures, in their order; null where a protocol doesn't have it
	 */
	public record Field(String name, List<String> values) {

		@Override
		public String toString() {
			Set<String> distinct = new LinkedHashSet<>();
			values.forEach(value -> distinct.add(value == null ? "not stated" : "\"" + value + "\""));
			return name + " is " + String.join(" or ", distinct);
		}
	}

	static Separation of(List<Measure> measures) {
		SortedSet<String> names = new TreeSet<>();
		measures.forEach(measure -> names.addAll(measure.protocol().keySet()));
		List<Field> fields = new ArrayList<>();
		for (String name : names) {
			List<String> values = new ArrayList<>();
			measures.forEach(measure -> values.add(measure.protocol().get(name)));
			if (new LinkedHashSet<>(values).size() > 1) {
				fields.add(new Field(name, values));
			}
		}
		return new Separation(measures.get(0).name(), measures, fields);
	}

	/** One sentence for a person. */
	public String reason() {
		return name + " was measured under " + measures.size() + " protocols, whose numbers can't be compared: " + String.join("; ", fields.stream().map(Field::toString).toList()) + ".";
	}
}
