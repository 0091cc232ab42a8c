package io.spadework.codegen.tests;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine makes of every template what the model announces. */
class TemplatesTest {

	/** Narrow networks on small images, as far as a template has such settings; some need larger images than others. */
	private static final Map<String, String> SMALL = Map.of("ngf", "4", "ndf", "4", "nef", "4", "batch", "2", "z", "8");
	private static final List<String> SIDES = List.of("32", "64", "128", "256");

	@TempDir
	Path folder;

	static List<String> templates() {
		return Templates.all().stream().map(Template::name).toList();
	}

	@ParameterizedTest
	@MethodSource("templates")
	void atPublishedSizeEveryShapeAndTheParametersAreTheModels(String name) throws Exception {
		Experiment experiment = experiment(Templates.named(name).create(Map.of(), new DataChoice.CocoStuffFolder("data")));
		GeneratedProject project = CodeGenerator.generate(experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			EngineRun.networks(experiment, Engine.training(loader, project));
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	void atASmallSizeItTrains(String name) throws Exception {
		Experiment experiment = experiment(small(Templates.named(name)));
		GeneratedProject project = CodeGenerator.generate(experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			EngineRun.check(experiment, project, loader);
		}
	}

	private static Study small(Template template) {
		Set<String> known = template.settings().stream().map(Template.Setting::name).collect(Collectors.toSet());
		Map<String, String> settings = new LinkedHashMap<>(SMALL);
		settings.keySet().retainAll(known);
		for (String side : SIDES) {
			settings.put("crop", side);
			try {
				return template.create(settings, new DataChoice.BuiltInLandscapes());
			} catch (IllegalArgumentException tooSmall) {
				continue; // the template says which sizes it can be drawn at
			}
		}
		throw new AssertionError(template.name() + " can be drawn at none of " + SIDES);
	}

	private static Experiment experiment(Study study) {
		return study.getExperiments().get(0);
	}
}
