package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.GenerationException;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.model.Scope;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a run folder before its engine starts. */
class RunPreparationTest {

	@TempDir
	Path folder;

	private Sketch sketch;
	private Path file;
	private Path run;

	@BeforeEach
	void aStudyInAFile() throws Exception {
		sketch = Sketch.landscapes();
		file = folder.resolve("study.spade");
		run = folder.resolve("runs/one");
		Studies.save(sketch.study, file);
	}

	@Test
	void aRunFolderHoldsTheModelItsSourceAndItsClasses() throws Exception {
		PreparedRun prepared = RunPreparation.prepare(sketch.experiment, file, run, Engine.classPath(), RunSettings.asInStudy());
		assertEquals(Files.readString(file), Files.readString(run.resolve("study.spade")));
		assertTrue(Files.exists(run.resolve("src/landscapes/spade/Main.java")));
		assertTrue(Files.exists(prepared.classes().resolve("landscapes/spade/Main.class")));
		assertEquals("landscapes.spade.Main", prepared.mainClass());
		assertEquals(List.of("--run", run.toRealPath().toString(), "--study-folder", run.toRealPath().toString()), prepared.arguments().subList(0, 4));
		assertEquals("--estimate", prepared.arguments().get(4));
		assertTrue(prepared.arguments().get(5).matches("memoryBytes=\\d+,checkpointBytes=\\d+,multiplyAddsPerStep=[\\d.E]+,effortPerStep=[\\d.E]+"), prepared.arguments().get(5));
	}

	@Test
	void settingsChangeTheRunsModelAndSourceAndLeaveTheStudyAlone() throws Exception {
		String before = Studies.write(sketch.study);
		RunSettings settings = new RunSettings(Map.of("ngf", "4", "ndf", "ngf*2"), OptionalInt.of(7), OptionalLong.of(99));
		RunPreparation.prepare(sketch.experiment, file, run, Engine.classPath(), settings);
		assertEquals(before, Studies.write(sketch.study));
		Study exact = Studies.load(run.resolve("study.spade"));
		Experiment experiment = exact.getExperiments().get(0);
		assertEquals(4, Scope.of(experiment).integer("ngf"));
		assertEquals(8, Scope.of(experiment).integer("ndf"));
		assertEquals("7", experiment.getPlan().getSteps());
		assertEquals(99, experiment.getPlan().getSeed());
		String main = Files.readString(run.resolve("src/landscapes/spade/SpadeExperiment.java"));
		assertTrue(main.contains(".steps(7)") && main.contains(".seed(99)"), main);
		assertTrue(Files.readString(run.resolve("src/landscapes/spade/PatchDiscriminator.java")).contains("int ndf = ngf * 2;"));
	}

	@Test
	void anUnknownParameterIsRefusedWithTheNamesThereAre() {
		GenerationException refusal = assertThrows(GenerationException.class,
				() -> RunPreparation.prepare(sketch.experiment, file, run, Engine.classPath(), new RunSettings(Map.of("nfg", "4"), OptionalInt.empty(), OptionalLong.empty())));
		assertTrue(refusal.getMessage().contains("nfg") && refusal.getMessage().contains("ngf"), refusal.getMessage());
		assertFalse(Files.exists(run));
	}

	@Test
	void aFolderInUseIsLeftAlone() throws Exception {
		Files.createDirectories(run);
		Files.writeString(run.resolve("run.json"), "{}");
		assertThrows(GenerationException.class, () -> RunPreparation.prepare(sketch.experiment, file, run, Engine.classPath(), RunSettings.asInStudy()));
		assertEquals("{}", Files.readString(run.resolve("run.json")));
		assertFalse(Files.exists(run.resolve("src")));
	}

	@Test
	void aRelativeDataFolderIsFoundFromTheRunFolderEvenBehindALink() throws Exception {
		Path elsewhere = Files.createDirectories(folder.resolve("big disk/deep/runs"));
		Files.createSymbolicLink(folder.resolve("runs"), elsewhere);
		for (String part : List.of("train_label", "train_img", "train_inst")) {
			Files.createDirectories(folder.resolve("data/coco").resolve(part));
		}
		CocoStuff coco = Sketch.NEW.createCocoStuff();
		coco.setId("coco");
		coco.setName("COCO");
		coco.setFolder("data/coco");
		coco.setLabels("10");
		coco.setEdges(true);
		coco.setLoad("crop");
		coco.setCrop("crop");
		sketch.study.getDatasets().add(coco);
		sketch.experiment.setDataset(coco);
		RunPreparation.prepare(sketch.experiment, file, run, Engine.classPath(), RunSettings.asInStudy());
		Path copy = run.toRealPath().resolve("study.spade");
		assertTrue(Validation.validate(Studies.load(copy), copy).stream().noneMatch(problem -> problem.rule().startsWith("data")));
		assertEquals("data/coco", coco.getFolder());
	}

	@Test
	void aMissingDataFolderIsRefusedBeforeAnythingIsMade() {
		CocoStuff coco = Sketch.NEW.createCocoStuff();
		coco.setId("coco");
		coco.setName("COCO");
		coco.setFolder("nowhere");
		coco.setLabels("11");
		coco.setLoad("crop");
		coco.setCrop("crop");
		sketch.study.getDatasets().add(coco);
		sketch.experiment.setDataset(coco);
		GenerationException refusal = assertThrows(GenerationException.class, () -> RunPreparation.prepare(sketch.experiment, file, run, Engine.classPath(), RunSettings.asInStudy()));
		assertTrue(refusal.getMessage().contains(folder.resolve("nowhere").toString()), refusal.getMessage());
		assertFalse(Files.exists(run));
	}

	@Test
	void aRunIsResumedWithTheClassesItStartedWith() throws Exception {
		PreparedRun prepared = RunPreparation.prepare(sketch.experiment, file, run, Engine.classPath(), RunSettings.asInStudy());
		PreparedRun resumed = RunPreparation.resume(run);
		assertEquals(prepared.mainClass(), resumed.mainClass());
		assertTrue(resumed.arguments().contains("--resume"));
		assertThrows(GenerationException.class, () -> RunPreparation.resume(folder));
	}
}
