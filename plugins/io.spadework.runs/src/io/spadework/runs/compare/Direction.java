package io.spadework.runs.compare;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which way a metric gets better. */
public enum Direction {
	LOWER, HIGHER,
	/** Neither way is better by itself: a balance, a setting, a figure to hold others against. */
	NONE;

	/** What occurs in names, in lower case, and the direction; the first that occurs decides. */
	private static final Map<Pattern, Direction> DIRECTIONS = new LinkedHashMap<>();
	static {
		// How well a discriminator does is half of a balance.
		put("accuracy/d\\b|discriminator_accuracy|loss/d\\b", NONE);
		// Not of the trained generator on its own map.
		put("_untrained|_swapped|_real\\b", NONE);
		put("loss|error|frechet|kernel_distance|speed/data_wait|memory/", LOWER);
		put("(?<![a-z])(fid|kid|lpips)(?![a-z])", LOWER);
		put("accuracy|images_per_second", HIGHER);
		put("(?<![a-z])(miou|mean_iou|precision|recall|ssim|psnr)(?![a-z])", HIGHER);
	}

	/** The direction of a metric or a series by its name; NONE for one that is not known. */
	public static Direction of(String metric) {
		String name = metric.toLowerCase(Locale.ROOT);
		return DIRECTIONS.entrySet().stream().filter(entry -> entry.getKey().matcher(name).find()).map(Map.Entry::getValue).findFirst().orElse(NONE);
	}

	/** True if one value is better than another; never where neither way is. */
	public boolean isBetter(double value, double than) {
		return this == LOWER && value < than || this == HIGHER && value > than;
	}

	/** The word in documents. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** An arrow for a table's head, or nothing. */
	public String arrow() {
		return this == LOWER ? "\u2193" : this == HIGHER ? "\u2191" : "";
	}

	private static void put(String names, Direction direction) {
		DIRECTIONS.put(Pattern.compile(names), direction);
	}
}
