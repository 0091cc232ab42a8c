package io.spadework.runs.catalogue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which colour a run has everywhere where nobody chose one: by its folder's name, so that it keeps it while runs come and go. */
public final class RunColours {

	private RunColours() {
	}

	/**
	 * The place of each run's colour in a palette; different ones while there are enough, the first run having its own choice.
	 *
	 * @param runs their folders
	 * @param size colours of the palette
	 */
	public static Map<Path, Integer> places(Collection<Path> runs, int size) {
		Map<Path, Integer> places = new LinkedHashMap<>();
		Set<Integer> taken = new HashSet<>();
		for (Path run : runs) {
			if (taken.size() == size) {
				taken.clear();
			}
			int place = place(run, size);
			while (taken.contains(place)) {
				place = (place + 1) % size;
			}
			taken.add(place);
			places.put(run, place);
		}
		return places;
	}

	/** The place that a run has for itself: consecutive ones for run-1, run-2 and so on. */
	public static int place(Path run, int size) {
		Path name = run.getFileName();
		String text = name == null ? run.toString() : name.toString();
		int end = text.length();
		while (end > 0 && text.length() - end < 9 && Character.isDigit(text.charAt(end - 1))) {
			end--;
		}
		int number = end < text.length() ? Integer.parseInt(text.substring(end)) : 0;
		return Math.floorMod(text.substring(0, end).hashCode() + number, size);
	}
}
