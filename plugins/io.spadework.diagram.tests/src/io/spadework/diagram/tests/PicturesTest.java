package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.open;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Phase;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.training.Training;

/** Makes the pictures of the documentation: -Dspadework.pictures=FOLDER. */
@EnabledIfSystemProperty(named = "spadework.pictures", matches = ".+")
class PicturesTest {

	private static final double SCALE = 1;

	@AfterEach
	void closeEditors() {
		Workspace.page().closeAllEditors(false);
	}

	@ParameterizedTest
	@CsvSource({"spade", "spade-vae", "pix2pixhd-enhancer", "crn"})
	void everyDiagramIsAPicture(String template) throws Exception {
		Path folder = Files.createDirectories(Path.of(System.getProperty("spadework.pictures")));
		StudyEditor editor = open(file(template + ".spade", Templates.named(template).create(Map.of(), new DataChoice.CocoStuffFolder("coco"))));
		Experiment experiment = editor.selectedExperiment();
		save(folder, template + "-generator", editor, experiment.getGenerator());
		if (experiment.getDiscriminator() != null)
			save(folder, template + "-discriminator", editor, experiment.getDiscriminator());
		editor.openTraining();
		List<Phase> phases = Training.phases(experiment);
		if (phases.size() > 1)
			editor.training().select(phases.get(1));
		save(folder.resolve(template + "-training.png"), editor.trainingImage(SCALE));
	}

	private static void save(Path folder, String name, StudyEditor editor, Graph graph) throws Exception {
		editor.reveal(graph.getId());
		save(folder.resolve(name + ".png"), editor.image(graph, SCALE));
	}

	private static void save(Path file, ImageData image) throws Exception {
		assertTrue(image.width > 200, file + " is " + image.width + " pixels wide");
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] {image};
		try (var out = Files.newOutputStream(file)) {
			loader.save(out, SWT.IMAGE_PNG);
		}
	}
}
