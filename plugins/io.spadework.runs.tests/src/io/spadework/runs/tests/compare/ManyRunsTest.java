package io.spadework.runs.tests.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.export.ComparisonDocument;
import io.spadework.runs.export.ComparisonReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons as large as people make them. */
class ManyRunsTest {

	@TempDir
	Path folder;

	@Test
	void two_hundred_runs_are_compared_in_a_moment() throws IOException {
		List<Path> runs = make(200, 50, 4);
		long start = System.nanoTime();
		Comparison comparison = Comparison.of(runs);
		assertEquals(200, comparison.runs().size());
		assertEquals(40, comparison.groups().size(), "five seeds each");
		assertEquals(4, comparison.measures().size());
		String html = ComparisonReport.html(comparison, comparison.measures(), false, null);
		ComparisonDocument.of(comparison, comparison.measures(), comparison.measures(), false, null);
		double seconds = (System.nanoTime() - start) / 1e9;
		System.out.printf("200 runs compared, and written as a page of %,d characters, in %.1f s%n", html.length(), seconds);
		assertTrue(seconds < 20, seconds + " s, where an idle computer needs one or two");
	}

	@Test
	@Tag("slow")
	void ten_million_points_fit_into_half_a_gigabyte() throws IOException {
		List<Path> runs = make(200, 10_000, 5);
		Runtime runtime = Runtime.getRuntime();
		long start = System.nanoTime();
		Comparison comparison = Comparison.of(runs);
		double read = (System.nanoTime() - start) / 1e9;
		System.gc();
		long megabytes = runtime.totalMemory() - runtime.freeMemory() >> 20;
		start = System.nanoTime();
		List<Measure> measures = comparison.measures();
		int length = ComparisonReport.html(comparison, measures, false, null).length();
		double written = (System.nanoTime() - start) / 1e9;
		System.out.printf("10 million points of 200 runs: read in %.1f s, %d MB held, a page of %,d characters in %.1f s%n", read, megabytes, length, written);
		assertEquals(10_000, comparison.runs().get(199).summary(measures.get(0)).count());
		assertTrue(megabytes < 512, megabytes + " MB");
		assertTrue(read + written < 120, read + written + " s");
	}

	private List<Path> make(int count, int steps, int series) throws IOException {
		Random random = new Random(9);
		List<Path> runs = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			MadeUpRun run = new MadeUpRun(folder.resolve("run-" + i)).seed(i % 5).parameter("ngf", Integer.toString(i / 5)).write();
			try (BufferedWriter out = Files.newBufferedWriter(run.folder().resolve("metrics-1.jsonl"))) {
				out.write("{\"from\":1}\n");
				for (int step = 1; step <= steps; step++) {
					StringBuilder line = new StringBuilder("{\"step\":").append(step).append(",\"epoch\":0,\"wall\":").append(step * 0.5).append(",\"values\":{");
					for (int j = 0; j < series; j++) {
						line.append(j == 0 ? "\"" : ",\"").append("loss/G/part").append(j).append("\":").append(random.nextFloat());
					}
					out.append(line).append("}}\n");
				}
			}
			runs.add(run.folder());
		}
		return runs;
	}
}
