package io.spadework.runs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.Metrics;
import io.spadework.runs.Series;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

	@TempDir
	Path run;

	@Test
	void a_folder_without_metrics_has_no_series() {
		Metrics metrics = Metrics.read(run);
		assertEquals(Set.of(), metrics.series());
		assertEquals(-1, metrics.lastStep());
		assertEquals(0, metrics.series("loss/G/total").size());
		assertFalse(metrics.refresh());
	}

	@Test
	void only_what_is_new_is_read_on() throws IOException {
		append(1, "{\"from\":1}\n" + line(1, 0.5) + line(2, 0.25));
		Metrics metrics = Metrics.read(run);
		assertEquals(2, metrics.lastStep());
		Series before = metrics.series("a");
		assertFalse(metrics.refresh());
		append(1, line(3, 0.125));
		assertTrue(metrics.refresh());
		assertEquals(3, metrics.lastStep());
		assertEquals(0.125, metrics.series("a").last());
		assertEquals(2, before.size(), "a series handed out stays as it was");
	}

	@Test
	void a_half_written_last_line_counts_once_it_is_complete() throws IOException {
		String whole = line(2, 0.25);
		append(1, "{\"from\":1}\n" + line(1, 0.5) + whole.substring(0, 20));
		Metrics metrics = Metrics.read(run);
		assertEquals(1, metrics.lastStep());
		append(1, whole.substring(20));
		assertTrue(metrics.refresh());
		assertEquals(2, metrics.lastStep());
		assertEquals(0, metrics.corruptLines());
	}

	@Test
	void a_resumed_run_overrules_the_steps_since_its_checkpoint() throws IOException {
		append(1, "{\"from\":1}\n" + line(1, 1) + line(2, 2) + line(3, 3) + line(4, 4));
		Metrics metrics = Metrics.read(run);
		Series first = metrics.series("a");
		append(2, "{\"from\":3}\n");
		assertTrue(metrics.refresh());
		assertEquals(2, metrics.lastStep());
		append(2, line(3, 30) + line(4, 40) + line(5, 50));
		metrics.refresh();
		Series series = metrics.series("a");
		assertEquals(5, series.size());
		assertEquals(2, series.value(1));
		assertEquals(30, series.value(2));
		assertEquals(50, series.last());
		assertEquals(3, first.value(2), "a series handed out before still shows what was known then");
		assertEquals(5, Metrics.read(run).series("a").size());
		assertEquals(30, Metrics.read(run).series("a").value(2));
	}

	@Test
	void files_are_read_in_order_of_their_number() throws IOException {
		append(10, "{\"from\":21}\n" + line(21, 10));
		append(9, "{\"from\":11}\n" + line(11, 9) + line(25, 9));
		append(1, "{\"from\":1}\n" + line(1, 1));
		Series series = Metrics.read(run).series("a");
		assertEquals(3, series.size());
		assertEquals(21, series.step(2));
		assertEquals(10, series.last());
	}

	@Test
	void corrupt_lines_are_skipped_and_counted() throws IOException {
		append(1, "{\"from\":1}\n" + line(1, 1) + "{\"step\":2,\"epo" + line(3, 3) + "nonsense\n" + "[]\n" + "{\"epoch\":1}\n" + line(3, 3) + line(2, 2)
				+ "{\"step\":4,\"values\":{\"a\":1e}}\n" + "{\"step\":4,\"values\":{\"a\":\n" + line(5, 5));
		Metrics metrics = Metrics.read(run);
		assertEquals(3, metrics.series("a").size());
		assertEquals(5, metrics.series("a").last());
		assertEquals(7, metrics.corruptLines());
	}

	@Test
	void a_lost_header_is_taken_from_the_first_line() throws IOException {
		append(1, "{\"from\":1}\n" + line(1, 1) + line(2, 2) + line(3, 3));
		append(2, "\u0000\u0000\u0000\n" + line(2, 20));
		Metrics metrics = Metrics.read(run);
		assertEquals(2, metrics.lastStep());
		assertEquals(20, metrics.series("a").last());
		assertEquals(1, metrics.corruptLines());
	}

	@Test
	void numbers_that_are_none_come_as_texts() throws IOException {
		append(1, "{\"from\":1}\n{\"step\":1,\"values\":{\"a\":\"NaN\",\"b\":\"Infinity\",\"c\":\"-Infinity\",\"d\":\"word\",\"e\":null}}\n");
		Metrics metrics = Metrics.read(run);
		assertTrue(Double.isNaN(metrics.series("a").last()));
		assertEquals(Double.POSITIVE_INFINITY, metrics.series("b").last());
		assertEquals(Double.NEGATIVE_INFINITY, metrics.series("c").last());
		assertEquals(Set.of("a", "b", "c"), metrics.series());
	}

	@Test
	void keys_of_a_later_version_are_passed_by() throws IOException {
		append(1, "{\"from\":1,\"new\":{\"a\":[1,\"}\"]}}\n{\"extra\":[{\"values\":{\"x\":1}},null,true],\"step\":7,\"epoch\":2,\"wall\":1.5e1,\"values\":{\"a\\/b \\u00e9\":2,\"nested\":{\"x\":1}},\"more\":\"\\\"\"}\n");
		Metrics metrics = Metrics.read(run);
		assertEquals(0, metrics.corruptLines());
		assertEquals(Set.of("a/b \u00e9"), metrics.series());
		assertEquals(15, metrics.lastWall());
		assertEquals(2, metrics.lastEpoch());
	}

	@Test
	void values_keep_every_bit() throws IOException {
		Random random = new Random(5);
		double[] values = new double[5000];
		StringBuilder lines = new StringBuilder("{\"from\":0}\n");
		for (int i = 0; i < values.length; i++) {
			double value;
			do {
				value = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
			} while (!Double.isFinite(value));
			values[i] = value;
			lines.append("{\"step\":" + i + ",\"values\":{\"a\":" + value + "}}\n");
		}
		append(1, lines.toString());
		Series series = Metrics.read(run).series("a");
		for (int i = 0; i < values.length; i++) {
			assertEquals(values[i], series.value(i));
		}
	}

	@Test
	void a_run_that_was_made_anew_is_read_anew() throws IOException {
		append(1, "{\"from\":1}\n" + line(1, 1) + line(2, 2));
		Metrics metrics = Metrics.read(run);
		Files.delete(run.resolve("metrics-1.jsonl"));
		append(1, "{\"from\":1}\n" + line(1, 7));
		assertTrue(metrics.refresh());
		assertEquals(1, metrics.series("a").size());
		assertEquals(7, metrics.series("a").last());
	}

	@Test
	void a_series_that_starts_late_knows_its_steps() throws IOException {
		append(1, "{\"from\":1}\n" + line(1, 1) + "{\"step\":2,\"wall\":4,\"values\":{\"a\":2,\"late\":9}}\n" + line(3, 3));
		Series late = Metrics.read(run).series("late");
		assertEquals(1, late.size());
		assertEquals(2, late.step(0));
		assertEquals(4, late.wall(0));
	}

	@Test
	void a_hundred_thousand_lines_of_twenty_series_are_read_in_a_moment() throws IOException {
		Random random = new Random(1);
		try (BufferedWriter file = Files.newBufferedWriter(run.resolve("metrics-1.jsonl"))) {
			file.write("{\"from\":0}\n");
			for (int step = 0; step < 100_000; step++) {
				StringBuilder line = new StringBuilder("{\"step\":" + step + ",\"epoch\":1,\"wall\":" + step * 0.25 + ",\"values\":{");
				for (int i = 0; i < 20; i++) {
					line.append(i == 0 ? "\"" : ",\"").append("loss/G/part").append(i).append("\":").append(random.nextFloat());
				}
				file.append(line).append("}}\n");
			}
		}
		Metrics.read(run);
		// A tenth of this on an idle computer; the limit only catches a reader that has become slow altogether.
		Metrics metrics = assertTimeout(Duration.ofSeconds(5), () -> Metrics.read(run));
		long start = System.nanoTime();
		Metrics.read(run);
		System.out.printf("100,000 x 20 points read in %.0f ms%n", (System.nanoTime() - start) / 1e6);
		assertEquals(20, metrics.series().size());
		assertEquals(100_000, metrics.series("loss/G/part19").size());
	}

	private void append(int n, String text) throws IOException {
		Files.writeString(run.resolve("metrics-" + n + ".jsonl"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private static String line(int step, double value) {
		return "{\"step\":" + step + ",\"epoch\":0,\"wall\":" + step * 0.5 + ",\"values\":{\"a\":" + value + "}}\n";
	}
}
