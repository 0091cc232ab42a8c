package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.open;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;

/** Makes the pictures of the templates that the wizards show: -Dspadework.templatePictures=plugins/io.spadework.ui/icons/templates. */
class TemplatePicturesTest {

	private static final int WIDTH = 460;
	private static final int HEIGHT = 380;

	@AfterEach
	void closeEditors() {
		Workspace.page().closeAllEditors(false);
	}

	@Test
	void pictures() throws Exception {
		assumeTrue(System.getProperty("spadework.templatePictures") != null);
		Path folder = Files.createDirectories(Path.of(System.getProperty("spadework.templatePictures")));
		for (Template template : Templates.all()) {
			Study study = template.create(Map.of(), new DataChoice.BuiltInLandscapes());
			StudyEditor editor = open(file(template.name() + ".spade", study));
			ImageData diagram = editor.image(editor.study().getExperiments().get(0).getGenerator(), 1);
			Path png = folder.resolve(template.name() + ".png");
			save(diagram, png);
			assertTrue(Files.size(png) > 1000, png.toString());
			Workspace.page().closeAllEditors(false);
		}
	}

	/** The diagram as wide as the picture, or its upper left part where it would be too small to be told apart. */
	private static void save(ImageData diagram, Path png) {
		double scale = Math.clamp((double) WIDTH / diagram.width, 0.3, 1);
		Image whole = new Image(Display.getCurrent(), diagram);
		Image small = new Image(Display.getCurrent(), Math.min(WIDTH, (int) (diagram.width * scale)), Math.min(HEIGHT, (int) (diagram.height * scale)));
		GC gc = new GC(small);
		gc.setInterpolation(SWT.HIGH);
		gc.setAntialias(SWT.ON);
		gc.drawImage(whole, 0, 0, diagram.width, diagram.height, 0, 0, (int) (diagram.width * scale), (int) (diagram.height * scale));
		gc.dispose();
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] {small.getImageData()};
		loader.compression = 9;
		loader.save(png.toString(), SWT.IMAGE_PNG);
		small.dispose();
		whole.dispose();
	}
}
