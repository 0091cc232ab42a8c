package io.spadework.model.templates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.spadework.model.Scope;
import io.spadework.model.templates.Template.Setting;

/** The values chosen for a template's settings, checked one by one. */
final class Settings {

	private final Map<String, String> chosen;
	private final Map<String, Setting> known = new LinkedHashMap<>();

	/** Throws where a name is unknown. */
	Settings(Map<String, String> chosen, List<Setting> settings) {
		this.chosen = Map.copyOf(chosen);
		settings.forEach(setting -> known.put(setting.name(), setting));
		for (String name : chosen.keySet()) {
			if (!known.containsKey(name)) {
				throw new IllegalArgumentException(
						"no setting is called " + name + "; there are " + settings.stream().map(Setting::name).collect(Collectors.joining(", ")));
			}
		}
	}

	/** What a setting means, as a sentence. */
	String meaning(String name) {
		String description = known.get(name).description();
		return Character.toUpperCase(description.charAt(0)) + description.substring(1) + ".";
	}

	int whole(String name, int least, int most) {
		double value = number(name, least, most);
		if (value != Math.rint(value)) {
			throw wrong(name, text(name), "a whole number");
		}
		return (int) value;
	}

	double number(String name, double least, double most) {
		String text = text(name);
		double value;
		try {
			value = Double.parseDouble(text);
		} catch (NumberFormatException e) {
			value = Double.NaN;
		}
		if (value >= least && value <= most) {
			return value;
		}
		throw wrong(name, text, "a number from " + Scope.text(least) + " to " + Scope.text(most));
	}

	boolean yes(String name) {
		return switch (text(name)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw wrong(name, text(name), "true or false");
		};
	}

	/** A text, perhaps an empty one. */
	String text(String name) {
		return chosen.getOrDefault(name, known.get(name).value()).strip();
	}

	/** A text that may not be empty. */
	String stated(String name) {
		if (text(name).isEmpty()) {
			throw wrong(name, "", "stated: " + known.get(name).description());
		}
		return text(name);
	}

	static IllegalArgumentException wrong(String name, String value, String right) {
		return new IllegalArgumentException("setting " + name + " is " + (value.isEmpty() ? "empty" : value) + "; it must be " + right);
	}
}
