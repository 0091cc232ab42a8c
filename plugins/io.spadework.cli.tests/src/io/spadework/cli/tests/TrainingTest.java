package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.model.Scope;
import io.spadework.model.Studies;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;
import io.spadework.runs.BlockValues;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Generate, compile, train and resume with the real engine, whose jars' folders the system property names. */
@EnabledIfSystemProperty(named = "spadework.engine", matches = ".+")
class TrainingTest {

	@TempDir
	Path folder;

	/** A diagram finds the statistics of each of its nodes by the node's id. */
	private static void blocksAreThoseOfTheStudy(Path run) throws Exception {
		List<BlockValues> blocks = RunFolder.at(run).blocks().latest();
		for (Network network : Studies.load(run.resolve("study.spade")).getNetworks()) {
			for (Node node : network.getNodes()) {
				if (node instanceof LabelMapInput || node instanceof ImageInput || node instanceof Output) {
					continue;
				}
				for (int scale = 1; scale <= (network instanceof Discriminator ? 2 : 1); scale++) {
					int wanted = scale;
					List<BlockValues> found = blocks.stream().filter(block -> block.network().equals(network.getId()) && block.path().equals(node.getId()) && block.scale() == wanted).toList();
					assertEquals(1, found.size(), network.getId() + " " + node.getId() + " " + scale + " in " + blocks);
					if (node instanceof BlockUse use) {
						assertTrue(found.getFirst().gradient() > 0, "of all that is inside");
						String inner = node.getId() + "/" + use.getBlock().getNodes().stream().filter(Convolution.class::isInstance).findFirst().orElseThrow().getId();
						assertTrue(blocks.stream().anyMatch(block -> block.path().equals(inner) && block.gradient() > 0), inner);
					}
				}
			}
		}
	}

	@Test
	void aStudyTrainsAndItsRunGoesOn() throws Exception {
		String study = folder.resolve("tiny.spade").toString();
		assertEquals(0, spadework("new", "--template", "spade", "--data", "landscapes", "--set", "crop=64", "--set", "ngf=2", "--set", "ndf=2", "--out", study).code());

		Program trained = spadework("train", study, "--set", "hidden=4", "--steps", "2", "--seed", "3", "--blocks-every", "2", "--json");
		assertEquals(0, trained.code(), trained.all());
		JsonObject document = JsonParser.parseString(trained.out()).getAsJsonObject();
		assertEquals(Set.of("status", "lastStep", "run", "layoutAccuracy", "evaluations", "discriminatorAccuracy", "report", "estimate"), document.keySet());
		assertEquals("finished", document.get("status").getAsString());
		assertEquals(2, document.get("lastStep").getAsInt());
		for (String kind : Set.of("untrained", "trained", "swapped")) {
			double accuracy = document.getAsJsonObject("layoutAccuracy").get(kind).getAsDouble();
			assertTrue(accuracy >= 0 && accuracy <= 1, trained.out());
		}
		JsonObject estimate = document.getAsJsonObject("estimate");
		assertTrue(estimate.get("secondsPerStep").getAsDouble() > 0, trained.out());
		assertEquals(2, estimate.get("steps").getAsInt());
		Path run = Path.of(document.get("run").getAsString());
		blocksAreThoseOfTheStudy(run);
		long checkpoint = Files.size(run.resolve("checkpoints/latest.npz"));
		assertEquals(checkpoint, estimate.get("checkpointBytes").getAsDouble(), 0.25 * checkpoint, "names and singular vectors weigh in so small a network");
		assertEquals(estimate.get("memoryBytes").getAsDouble(), RunFolder.at(run).info().estimates().get("memoryBytes"));
		assertEquals(folder.resolve("runs/SPADE-1").toRealPath(), run.toRealPath());
		assertEquals(3, RunFolder.at(run).info().seed());
		assertTrue(Files.readString(run.resolve("src/tiny/spade/SpadeGenerator.java")).contains("hidden = 4;"));

		Program resumed = spadework("resume", run.toString(), "--steps", "3");
		assertEquals(0, resumed.code(), resumed.all());
		assertEquals(RunStatus.FINISHED, RunFolder.at(run).status());
		assertEquals(3, RunFolder.at(run).metrics().lastStep());
		assertTrue(resumed.out().contains("layout_accuracy_swapped"), resumed.out());

		Program again = spadework("train", study, "--out", run.toString(), "--steps", "1");
		assertEquals(1, again.code(), again.all());
		assertFalse(again.err().contains("\tat "), again.err());
		assertEquals(3, RunFolder.at(run).metrics().lastStep());

		Files.writeString(run.resolve("classes/tiny/spade/Main.class"), "no class any more");
		Program broken = spadework("resume", run.toString(), "--steps", "4");
		assertEquals(1, broken.code(), broken.all());
		assertTrue(broken.err().contains("the engine ended before it began") && !broken.out().contains("finished"), broken.all());
	}

	@Test
	void everyPointOfASweepIsARunOfItsOwn() throws Exception {
		Path study = folder.resolve("tiny.spade");
		assertEquals(0, spadework("new", "--template", "spade", "--data", "landscapes", "--set", "crop=64", "ngf=2", "ndf=2", "hidden=4", "--out", study.toString()).code());
		addSweep(study, "ngf", "2; 4");

		Program trained = spadework("train", study.toString(), "--sweep", "widths", "--steps", "1", "--json");
		assertEquals(0, trained.code(), trained.all());
		JsonObject document = JsonParser.parseString(trained.out()).getAsJsonObject();
		assertEquals(2, document.get("points").getAsInt());
		List<String> filters = new ArrayList<>();
		for (JsonElement each : document.getAsJsonArray("runs")) {
			JsonObject run = each.getAsJsonObject();
			assertEquals("finished", run.get("status").getAsString());
			assertTrue(Files.exists(Path.of(run.get("report").getAsString())));
			Scope scope = Scope.of(Studies.load(Path.of(run.get("run").getAsString(), "study.spade")).getExperiments().get(0));
			assertEquals(run.getAsJsonObject("point").get("ngf").getAsString(), String.valueOf((int) scope.value("ngf")));
			filters.add(run.getAsJsonObject("point").get("ngf").getAsString());
		}
		assertEquals(List.of("2", "4"), filters);
	}

	/** Adds the sweep "widths" over one parameter of a study's experiment. */
	static void addSweep(Path file, String parameter, String values) throws Exception {
		Study study = Studies.load(file);
		SweepAxis axis = StudyFactory.eINSTANCE.createSweepAxis();
		axis.setId("axis");
		axis.setParameter(study.getParameters().stream().filter(each -> each.getName().equals(parameter)).findFirst().orElseThrow());
		axis.setValues(values);
		Sweep sweep = StudyFactory.eINSTANCE.createSweep();
		sweep.setId("widths");
		sweep.setName("widths");
		sweep.setExperiment(study.getExperiments().get(0));
		sweep.getAxes().add(axis);
		study.getSweeps().add(sweep);
		Studies.save(study, file);
	}
}
