package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunWriter;
import io.spadework.runs.Series;
import io.spadework.ui.charts.Curve;
import io.spadework.ui.charts.Points;
import io.spadework.ui.charts.Window;

class CurveTest {

	@TempDir
	Path folder;

	@Test
	void whatOverflowsIsLeftOutAsWhatIsInfinite() {
		Curve curve = Curve.of(Points.of(new double[] { 0, 1, 2, 3, 4 }, new double[] { 1, Double.NaN, 1e308, Double.NEGATIVE_INFINITY, 2 }), Window.all(100, false), 0);
		assertArrayEquals(new double[] { 0, 4 }, curve.x());
	}

	@Test
	void aShortCurveIsDrawnPointByPoint() throws Exception {
		Curve curve = Curve.of(Points.overSteps(series(5, 1, 4, 2)), new Window(0, 3, 500, false), 0);
		assertEquals("[0.0, 1.0, 2.0, 3.0]", Arrays.toString(curve.x()));
		assertEquals("[5.0, 1.0, 4.0, 2.0]", Arrays.toString(curve.y()));
		assertEquals(2, curve.last());
	}

	@Test
	void aLongCurveKeepsItsExtremesAndCostsNoMoreThanItsPixels() throws Exception {
		double[] values = new double[10_000];
		for (int i = 0; i < values.length; i++) {
			values[i] = Math.sin(i);
		}
		values[4321] = 99;
		values[8765] = -99;
		Curve curve = Curve.of(Points.overSteps(series(values)), new Window(0, values.length - 1, 100, false), 0);
		assertTrue(curve.x().length <= 4 * 101, curve.x().length + " points");
		assertEquals(99, Arrays.stream(curve.y()).max().orElseThrow());
		assertEquals(-99, Arrays.stream(curve.y()).min().orElseThrow());
		for (int i = 1; i < curve.x().length; i++) {
			assertTrue(curve.x()[i] > curve.x()[i - 1], "steps increase");
		}
		assertEquals(0, curve.x()[0]);
		assertEquals(values.length - 1, curve.x()[curve.x().length - 1]);
	}

	@Test
	void onlyTheVisibleStepsAndTheirNeighboursAreDrawn() throws Exception {
		Curve curve = Curve.of(Points.overSteps(series(new double[1000])), new Window(100, 110, 500, false), 0);
		assertEquals(99, curve.x()[0]);
		assertEquals(111, curve.x()[curve.x().length - 1]);
	}

	@Test
	void whatIsNotANumberLeavesAGapAndALogarithmicAxisLeavesOutWhatIsNotPositive() throws Exception {
		Series series = series(3, Double.NaN, -1, Double.POSITIVE_INFINITY, 0, 2);
		assertEquals("[3.0, -1.0, 0.0, 2.0]", Arrays.toString(Curve.of(Points.overSteps(series), new Window(0, 5, 500, false), 0).y()));
		assertEquals("[3.0, 2.0]", Arrays.toString(Curve.of(Points.overSteps(series), new Window(0, 5, 500, true), 0).y()));
	}

	@Test
	void smoothingBeginsAtTheFirstValueAndComesToRestAtAConstant() throws Exception {
		Curve curve = Curve.of(Points.overSteps(series(10, 2, 2, 2, 2, 2, 2, 2, 2, 2)), new Window(0, 9, 500, false), 0.5);
		assertEquals(10, curve.y()[0], 1e-12);
		assertEquals((0.5 * 10 + 2) / 1.5, curve.y()[1], 1e-12);
		assertEquals(2, curve.y()[9], 0.02);
		assertEquals(2, curve.last(), "the legend shows the value itself");
	}

	@Test
	void theNearestPointIsFound() throws Exception {
		Curve curve = Curve.of(Points.of(new double[] { 1, 2, 10 }, new double[] { 5, 6, 7 }), Window.all(500, false), 0);
		assertEquals("[0, 0, 1, 2, 2]", Arrays.toString(Arrays.stream(new double[] { -4, 1.4, 5.9, 6.1, 99 }).mapToInt(curve::nearest).toArray()));
		assertEquals(-1, Curve.EMPTY.nearest(3));
	}

	@Test
	void aCurveIsDrawnOverTheTimeOfTraining() throws Exception {
		Curve curve = Curve.of(Points.overTime(series(5, 1, 4)), Window.all(500, false), 0);
		assertEquals("[0.0, 1.0, 2.0]", Arrays.toString(curve.x()));
	}

	private Series series(double... values) throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("run" + System.nanoTime()));
		try (RunWriter writer = RunWriter.start(run, RunInfo.starting("SPADE", "Landscapes", 1, "cpu", Map.of(), Map.of(), 0), 0)) {
			for (int i = 0; i < values.length; i++) {
				writer.metrics(i, 0, i, Map.of("loss/G/total", values[i]));
			}
		}
		return run.metrics().series("loss/G/total");
	}
}
