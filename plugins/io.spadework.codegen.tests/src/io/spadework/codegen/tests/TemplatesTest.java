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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine makes of every template what the model announces. */
class TemplatesTest {

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
		Experiment experiment = SmallTemplates.experiment(Templates.named(name));
		GeneratedProject project = CodeGenerator.generate(experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			EngineRun.check(experiment, project, loader);
		}
	}

	private static Experiment experiment(Study study) {
		return study.getExperiments().get(0);
	}
}
