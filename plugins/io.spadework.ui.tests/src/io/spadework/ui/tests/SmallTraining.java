package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;

import org.eclipse.core.resources.IProject;

import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.launch.EngineInstallation;
import io.spadework.model.Studies;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.runs.EngineAnswer;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunFolder;

/** A run of one step, which a real engine has trained. */
final class SmallTraining {

	private SmallTraining() {
	}

	/** Of a template's study, which lies in the project beside the folder of its run. */
	static RunFolder of(IProject project, String template) throws Exception {
		Study study = Templates.named(template).create(Map.of("crop", "32", "ngf", "2", "ndf", "2", "edges", "false"), new DataChoice.BuiltInLandscapes());
		study.getPlans().get(0).setSteps("1");
		((Landscapes) study.getDatasets().get(0)).setHeldOut("4");
		Path file = study(project, template);
		Studies.save(study, file);
		EngineHome home = EngineInstallation.home();
		PreparedRun prepared = RunPreparation.prepare(study.getExperiments().get(0), file, file.resolveSibling("runs").resolve(template), home.classPath(), RunSettings.asInStudy());
		EngineAnswer answer = EngineAnswer.of(home, prepared.classes(), prepared.mainClass(), prepared.arguments(), () -> false);
		assertEquals(0, answer.code(), answer.errors());
		return RunFolder.at(prepared.folder());
	}

	/** Where the study of a template lies. */
	static Path study(IProject project, String template) {
		return project.getLocation().toPath().resolve(template + ".spade");
	}
}
