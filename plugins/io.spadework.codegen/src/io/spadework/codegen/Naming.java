package io.spadework.codegen;

/**
 * How Java text makes the names of a graph's vertices: as they are, or behind a prefix that a variable holds.
 *
 * @param variable  holds the prefix; null where there is none
 * @param separator between the prefix and the rest
 */
record Naming(String variable, String separator) {

	/** Names as they are. */
	static final Naming PLAIN = new Naming(null, "");
	/** Names inside what the variable {@code name} is called. */
	static final Naming INSIDE = new Naming("name", "/");
	/** Names behind what the variable {@code prefix} holds. */
	static final Naming PREFIXED = new Naming("prefix", "");

	/** Java text of a vertex's name. */
	String of(String path) {
		return variable == null ? JavaText.literal(path) : variable + " + " + JavaText.literal(separator + path);
	}
}
