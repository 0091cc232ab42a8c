package io.spadework.runs.compare;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Which way a metric gets better. */
public enum Direction {
	LOWER, HIGHER,
	/** Neither way is better by itself: a balance, a setting, a figure to hold others against. */
	NONE;

	/** Parts of names, in lower case, and their direction; the first that occurs in a name decides. */
	private static final Map<String, Direction> DIRECTIONS = new LinkedHashMap<>();
	static {
		// How well a discriminator does is half of a balance.
		DIRECTIONS.put("accuracy/d", NONE);
		DIRECTIONS.put("discriminator_accuracy", NONE);
		DIRECTIONS.put("loss/d/", NONE);
		// Not of the trained generator on its own map.
		DIRECTIONS.put("_untrained", NONE);
		DIRECTIONS.put("_swapped", NONE);
		DIRECTIONS.put("_real", NONE);
		DIRECTIONS.put("loss", LOWER);
		DIRECTIONS.put("fid", LOWER);
		DIRECTIONS.put("kid", LOWER);
		DIRECTIONS.put("frechet", LOWER);
		DIRECTIONS.put("lpips", LOWER);
		DIRECTIONS.put("error", LOWER);
		DIRECTIONS.put("speed/data_wait", LOWER);
		DIRECTIONS.put("memory/", LOWER);
		DIRECTIONS.put("accuracy", HIGHER);
		DIRECTIONS.put("miou", HIGHER);
		DIRECTIONS.put("ssim", HIGHER);
		DIRECTIONS.put("psnr", HIGHER);
		DIRECTIONS.put("images_per_second", HIGHER);
	}

	/** The direction of a metric or a series by its name; NONE for one that is not known. */
	public static Direction of(String metric) {
		String name = metric.toLowerCase(Locale.ROOT);
		return DIRECTIONS.entrySet().stream().filter(entry -> name.contains(entry.getKey())).map(Map.Entry::getValue).findFirst().orElse(NONE);
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
}
