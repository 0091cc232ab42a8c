package io.spadework.runs.tests.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.export.ComparisonDocument;
import io.spadework.runs.export.ComparisonReport;
import io.spadework.runs.export.ComparisonTables;
import io.spadework.runs.export.Csv;
import io.spadework.runs.export.LatexTables;
import io.spadework.runs.export.MarkdownTables;
import io.spadework.runs.export.Table;
import io.spadework.runs.tests.compare.MadeUpRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonExportTest {

	private static final byte[] PNG = Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAAAAMAAAABCAYAAAAb4BS0AAAAC0lEQVR4nGNgwAQAABUAAU3tRLUAAAAASUVORK5CYII=");
	private static final String EVIL = "a|b</script><script>alert(1)</script>\\\"&_%";

	@TempDir
	Path folder;

	@Test
	void differences_that_say_something_stand_first() throws IOException {
		for (int seed = 1; seed <= 3; seed++) {
			new MadeUpRun(folder.resolve("alone-" + seed)).override("ngf", "" + (1 + seed)).write().evaluation(100, "fid", 30, Map.of());
			new MadeUpRun(folder.resolve("good-" + seed)).seed(seed).override("ngf", "32").write().evaluation(100, "fid", 20 + 0.1 * seed, Map.of());
			new MadeUpRun(folder.resolve("bad-" + seed)).seed(seed).override("ngf", "64").write().evaluation(100, "fid", 40 + 0.1 * seed, Map.of());
		}
		List<Path> runs = Stream.of("alone-1", "alone-2", "alone-3", "good-1", "good-2", "good-3", "bad-1", "bad-2", "bad-3").map(folder::resolve).toList();
		Comparison comparison = Comparison.of(runs);
		Table differences = new ComparisonTables(comparison, comparison.measures("fid"), false, null).all().stream().filter(table -> table.title().equals("Differences")).findFirst().orElseThrow();
		assertEquals(List.of("fid", "ngf=64 (3 seeds)", "ngf=32 (3 seeds)"), differences.rows().get(0).subList(0, 3));
		assertTrue(differences.rows().get(0).contains("worse") && differences.rows().stream().skip(1).allMatch(row -> row.contains("unclear")), differences.rows().toString());
	}

	@Test
	void Markdown_has_a_table_for_each_question() throws IOException {
		String text = MarkdownTables.text(new ComparisonTables(groups(), groups().chiefMeasures(), true, null).all());
		for (String expected : List.of("## Runs", "## Differing settings", "| ngf | 16 | 16 | 16 | 8 | 8 | 8 |", "## Metrics", "fid \u2193", "## Groups", "ngf=8 (3 seeds)", "## Differences",
				"| fid | ngf=8 (3 seeds) | ngf=16 (3 seeds) | +10.00 |", "worse", "## Published figures", "SPADE (published)", "SIMS (published) | N/A | N/A | N/A |")) {
			assertTrue(text.contains(expected), expected + " in\n" + text);
		}
		assertTrue(text.lines().filter(line -> line.startsWith("|")).allMatch(line -> line.endsWith("|")));
	}

	@Test
	void a_name_can_neither_break_a_table_nor_become_markup() {
		Table table = new Table(EVIL, List.of("run", EVIL), List.of(List.of(EVIL, "layout_accuracy")), List.of(EVIL));
		String markdown = MarkdownTables.text(List.of(table));
		assertTrue(markdown.contains("a\\|b\\</script\\>"), markdown);
		assertTrue(markdown.contains("layout_accuracy"), "within a word an underscore stays: " + markdown);
		String latex = LatexTables.text(List.of(table));
		assertTrue(latex.contains("\\textbackslash{}\"\\&\\_\\%"), latex);
		assertTrue(latex.contains("layout\\_accuracy"), latex);
	}

	@Test
	void LaTeX_opens_and_closes_what_it_writes() throws IOException {
		String text = LatexTables.text(new ComparisonTables(groups(), groups().chiefMeasures(), true, null).all());
		assertEquals(text.split("\\\\begin\\{tabular\\}").length, text.split("\\\\end\\{tabular\\}").length);
		Matcher tabular = Pattern.compile("\\\\begin\\{tabular\\}\\{(lr*)\\}\n(.*?)\\\\end", Pattern.DOTALL).matcher(text);
		int tables = 0;
		while (tabular.find()) {
			int columns = tabular.group(1).length();
			tabular.group(2).lines().filter(line -> line.endsWith("\\\\")).forEach(line -> assertEquals(columns, line.split(" & ", -1).length, line));
			tables++;
		}
		assertEquals(7, tables);
		assertTrue(text.contains("$\\pm$") && text.contains("$\\downarrow$"), text);
	}

	@Test
	void CSV_has_a_row_for_each_run_and_every_digit() throws IOException {
		run("a,b").write().evaluation(100, "fid", 1 / 3.0, Map.of("d", "1")).line(1, "loss/G/total", "\"NaN\"");
		run("c").parameter("ngf", "min(8, 4)").write();
		List<String> lines = Csv.of(compare("a,b", "c"), compare("a,b", "c").measures(), true, List.of()).lines().toList();
		assertEquals(1 + 2 + 4, lines.size());
		assertTrue(lines.get(1).startsWith("\"a,b\",finished,1,1,0.5,8,"), lines.get(1));
		assertTrue(lines.get(2).startsWith("c,finished,1,,,\"min(8, 4)\","), lines.get(2));
		assertTrue(lines.get(1).contains(",0.3333333333333333,"), lines.get(1));
		assertTrue(lines.get(1).contains(",NaN,,,"), "the newest is not a number, and there is no least or largest: " + lines.get(1));
		assertTrue(lines.get(4).startsWith("SIMS,published,") && lines.get(4).contains("N/A,N/A,N/A"), lines.get(4));
		int columns = lines.get(0).split(",", -1).length;
		assertEquals(columns, lines.get(6).split(",", -1).length);
	}

	@Test
	void a_runs_series_and_evaluations_go_to_CSV_step_by_step() throws IOException {
		MadeUpRun run = run("a").write().line(1, "x", 1).line(2, "y", "\"Infinity\"").line(3, "x", 3).evaluation(5, "fid", 7, Map.of("d", "1"));
		assertEquals(4, Csv.write(RunFolder.at(run.folder()), folder.resolve("out/a.csv")));
		List<String> lines = Files.readAllLines(folder.resolve("out/a.csv"));
		assertTrue(lines.get(0).matches("step,seconds,x,y,eval/fid@[0-9a-f]{8}"), lines.get(0));
		assertEquals(List.of("1,0.5,1.0,,", "2,1.0,,Infinity,", "3,1.5,3.0,,", "5,1.5,,,7.0"), lines.subList(1, 5));
	}

	@Test
	void the_document_says_what_differs_what_was_measured_and_what_the_tests_say() throws IOException {
		Comparison comparison = groups();
		JsonObject document = ComparisonDocument.of(comparison, comparison.measures(), comparison.chiefMeasures(), true, Cost.named("time", comparison).orElseThrow());
		assertEquals("16", document.getAsJsonObject("differing").getAsJsonObject("ngf").get("ngf16-1").getAsString());
		JsonObject fid = document.getAsJsonArray("metrics").get(0).getAsJsonObject();
		assertEquals("fid", fid.get("metric").getAsString());
		assertEquals("landscapes", fid.getAsJsonObject("protocol").get("dataset").getAsString());
		assertEquals(21, fid.getAsJsonObject("values").getAsJsonObject("ngf16-1").get("last").getAsDouble());
		JsonObject test = document.getAsJsonArray("tests").get(0).getAsJsonObject();
		assertEquals("worse", test.get("verdict").getAsString());
		assertEquals(10, test.get("difference").getAsDouble(), 1e-9);
		assertTrue(test.getAsJsonArray("interval").get(0).getAsDouble() > 5);
		assertEquals(16, document.getAsJsonObject("published").getAsJsonArray("rows").size());
		assertTrue(document.getAsJsonArray("pareto").size() > 0);
		assertNoUnspeakableNumber(document);
	}

	@Test
	void the_page_loads_nothing_and_runs_no_script_but_its_own() throws Exception {
		Comparison comparison = groups();
		for (int step : new int[] { 100, 200 }) {
			for (String name : List.of("ngf8-1", "ngf16-1")) {
				Files.createDirectories(folder.resolve(name).resolve("samples"));
				Files.write(folder.resolve(name).resolve(String.format("samples/step-%06d.png", step)), PNG);
			}
		}
		Files.write(folder.resolve("ngf8-1/samples/step-000300.png"), PNG);
		String html = ComparisonReport.html(comparison, comparison.chiefMeasures(), true, null);
		assertFalse(Pattern.compile("(src|href)=\"(?!data:)|url\\((?!#)|@import").matcher(html).find());
		assertEquals(2, html.split("<script>").length);
		assertTrue(html.contains("script-src 'sha256-"));
		assertEquals(4, html.split("data:image/png;base64,").length - 1, "two runs at the two steps that both have");
		Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
		int charts = 0;
		while (svg.find()) {
			DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.group().getBytes(StandardCharsets.UTF_8)));
			assertFalse(svg.group().contains("NaN") || svg.group().contains("Infinity"), svg.group());
			assertEquals(2, svg.group().split("class=\"band\"").length - 1, "a band for each group");
			charts++;
		}
		assertEquals(1, charts);
	}

	@Test
	void texts_of_runs_can_not_become_markup_of_the_page() throws IOException {
		String evil = "<script>alert(1)</script>\"'&";
		run("a").parameter("ngf", "1").write().evaluation(1, evil, 1, Map.of(evil, evil)).line(1, "<b>x", 1).line(2, "<b>x", 2);
		run("b").parameter("ngf", "&lt;img src=x onerror=alert(1)&gt;").write().evaluation(1, evil, 1, Map.of(evil, "other"));
		Comparison comparison = compare("a", "b");
		String html = ComparisonReport.html(comparison, comparison.measures(), false, null);
		assertFalse(html.contains("<script"), "without samples there is no slider and no script");
		assertFalse(html.contains("<img") || html.contains("<b>x"));
		assertTrue(html.contains("&lt;script&gt;alert(1)"));
	}

	@Test
	void runs_that_have_nothing_to_show_make_a_page_all_the_same() throws IOException {
		Files.createDirectories(folder.resolve("empty"));
		Comparison comparison = compare("empty");
		assertTrue(ComparisonReport.html(comparison, comparison.measures(), false, null).contains("unreadable"));
		assertTrue(MarkdownTables.text(new ComparisonTables(comparison, comparison.measures(), false, null).all()).contains("no run.json"));
		assertEquals(2, Csv.of(comparison, comparison.measures(), false, List.of()).lines().count());
	}

	/** Two groups of three seeds, ten FID apart, with a curve each. */
	private Comparison groups() throws IOException {
		for (int seed = 0; seed < 3; seed++) {
			for (int ngf : new int[] { 16, 8 }) {
				MadeUpRun run = run("ngf" + ngf + "-" + seed);
				if (!Files.exists(run.folder())) {
					run.seed(seed).parameter("ngf", Integer.toString(ngf)).write().evaluation(100, "fid", (ngf == 8 ? 30 : 20) + seed, Map.of("dataset", "landscapes"));
					for (int step = 1; step <= 20; step++) {
						run.line(step, "loss/G/total", step == 7 ? "\"NaN\"" : Double.toString(ngf + seed + 1.0 / step));
					}
				}
			}
		}
		return compare("ngf16-0", "ngf16-1", "ngf16-2", "ngf8-0", "ngf8-1", "ngf8-2");
	}

	private MadeUpRun run(String name) {
		return new MadeUpRun(folder.resolve(name));
	}

	private Comparison compare(String... names) {
		return Comparison.of(List.of(names).stream().map(folder::resolve).toList());
	}

	private static void assertNoUnspeakableNumber(JsonElement element) {
		if (element.isJsonObject()) {
			element.getAsJsonObject().asMap().values().forEach(ComparisonExportTest::assertNoUnspeakableNumber);
		} else if (element.isJsonArray()) {
			element.getAsJsonArray().forEach(ComparisonExportTest::assertNoUnspeakableNumber);
		} else if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()) {
			assertTrue(Double.isFinite(element.getAsDouble()), element.toString());
		}
	}
}
