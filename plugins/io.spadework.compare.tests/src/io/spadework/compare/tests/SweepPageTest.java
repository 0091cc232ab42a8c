package io.spadework.compare.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.compare.ComparisonEditor;
import io.spadework.diagram.export.Picture;
import io.spadework.ui.tests.Workbench;

class SweepPageTest extends ComparedProject {

	@TempDir
	Path files;

	private ComparisonEditor sweep() throws Exception {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			names.add("point-" + i);
			run("point-" + i, "spade", 4 + 2 * i, 1, 30).close();
		}
		return open(names.toArray(String[]::new));
	}

	@Test
	void qualityIsHeldAgainstAChosenCost() throws Exception {
		ComparisonEditor editor = sweep();
		Composite page = show(editor, "Sweep");
		Combo cost = combo(page, "parameters");
		assertEquals("parameters", cost.getText());
		assertTrue(List.of(cost.getItems()).containsAll(List.of("parameters", "multiply-adds", "memory", "time per step", "time", "ngf")), List.of(cost.getItems()).toString());
		String before = svg(editor, 1);
		for (String each : List.of("multiply-adds", "memory", "time per step", "time", "ngf")) {
			choose(cost, each);
			String text = svg(editor, 1);
			assertTrue(!text.equals(before) && !text.contains("No run has both"), each);
		}
		Workbench.picture(this.page.getWorkbenchWindow().getShell(), "sweep");
	}

	private String svg(ComparisonEditor editor, int picture) throws Exception {
		Path file = files.resolve("picture.svg");
		editor.pictures().get(picture).write(file);
		return Files.readString(file, StandardCharsets.UTF_8);
	}

	@Test
	void aDragAlongAnAxisLetsTheOthersStepBack() throws Exception {
		ComparisonEditor editor = sweep();
		Canvas axes = all(show(editor, "Sweep"), Canvas.class).stream().filter(canvas -> canvas.getClass().getSimpleName().equals("ParallelAxes")).findFirst().orElseThrow();
		Workbench.await("the axes are painted", () -> axes.getSize().x > 200);
		axes.update();
		assertTrue(!svg(editor, 0).contains("opacity"), "all runs alike");
		int x = 70; // the first axis
		send(axes, SWT.MouseDown, x, axes.getSize().y / 2, 0);
		send(axes, SWT.MouseMove, x, axes.getSize().y - 24, SWT.BUTTON1);
		send(axes, SWT.MouseUp, x, axes.getSize().y - 24, SWT.BUTTON1);
		assertTrue(svg(editor, 0).contains("opacity"), "some step back");
		assertTrue(svg(editor, 1).contains("opacity"), "in the scatter, too");
		Event escape = new Event();
		escape.keyCode = SWT.ESC;
		axes.notifyListeners(SWT.KeyDown, escape);
		send(axes, SWT.MouseExit, 0, 0, 0);
		Workbench.await("all are alike again", () -> !svg(editor, 1).contains("opacity"));
	}

	@Test
	void keysChooseAnAxisAndWhatItKeeps() throws Exception {
		ComparisonEditor editor = sweep();
		Canvas axes = all(show(editor, "Sweep"), Canvas.class).stream().filter(canvas -> canvas.getClass().getSimpleName().equals("ParallelAxes")).findFirst().orElseThrow();
		Workbench.await("the axes are painted", () -> axes.getSize().x > 200);
		axes.update();
		press(axes, SWT.ARROW_RIGHT, 0);
		assertTrue(name(axes).contains("Axis ngf from 4 to 14"), name(axes));
		press(axes, SWT.ARROW_DOWN, SWT.MOD2);
		press(axes, SWT.ARROW_DOWN, SWT.MOD2);
		press(axes, SWT.ARROW_UP, SWT.MOD1);
		assertTrue(name(axes).contains("Axis ngf from 6 to 10. 3 of 6 runs kept"), name(axes));
		assertTrue(svg(editor, 0).contains("opacity") && svg(editor, 1).contains("opacity"), "the others step back, in the scatter, too");
		press(axes, SWT.ARROW_UP, SWT.MOD1);
		press(axes, SWT.ARROW_UP, SWT.MOD1);
		press(axes, SWT.ARROW_UP, SWT.MOD1);
		assertTrue(name(axes).contains("from 10 to 10. 1 of 6"), "the lower end doesn't pass the upper one: " + name(axes));
		press(axes, SWT.DEL, 0);
		assertTrue(name(axes).endsWith("Axis ngf from 4 to 14") && !svg(editor, 1).contains("opacity"), name(axes));
	}

	private static void press(Canvas canvas, int key, int modifiers) {
		Event event = new Event();
		event.keyCode = key;
		event.stateMask = modifiers;
		canvas.notifyListeners(SWT.KeyDown, event);
	}

	/** What a screen reader says. */
	private static String name(Canvas canvas) throws Exception {
		Method says = canvas.getClass().getDeclaredMethod("says");
		says.setAccessible(true);
		return (String) says.invoke(canvas);
	}

	private static void send(Canvas canvas, int type, int x, int y, int state) {
		Event event = new Event();
		event.x = x;
		event.y = y;
		event.button = 1;
		event.stateMask = state;
		canvas.notifyListeners(type, event);
	}

	@Test
	void everyPictureIsPngSvgAndPdf() throws Exception {
		ComparisonEditor editor = sweep();
		for (String side : List.of("Curves", "Sweep", "Architecture")) {
			show(editor, side);
			Workbench.await(side + " has pictures", () -> !editor.pictures().isEmpty());
			for (Picture picture : editor.pictures()) {
				for (String ending : List.of("png", "svg", "pdf")) {
					Path file = files.resolve(side + "-" + picture.fileName() + "." + ending);
					picture.write(file);
					byte[] bytes = Files.readAllBytes(file);
					switch (ending) {
					case "png" -> {
						ImageData image = new ImageData(file.toString());
						assertEquals(2 * picture.area().width, image.width);
						assertTrue(colours(image) > 3, file + " shows something");
					}
					case "svg" -> assertTrue(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getElementsByTagName("path").getLength() > 5, file.toString());
					default -> assertTrue(new String(bytes, 0, 8, StandardCharsets.US_ASCII).equals("%PDF-1.4") && new String(bytes, StandardCharsets.ISO_8859_1).endsWith("%%EOF\n"));
					}
				}
			}
		}
	}

	private static long colours(ImageData image) {
		return IntStream.range(0, image.height / 4).mapToLong(y -> y).flatMap(y -> LongStream.range(0, image.width).map(x -> image.getPixel((int) x, (int) y * 4))).distinct().count();
	}
}
