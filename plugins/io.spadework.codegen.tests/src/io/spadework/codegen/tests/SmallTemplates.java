package io.spadework.codegen.tests;

import io.spadework.model.study.Experiment;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Templates with narrow networks on the smallest landscapes, as far as they have such settings; some need larger images than others. */
final class SmallTemplates {

	private static final Map<String, String> SETTINGS = Map.of("ngf", "4", "ndf", "4", "nef", "4", "batch", "2", "z", "8", "hidden", "8");
	private static final List<String> SIDES = List.of("16", "32", "64", "128", "256");

	private SmallTemplates() {
	}

	static Experiment experiment(Template template) {
		Set<String> known = template.settings().stream().map(Template.Setting::name).collect(Collectors.toSet());
		Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
		settings.keySet().retainAll(known);
		if (known.contains("z")) {
			settings.put("batch", "4"); // of two seeds of a single pixel a batch norm would leave a sign, and no gradient but rounding's
		}
		for (String side : SIDES) {
			settings.put("crop", side);
			try {
				return template.create(settings, new DataChoice.BuiltInLandscapes()).getExperiments().get(0);
			} catch (IllegalArgumentException tooSmall) {
				continue; // the template says which sizes it can be drawn at
			}
		}
		throw new AssertionError(template.name() + " can be drawn at none of " + SIDES);
	}
}
