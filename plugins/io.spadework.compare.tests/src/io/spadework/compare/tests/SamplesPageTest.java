package io.spadework.compare.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.junit.jupiter.api.Test;

import io.spadework.compare.ComparisonEditor;
import io.spadework.ui.tests.Workbench;
import io.spadework.ui.tests.WrittenRun;

class SamplesPageTest extends ComparedProject {

	private static Canvas canvas(Composite page) {
		return all(page, Canvas.class).stream().filter(each -> each.getClass().getSimpleName().equals("SampleCanvas")).findFirst().orElseThrow();
	}

	private static byte[] pixels(Canvas canvas) throws Exception {
		Workbench.pass(Duration.ofMillis(200));
		canvas.update();
		Image image = new Image(canvas.getDisplay(), canvas.getSize().x, canvas.getSize().y);
		GC gc = new GC(canvas);
		try {
			gc.copyArea(image, 0, 0);
			return image.getImageData().data;
		} finally {
			gc.dispose();
			image.dispose();
		}
	}

	private static boolean says(Composite page, String text) {
		return all(page, Label.class).stream().anyMatch(label -> label.getText().contains(text));
	}

	@Test
	void oneSliderLeadsAllRunsToOneStep() throws Exception {
		run("one", "spade", 4, 1, 60).close();
		run("two", "spade", 4, 2, 60).close();
		Composite page = show(open("one", "two"), "Samples");
		Scale slider = all(page, Scale.class).get(0);
		Workbench.await("the slider has both steps", () -> slider.getMaximum() == 1 && slider.getSelection() == 1);
		assertTrue(says(page, "60"));
		slider.setSelection(0);
		slider.notifyListeners(SWT.Selection, new Event());
		Workbench.await("the earlier step is shown", () -> says(page, "30"));
	}

	@Test
	void twoRunsLieOverEachOtherUnderAnEdgeAndBlink() throws Exception {
		run("one", "spade", 4, 1, 60).close();
		run("two", "spade", 4, 2, 60).close();
		Composite page = show(open("one", "two"), "Samples");
		Button blink = button(page, "Blink");
		assertFalse(blink.isEnabled(), "nothing to blink between yet");
		List<Combo> combos = all(page, Combo.class);
		choose(combos.get(0), "one");
		choose(combos.get(1), "two");
		assertTrue(blink.isEnabled());
		Canvas canvas = canvas(page);
		Workbench.await("the edge can be dragged", () -> canvas.getCursor() != null);
		byte[] middle = pixels(canvas);
		Event left = new Event();
		left.keyCode = SWT.ARROW_LEFT;
		for (int i = 0; i < 20; i++) {
			canvas.notifyListeners(SWT.KeyDown, left);
		}
		assertFalse(Arrays.equals(middle, pixels(canvas)), "the edge has moved");
		press(blink);
		byte[] first = pixels(canvas);
		Workbench.await("they show in turns", () -> !Arrays.equals(first, pixels(canvas)));
		blink.setSelection(false);
		blink.notifyListeners(SWT.Selection, new Event());
	}

	@Test
	void aRunWithoutTheStepShowsItsLastOneBefore() throws Exception {
		run("long", "spade", 4, 1, 60).close();
		run("short", "spade", 4, 2, 20).close();
		ComparisonEditor editor = open("long", "short");
		Composite page = show(editor, "Samples");
		Scale slider = all(page, Scale.class).get(0);
		Workbench.await("the slider has the steps of both", () -> slider.getMaximum() == 3);
		assertEquals(3, slider.getSelection());
	}

	@Test
	void theSliderStaysWhereItWasPutWhileARunGoesOn() throws Exception {
		run("ended", "spade", 4, 1, 60).close();
		try (WrittenRun active = run("active", "spade", 4, 2, 60)) {
			ComparisonEditor editor = open("ended", "active");
			Composite page = show(editor, "Samples");
			Scale slider = all(page, Scale.class).get(0);
			Workbench.await("the slider has both steps", () -> slider.getMaximum() == 1 && slider.getSelection() == 1);
			slider.setSelection(0);
			slider.notifyListeners(SWT.Selection, new Event());
			active.steps(30).sample(90);
			Workbench.await("the new step is there", () -> slider.getMaximum() == 2);
			assertEquals(0, slider.getSelection(), "what somebody looks at stays");
		}
	}
}
