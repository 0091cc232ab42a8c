package io.spadework.paint.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.examples.ShippedModel;
import io.spadework.paint.PaintEditor;
import io.spadework.paint.Export;
import io.spadework.paint.PaintInput;
import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.ui.tests.InProject;
import io.spadework.ui.tests.Workbench;

/** What a person does in the paint studio from opening a map to taking a picture of it along. */
class EditorFlowTest extends InProject {

	@TempDir
	Path folder;


	private PaintEditor open(byte[] png) throws Exception {
		IFile file = project.getFile("map.png");
		file.create(new ByteArrayInputStream(png), true, null);
		PaintEditor editor = (PaintEditor) page.openEditor(new FileEditorInput(file), PaintEditor.ID);
		Workbench.await("the editor is laid out", () -> canvas(page.getWorkbenchWindow().getShell()).getClientArea().width > 100);
		return editor;
	}

	private PaintEditor open(LabelMap map) throws Exception {
		return open(MapFile.png(map, List.of()));
	}

	private static Canvas canvas(Composite parent) {
		for (Control child : parent.getChildren()) {
			Canvas found = child.getClass().getSimpleName().equals("MapCanvas") ? (Canvas) child : child instanceof Composite inner ? canvas(inner) : null;
			if (found != null && !found.isDisposed()) {
				return found;
			}
		}
		return null;
	}

	private void keys(String keys) {
		Canvas canvas = canvas(page.getWorkbenchWindow().getShell());
		for (char key : keys.toCharArray()) {
			Event event = new Event();
			event.character = key == '\r' ? SWT.CR : Character.isLetterOrDigit(key) && Character.isUpperCase(key) ? 0 : key;
			event.keyCode = switch (key) {
			case 'L' -> SWT.ARROW_LEFT;
			case 'R' -> SWT.ARROW_RIGHT;
			case 'U' -> SWT.ARROW_UP;
			case 'D' -> SWT.ARROW_DOWN;
			default -> key;
			};
			canvas.notifyListeners(SWT.KeyDown, event);
		}
	}

	private static int count(LabelMap map, int label) {
		return map.counts()[label];
	}

	@Test
	void everyToolPaintsByKeysAlone() throws Exception {
		PaintEditor editor = open(new LabelMap(16, 16, 3));
		keys("RL"); // the cursor appears in the middle, at 8, 8
		keys("2p ");
		assertEquals(1, editor.map().label(8, 8));
		assertEquals(1, count(editor.map(), 1), "the pencil paints a pixel");
		keys("k,. ");
		assertEquals(1, editor.label(), "picked");
		keys("3rDDDD UURRR "); // a press begins, the next one ends
		assertEquals(3 * 4, count(editor.map(), 2), "a rectangle");
		LabelMap rectangle = editor.map().copy();
		keys("5fUUUUUUU ");
		assertTrue(count(editor.map(), 4) > 200, "the ground is filled");
		undo(editor);
		assertEquals(rectangle, editor.map());
		keys("1x ");
		assertEquals(0, count(editor.map(), 3), "replaced everywhere");
		undo(editor);
		keys("[[[[[[[[");
		keys("7lLLLLLLLLLLLLLLLLL RRRRRRRR ");
		assertTrue(count(editor.map(), 6) >= 9, "a line of the thinnest brush");
		keys("8o LLLLLLDDDDDDDD RRRRRRRRR \r");
		assertTrue(count(editor.map(), 7) > 10, "a polygon");
		int before = count(editor.map(), 255);
		keys("e ");
		assertTrue(count(editor.map(), 255) > before, "erased to don't-care");
		keys("c ");
		assertTrue(editor.isDirty());
	}

	private static void undo(PaintEditor editor) {
		editor.getEditorSite().getActionBars().getGlobalActionHandler(ActionFactory.UNDO.getId()).run();
	}

	private static void redo(PaintEditor editor) {
		editor.getEditorSite().getActionBars().getGlobalActionHandler(ActionFactory.REDO.getId()).run();
	}

	@Test
	void aFileBecomesTheMapAndUndoBringsTheOtherSizeBack() throws Exception {
		PaintEditor editor = open(new LabelMap(40, 30, 2));
		Path other = folder.resolve("other.png");
		Files.write(other, MapFile.png(new LabelMap(7, 100, 5), List.of()));
		editor.open(other);
		Workbench.await("the file's map", () -> editor.map().width() == 7);
		keys("0"); // painted on after it
		keys("RL1p ");
		assertEquals(0, editor.map().label(3, 50));
		undo(editor);
		undo(editor);
		assertEquals(new LabelMap(40, 30, 2), editor.map());
		redo(editor);
		redo(editor);
		assertEquals(0, editor.map().label(3, 50));
		editor.doSave(new NullProgressMonitor());
		try (var in = project.getFile("map.png").getContents()) {
			assertEquals(editor.map(), MapFile.read(in, List.of()));
		}
	}

	@Test
	void whatWasMadeIsExported() throws Exception {
		PaintEditor editor = (PaintEditor) page.openEditor(new PaintInput(new LabelMap(64, 64, 0)), PaintEditor.ID);
		Workbench.await("an image", () -> editor.image() != null);
		Workbench.await("the model's sample", () -> Arrays.stream(editor.map().counts()).filter(count -> count > 0).count() > 1);
		Workbench.await("its image", () -> editor.moments() > 0);
		int before = editor.moments();
		keys("5rRL UUUULLLL ");
		Workbench.await("the image follows", () -> editor.moments() > before);
		for (Export what : Export.values()) {
			Path file = folder.resolve(what.name());
			editor.export(what, file);
			Workbench.await(what + " is written", () -> Files.isRegularFile(file) && Files.size(file) > 0);
			BufferedImage image = ImageIO.read(file.toFile());
			switch (what) {
			case MAP -> assertEquals(editor.map(), MapFile.read(Files.readAllBytes(file), List.of()));
			case IMAGE -> assertEquals(64, image.getWidth());
			case BOTH -> assertEquals(2 * image.getHeight(), image.getWidth());
			case SESSION -> assertTrue(frames(file) >= 2, frames(file) + " frames");
			}
		}
	}

	private static int frames(Path gif) throws IOException {
		ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
		try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
			reader.setInput(in);
			return reader.getNumImages(true);
		} finally {
			reader.dispose();
		}
	}

	@Test
	void aModelInAFilePaintsAsOneThatComesWithSpadework() throws Exception {
		PaintEditor editor = (PaintEditor) page.openEditor(new PaintInput(new LabelMap(64, 64, 4)), PaintEditor.ID);
		Workbench.await("an image of the first model", () -> editor.image() != null);
		Path zip = ShippedModel.all().get(0).copyTo(folder);
		editor.paintWith(zip);
		Workbench.await("the first model is gone", () -> editor.image() == null);
		Workbench.await("an image of the file's model", () -> editor.image() != null);
		editor.paintWith(folder.resolve("none.zip"));
		Workbench.await("an explanation in its place", () -> editor.image() == null);
		Workbench.pass(Duration.ofMillis(300));
	}

	@Test
	void twoModelsPaintTheSameMap() throws Exception {
		PaintEditor editor = (PaintEditor) page.openEditor(new PaintInput(new LabelMap(64, 64, 4)), PaintEditor.ID);
		Workbench.await("an image of the first model", () -> editor.image() != null);
		editor.compare(true);
		Workbench.await("an image of the second model", () -> editor.secondImage() != null);
		assertFalse(Arrays.equals(editor.image(), editor.secondImage()), "SPADE's is not pix2pixHD's");
		byte[] before = editor.secondImage();
		keys("5rRL UUUULLLL ");
		Workbench.await("the second image follows, too", () -> !Arrays.equals(before, editor.secondImage()));
		Workbench.picture(page.getWorkbenchWindow().getShell(), "paint-two-models");
		editor.compare(false);
		assertTrue(editor.image() != null && editor.secondImage() == null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "one pixel", "odd", "16 bit", "palette", "colours", "labels that no model knows" })
	void anyMapCanBePaintedOn(String kind) throws Exception {
		BufferedImage picture = switch (kind) {
		case "one pixel" -> new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
		case "odd" -> new BufferedImage(123, 7, BufferedImage.TYPE_BYTE_GRAY);
		case "16 bit" -> new BufferedImage(20, 20, BufferedImage.TYPE_USHORT_GRAY);
		case "palette" -> new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_INDEXED);
		case "colours" -> new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
		default -> new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
		};
		int width = picture.getWidth();
		for (int i = 0; i < width * picture.getHeight(); i++) {
			if (kind.equals("colours")) {
				picture.setRGB(i % width, i / width, 0xFF87c5f0); // the sky's
			} else {
				picture.getRaster().setSample(i % width, i / width, 0, kind.equals("16 bit") ? 40_000 : kind.startsWith("labels") ? 200 : i % 4);
			}
		}
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(picture, "png", png);
		PaintEditor editor = open(png.toByteArray());
		keys("RL1p ++++ z0--");
		Workbench.pass(Duration.ofMillis(100));
		assertEquals(width, editor.map().width());
		assertEquals(0, editor.map().label(width / 2, picture.getHeight() / 2));
		editor.doSave(new NullProgressMonitor());
		assertFalse(editor.isDirty());
		try (var in = project.getFile("map.png").getContents()) {
			assertEquals(editor.map(), MapFile.read(in, List.of()));
		}
	}

	@Test
	void theLargestMapStaysFluid() throws Exception {
		PaintEditor editor = open(new LabelMap(8192, 8192, 3));
		Workbench.await("the map is read", () -> editor.map().label(8191, 8191) == 3);
		keys("z1bRL");
		long slowest = 0;
		for (int i = 0; i < 20; i++) {
			long started = System.nanoTime();
			keys("RRRRR ");
			Workbench.pass(Duration.ofMillis(1));
			slowest = Math.max(slowest, System.nanoTime() - started);
		}
		assertTrue(count(editor.map(), 0) > 800, count(editor.map(), 0) + " pixels");
		assertTrue(slowest < 1_000_000_000L, slowest / 1e6 + " ms for a dab");
		keys("6fUUUUUUUU ");
		assertEquals(3, editor.map().label(0, 0), "what takes long is worked out in the background");
		Workbench.await("the ground is filled", () -> editor.map().label(8191, 0) == 5);
		undo(editor);
		assertEquals(3, editor.map().label(0, 0));
	}
}
