package io.spadework.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code evaluate}, with a real engine. */
@EnabledIfSystemProperty(named = "spadework.engine", matches = ".+")
class EvaluateTest {

	private static final Path PYTHON = Path.of("/usr/bin/python3");

	@TempDir
	Path folder;

	@Test
	void whatCannotBeMeasuredIsRefusedWithTheReason() throws IOException {
		Path images = Files.createDirectories(folder.resolve("images"));
		refused(1, "neither a run folder nor a folder of images", folder.resolve("nowhere").toString());
		refused(2, "pt_inception-2015-12-05-6726825d.pth", images.toString(), "--metrics", "fid", "--reference", images.toString());
		refused(1, "there is no file", images.toString(), "--weights", folder.resolve("x.pth").toString());
	}

	@Test
	void foldersOfImagesAreHeldAgainstOneAnotherAndAgainstStatistics() throws IOException {
		Path one = paint("one", 1, 0);
		Path like = paint("like", 2, 0);
		Path darker = paint("darker", 3, 90);
		Path statistics = folder.resolve("one.npz");
		assertEquals(0, spadework(one.toString(), "--save-statistics", statistics.toString()).code());
		JsonArray all = answer(like.toString(), darker.toString(), "--reference", one.toString(), "--metrics", "frechet,kid,precision,recall");
		assertEquals(8, all.size());
		JsonObject near = all.get(0).getAsJsonObject();
		JsonObject far = all.get(4).getAsJsonObject();
		assertEquals("frechet_distance[landscape-features]", near.get("metric").getAsString());
		assertTrue(near.get("value").getAsDouble() < far.get("value").getAsDouble() / 2, near.get("value") + " is less than half of " + far.get("value"));
		assertTrue(near.getAsJsonObject("protocol").get("extractor").getAsString().startsWith("landscape-features, weights "));
		assertEquals(near.get("protocolHash"), far.get("protocolHash"), "one protocol for both");
		assertEquals(2, far.getAsJsonArray("interval").size());
		JsonObject byStatistics = answer(darker.toString(), "--reference", statistics.toString()).get(0).getAsJsonObject();
		assertEquals(far.get("value").getAsDouble(), byStatistics.get("value").getAsDouble(), 1e-4 * far.get("value").getAsDouble());
		Path others = folder.resolve("darker.npz");
		assertEquals(0, spadework(darker.toString(), "--save-statistics", others.toString()).code());
		JsonObject ofFiles = answer(others.toString(), "--reference", statistics.toString()).get(0).getAsJsonObject();
		assertEquals("frechet_distance[statistics]", ofFiles.get("metric").getAsString());
		assertEquals(byStatistics.get("value").getAsDouble(), ofFiles.get("value").getAsDouble(), 1e-9 * far.get("value").getAsDouble());
		refused(1, "and nothing else", others.toString(), "--reference", one.toString());
	}

	@Test
	void aRunIsMeasuredAtItsCheckpointAndKeepsTheNumbers() throws IOException {
		Path study = folder.resolve("small.spade");
		Path run = folder.resolve("run");
		done(Program.spadework("new", "--template", "spade", "--data", "landscapes", "--set", "crop=32", "--set", "ngf=2", "--set", "ndf=2", "--set", "hidden=4", "--set", "edges=false", "--set", "perceptual=true", "--out",
				study.toString()));
		Files.writeString(study, Files.readString(study).replace("xsi:type=\"study:Landscapes\"", "xsi:type=\"study:Landscapes\" heldOut=\"6\" count=\"8\"").replace("<plans ", "<plans bestSeries=\"mean_iou\" "));
		done(Program.spadework("train", study.toString(), "--out", run.toString(), "--steps", "2"));
		assertTrue(Metrics.read(run).series("loss/G/perceptual[landscape-features]").last() > 0, "the perceptual loss says through whose eyes it looks");
		assertTrue(Files.readString(run.resolve("checkpoints/best.txt")).startsWith("2\tmean_iou\t"));
		long atTheEnd = RunFolder.at(run).evaluations().stream().filter(evaluation -> evaluation.metric().equals("frechet_distance[landscape-features]")).count();
		assertEquals(1, atTheEnd);
		JsonArray all = answer(run.toString(), "--metrics", "frechet,kid,precision,recall,miou,accuracy");
		List<String> metrics = new ArrayList<>();
		all.forEach(element -> metrics.add(element.getAsJsonObject().get("metric").getAsString()));
		assertEquals(List.of("frechet_distance[landscape-features]", "kernel_distance[landscape-features]", "precision[landscape-features]", "recall[landscape-features]", "pixel_accuracy",
				"mean_iou", "pixel_accuracy_real", "mean_iou_real"), metrics);
		for (JsonElement element : all) {
			JsonObject entry = element.getAsJsonObject();
			assertEquals(6, entry.get("n").getAsInt());
			assertTrue(RunFolder.at(run).evaluations().stream().anyMatch(kept -> kept.protocolHash().equals(entry.get("protocolHash").getAsString())
					&& kept.metric().equals(entry.get("metric").getAsString()) && kept.value() == entry.get("value").getAsDouble()), entry::toString);
		}
		assertTrue(RunFolder.at(run).evaluations().stream().anyMatch(kept -> kept.metric().equals("layout_accuracy")), "what was there before is kept");
		assertEquals(all.get(5).getAsJsonObject().get("value"), answer(run.toString(), "--metrics", "miou", "--checkpoint", "best").get(1).getAsJsonObject().get("value"));
		assertTrue(all.get(6).getAsJsonObject().get("value").getAsDouble() > 0.8, "the segmenter knows real landscapes: " + all.get(6));
		JsonObject classes = JsonParser.parseString(Files.readString(run.resolve("evaluations/classes-2.json"))).getAsJsonObject();
		assertEquals(10, classes.getAsJsonObject("generated").getAsJsonArray("confusion").size());
		String table = done(spadework(run.toString(), "--metrics", "miou")).out();
		assertTrue(table.contains("real: accuracy") && table.matches("(?s).*\\n    sky +[\\d,]+ .*%.*"), table);
		done(Program.spadework("probe", run.toString()));
		assertEquals(Set.of(2), RunFolder.at(run).probes().keySet(), "the run keeps what the probe found");
	}

	@Test
	void aSegmenterThatARunHasTrainedFindsLabelMaps() throws IOException {
		Path study = folder.resolve("segmenter.spade");
		Path segmenter = folder.resolve("segmenter-run");
		done(Program.spadework("new", "--template", "segmenter", "--data", "landscapes", "--set", "crop=32", "--set", "ngf=4", "--out", study.toString()));
		done(Program.spadework("train", study.toString(), "--out", segmenter.toString(), "--steps", "20"));
		Path generator = folder.resolve("small.spade");
		Path run = folder.resolve("run");
		done(Program.spadework("new", "--template", "spade", "--data", "landscapes", "--set", "crop=32", "--set", "ngf=2", "--set", "ndf=2", "--set", "hidden=4", "--set", "edges=false", "--out",
				generator.toString()));
		Files.writeString(generator, Files.readString(generator).replace("xsi:type=\"study:Landscapes\"", "xsi:type=\"study:Landscapes\" heldOut=\"4\" count=\"8\""));
		done(Program.spadework("train", generator.toString(), "--out", run.toString(), "--steps", "1"));
		JsonArray all = answer(run.toString(), "--metrics", "miou", "--segmenter", segmenter.toString());
		assertEquals("mean_iou", all.get(1).getAsJsonObject().get("metric").getAsString());
		String by = all.get(1).getAsJsonObject().getAsJsonObject("protocol").get("segmenter").getAsString();
		assertTrue(by.matches("segmenter-run, weights [0-9a-f]{64}"), by);
		// named by the study, it looks while it trains, and when the run is evaluated
		Files.writeString(folder.resolve("classes.txt"), "0 = sky\n1 = sky\n");
		Path looking = folder.resolve("looking.spade");
		String text = Files.readString(generator);
		Files.writeString(looking, text.replace("<experiments ", "<evaluations id=\"looks\" name=\"looks\" segmenter=\"segmenter-run\" segmenterClasses=\"classes.txt\"/>\n  <experiments evaluation=\"looks\" "));
		Path looked = folder.resolve("looked");
		done(Program.spadework("train", looking.toString(), "--out", looked.toString(), "--steps", "1"));
		Evaluation onTheWay = RunFolder.at(looked).evaluations().stream().filter(evaluation -> evaluation.metric().equals("mean_iou")).findFirst().orElseThrow();
		assertTrue(onTheWay.protocol().get("segmenter").equals(by) && onTheWay.protocol().get("classes map").startsWith("0 = sky, 1 = sky; "), onTheWay::toString);
		assertEquals(onTheWay.protocolHash(), answer(looked.toString(), "--metrics", "miou").get(1).getAsJsonObject().get("protocolHash").getAsString());
		Files.writeString(folder.resolve("classes.txt"), "10 = sky\n");
		Program unfit = Program.spadework("train", looking.toString(), "--out", folder.resolve("unfit").toString(), "--steps", "1");
		assertTrue(unfit.code() == 1 && unfit.all().contains("The class map names class 10; the segmenter segmenter-run scores 10, from 0 to 9."), unfit.all());
		// the same weights as a file, for the segmenter of the study
		Path weights = folder.resolve("segmenter.pth");
		done(Program.spadework("import-weights", segmenter.resolve("checkpoints/latest.npz").toString(), "--study", study.toString(), "--network", "segmenter", "--out", weights.toString()));
		JsonArray again = answer(run.toString(), "--metrics", "miou", "--segmenter", study.toString(), "--segmenter-weights", weights.toString());
		assertEquals(all.get(1).getAsJsonObject().get("value"), again.get(1).getAsJsonObject().get("value"));
		Path classes = Files.writeString(folder.resolve("few.txt"), "# all but two\n0 = sky\n1 = sky\n3 = " + label(run, 3) + "\n");
		JsonObject mapped = answer(run.toString(), "--metrics", "miou", "--segmenter", segmenter.toString(), "--segmenter-classes", classes.toString()).get(1).getAsJsonObject();
		assertTrue(mapped.getAsJsonObject("protocol").get("classes map").getAsString().startsWith("0 = sky, 1 = sky, 3 = "), mapped::toString);
		assertNotEquals(all.get(1).getAsJsonObject().get("protocolHash"), mapped.get("protocolHash"));
		Files.writeString(classes, "0 = zebra\n");
		refused(1, "\"zebra\" is no label of the data set; it has sky, ", run.toString(), "--metrics", "miou", "--segmenter", segmenter.toString(), "--segmenter-classes", classes.toString());
		refused(2, "--segmenter-classes goes with a segmenter", run.toString(), "--segmenter-classes", classes.toString());
		refused(1, "needs a file of weights", run.toString(), "--segmenter", study.toString());
	}

	/** Some 90 MB of weights go through files twice: slow. */
	@Test
	@Tag("slow")
	void fidIsWhatPyTorchComputesWithTheSameWeights() throws Exception {
		assumeTrue(Files.isExecutable(PYTHON) && new ProcessBuilder(PYTHON.toString(), "-c", "import torch, scipy, PIL").start().waitFor() == 0, "PyTorch is not installed");
		Path script = folder.resolve("fid_inception.py");
		Files.copy(getClass().getResourceAsStream("fid_inception.py"), script);
		assertEquals(0, new ProcessBuilder(PYTHON.toString(), script.toString(), folder.toString()).inheritIO().start().waitFor());
		JsonObject fid = answer(folder.resolve("other").toString(), "--reference", folder.resolve("one").toString(), "--weights",
				folder.resolve("pt_inception-2015-12-05-6726825d.pth").toString()).get(0).getAsJsonObject();
		assertEquals("fid", fid.get("metric").getAsString());
		double expected = Double.parseDouble(Files.readString(folder.resolve("distance.txt")));
		assertEquals(expected, fid.get("value").getAsDouble(), 1e-3 * expected);
	}

	private static String label(Path run, int index) {
		return RunFolder.at(run).classReports().get(1).real().labels().get(index);
	}

	private Path paint(String name, long seed, int darker) throws IOException {
		Path images = Files.createDirectories(folder.resolve(name));
		Random random = new Random(seed);
		for (int i = 0; i < 12; i++) {
			BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
			for (int y = 0; y < 16; y += 4) {
				for (int x = 0; x < 24; x += 4) {
					int colour = (120 + random.nextInt(130) - darker) << 16 | (120 + random.nextInt(130) - darker) << 8 | 120 + random.nextInt(130) - darker;
					for (int k = 0; k < 16; k++) {
						image.setRGB(x + k % 4, y + k / 4, colour);
					}
				}
			}
			ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
		}
		return images;
	}

	private static Program spadework(String... arguments) {
		List<String> all = new ArrayList<>(List.of("evaluate"));
		all.addAll(List.of(arguments));
		return Program.spadework(all.toArray(String[]::new));
	}

	private static JsonArray answer(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--json");
		return JsonParser.parseString(done(spadework(all.toArray(String[]::new))).out()).getAsJsonArray();
	}

	private static Program done(Program program) {
		assertEquals(0, program.code(), program.all());
		return program;
	}

	private static void refused(int code, String message, String... arguments) {
		Program program = spadework(arguments);
		assertEquals(code, program.code(), program.all());
		assertTrue(program.all().contains(message), program.all());
		assertFalse(program.all().contains("\tat "), program.all());
	}
}
