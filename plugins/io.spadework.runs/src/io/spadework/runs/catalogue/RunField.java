package io.spadework.runs.catalogue;

import io.spadework.runs.compare.Direction;
import io.spadework.runs.compare.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Something that is known of runs under one word: a column of a list, what one sorts and groups by, and what a query asks for.
 *
 * @param word unique among the fields of a list
 * @param title for the head of a column
 * @param kind what its values are
 * @param origin where its values come from
 * @param value a run's value as the kind says, null where the run has none
 */
public record RunField(String word, String title, Kind kind, Origin origin, Function<RunEntry, Object> value) {

	/** What values are. */
	public enum Kind {
		/** A String. */
		TEXT,
		/** A Double, or a String that may be a number. */
		NUMBER,
		/** A Double, in seconds. */
		DURATION,
		/** An Instant. */
		TIME,
		/** A Boolean. */
		FLAG,
		/** A List of words. */
		WORDS
	}

	/** Where values come from. */
	public enum Origin {
		RUN, SETTING, METRIC
	}

	/** What is asked of a metric. */
	private static final List<String> ASPECTS = List.of("", ".best", ".min", ".max");

	private static final Map<String, RunField> BUILT_IN = new LinkedHashMap<>();
	static {
		builtIn("starred", "\u2605", Kind.FLAG, run -> run.notes().starred());
		builtIn("name", "Run", Kind.TEXT, RunEntry::name);
		builtIn("status", "Status", Kind.TEXT, RunEntry::status);
		builtIn("steps", "Steps", Kind.NUMBER, run -> run.summary().step() < 0 ? null : (double) run.summary().step());
		builtIn("started", "Started", Kind.TIME, run -> run.summary().started());
		builtIn("age", "Age", Kind.DURATION, run -> run.summary().started() == null ? null : Duration.between(run.summary().started(), Instant.now()).toMillis() / 1000.0);
		builtIn("duration", "Duration", Kind.DURATION, run -> run.summary().step() < 0 ? null : run.summary().seconds());
		builtIn("tag", "Tags", Kind.WORDS, run -> run.notes().tags());
		builtIn("notes", "Notes", Kind.TEXT, run -> blankIsNull(run.notes().text()));
		builtIn("study", "Study", Kind.TEXT, run -> blankIsNull(run.summary().study()));
		builtIn("experiment", "Experiment", Kind.TEXT, run -> blankIsNull(run.summary().experiment()));
		builtIn("seed", "Seed", Kind.NUMBER, run -> blankIsNull(run.summary().seed()));
		builtIn("planned", "Planned Steps", Kind.NUMBER, run -> run.summary().totalSteps() == 0 ? null : (double) run.summary().totalSteps());
		builtIn("backend", "Backend", Kind.TEXT, run -> blankIsNull(run.summary().backend()));
		builtIn("folder", "Folder", Kind.TEXT, run -> run.run().path().toString());
		builtIn("archived", "Archived", Kind.FLAG, run -> run.notes().archived());
		builtIn("problem", "Problem", Kind.TEXT, run -> blankIsNull(run.problem()));
	}

	/** The fields that every list has, in the order of their columns. */
	public static List<RunField> builtIn() {
		return List.copyOf(BUILT_IN.values());
	}

	/** The field of a word that every list has, or null. */
	public static RunField builtIn(String word) {
		return BUILT_IN.get(word);
	}

	static boolean isBuiltIn(String word) {
		return BUILT_IN.containsKey(word);
	}

	/** A setting of the study. */
	static RunField ofSetting(String name) {
		return new RunField(name, name, Kind.NUMBER, Origin.SETTING, run -> run.summary().settings().get(name));
	}

	/** What there is of a metric: the newest value, and where that says something, the best one, and the least and the largest. */
	static List<RunField> ofMetric(String fullName, String title) {
		Direction direction = Direction.of(fullName);
		List<RunField> fields = new ArrayList<>();
		for (String aspect : ASPECTS) {
			if (!aspect.equals(".best") || direction != Direction.NONE) {
				fields.add(new RunField(fullName + aspect, aspect.isEmpty() ? title : aspect.substring(1) + " " + title, Kind.NUMBER, Origin.METRIC,
						run -> value(run.summary().metrics().get(fullName), aspect, direction)));
			}
		}
		return fields;
	}

	/**
	 * What a run has under a word, as the field of the word would say: of a metric whose name comes without its protocol, or without the network
	 * in brackets that looks at images, the values with each; empty where the run has no such thing.
	 */
	public static List<Object> values(RunEntry run, String word) {
		RunField builtIn = BUILT_IN.get(word);
		if (builtIn != null) {
			return listed(builtIn.value.apply(run));
		}
		String setting = run.summary().settings().get(word);
		if (setting != null) {
			return List.of(setting);
		}
		for (String aspect : ASPECTS) {
			if (word.endsWith(aspect)) {
				String metric = word.substring(0, word.length() - aspect.length());
				SortedMap<String, Summary> metrics = run.summary().metrics();
				Summary exact = metrics.get(metric);
				List<Object> values = new ArrayList<>();
				List<Summary> found = new ArrayList<>();
				if (exact != null) {
					found.add(exact);
				} else {
					// '@' is followed by 'A', '[' by a backslash: what lies between is the metric with any protocol, and with any network that looks.
					found.addAll(metrics.subMap(metric + "@", metric + "A").values());
					found.addAll(metrics.subMap(metric + "[", metric + "\\").values());
				}
				found.forEach(summary -> values.addAll(listed(value(summary, aspect, Direction.of(metric)))));
				if (!values.isEmpty()) {
					return values;
				}
			}
		}
		return List.of();
	}

	/** A run's value for people, short; empty where it has none. */
	public String text(RunEntry run) {
		return switch (value.apply(run)) {
		case null -> "";
		case Double number when kind == Kind.DURATION -> RunText.duration(number);
		case Double number -> RunText.number(number);
		case Instant time -> RunText.time(time);
		case Boolean on -> on ? "\u2605".equals(title) ? title : "yes" : "";
		case List<?> words -> String.join(", ", words.stream().map(Object::toString).toList());
		case Object text -> text.toString().replaceAll("\\s+", " ");
		};
	}

	/** A run's value with every digit, times in ISO 8601; empty where it has none. */
	public String exact(RunEntry run) {
		return switch (value.apply(run)) {
		case null -> "";
		case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
		case List<?> words -> String.join(" ", words.stream().map(Object::toString).toList());
		case Object other -> other.toString();
		};
	}

	/** The order by this field; runs without a value come last either way. */
	public Comparator<RunEntry> order(boolean descending) {
		Comparator<Object> order = descending ? Collections.reverseOrder(RunField::compare) : RunField::compare;
		return (a, b) -> {
			Object first = present(value.apply(a));
			Object second = present(value.apply(b));
			if (first == null || second == null) {
				return first == second ? 0 : first == null ? 1 : -1;
			}
			return order.compare(first, second);
		};
	}

	/** A text as the number that it says, or NaN. */
	public static double number(Object value) {
		if (value instanceof Double number) {
			return number;
		}
		try {
			return value instanceof String text ? Double.parseDouble(text) : Double.NaN;
		} catch (NumberFormatException words) {
			return Double.NaN;
		}
	}

	/** Nothing, not-a-number and no tags are all no value to sort by. */
	private static Object present(Object value) {
		return value instanceof Double number && number.isNaN() || value instanceof List<?> words && words.isEmpty() ? null : value;
	}

	/** The order of words as a person counts: run-9 before run-10. */
	public static int compareWords(String a, String b) {
		return compare(a, b);
	}

	/** Numbers by size and before words; words as a person counts: run-9 before run-10. */
	private static int compare(Object a, Object b) {
		if (a instanceof Instant first && b instanceof Instant second) {
			return first.compareTo(second);
		}
		if (a instanceof Boolean first && b instanceof Boolean second) {
			return Boolean.compare(second, first);
		}
		double first = number(a);
		double second = number(b);
		if (!Double.isNaN(first) || !Double.isNaN(second)) {
			return Double.compare(first, second);
		}
		return RunText.compare(a.toString(), b.toString());
	}

	private static Object value(Summary summary, String aspect, Direction direction) {
		if (summary == null) {
			return null;
		}
		double value = switch (aspect) {
		case ".best" -> summary.best(direction);
		case ".min" -> summary.min();
		case ".max" -> summary.max();
		default -> summary.last();
		};
		return Double.isNaN(value) && !aspect.isEmpty() ? null : (Object) value;
	}

	private static List<Object> listed(Object value) {
		return value == null ? List.of() : List.of(value);
	}

	private static String blankIsNull(String text) {
		return text.isBlank() ? null : text;
	}

	private static void builtIn(String word, String title, Kind kind, Function<RunEntry, Object> value) {
		BUILT_IN.put(word, new RunField(word, title, kind, Origin.RUN, value));
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RunField that && word.equals(that.word) && title.equals(that.title);
	}

	@Override
	public int hashCode() {
		return Objects.hash(word, title);
	}
}
