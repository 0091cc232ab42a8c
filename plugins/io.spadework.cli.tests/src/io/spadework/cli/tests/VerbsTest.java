package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verbs answer, what they leave behind, and how they end. */
class VerbsTest {

	private static final String ENGINE = "spadework.engine";

	@TempDir
	Path folder;

	private final String engine = System.getProperty(ENGINE);
	private String study;

	@BeforeEach
	void aSmallStudyAndNoEngine() {
		System.clearProperty(ENGINE);
		study = folder.resolve("small study.spade").toString();
		Program made = spadework("new", "--template", "spade", "--data", "landscapes", "--set", "crop=64", "ngf=8", "--set", "ndf=8", "--out", study);
		assertEquals(0, made.code(), made.all());
	}

	@AfterEach
	void theEngineAsItWas() {
		if (engine != null) {
			System.setProperty(ENGINE, engine);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "demo", "new", "validate", "describe", "generate", "train", "resume", "backend", "bench" })
	void everyVerbHelps(String verb) {
		Program help = verb.isEmpty() ? spadework("--help") : spadework(verb, "--help");
		assertEquals(0, help.code());
		assertTrue(help.out().startsWith("Usage: spadework"), help.out());
		assertEquals("", help.err());
	}

	@Test
	void noVerbAndAnUnknownOneAreWrongUsage() {
		assertRefused(2, "a verb is missing", spadework());
		assertRefused(2, "bogus", spadework("bogus"));
		assertRefused(2, "--bogus", spadework("validate", "--bogus", study));
		assertRefused(2, "--out", spadework("new", "--template", "spade"));
		assertRefused(2, "--steps", spadework("train", study, "--steps", "many"));
		assertRefused(2, "--steps 0", spadework("train", study, "--steps", "0"));
	}

	@Test
	void aNewStudyIsCalledAsItsFileAndIsNoOther() throws Exception {
		Path other = folder.resolve("other.spade");
		assertEquals(0, spadework("new", "--template", "spade", "--data", "landscapes", "--out", other.toString()).code());
		Study first = Studies.load(Path.of(study));
		Study second = Studies.load(other);
		assertEquals("small study", first.getName());
		assertEquals("other", second.getName());
		assertNotEquals(first.getId(), second.getId());
	}

	@Test
	void aNewStudyOfPublishedSizesNamesTheDataThatItNeeds() {
		Path file = folder.resolve("coco.spade");
		Program made = spadework("new", "--template", "spade", "--out", file.toString());
		assertEquals(0, made.code(), made.all());
		assertTrue(made.err().contains(folder.resolve("coco-stuff").toString()), made.err());
		assertRefused(1, folder.resolve("coco-stuff").toString(), spadework("train", file.toString()));
	}

	@Test
	void aDataFolderIsKeptAsSeenFromTheStudy() throws IOException {
		Path data = folder.resolve("data/my coco");
		for (String part : new String[] { "train_label", "train_img", "train_inst" }) {
			Files.createDirectories(data.resolve(part));
		}
		Path file = folder.resolve("deep/down/coco.spade");
		Path here = Path.of("").toAbsolutePath();
		Program made = spadework("new", "--template", "spade", "--data", here.relativize(data).toString(), "--out", file.toString());
		assertEquals(0, made.code(), made.all());
		assertTrue(Files.readString(file).contains("folder=\"../../data/my coco\""), Files.readString(file));
		assertEquals(0, spadework("validate", file.toString()).code());
	}

	@Test
	void theKindOfAFolderIsSeenFromItsLayout() throws IOException {
		assertMakes("CocoStuff", "coco", "train_label", "train_img", "train_inst");
		assertMakes("Cityscapes", "cityscapes", "gtFine", "leftImg8bit");
		assertMakes("FolderDataset", "pairs", "labels", "images");
		Path ade = Files.createDirectories(folder.resolve("ade/images/training/a/abbey"));
		Files.createFile(ade.resolve("ADE_train_00000001.jpg"));
		assertMakes("Ade20k", "ade");
	}

	private void assertMakes(String dataset, String data, String... parts) throws IOException {
		for (String part : parts) {
			Files.createDirectories(folder.resolve(data).resolve(part));
		}
		Path file = folder.resolve(data + ".spade");
		Program made = spadework("new", "--template", "pix2pixhd", "--data", folder.resolve(data).toString(), "--set", "labels=12", "--out", file.toString());
		assertEquals(0, made.code(), made.all());
		assertTrue(Files.readString(file).contains("xsi:type=\"study:" + dataset + "\""), Files.readString(file));
	}

	@Test
	void aFolderThatMayBeOfSeveralKindsOrOfNoneAsksForOne() throws IOException {
		String out = folder.resolve("x.spade").toString();
		Path data = Files.createDirectories(folder.resolve("which"));
		assertRefused(2, "--kind", spadework("new", "--template", "spade", "--data", data.toString(), "--out", out));
		Files.createDirectories(data.resolve("train_label"));
		Files.createDirectories(data.resolve("train_img"));
		assertRefused(2, "coco-stuff or facades", spadework("new", "--template", "spade", "--data", data.toString(), "--out", out));
		assertFalse(Files.exists(Path.of(out)));
		assertEquals(0, spadework("new", "--template", "spade", "--data", data.toString(), "--kind", "facades", "--out", out).code());
	}

	@Test
	void helpSaysWhatEachTemplateIs() {
		String help = spadework("new", "--help").out();
		for (Template template : Templates.all()) {
			assertTrue(help.contains("  " + template.name() + " "), help);
		}
	}

	@Test
	void aFolderIsLaidOutAsItsKindSays() throws IOException {
		Path file = folder.resolve("street.spade");
		Program made = spadework("new", "--template", "pix2pixhd", "--kind", "cityscapes", "--out", file.toString());
		assertEquals(0, made.code(), made.all());
		assertTrue(Files.readString(file).contains("study:Cityscapes"), Files.readString(file));
		assertTrue(Files.readString(file).contains("folder=\"cityscapes\""), Files.readString(file));
		String out = folder.resolve("x.spade").toString();
		assertRefused(2, "coco-stuff, ade20k, ade20k-outdoor, cityscapes, facades, folder", spadework("new", "--template", "spade", "--kind", "streets", "--out", out));
		assertRefused(2, "--kind", spadework("new", "--template", "spade", "--data", "landscapes", "--kind", "facades", "--out", out));
	}

	@Test
	void wrongSettingsAndTemplatesAreWrongUsageAndListWhatThereIs() {
		String out = folder.resolve("x.spade").toString();
		assertRefused(2, "labels, dontCare, edges, crop, aspect, ngf, ndf, scales, upsampling", spadework("new", "--template", "spade", "--set", "nfg=8", "--out", out));
		assertRefused(2, "spade", spadework("new", "--template", "gaugan", "--out", out));
		assertRefused(2, "ngf", spadework("new", "--template", "spade", "--set", "ngf=wide", "--out", out));
		assertRefused(2, ".spade", spadework("new", "--template", "spade", "--out", folder.resolve("x.txt").toString()));
		assertRefused(2, "ngf, hidden, ndf", spadework("train", study, "--set", "nfg=8"));
		assertRefused(2, "SPADE", spadework("train", study, "--experiment", "wider"));
		assertFalse(Files.exists(Path.of(out)));
	}

	@Test
	void aFileWhereAFolderIsWantedIsRefusedBeforeAnythingIsMade() throws IOException {
		String file = Files.writeString(folder.resolve("file"), "mine").toString();
		assertRefused(2, "file is a file", spadework("generate", study, "--out", file));
		assertRefused(2, "file is a file", spadework("train", study, "--out", file + "/run"));
		assertRefused(2, "file is a file", spadework("samples", study, "--out", file));
		assertRefused(2, "file is a file", spadework("synthesize", study, "--maps", file, "--out", file));
		assertRefused(2, "file is a file", spadework("demo", "--out", file));
		assertRefused(2, "is a file", spadework("new", "--template", "spade", "--data", file, "--out", folder.resolve("other.spade").toString()));
		assertRefused(1, "is a file; a run is a folder", spadework("resume", file));
		assertRefused(1, "does not exist; a run is a folder", spadework("resume", folder.resolve("gone").toString()));
		assertEquals("mine", Files.readString(Path.of(file)));
	}

	@Test
	void everyHelpKeepsToItsWidth() {
		for (String verb : List.of("demo", "new", "validate", "describe", "generate", "train", "resume", "serve", "synthesize", "samples", "backend", "bench")) {
			spadework(verb, "--help").out().lines().forEach(line -> assertTrue(line.length() <= 80, verb + ": " + line));
		}
		assertTrue(spadework("new", "--help").out().lines().anyMatch(line -> line.startsWith(" ".repeat(23)) && line.contains("discriminator, hinge loss")), spadework("new", "--help").out());
	}

	@Test
	void theOverviewNamesEveryOptionOfEveryVerb() throws IOException {
		String overview = Files.readString(Path.of("../../docs/commands.md"));
		for (String verb : List.of("demo", "new", "validate", "describe", "generate", "train", "resume", "serve", "synthesize", "samples", "runs", "annotate", "compare", "export", "import-weights", "evaluate",
				"probe", "bench", "backend fetch")) {
			Matcher option = Pattern.compile("^ +(?:-\\w, )?(--(?:\\[no-\\])?[a-z-]+)", Pattern.MULTILINE).matcher(spadework((verb + " --help").split(" ")).out());
			while (option.find()) {
				assertTrue(overview.contains(option.group(1)), verb + " " + option.group(1));
			}
		}
	}

	@Test
	void aFileThatExistsIsNotOverwritten() throws IOException {
		String before = Files.readString(Path.of(study));
		assertRefused(1, "exists", spadework("new", "--template", "spade", "--out", study));
		assertEquals(before, Files.readString(Path.of(study)));
	}

	@Test
	void validateAnswersInWordsAndAsOneDocument() throws IOException {
		Program fine = spadework("validate", study);
		assertEquals(0, fine.code());
		assertTrue(fine.out().contains("is fine"), fine.out());
		assertEquals(new JsonArray(), JsonParser.parseString(spadework("validate", study, "--json").out()));

		Files.writeString(Path.of(study), Files.readString(Path.of(study)).replaceFirst("filters=\"16\\*ngf\"", "filters=\"ngf-9\""));
		Program wrong = spadework("validate", study, "--json");
		assertEquals(1, wrong.code());
		assertEquals("", wrong.err());
		JsonObject problem = JsonParser.parseString(wrong.out()).getAsJsonArray().get(0).getAsJsonObject();
		assertEquals(Set.of("severity", "rule", "element", "message"), problem.keySet());
		assertEquals("error", problem.get("severity").getAsString());
		assertEquals("seed", problem.get("element").getAsString());
		assertRefused(1, "seed", spadework("generate", study, "--out", folder.resolve("src").toString()));
	}

	@Test
	void validateMendsWhatHasOneObviousFixAndLeavesWhatIsUnused() throws IOException {
		Path file = Path.of(study);
		String fine = Files.readString(file);
		Files.writeString(file, fine.replaceFirst("(id=\"d_conv2\"[^>]*) bias=\"false\"", "$1").replaceFirst("<parameters ", "<parameters id=\"spare\" name=\"spare\" value=\"1\"/>\n  <parameters "));
		String broken = Files.readString(file);
		JsonArray before = JsonParser.parseString(spadework("validate", study, "--json").out()).getAsJsonArray();
		assertEquals(2, before.size(), before.toString());
		assertEquals(broken, Files.readString(file), "nothing is written without --fix");

		Program mended = spadework("validate", study, "--fix");
		assertEquals(0, mended.code(), mended.all());
		assertTrue(mended.out().contains("mended: Set bias to false: "), mended.out());
		assertTrue(mended.out().contains("unused-parameter"), mended.out());
		assertTrue(Files.readString(file).contains("name=\"spare\""));

		Files.writeString(file, broken);
		JsonArray document = JsonParser.parseString(spadework("validate", study, "--fix", "--json").out()).getAsJsonArray();
		assertEquals("Set bias to false", document.get(0).getAsJsonObject().get("fix").getAsString());
		assertEquals("d_conv2", document.get(0).getAsJsonObject().get("element").getAsString());
		assertEquals("unused-parameter", document.get(1).getAsJsonObject().get("rule").getAsString());
		String written = Files.readString(file);
		assertEquals(0, spadework("validate", study, "--fix").code());
		assertEquals(written, Files.readString(file));
	}

	@Test
	void aBrokenFileIsOneLineInWordsAndOneDocumentInJson() throws IOException {
		Files.writeString(Path.of(study), Files.readString(Path.of(study)).replaceFirst("target=\"seed\"", "target=\"nowhere\""));
		for (String verb : new String[] { "validate", "describe", "train" }) {
			Program program = spadework(verb, study);
			assertRefused(1, "nowhere", program);
			assertTrue(program.err().contains("line "), program.err());
		}
		JsonArray document = JsonParser.parseString(spadework("validate", study, "--json").out()).getAsJsonArray();
		assertTrue(document.get(0).getAsJsonObject().get("message").getAsString().contains("nowhere"), document.toString());
	}

	@Test
	void anUnknownAttributeIsNamedWithThoseThereAre() throws IOException {
		Files.writeString(Path.of(study), Files.readString(Path.of(study)).replaceFirst("filters=", "fliters="));
		Program program = spadework("validate", study);
		assertRefused(1, "fliters", program);
		assertTrue(program.err().contains("filters, spectralNorm"), program.err());
	}

	@Test
	void aMissingFileAndAFolderAreNoStudies() {
		assertRefused(1, "there is no file", spadework("validate", folder.resolve("none.spade").toString()));
		assertRefused(1, "is a folder", spadework("describe", folder.toString()));
		assertRefused(1, "is no run", spadework("resume", folder.toString()));
	}

	@Test
	void describeCountsAsPublished() {
		Path file = folder.resolve("published.spade");
		spadework("new", "--template", "spade", "--out", file.toString());
		Program described = spadework("describe", file.toString(), "--json");
		assertEquals(0, described.code(), described.all());
		JsonObject networks = JsonParser.parseString(described.out()).getAsJsonObject().getAsJsonObject("networks");
		// the published COCO-Stuff generator: 97.5 million parameters, 191.1 billion multiply-adds at 256 x 256
		assertEquals(97_480_899, networks.getAsJsonObject("generator").get("parameters").getAsLong());
		assertEquals(191.1e9, networks.getAsJsonObject("generator").get("multiplyAdds").getAsDouble(), 0.1e9);
		for (String role : new String[] { "generator", "discriminator" }) {
			JsonObject network = networks.getAsJsonObject(role);
			long sum = 0;
			for (JsonElement layer : network.getAsJsonArray("layers")) {
				assertTrue(layer.getAsJsonObject().keySet().containsAll(Set.of("id", "name", "kind", "in", "out", "parameters", "multiplyAdds")), layer.toString());
				sum += layer.getAsJsonObject().get("parameters").getAsLong();
			}
			assertEquals(network.get("parameters").getAsLong(), sum);
		}
	}

	@Test
	void aTrainingThatCannotFitIsRefusedBeforeAnythingIsMade() {
		Path file = folder.resolve("huge.spade");
		assertEquals(0, spadework("new", "--template", "spade", "--data", "landscapes", "--set", "batch=1024", "--out", file.toString()).code());
		Program refused = spadework("train", file.toString());
		assertRefused(1, "of memory, and", refused);
		assertTrue(refused.all().contains("a smaller batch") && refused.all().contains("--force"), refused.all());
		assertFalse(Files.exists(folder.resolve("runs")));
	}

	@Test
	void describeSaysWhatATrainingTakes() {
		JsonObject training = JsonParser.parseString(spadework("describe", study, "--json").out()).getAsJsonObject().getAsJsonObject("training");
		assertTrue(training.get("memoryBytes").getAsLong() > 300_000_000 && training.get("freeMemoryBytes").getAsLong() > 0, training.toString());
		assertTrue(training.get("steps").getAsLong() > 0 && training.get("stepsPerEpoch").getAsLong() > 0, training.toString());
		assertTrue(spadework("describe", study).out().contains("a checkpoint, "));
	}

	@Test
	void describeInWordsListsEveryLayerWithItsShape() {
		String text = spadework("describe", study).out();
		assertTrue(text.lines().anyMatch(line -> line.matches("  middle0 +residual block +128 x 4 x 4 .*")), text);
		assertTrue(text.lines().anyMatch(line -> line.matches("    conv0 +Convolution +128 x 4 x 4 .*")), text);
		assertTrue(text.lines().anyMatch(line -> line.matches("Generator SPADE generator: .* parameters, .* multiply-adds, .* MB forward, .* MB training")), text);
		assertTrue(text.lines().anyMatch(line -> line.matches("  patches +Convolution +1 x 11 x 11 .*")), text);
	}

	@Test
	void describeNamesWhatIsInsideOfBlocksAndStagesByTheirPaths() {
		Path file = folder.resolve("enhancer.spade");
		assertEquals(0, spadework("new", "--template", "pix2pixhd-enhancer", "--data", "landscapes", "--set", "crop=64", "ngf=4", "ndf=4", "--out", file.toString()).code());
		JsonObject generator = JsonParser.parseString(spadework("describe", file.toString(), "--json").out()).getAsJsonObject().getAsJsonObject("networks").getAsJsonObject("generator");
		Set<String> names = new LinkedHashSet<>();
		long sum = 0;
		for (JsonElement each : generator.getAsJsonArray("layers")) {
			JsonObject layer = each.getAsJsonObject();
			assertTrue(names.add(layer.get("name").getAsString()), layer + " is listed twice");
			assertFalse(layer.get("out").isJsonNull(), layer.toString());
			sum += layer.get("parameters").getAsLong();
		}
		assertEquals(generator.get("parameters").getAsLong(), sum);
		assertTrue(names.stream().anyMatch(name -> name.matches("[^/]+/[^/]+/8/conv0")), names.toString());
		assertTrue(generator.get("trainingBytes").getAsLong() > generator.get("forwardBytes").getAsLong());
		String text = spadework("describe", file.toString()).out();
		assertEquals(2, text.lines().filter(line -> line.strip().startsWith("conv0 ")).count(), "what repeats alike is listed once: " + text);
	}

	@Test
	void describeCountsTheEncoderToo() {
		Path file = folder.resolve("vae.spade");
		assertEquals(0, spadework("new", "--template", "spade-vae", "--data", "landscapes", "--set", "crop=64", "ngf=4", "ndf=4", "--out", file.toString()).code());
		JsonObject networks = JsonParser.parseString(spadework("describe", file.toString(), "--json").out()).getAsJsonObject().getAsJsonObject("networks");
		assertEquals(Set.of("generator", "discriminator", "encoder"), networks.keySet());
		assertTrue(networks.getAsJsonObject("encoder").get("parameters").getAsLong() > 0);
	}

	@Test
	void generateWritesSourceOnceAndNamesTheFiles() throws IOException {
		Path out = folder.resolve("my src");
		Program generated = spadework("generate", study, "--out", out.toString());
		assertEquals(0, generated.code(), generated.all());
		assertTrue(generated.out().lines().map(Path::of).allMatch(Files::isRegularFile), generated.out());
		Path main = out.resolve("smallstudy/spade/Main.java");
		Files.writeString(main, "// mine");
		assertEquals(0, spadework("generate", study, "--out", out.toString()).code());
		assertEquals("// mine", Files.readString(main));
		Path experiment = out.resolve("smallstudy/spade/SpadeExperiment.java");
		Files.writeString(experiment, "// changed");
		assertRefused(1, experiment.toRealPath().toString(), spadework("generate", study, "--out", out.toString()));
		assertEquals("// changed", Files.readString(experiment));
	}

	@Test
	void aSweepIsCheckedBeforeAnyOfItsPointsIsTrained() throws Exception {
		assertRefused(2, "it has none", spadework("train", study, "--sweep", "widths"));
		TrainingTest.addSweep(Path.of(study), "ngf", "8; 4; 2-2");
		assertRefused(2, "it has widths", spadework("train", study, "--sweep", "depths"));
		assertRefused(2, "--experiment", spadework("train", study, "--sweep", "widths", "--experiment", "SPADE"));
		assertRefused(2, "--set ngf", spadework("train", study, "--sweep", "widths", "--set", "ngf=4"));
		Program wrong = spadework("train", study, "--sweep", "widths");
		assertEquals(1, wrong.code());
		assertTrue(wrong.err().contains("0"), wrong.err());
		assertFalse(Files.exists(folder.resolve("runs")));
	}

	@Test
	void withoutAnEngineNothingIsMadeAndThereIsAdvice() throws IOException {
		Path empty = Files.createDirectories(folder.resolve("no engine"));
		assertRefused(1, "--engine", spadework("train", study, "--engine", empty.toString()));
		Path demo = folder.resolve("demo");
		assertRefused(1, "--engine", spadework("demo", "--out", demo.toString(), "--engine", folder.resolve("nowhere").toString()));
		assertFalse(Files.exists(demo));
		try (Stream<Path> entries = Files.list(folder)) {
			assertFalse(entries.anyMatch(path -> path.endsWith("runs")));
		}
	}

	@Test
	void anEngineThatDoesNotFitLeavesNoRunBehind() throws IOException {
		Path engines = Files.createDirectories(folder.resolve("plugins/io.spadework.engine.lib_1/lib"));
		Files.write(engines.resolve("some.jar"), new byte[] { 'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
		Program program = spadework("train", study, "--engine", folder.resolve("plugins").toString());
		assertEquals(1, program.code(), program.all());
		try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
			assertEquals(0, runs.count());
		}
	}

	@Test
	void aFolderThatIsNoDemoIsNotTouchedByOne() throws IOException {
		Path engines = Files.createDirectories(folder.resolve("lib"));
		Files.write(engines.resolve("some.jar"), new byte[0]);
		Path mine = Files.createDirectories(folder.resolve("work/study"));
		Files.writeString(mine.resolve("thesis.txt"), "years");
		assertRefused(1, "not of an earlier demo", spadework("demo", "--out", mine.getParent().toString(), "--engine", engines.toString()));
		assertEquals("years", Files.readString(mine.resolve("thesis.txt")));
	}

	/** The code, one line that says the word (and one that points to the help where usage is wrong), no stack trace, no answer. */
	private static void assertRefused(int code, String word, Program program) {
		assertEquals(code, program.code(), program.all());
		assertEquals("", program.out());
		assertTrue(program.err().contains(word), program.err());
		assertFalse(program.err().contains("\tat ") || program.err().contains("Exception"), program.err());
		assertTrue(program.err().startsWith("spadework: "), program.err());
		assertTrue(program.err().lines().count() <= 2, program.err());
	}
}
