package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.Test;

import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.Scale;
import io.spadework.ui.runs.RunColours;

/** What axes and legends are made of. */
class ScaleTest {

	@Test
	void ticksAreRoundAndWithin() {
		assertArrayEquals(new double[] { 0, 0.2, 0.4, 0.6, 0.8, 1 }, new Scale(0, 1, false).ticks(5), 1e-12);
		assertArrayEquals(new double[] { 150, 200, 250 }, new Scale(123, 287, false).ticks(4), 1e-9);
		assertArrayEquals(new double[] { 10, 100, 1000 }, new Scale(3, 4000, true).ticks(5), 1e-9);
		assertArrayEquals(new double[] { 7 }, new Scale(7, 7, false).ticks(5), 0);
		assertTrue(new Scale(5e15, 5e15 + 1, false).ticks(5).length <= 12, "too far from zero for steps, and still there is an end");
		assertTrue(new Scale(-1e308, 1.5e308, false).ticks(5).length <= 12);
		assertEquals(2, new Scale(2, 3, true).ticks(5)[0], 1e-9, "less than two powers of ten: as on a linear scale");
	}

	@Test
	void aShareIsOfTheWayFromTheLowEndToTheHighOne() {
		assertEquals(0.25, new Scale(-3, 5, false).share(-1), 1e-12);
		assertEquals(0.75, new Scale(0.01, 100, true).share(10), 1e-12, "of four powers of ten, three");
		assertEquals(0.5, new Scale(0.01, 100, true).share(1), 1e-12);
		assertEquals(0.5, Scale.of(new double[] { 4, Double.NaN, 4 }).share(4), "all equal: in the middle");
		assertEquals(new Scale(-1, 2, false), Scale.of(new double[] { Double.NaN, 2, Double.NEGATIVE_INFINITY, -1 }));
	}

	@Test
	void ticksAreWrittenWithoutNeedlessDigits() {
		assertEquals("0", Scale.text(0));
		assertEquals("0.3", Scale.text(0.1 + 0.2));
		assertEquals("250", Scale.text(250));
		assertEquals("-1.5", Scale.text(-1.5));
		assertEquals("10 M", Scale.text(1e7));
		assertEquals("2.5 G", Scale.text(2.5e9));
	}

	@Test
	void aRunHasOneColourWhateverItIsShownBeside() {
		Shell shell = new Shell(Display.getCurrent());
		try {
			Colours palette = Colours.around(shell);
			List<Path> many = IntStream.range(0, 100).mapToObj(i -> Path.of("/runs/run-" + i)).toList();
			Map<Path, Color> listed = RunColours.of(many, palette);
			assertEquals(40, new HashSet<>(RunColours.of(many.subList(30, 70), palette).values()).size(), "forty that came together are told apart");
			List<Path> few = List.of(many.get(77), many.get(3), Path.of("/runs/later"), many.get(43));
			Map<Path, Color> compared = RunColours.of(few, palette);
			for (Path run : List.of(few.get(0), few.get(1), few.get(3))) {
				assertEquals(listed.get(run), compared.get(run), run.toString());
			}
			assertEquals(compared.get(few.get(2)), RunColours.of(List.of(few.get(2)), palette).get(few.get(2)), "alone, too");
			RunColours.choose(many.get(3), new RGB(1, 2, 3));
			assertEquals(new Color(1, 2, 3), RunColours.of(few, palette).get(many.get(3)));
			RunColours.choose(many.get(3), null);
			assertEquals(listed, RunColours.of(many, palette), "and the one that it was given when the choice is taken back");
		} finally {
			shell.dispose();
		}
	}
}
