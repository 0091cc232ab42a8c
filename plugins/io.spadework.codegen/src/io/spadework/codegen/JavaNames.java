package io.spadework.codegen;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Gives out Java identifiers for names from a model: ASCII, never a keyword, never twice.
 * Types and packages also differ in more than case, because they become files, and there are systems that ignore it.
 */
final class JavaNames {

	private static final int LONGEST = 60;
	/** Names that Windows keeps for devices, whatever the extension. */
	private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
			"lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

	private final Set<String> reserved;
	private final Set<String> taken = new HashSet<>();

	/** @param reserved identifiers that mean something else where the names are used */
	JavaNames(Collection<String> reserved) {
		this.reserved = Set.copyOf(reserved);
	}

	/** A class name such as {@code SpadeGenerator} for "SPADE generator". */
	String type(String name, String fallback) {
		StringBuilder identifier = new StringBuilder();
		List<String> words = words(name);
		for (String word : words) {
			boolean shouted = words.size() > 1 && word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
			identifier.append(Character.toUpperCase(word.charAt(0))).append(shouted ? word.substring(1).toLowerCase(Locale.ROOT) : word.substring(1));
		}
		return unique(start(identifier.toString(), fallback, "N"), "Network", true);
	}

	/** A field name: as the model has it where Java allows, otherwise its words joined. */
	String field(String name, String fallback) {
		if (name != null && name.length() <= LONGEST && name.chars().allMatch(c -> c < 128) && SourceVersion.isIdentifier(name) && !name.contains("$")) {
			return unique(name, "Value", false);
		}
		return unique(start(camelCase(name), fallback, "n"), "Value", false);
	}

	/** A name for a method or a variable such as {@code residualBlock} for "residual block"; with the suffix where it means something else. */
	String camelCase(String name, String fallback, String suffix) {
		return unique(start(camelCase(name), fallback, "n"), suffix, false);
	}

	private static String camelCase(String name) {
		StringBuilder identifier = new StringBuilder();
		for (String word : words(name)) {
			boolean shouted = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
			String rest = shouted ? word.substring(1).toLowerCase(Locale.ROOT) : word.substring(1);
			char first = identifier.isEmpty() ? Character.toLowerCase(word.charAt(0)) : Character.toUpperCase(word.charAt(0));
			identifier.append(first).append(rest);
		}
		return identifier.toString();
	}

	/** One part of a package name: lower case, words joined. */
	String packagePart(String name, String fallback) {
		return unique(start(String.join("", words(name)).toLowerCase(Locale.ROOT), fallback, "n"), "study", true);
	}

	private static String start(String identifier, String fallback, String beforeDigit) {
		if (identifier.isEmpty()) {
			return fallback;
		}
		String cut = identifier.length() > LONGEST ? identifier.substring(0, LONGEST) : identifier;
		return Character.isDigit(cut.charAt(0)) ? beforeDigit + cut : cut;
	}

	/** The identifier, with the suffix where it means something else, and with a number where it is taken. */
	private String unique(String identifier, String suffix, boolean file) {
		String base = isReserved(identifier) ? identifier + suffix : identifier;
		String candidate = base;
		for (int n = 2; !taken.add(file ? candidate.toLowerCase(Locale.ROOT) : candidate); n++) {
			candidate = base + n;
		}
		return candidate;
	}

	private boolean isReserved(String identifier) {
		return reserved.contains(identifier) || DEVICES.contains(identifier.toLowerCase(Locale.ROOT)) || SourceVersion.isKeyword(identifier)
				|| identifier.chars().allMatch(c -> c == '_');
	}

	/** The runs of ASCII letters and digits in a name, accents taken off. */
	private static List<String> words(String name) {
		if (name == null) {
			return List.of();
		}
		String ascii = Normalizer.normalize(JavaText.clip(name), Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
		return Arrays.stream(ascii.split("[^A-Za-z0-9]+")).filter(word -> !word.isEmpty()).toList();
	}
}
