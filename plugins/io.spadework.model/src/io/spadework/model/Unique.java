package io.spadework.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Ids or names that are taken, and others like them that are not. */
final class Unique {

	/** Leaves room for a number within the length that an id may have. */
	private static final int LONGEST = 88;

	private final Set<String> taken = new HashSet<>();
	private final Map<String, Integer> next = new HashMap<>();

	/** Notes what is taken; null is nothing. */
	void take(String text) {
		if (text != null) {
			taken.add(text);
		}
	}

	/** The text itself, or, where it is taken, with the least number behind that makes it free; taken from now on. */
	String next(String text, String separator) {
		String base = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
		String free = base;
		int number = next.getOrDefault(base, 2);
		while (!taken.add(free)) {
			free = base + separator + number++;
		}
		next.put(base, number);
		return free;
	}
}
