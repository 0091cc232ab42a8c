package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.model.Studies;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.runs.Evaluation;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs that lay runs side by side and hand them on. */
class CompareTest {

	@TempDir
	Path folder;

	private String narrow;
	private String wide;

	@BeforeEach
	void twoRuns() throws IOException {
		narrow = run("narrow", "8", 30);
		wide = run("wide", "16", 20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "compare", "export" })
	void bothVerbsHelp(String verb) {
		assertEquals(0, spadework(verb, "--help").code());
		assertTrue(spadework("--help").out().contains(verb));
	}

	@Test
	void compareAnswersInTablesAndAsOneDocument() {
		Program tables = spadework("compare", narrow, wide);
		assertEquals(0, tables.code(), tables.all());
		assertEquals("", tables.err());
		assertTrue(tables.out().contains("| ngf | 8 | 16 |"), tables.out());
		assertTrue(tables.out().contains("unclear"), "one seed each carries no verdict");
		Program json = spadework("compare", narrow, wide, "--json");
		JsonObject document = JsonParser.parseString(json.out()).getAsJsonObject();
		assertTrue(document.keySet().containsAll(Set.of("differing", "metrics", "tests")), document.keySet().toString());
		assertEquals(Set.of("ngf"), document.getAsJsonObject("differing").keySet());
		assertEquals(2, document.getAsJsonArray("metrics").size());
		assertEquals("", json.err());
		assertEquals(json.out(), spadework("compare", narrow, wide, "--format", "json").out());
	}

	@Test
	void aFolderStandsForTheRunsBelowIt() {
		assertEquals(spadework("compare", narrow, wide).out(), spadework("compare", folder.toString()).out());
	}

	@ParameterizedTest
	@CsvSource({ "markdown,## Runs", "latex,\\begin{tabular}", "csv,'run,status,seed'", "json,differing", "html,<!DOCTYPE html>" })
	void everyFormatCanGoToAFile(String format, String expected) throws IOException {
		Path out = folder.resolve("out/comparison." + format);
		Program program = spadework("compare", narrow, wide, "--format", format, "--out", out.toString(), "--published", "--cost", "time");
		assertEquals(0, program.code(), program.all());
		assertEquals("", program.out());
		assertTrue(Files.readString(out).contains(expected));
		assertTrue(Files.readString(out).contains("SIMS"));
	}

	@Test
	void whatTheNetworksDifferInStandsInEveryFormat() throws IOException {
		for (String ngf : List.of("4", "8")) {
			Studies.save(Templates.named("spade").create(Map.of("crop", "64", "ngf", ngf), new DataChoice.BuiltInLandscapes()), RunFolder.at(Path.of(run("ngf-" + ngf, ngf, 25))).study());
		}
		String first = folder.resolve("ngf-4").toString();
		String second = folder.resolve("ngf-8").toString();
		JsonObject document = JsonParser.parseString(spadework("compare", first, second, "--json").out()).getAsJsonObject();
		JsonObject difference = document.getAsJsonArray("architecture").get(0).getAsJsonObject();
		assertEquals("ngf-8", difference.get("run").getAsString());
		assertTrue(difference.get("parameters").getAsLong() > 0);
		JsonObject generator = difference.getAsJsonArray("changes").get(0).getAsJsonObject();
		assertEquals("changed", generator.get("state").getAsString());
		assertTrue(generator.get("node").isJsonNull());
		long after = generator.getAsJsonObject("parameters").get("after").getAsLong();
		JsonObject networks = document.getAsJsonObject("networks").getAsJsonObject("ngf-8");
		assertEquals(after, networks.getAsJsonObject("generator").get("parameters").getAsLong());
		long ofDiscriminator = networks.getAsJsonObject("discriminator").get("parameters").getAsLong();
		for (String format : List.of("markdown", "latex", "html")) {
			String text = spadework("compare", first, second, "--format", format).out();
			assertTrue(text.contains("Architecture of ngf-8 against ngf-4"), text);
			assertTrue(text.contains(String.format("%,d", after)), format + " tells the generator's parameters");
			assertTrue(text.contains("What networks take") && text.contains(String.format("%,d", ofDiscriminator)), format + " tells the discriminator's parameters");
		}
		List<String> csv = spadework("compare", first, second, "--format", "csv").out().lines().toList();
		assertTrue(csv.get(0).contains("parameters,multiply-adds,discriminator parameters,discriminator multiply-adds,"), csv.get(0));
		assertTrue(csv.get(2).contains("," + after + ",") && csv.get(2).contains("," + ofDiscriminator + ","), csv.get(2));
		Program pareto = spadework("compare", first, second, "--metric", "fid", "--cost", "parameters");
		assertTrue(pareto.out().contains("Pareto set of fid and parameters"), pareto.all());
	}

	@Test
	void onlyTheMetricsAskedForAreShown() {
		Program program = spadework("compare", narrow, wide, "--metric", "loss/G/total");
		assertTrue(program.out().contains("loss/G/total"));
		assertFalse(program.out().contains("fid"), program.out());
	}

	@Test
	void whatIsAskedWronglyIsSaid() throws IOException {
		assertRefused(2, "RUN", "compare");
		assertRefused(2, "fid, loss/G/total", "compare", narrow, "--metric", "fdi");
		assertRefused(2, "markdown, latex, csv, json, html", "compare", narrow, "--format", "pdf");
		assertRefused(2, "--cost money", "compare", narrow, "--cost", "money");
		assertRefused(1, "there is no folder", "compare", folder.resolve("nowhere").toString());
		assertRefused(2, "--tensorboard", "export", narrow);
		assertRefused(2, "mutually exclusive", "export", narrow, "--tensorboard", "x", "--csv", "y");
		assertRefused(1, "no run.json", "export", folder.toString(), "--csv", folder.resolve("x.csv").toString());
		assertRefused(1, "no TensorBoard event files", "export", narrow, "--run", folder.resolve("x").toString());
	}

	@Test
	void aBrokenRunIsShownAmongTheOthersAndAloneIsAFailure() throws IOException {
		Path broken = Files.createDirectories(folder.resolve("broken"));
		Files.writeString(broken.resolve("run.json"), "{\"status\":");
		Program among = spadework("compare", narrow, broken.toString());
		assertEquals(0, among.code(), among.all());
		assertTrue(among.out().contains("| broken | unreadable |"), among.out());
		assertEquals(1, spadework("compare", broken.toString()).code());
	}

	@Test
	void aRunGoesToTensorBoardAndComesBack() throws IOException {
		Path log = folder.resolve("log");
		Program exported = spadework("export", narrow, "--tensorboard", log.toString(), "--json");
		assertEquals(0, exported.code(), exported.all());
		Path file = Path.of(JsonParser.parseString(exported.out()).getAsJsonObject().getAsJsonArray("files").get(0).getAsString());
		assertTrue(Files.isRegularFile(file));
		assertRefused(1, "export " + log + " --run", "compare", log.toString());
		Path back = folder.resolve("back");
		Program imported = spadework("export", log.toString(), "--run", back.toString());
		assertEquals(0, imported.code(), imported.all());
		Program compared = spadework("compare", narrow, back.toString(), "--metric", "loss/G/total", "--format", "csv");
		List<String> lines = compared.out().lines().toList();
		assertTrue(lines.get(1).endsWith("0.25,0.25,0.5,0.25") && lines.get(2).endsWith("0.25,0.25,0.5,0.25"), compared.out());
		assertRefused(1, "run already", "export", log.toString(), "--run", back.toString());
		Program resumed = spadework("resume", back.toString());
		assertEquals(1, resumed.code(), "there is nothing to resume in a run of another program");
	}

	@Test
	void aRunGoesToCsv() throws IOException {
		Path csv = folder.resolve("out/run.csv");
		assertEquals(0, spadework("export", narrow, "--csv", csv.toString()).code());
		try (Stream<String> lines = Files.lines(csv)) {
			assertEquals(3, lines.count());
		}
	}

	private static void assertRefused(int code, String word, String... arguments) {
		Program program = spadework(arguments);
		assertEquals(code, program.code(), program.all());
		assertEquals("", program.out());
		assertTrue(program.err().contains(word), program.err());
		assertFalse(program.err().contains("\tat ") || program.err().contains("Exception"), program.err());
	}

	private String run(String name, String ngf, double fid) throws IOException {
		RunFolder run = RunFolder.at(folder.resolve(name));
		try (RunWriter writer = RunWriter.start(run, RunInfo.starting("SPADE", "Landscapes", 1, "cpu", Map.of(), Map.of(), 2), 1)) {
			writer.metrics(1, 0, 0.5, Map.of("loss/G/total", 0.5));
			writer.metrics(2, 0, 1.0, Map.of("loss/G/total", 0.25));
			writer.evaluation(2, List.of(new Evaluation("fid", fid, null, 16, Map.of("dataset", "landscapes"))));
			writer.status(RunStatus.FINISHED, "");
		}
		Files.writeString(run.study(), "<study id=\"study\"><parameters id=\"p\" name=\"ngf\" value=\"" + ngf + "\"/><experiments id=\"e\" name=\"SPADE\"/></study>");
		return run.path().toString();
	}
}
