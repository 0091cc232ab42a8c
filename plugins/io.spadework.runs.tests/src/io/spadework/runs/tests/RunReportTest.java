package io.spadework.runs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Event;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunReport;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

	private static final byte[] PNG = Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAAAAMAAAABCAYAAAAb4BS0AAAAC0lEQVR4nGNgwAQAABUAAU3tRLUAAAAASUVORK5CYII=");

	@TempDir
	Path folder;

	@Test
	void the_report_shows_numbers_curves_samples_and_events() throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("run"));
		try (RunWriter writer = RunWriter.start(run, info("SPADE"), 1)) {
			for (int step = 1; step <= 5000; step++) {
				writer.metrics(step, 0, step * 0.1, Map.of("loss/G/total", step == 100 ? Double.NaN : 5.0 / step, "loss/D/fake", 0.5, "speed/images_per_second", 8.0 + step % 2));
			}
			Files.write(run.samples().resolve("step-000100.png"), PNG);
			Files.write(run.samples().resolve("step-000200.png"), PNG);
			writer.event(Event.now(7, "warning", "a \u201chot\u201d step"));
			writer.evaluation(0, List.of(layout("layout_accuracy_untrained", 0.11, "a")));
			writer.evaluation(5000, List.of(layout("layout_accuracy", 0.625, "b"), layout("layout_accuracy_swapped", 0.3, "c"), layout("discriminator_accuracy", 0.9, "d")));
			String found = "{\"samples\":3,\"labels\":[\"s<ky\",\"sea\"],\"confusion\":[[6,2],[1,3]],\"classes\":[{\"label\":\"s<ky\"},{\"label\":\"sea\"}]}";
			writer.classes(5000, JsonParser.parseString("{\"segmenter\":\"my segmenter\",\"generated\":" + found + ",\"real\":" + found + "}").getAsJsonObject());
			writer.status(RunStatus.FINISHED, "");
		}
		String html = report(run);
		for (String expected : List.of("What my segmenter found", "<td>s&lt;ky</td><td class=\"r\">8</td><td class=\"r\">75.0 %</td><td class=\"r\">66.7 %</td>", "SPADE", ">finished<", "11.0 %", "62.5 %", "30.0 %", "90.0 %", "Generator losses", "Discriminator losses", "median of the second half",
				"step 200", "label map", "a \u201chot\u201d step", "<b>dataset</b> built-in", "8 min 20 s")) {
			assertTrue(html.contains(expected), expected);
		}
		assertEquals(4, html.split("data:image/png;base64,").length, "the newest grid large, and both over time");
		assertTrue(html.length() < 400_000, "curves are thinned out to what a screen shows, but the report has " + html.length() + " characters");
	}

	@Test
	void nothing_is_loaded_from_outside_and_every_curve_is_wellformed() throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("run"));
		try (RunWriter writer = RunWriter.start(run, info("x"), 1)) {
			for (int step = 1; step <= 50; step++) {
				writer.metrics(step, 0, step, Map.of("loss/G/a<b>&\"c\"", Math.sin(step), "loss/G/constant", 0.0, "loss/D/huge", 1e300 * step, "gradient/G", step == 3 ? Double.POSITIVE_INFINITY : 1e-9 * step));
			}
		}
		String html = report(run);
		assertFalse(Pattern.compile("(src|href)=\"(?!data:)|url\\((?!#)|@import|<script").matcher(html).find());
		Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
		int charts = 0;
		while (svg.find()) {
			DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.group().getBytes(StandardCharsets.UTF_8)));
			assertFalse(svg.group().contains("NaN") || svg.group().contains("Infinity"), svg.group());
			charts++;
		}
		assertEquals(3, charts);
	}

	@Test
	void texts_from_the_run_can_not_become_markup() throws Exception {
		String evil = "<script>alert('1')</script>\"&";
		RunFolder run = RunFolder.at(folder.resolve("run"));
		try (RunWriter writer = RunWriter.start(run, info(evil), 1)) {
			writer.event(Event.now(1, evil, evil));
			writer.evaluation(1, List.of(new Evaluation(evil, 1, null, 1, Map.of(evil, evil))));
			writer.status(RunStatus.FAILED, evil);
		}
		String html = report(run);
		assertFalse(html.contains("<script"));
		assertTrue(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"));
	}

	@Test
	void a_number_of_another_protocol_is_not_drawn_beside_the_others() throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("run"));
		try (RunWriter writer = RunWriter.start(run, info("x"), 1)) {
			Map<String, String> protocol = new HashMap<>(layout("x", 0, "untrained").protocol());
			protocol.put("samples", "3");
			writer.evaluation(0, List.of(new Evaluation("layout_accuracy_untrained", 0.5, null, 3, protocol)));
			writer.evaluation(9, List.of(layout("layout_accuracy", 0.6, "b")));
		}
		String html = report(run);
		assertFalse(html.contains("Before training"));
		assertTrue(html.contains("<h3>Layout accuracy untrained</h3>"));
	}

	@Test
	void a_run_that_has_only_just_started_has_a_report() throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("run"));
		RunWriter.start(run, info("new"), 1).close();
		Files.writeString(run.path().resolve("events.jsonl"), "{\"st");
		Files.write(run.samples().resolve("step-000100.png"), new byte[] { 1, 2 });
		assertTrue(report(run).contains("<h1>new"));
	}

	@Test
	void a_folder_that_is_no_run_has_no_report() {
		assertThrows(RunException.class, () -> RunReport.write(RunFolder.at(folder), folder.resolve("report.html")));
		assertFalse(Files.exists(folder.resolve("report.html")));
	}

	private String report(RunFolder run) throws Exception {
		RunReport.write(run, folder.resolve("out/report.html"));
		return Files.readString(folder.resolve("out/report.html"));
	}

	private static Evaluation layout(String metric, double value, String images) {
		return new Evaluation(metric, value, new double[] { value - 0.05, value + 0.05 }, 16, Map.of("dataset", "built-in", "samples", "16", "images", images));
	}

	private static RunInfo info(String experiment) {
		return RunInfo.starting(experiment, "Landscapes", 1, "cpu", Map.of("engine", "1"), Map.of("study", "0123456789abcdef"), 5000);
	}
}
