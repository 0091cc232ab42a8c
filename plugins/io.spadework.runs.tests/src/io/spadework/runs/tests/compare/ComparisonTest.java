package io.spadework.runs.tests.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.Evaluation;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Difference;
import io.spadework.runs.compare.Direction;
import io.spadework.runs.compare.Group;
import io.spadework.runs.compare.Importance;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.ParetoSet;
import io.spadework.runs.compare.PublishedTable;
import io.spadework.runs.compare.Separation;
import io.spadework.runs.compare.SettingRow;
import io.spadework.runs.compare.Summary;
import io.spadework.runs.compare.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

	private static final Map<String, String> PROTOCOL = Map.of("dataset", "landscapes", "samples", "64");

	@TempDir
	Path folder;

	@Test
	void only_settings_that_differ_are_listed_with_overrides_applied() throws IOException {
		run("a").write();
		run("b").seed(2).override("ngf", "16").objective("<objectives id=\"objective\" name=\"renamed\"><adversarial id=\"adversarial\" kind=\"least_squares\"/></objectives>").write();
		Comparison comparison = compare("a", "b");
		assertEquals(Map.of("ngf", List.of("8", "16"), "seed", List.of("1", "2"), "version java", List.of("25.1", "25.2"),
				"objective/adversarial.kind", List.of(ComparedRun.DEFAULT, "least_squares")), rows(comparison));
	}

	@Test
	void an_element_that_only_one_run_has_is_one_row_and_not_one_for_each_attribute() throws IOException {
		run("a").write();
		run("b").node("<nodes xsi:type=\"study:Upsample\" id=\"up1\" name=\"up\" factor=\"2\" mode=\"bilinear\"/>").write();
		SettingRow row = compare("a", "b").differing().get(0);
		assertEquals("generator/up1", row.name());
		assertNull(row.values().get(0));
		assertEquals("Upsample", row.values().get(1));
		assertEquals(1, compare("a", "b").differing().size());
	}

	@Test
	void a_setting_is_an_axis_where_runs_differ_in_its_number() {
		assertTrue(new SettingRow("ngf", Arrays.asList("8", "16", null)).isNumeric());
		assertFalse(new SettingRow("hidden", Arrays.asList("128", null, "128")).isNumeric(), "only some have it");
		assertFalse(new SettingRow("kind", List.of("hinge", "original")).isNumeric());
	}

	@Test
	void of_another_architecture_the_settings_are_told_and_not_every_node() throws IOException {
		run("a").write();
		MadeUpRun other = run("b").override("ngf", "16");
		for (int i = 0; i < 12; i++) {
			other.node("<nodes xsi:type=\"study:Upsample\" id=\"up" + i + "\" name=\"up\"/>");
		}
		other.write();
		assertEquals(13, compare("a", "b").chiefDiffering().size(), "a dozen can be read");
		other.node("<nodes xsi:type=\"study:Upsample\" id=\"one-more\" name=\"up\"/>").write();
		Comparison comparison = compare("a", "b");
		assertEquals(List.of("ngf"), comparison.chiefDiffering().stream().map(SettingRow::name).toList());
		assertEquals(14, comparison.differing().size());
	}

	@Test
	void data_in_the_same_place_is_the_same_data_wherever_the_runs_lie() throws IOException {
		run("a").write();
		MadeUpRun deep = run("deep/er").write();
		Files.writeString(deep.folder().resolve("study.spade"), Files.readString(deep.folder().resolve("study.spade")).replace("../data", "../../data"));
		assertEquals(List.of(), compare("a", "deep/er").differing());
	}

	@Test
	void values_are_summed_up_with_the_steps_they_stand_at() throws IOException {
		run("a").write().line(1, "loss/G/total", 5).line(2, "loss/G/total", 3).line(3, "loss/G/total", "\"NaN\"").line(5, "loss/G/total", 4);
		Comparison comparison = compare("a");
		Measure loss = comparison.measures("loss/G/total").get(0);
		Summary summary = comparison.runs().get(0).summary(loss);
		assertEquals(4, summary.last());
		assertEquals(3, summary.min());
		assertEquals(5, summary.max());
		assertEquals(3, summary.best(loss.direction()));
		assertEquals(2, summary.bestStep(loss.direction()));
		assertEquals(1, summary.notFinite());
		assertEquals(4, summary.count());
	}

	@ParameterizedTest
	@CsvSource({ "fid,LOWER", "kid,LOWER", "loss/G/total,LOWER", "train/Loss,LOWER", "layout_accuracy,HIGHER", "pixel_accuracy,HIGHER", "miou,HIGHER", "accuracy/D,NONE", "discriminator_accuracy,NONE",
			"layout_accuracy_real,NONE", "loss/D/fake,NONE", "lr/G,NONE", "speed/images_per_second,HIGHER", "val/FID50k,LOWER", "confidence,NONE", "loss/D_total/x,LOWER", "fid@0f71824f,LOWER" })
	void the_direction_of_a_metric_is_known_by_its_name(String metric, Direction direction) {
		assertEquals(direction, Direction.of(metric));
	}

	@Test
	void unlike_protocols_never_share_a_column_and_the_reason_is_told() throws IOException {
		run("a").write().evaluation(100, "fid", 30, Map.of("dataset", "landscapes", "samples", "64"));
		run("b").write().evaluation(100, "fid", 20, Map.of("dataset", "landscapes", "samples", "5000", "extractor", "inception"));
		Comparison comparison = compare("a", "b");
		List<Measure> measures = comparison.measures("fid");
		assertEquals(2, measures.size());
		for (Measure measure : measures) {
			assertEquals(1, comparison.runs().stream().filter(run -> run.summary(measure) != null).count());
			assertEquals("fid@" + measure.protocolHash().substring(0, 8), comparison.label(measure));
		}
		Separation separation = comparison.separations().get(0);
		assertEquals(Set.of("samples", "extractor"), separation.fields().stream().map(Separation.Field::name).collect(Collectors.toSet()));
		assertTrue(separation.reason().contains("\"64\"") && separation.reason().contains("\"5000\"") && separation.reason().contains("not stated"), separation.reason());
		assertFalse(separation.reason().contains("landscapes"), "what is alike is no reason");
		assertEquals(List.of(), comparison.differences(comparison.measures()));
	}

	@Test
	void runs_that_differ_in_nothing_but_the_seed_are_a_group() throws IOException {
		for (int seed = 1; seed <= 3; seed++) {
			run("narrow-" + seed).seed(seed).write();
			run("wide-" + seed).seed(seed).override("ngf", "16").write();
		}
		Comparison comparison = compare("narrow-1", "wide-1", "narrow-2", "wide-2", "narrow-3", "wide-3");
		assertEquals(List.of("ngf=8 (3 seeds)", "ngf=16 (3 seeds)"), comparison.groups().stream().map(Group::label).toList());
		assertEquals(List.of("narrow-1", "narrow-2", "narrow-3"), comparison.groups().get(0).runs().stream().map(ComparedRun::label).toList());
	}

	@Test
	void runs_of_unknown_settings_are_never_taken_for_seeds_of_one_another() throws IOException {
		run("a").write();
		run("b").write();
		Files.delete(folder.resolve("a/study.spade"));
		Files.writeString(folder.resolve("b/study.spade"), "<study:Study");
		Comparison comparison = compare("a", "b");
		assertEquals(2, comparison.groups().size());
		comparison.runs().forEach(run -> assertTrue(run.problems().get(0).contains("study.spade"), run.problems().toString()));
	}

	@Test
	void a_group_that_is_better_beyond_chance_is_called_better_and_the_other_way_round_worse() throws IOException {
		group("old", "8", 30, 31, 29, 30.5);
		group("new", "16", 20, 21, 19, 20.5);
		Comparison comparison = all();
		Difference difference = comparison.differences(comparison.measures("fid")).get(0);
		assertEquals("ngf=16 (4 seeds)", difference.reference().label(), "folders come in order of name");
		assertEquals(Verdict.WORSE, difference.verdict());
		assertEquals(10, difference.test().difference(), 1e-9);
		assertTrue(difference.test().low() > 8 && difference.test().high() < 12);
		assertTrue(difference.adjustedP() < 0.001);
	}

	@Test
	void what_chance_could_have_done_is_unclear() throws IOException {
		group("a", "8", 30, 34, 27);
		group("b", "16", 29, 33, 25);
		Difference difference = all().differences(all().measures("fid")).get(0);
		assertEquals(Verdict.UNCLEAR, difference.verdict());
		assertTrue(difference.reason().contains("chance"), difference.reason());
	}

	@Test
	void too_few_seeds_are_unclear_however_large_the_difference() throws IOException {
		group("a", "8", 300, 301);
		group("b", "16", 2, 3);
		Difference difference = all().differences(all().measures("fid")).get(0);
		assertEquals(Verdict.UNCLEAR, difference.verdict());
		assertTrue(difference.reason().contains("3 seeds"), difference.reason());
		assertTrue(Double.isNaN(difference.adjustedP()), "it doesn't count as a test either");
	}

	@Test
	void what_has_no_better_way_is_not_judged_and_does_not_count_as_a_test() throws IOException {
		for (int seed = 0; seed < 3; seed++) {
			run("a-" + seed).seed(seed).write().evaluation(100, "fid", 20 + seed, PROTOCOL).line(100, "accuracy/D", 0.5 + 0.01 * seed);
			run("b-" + seed).seed(seed).parameter("ngf", "16").write().evaluation(100, "fid", 30 + seed, PROTOCOL).line(100, "accuracy/D", 0.9 + 0.01 * seed);
		}
		List<Difference> differences = all().differences(all().measures());
		assertEquals(List.of(Verdict.WORSE, Verdict.UNCLEAR), differences.stream().map(Difference::verdict).toList());
		assertEquals(differences.get(0).test().p(), differences.get(0).adjustedP());
		assertTrue(differences.get(1).reason().contains("neither way"), differences.get(1).reason());
		assertTrue(differences.get(1).test().low() > 0.3, "the interval is given all the same");
	}

	@Test
	void a_diverged_run_is_not_left_out_to_make_the_others_shine() throws IOException {
		group("a", "8", 30, 31, 32, 31);
		group("b", "16", 20, 21, 22, Double.NaN);
		Difference difference = all().differences(all().measures("fid")).get(0);
		assertEquals(Verdict.UNCLEAR, difference.verdict());
		assertTrue(difference.reason().contains("b-3"), difference.reason());
	}

	@Test
	void values_of_different_steps_and_losses_of_different_objectives_are_not_judged() throws IOException {
		for (int seed = 0; seed < 3; seed++) {
			run("a-" + seed).seed(seed).write().line(100, "loss/G/total", 1 + 0.01 * seed);
			run("b-" + seed).seed(seed).parameter("ngf", "16").write().line(50, "loss/G/total", 3 + 0.01 * seed);
			run("c-" + seed).seed(seed).objective("<objectives id=\"objective\" name=\"o\"><adversarial id=\"adversarial\" weight=\"2\"/></objectives>").write().line(100, "loss/G/total", 2 + 0.01 * seed);
		}
		List<Difference> differences = all().differences(all().measures("loss/G/total"));
		assertEquals(3, differences.size());
		assertTrue(differences.get(0).reason().contains("steps, 50 to 100"), differences.get(0).reason());
		assertTrue(differences.get(1).reason().contains("objective/adversarial.weight"), differences.get(1).reason());
		differences.forEach(difference -> assertEquals(Verdict.UNCLEAR, difference.verdict()));
	}

	@Test
	void many_tests_are_corrected_for_being_many() throws IOException {
		group("a", "8", 30, 31, 29);
		group("b", "16", 28, 27, 26);
		double alone = all().differences(all().measures("fid")).get(0).adjustedP();
		group("c", "32", 30.2, 29.9, 31);
		List<Difference> three = all().differences(all().measures("fid"));
		double raw = three.get(0).test().p();
		assertEquals(raw, alone, 1e-12);
		assertTrue(three.get(0).adjustedP() >= 2 * raw, "the least of three counts threefold, the next twofold");
	}

	@Test
	void a_band_stands_on_the_steps_that_all_runs_share() throws IOException {
		run("a").seed(1).write().line(1, "loss/G/total", 1).line(2, "loss/G/total", 2).line(3, "loss/G/total", "\"NaN\"").line(5, "loss/G/total", 5);
		run("b").seed(2).write().line(2, "loss/G/total", 4).line(3, "loss/G/total", 3).line(4, "loss/G/total", 9).line(5, "loss/G/total", 7);
		run("c").seed(3).write();
		Group.Band band = compare("a", "b", "c").groups().get(0).band("loss/G/total");
		assertEquals(2, band.n());
		assertEquals(2, band.mean().size());
		assertEquals(2, band.mean().step(0));
		assertEquals(5, band.mean().step(1));
		assertEquals(3, band.mean().value(0));
		// the quantile of one degree of freedom is 12.7062; the deviation of 2 and 4 is the root of 2
		assertEquals(3 - 12.7062, band.low().value(0), 1e-4);
		assertEquals(3 + 12.7062, band.high().value(0), 1e-4);
	}

	@Test
	void a_sweep_tells_which_settings_go_together_with_a_metric() throws IOException {
		for (int i = 0; i < 12; i++) {
			run("run-" + (char) ('a' + i)).seed(i).parameter("ngf", Integer.toString(4 * i + 4)).parameter("batch", Integer.toString(1 + i * 5 % 7)).write().evaluation(100, "fid", 90 - i * i * 0.3, PROTOCOL);
		}
		List<Importance> importances = all().importances(all().measures("fid").get(0));
		assertEquals(List.of("ngf", "batch"), importances.stream().map(Importance::setting).toList());
		assertEquals(-1, importances.get(0).correlation().rho(), 1e-12);
		assertEquals("falls with it", importances.get(0).words());
		assertEquals("unclear", importances.get(1).words());
	}

	@Test
	void the_Pareto_set_holds_what_no_other_run_beats() throws IOException {
		double[][] runs = { { 30, 10 }, { 20, 20 }, { 25, 30 }, { 10, 40 }, { 10, 50 }, { Double.NaN, 1 } };
		for (int i = 0; i < runs.length; i++) {
			run("r" + i).seed(i).parameter("ngf", Integer.toString(i)).write().evaluation(100, "fid", runs[i][0], PROTOCOL).line((int) runs[i][1], "a", 1);
		}
		Comparison comparison = all();
		Cost time = Cost.named("time", comparison).orElseThrow();
		assertEquals(List.of("r0", "r1", "r3"), comparison.pareto(comparison.measures("fid").get(0), time).stream().map(point -> point.run().label()).toList());
		assertEquals(List.of(), ParetoSet.of(List.of(), Direction.LOWER, Direction.LOWER));
		assertEquals(3, Cost.named("ngf", comparison).orElseThrow().of(comparison.runs().get(3)));
		assertTrue(Cost.named("nothing", comparison).isEmpty());
	}

	@Test
	void broken_runs_of_every_shape_show_as_such_and_leave_the_others_alone() throws IOException {
		run("good").write().line(1, "loss/G/total", 1);
		Files.createDirectories(folder.resolve("empty"));
		run("headless").write().line(1, "loss/G/total", 2);
		Files.delete(folder.resolve("headless/run.json"));
		run("damaged").write();
		Files.writeString(folder.resolve("damaged/run.json"), "{\"status\":");
		run("half").write().line(1, "loss/G/total", 3).text("metrics-1.jsonl", "{\"step\":2,\"val");
		run("corrupt").write().line(1, "loss/G/total", 4).text("metrics-1.jsonl", "nonsense\n").line(2, "loss/G/total", 5);
		run("restarted").write().line(1, "loss/G/total", 6).line(2, "loss/G/total", 7).line(3, "loss/G/total", 8).text("metrics-2.jsonl", "{\"from\":2}\n{\"step\":2,\"values\":{\"loss/G/total\":70}}\n");
		run("evaluated").write().text("evaluations/5.json", "[{\"metric\":");
		Comparison comparison = compare("good", "empty", "headless", "damaged", "half", "corrupt", "restarted", "evaluated", "missing");
		Map<String, ComparedRun> runs = comparison.runs().stream().collect(Collectors.toMap(ComparedRun::label, run -> run));
		assertEquals(List.of(), runs.get("good").problems());
		for (String broken : List.of("empty", "headless", "damaged", "missing")) {
			assertEquals("unreadable", runs.get(broken).status());
			assertTrue(runs.get(broken).problems().get(0).contains(broken.equals("missing") ? "does not exist" : "run.json"), runs.get(broken).problems().toString());
		}
		Measure loss = comparison.measures("loss/G/total").get(0);
		assertEquals(2, runs.get("headless").summary(loss).last(), "what can be read is shown");
		assertEquals(1, runs.get("half").summary(loss).count());
		assertEquals(List.of(), runs.get("half").problems(), "a line being written is no problem");
		assertTrue(runs.get("corrupt").problems().get(0).startsWith("1 lines"));
		assertEquals(70, runs.get("restarted").summary(loss).last());
		assertEquals(2, runs.get("restarted").summary(loss).count());
		assertNull(runs.get("empty").summary(loss));
		assertFalse(comparison.differing().stream().anyMatch(row -> row.name().equals("ngf")), "an unreadable run doesn't differ in everything");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<", "<a><b></a>", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a name=\"&x;\"/>", "<study/>", "\u0000", "<a>&undefined;</a>" })
	void a_study_that_is_none_is_a_problem_and_nothing_more(String text) throws IOException {
		run("a").write();
		Files.writeString(folder.resolve("a/study.spade"), text);
		ComparedRun run = compare("a").runs().get(0);
		assertEquals(1, run.problems().size());
		assertTrue(run.problems().get(0).contains("study.spade"), run.problems().get(0));
		assertFalse(run.problems().get(0).contains("root:"));
		assertEquals("1", run.setting("seed"), "run.json still tells");
	}

	@Test
	void a_study_nested_without_end_is_refused() throws IOException {
		run("a").write();
		Files.writeString(folder.resolve("a/study.spade"), "<a>".repeat(100_000));
		assertTrue(compare("a").runs().get(0).problems().get(0).contains("nested"));
	}

	@Test
	void runs_of_one_name_are_told_apart_by_the_folders_above() throws IOException {
		run("monday/run").write();
		run("tuesday/run").write();
		run("other").write();
		assertEquals(List.of("monday/run", "tuesday/run", "other"), compare("monday/run", "tuesday/run", "other", "other").runs().stream().map(ComparedRun::label).toList());
	}

	@Test
	void a_comparison_follows_runs_that_go_on() throws IOException {
		MadeUpRun run = run("a").write().line(1, "loss/G/total", 1);
		Comparison before = compare("a");
		run.line(2, "loss/G/total", 0.5);
		Comparison after = before.refreshed();
		assertEquals(0.5, after.runs().get(0).summary(after.measures("loss/G/total").get(0)).last());
	}

	@Test
	void the_published_figures_have_a_protocol_like_nobodys_own() throws IOException {
		assertEquals(16, PublishedTable.rows().size());
		assertEquals(22.6, PublishedTable.row("SPADE", "COCO-Stuff").fid());
		assertEquals(49.7, PublishedTable.row("SIMS", "Cityscapes").fid());
		assertEquals(List.of(), PublishedTable.row("SIMS", "ADE20K").evaluations());
		Evaluation published = PublishedTable.row("SPADE", "Cityscapes").evaluations().get(2);
		assertEquals("fid", published.metric());
		assertTrue(published.protocol().get("source").contains("published"));
		run("a").write().evaluation(1, "fid", 71.8, Map.of("dataset", "Cityscapes"));
		assertFalse(compare("a").measures().get(0).protocolHash().equals(published.protocolHash()));
	}

	private void group(String name, String ngf, double... fids) throws IOException {
		for (int i = 0; i < fids.length; i++) {
			run(name + "-" + i).seed(i).parameter("ngf", ngf).write().evaluation(100, "fid", fids[i], PROTOCOL);
		}
	}

	private MadeUpRun run(String name) {
		return new MadeUpRun(folder.resolve(name));
	}

	private Comparison compare(String... names) {
		List<Path> folders = new ArrayList<>();
		for (String name : names) {
			folders.add(folder.resolve(name));
		}
		return Comparison.of(folders);
	}

	private Comparison all() throws IOException {
		try (var entries = Files.list(folder)) {
			return Comparison.of(entries.sorted().toList());
		}
	}

	private static Map<String, List<String>> rows(Comparison comparison) {
		return comparison.differing().stream().collect(Collectors.toMap(SettingRow::name, SettingRow::values));
	}
}
