package io.spadework.runs.query;

import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunField.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One thing that is asked of a run.
 *
 * @param field its word, empty where a word is looked for anywhere
 * @param test of one of the field's values
 * @param not true where it must not hold
 */
record Term(String field, Predicate<Object> test, boolean not) {

	static final String ARCHIVED = "archived";

	/** What people call statuses, and what those are. */
	private static final Map<String, List<String>> STATUSES = Map.ofEntries(Map.entry("waiting", List.of("waiting")), Map.entry("starting", List.of("starting")),
			Map.entry("running", List.of("running")), Map.entry("paused", List.of("paused")), Map.entry("stopping", List.of("stopping")), Map.entry("stopped", List.of("stopped")),
			Map.entry("finished", List.of("finished")), Map.entry("failed", List.of("failed")), Map.entry("interrupted", List.of("interrupted")), Map.entry("unreadable", List.of("unreadable")),
			Map.entry("done", List.of("finished")), Map.entry("active", List.of("waiting", "starting", "running", "paused", "stopping")),
			Map.entry("ended", List.of("stopped", "finished", "failed", "interrupted", "unreadable")));
	private static final List<String> ANYWHERE = List.of("name", "experiment", "tag", "notes");

	/** A span of time from one instant on. */
	private record Span(Instant start, Duration length) {

		int compare(Instant time) {
			return time.isBefore(start) ? -1 : time.isBefore(start.plus(length)) ? 0 : 1;
		}
	}

	boolean matches(RunEntry run) {
		boolean holds = field.isEmpty() ? ANYWHERE.stream().anyMatch(word -> RunField.values(run, word).stream().anyMatch(test)) : RunField.values(run, field).stream().anyMatch(test);
		return holds != not;
	}

	/** A word without an operator: a field that is on or off, or one to look for. */
	static Term plain(String word, boolean not) {
		RunField builtIn = RunField.builtIn(word);
		return builtIn != null && builtIn.kind() == Kind.FLAG ? new Term(word, Boolean.TRUE::equals, not) : word(word, not);
	}

	/** A word that may stand anywhere. */
	static Term word(String word, boolean not) {
		return new Term("", contains(word), not);
	}

	/** A field held against values, of which one must fit; unequal to all of them turns that round. */
	static Term of(String field, Operator operator, List<String> values, boolean not, int at) throws QueryException {
		RunField builtIn = RunField.builtIn(field);
		List<Predicate<Object>> tests = new ArrayList<>();
		for (String value : values) {
			tests.add(test(field, builtIn == null ? null : builtIn.kind(), operator, value, at));
		}
		return new Term(field, value -> tests.stream().anyMatch(test -> test.test(value)), not != (operator == Operator.UNEQUAL));
	}

	private static Predicate<Object> test(String field, Kind kind, Operator operator, String value, int at) throws QueryException {
		if (kind == Kind.FLAG) {
			return flag(field, operator, value, at);
		}
		if (operator == Operator.CONTAINS) {
			return contains(value);
		}
		if (kind == Kind.TIME) {
			Span span = span(value);
			if (span == null) {
				throw new QueryException("\"" + value + "\" is no time; write one as in " + field + operator.sign() + "2026-11-20, 2026-11-20T18:00, today or yesterday.", at);
			}
			return found -> found instanceof Instant time && operator.holds(span.compare(time));
		}
		double number = kind == Kind.DURATION ? seconds(value) : RunField.number(value);
		if (kind == Kind.DURATION && Double.isNaN(number)) {
			throw new QueryException("\"" + value + "\" is no duration; write one as in " + field + operator.sign() + "90s, 5m, 2.5h or 3d.", at);
		}
		if (operator.isOrder()) {
			if (kind == Kind.TEXT || kind == Kind.WORDS) {
				throw new QueryException("\"" + field + "\" is words, which have no order; write " + field + ":WORD or " + field + "~PART.", at);
			}
			if (Double.isNaN(number)) {
				throw new QueryException("\"" + value + "\" is no number, as " + operator.sign() + " needs one.", at);
			}
			return found -> !Double.isNaN(RunField.number(found)) && operator.holds(Double.compare(RunField.number(found), number));
		}
		if (field.equals("status")) {
			return status(value, at);
		}
		Predicate<Object> text = like(value);
		return Double.isNaN(number) ? text : found -> RunField.number(found) == number || text.test(found);
	}

	private static Predicate<Object> flag(String field, Operator operator, String value, int at) throws QueryException {
		if (operator == Operator.IS || operator == Operator.EQUAL || operator == Operator.UNEQUAL) {
			switch (value.toLowerCase(Locale.ROOT)) {
			case "yes", "true":
				return Boolean.TRUE::equals;
			case "no", "false":
				return Boolean.FALSE::equals;
			case "any":
				return found -> true;
			default:
				break;
			}
		}
		throw new QueryException("\"" + field + "\" is on or off; write " + field + ", -" + field + " or " + field + ":any.", at);
	}

	private static Predicate<Object> status(String value, int at) throws QueryException {
		String word = value.toLowerCase(Locale.ROOT);
		if (word.contains("*")) {
			return like(word);
		}
		List<String> meant = STATUSES.get(word);
		if (meant == null) {
			throw new QueryException("\"" + value + "\" is no status; there are " + String.join(", ", STATUSES.keySet().stream().sorted().toList()) + ".", at);
		}
		return meant::contains;
	}

	private static Predicate<Object> contains(String part) {
		String wanted = part.toLowerCase(Locale.ROOT);
		return found -> found instanceof List<?> words ? words.stream().anyMatch(word -> word.toString().toLowerCase(Locale.ROOT).contains(wanted))
				: found.toString().toLowerCase(Locale.ROOT).contains(wanted);
	}

	/** The same words, letters large or small; a star stands for any letters. */
	private static Predicate<Object> like(String pattern) {
		String wanted = pattern.toLowerCase(Locale.ROOT);
		return found -> found instanceof List<?> words ? words.stream().anyMatch(word -> isLike(word.toString().toLowerCase(Locale.ROOT), wanted))
				: isLike(found.toString().toLowerCase(Locale.ROOT), wanted);
	}

	/** Takes each part where it first occurs, so that no pattern takes long. */
	private static boolean isLike(String text, String pattern) {
		int star = pattern.indexOf('*');
		if (star < 0) {
			return text.equals(pattern);
		}
		if (!text.startsWith(pattern.substring(0, star))) {
			return false;
		}
		int at = star;
		int start = star + 1;
		for (int next = pattern.indexOf('*', start); next >= 0; next = pattern.indexOf('*', start)) {
			String part = pattern.substring(start, next);
			int found = text.indexOf(part, at);
			if (found < 0) {
				return false;
			}
			at = found + part.length();
			start = next + 1;
		}
		String end = pattern.substring(start);
		return text.length() - at >= end.length() && text.endsWith(end);
	}

	private static Span span(String text) {
		LocalDate today = LocalDate.now();
		try {
			LocalDate day = text.equals("today") ? today : text.equals("yesterday") ? today.minusDays(1) : text.indexOf('T') < 0 ? LocalDate.parse(text) : null;
			return day != null ? new Span(day.atStartOfDay(ZoneId.systemDefault()).toInstant(), Duration.ofDays(1))
					: new Span(LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant(), Duration.ofMinutes(1));
		} catch (DateTimeException noTime) {
			return null;
		}
	}

	/** Seconds of a duration such as 90s, 5m, 2.5h or 3d; without a unit they are seconds. NaN where it is none. */
	private static double seconds(String text) {
		if (text.isEmpty()) {
			return Double.NaN;
		}
		double unit = switch (text.charAt(text.length() - 1)) {
		case 's' -> 1;
		case 'm' -> 60;
		case 'h' -> 3600;
		case 'd' -> 86_400;
		default -> 0;
		};
		return unit == 0 ? RunField.number(text) : unit * RunField.number(text.substring(0, text.length() - 1));
	}
}
