package io.spadework.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.Patterns;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.Checkpoint;
import io.spadework.runs.Control;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Event;
import io.spadework.runs.Metrics;
import io.spadework.runs.Request;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("An engine process")
class EngineProcessTest {

	@TempDir
	private Path folder;
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	@DisplayName("leaves a finished run: metrics of every step, samples, evaluations, a checkpoint, exit code 0")
	void finishes() throws Exception {
		Path path = folder.resolve("run");
		assertEquals(0, run(training().sampleEvery(2).checkpointEvery(2), "--run", path.toString(), "--steps", "3"), err::toString);
		RunFolder run = RunFolder.at(path);
		RunInfo info = run.info();
		assertEquals(RunStatus.FINISHED, info.status());
		assertEquals(3, info.totalSteps());
		assertEquals("SPADE", info.experiment());
		assertEquals(ProcessHandle.current().pid(), info.pid());
		Metrics metrics = run.metrics();
		for (String name : List.of("loss/G/adversarial", "loss/G/feature_matching", "loss/G/total", "loss/D/real", "loss/D/fake", "loss/D/total", "lr/G", "lr/D",
				"speed/images_per_second", "speed/data_wait", "memory/native_mb", "memory/heap_mb", "gradient/G", "gradient/D", "accuracy/D")) {
			assertEquals(3, metrics.series(name).size(), name);
			assertTrue(Double.isFinite(metrics.series(name).last()), name);
		}
		assertEquals(List.of("step-000000.png", "step-000002.png", "step-000003.png"),
				run.sampleGrids().stream().map(grid -> grid.getFileName().toString()).toList());
		assertEquals(List.of("layout_accuracy_untrained", "layout_accuracy_real", "layout_accuracy", "layout_accuracy_swapped", "layout_accuracy_real",
				"discriminator_accuracy", "frechet_distance[landscape-features]"), run.evaluations().stream().map(Evaluation::metric).toList());
		assertTrue(Files.isRegularFile(run.checkpoints().resolve("latest.npz")));
		assertTrue(Files.isRegularFile(run.checkpoints().resolve("step-000002.npz")));
		assertEquals("end", run.events().getLast().kind());
		assertTrue(out.toString(StandardCharsets.UTF_8).contains("step 3 of 3"), out::toString);
	}

	@Test
	@DisplayName("stopped and resumed has the same curve as one that ran through, bit for bit")
	void stopAndResume() throws Exception {
		Path straight = folder.resolve("straight");
		assertEquals(0, run(training(), "--run", straight.toString(), "--steps", "5", "--progress", "none"));
		Path broken = folder.resolve("broken");
		Training stopping = PatternStudy.experiment(DataType.FLOAT, new Interrupting(at -> {
			if (at == 6) { // asked for once the first step has its batch: earlier ones are prepared ahead of it
				send(broken, Request.STOP);
			}
		}));
		assertEquals(0, run(stopping, "--run", broken.toString(), "--steps", "5", "--progress", "none"));
		RunFolder run = RunFolder.at(broken);
		assertEquals(RunStatus.STOPPED, run.status());
		int stopped = run.metrics().lastStep();
		assertTrue(stopped < 5, "stopped at step " + stopped);
		assertEquals(0, run(training(), "--run", broken.toString(), "--steps", "5", "--progress", "none", "--resume"), err::toString);
		assertEquals(RunStatus.FINISHED, run.status());
		for (String name : List.of("loss/G/total", "loss/D/total", "gradient/G", "gradient/D")) {
			Series expected = RunFolder.at(straight).metrics().series(name);
			Series actual = run.metrics().series(name);
			assertEquals(expected.size(), actual.size(), name);
			for (int i = 0; i < expected.size(); i++) {
				assertEquals(expected.value(i), actual.value(i), name + " at step " + expected.step(i));
			}
		}
		assertTrue(run.metrics().series("loss/G/total").wall(4) > run.metrics().series("loss/G/total").wall(stopped - 1), "wall time goes on");
	}

	@Test
	@DisplayName("pauses, draws a sample and writes a checkpoint when asked to, and goes on when asked to")
	void obeys() throws Exception {
		Path path = folder.resolve("run");
		Training training = PatternStudy.experiment(DataType.FLOAT, new Interrupting(at -> {
			if (at == 6) { // as above: by then the first step is under way
				send(path, Request.PAUSE);
				send(path, Request.SAMPLE);
				send(path, Request.CHECKPOINT);
				new Thread(() -> {
					while (Files.exists(path.resolve("control").resolve("pause"))) {
						Thread.onSpinWait();
					}
					send(path, Request.RESUME);
				}).start();
			}
		}));
		assertEquals(0, run(training, "--run", path.toString(), "--steps", "6", "--progress", "none"), err::toString);
		RunFolder run = RunFolder.at(path);
		List<String> kinds = run.events().stream().map(Event::kind).toList();
		assertTrue(kinds.indexOf("pause") >= 0 && kinds.indexOf("resume") > kinds.indexOf("pause"), kinds::toString);
		assertEquals(3, run.sampleGrids().size(), "at the start, when asked and at the end");
		assertEquals(2, kinds.stream().filter("checkpoint"::equals).count());
		assertEquals(6, run.metrics().lastStep());
	}

	@Test
	@DisplayName("says in one line what is wrong with the data, keeps the trace in the log, and exits with 1")
	void missingData() throws Exception {
		Dataset missing = new Patterns(32, 64, 6) {
			@Override
			public void open(Path studyFolder) throws DataException {
				throw new DataException("There is no folder " + studyFolder.resolve("train_img") + ".");
			}
		};
		Path path = folder.resolve("run");
		assertEquals(1, run(PatternStudy.experiment(DataType.FLOAT, missing), "--run", path.toString(), "--study-folder", "/data"));
		assertEquals("There is no folder " + Path.of("/data/train_img") + "." + System.lineSeparator(), err.toString(StandardCharsets.UTF_8));
		assertEquals(RunStatus.FAILED, RunFolder.at(path).status());
		assertTrue(Files.readString(RunFolder.at(path).log()).contains("DataException"));
		assertEquals(0, run(training(), "--run", path.toString(), "--steps", "1"), "mended, it runs in the same folder");
	}

	@Test
	@DisplayName("fails with a clear message when the losses are no numbers any more")
	void diverges() throws Exception {
		Dataset spoilt = new Patterns(32, 64, 6) {
			@Override
			public Sample training(long seed, int epoch, int position) {
				Sample sample = super.training(seed, epoch, position);
				sample.image()[0] = position >= 2 ? Float.NaN : 0;
				return sample;
			}
		};
		Path path = folder.resolve("run");
		assertEquals(1, run(PatternStudy.experiment(DataType.FLOAT, spoilt), "--run", path.toString(), "--progress", "none"));
		RunInfo info = RunFolder.at(path).info();
		assertEquals(RunStatus.FAILED, info.status());
		assertTrue(info.message().contains("diverged"), info.message());
		assertEquals("error", RunFolder.at(path).events().getLast().kind());
	}

	@Test
	@DisplayName("doesn't train over an older run, and can't resume what never began")
	void olderRuns() throws Exception {
		Path path = folder.resolve("run");
		assertEquals(0, run(training(), "--run", path.toString(), "--steps", "1", "--progress", "none"));
		assertEquals(1, run(training(), "--run", path.toString(), "--steps", "1"));
		assertTrue(err.toString(StandardCharsets.UTF_8).contains("--resume"), err::toString);
		assertEquals(RunStatus.FINISHED, RunFolder.at(path).status(), "the older run stays as it was");
		err.reset();
		assertEquals(1, run(training(), "--run", folder.resolve("new").toString(), "--resume"));
		assertTrue(err.toString(StandardCharsets.UTF_8).contains("no checkpoint"), err::toString);
	}

	@Test
	@DisplayName("keeps the newest checkpoints and the best one, and goes on from any of them on the same curve")
	void retention() throws Exception {
		Path path = folder.resolve("run");
		assertEquals(0, run(keeping(), "--run", path.toString(), "--steps", "6", "--progress", "none"), err::toString);
		RunFolder run = RunFolder.at(path);
		assertEquals(List.of("best.npz", "best.txt", "latest.npz", "step-000005.npz", "step-000006.npz"), checkpoints(run));
		Series loss = run.metrics().series("loss/G/total");
		String[] best = Files.readString(run.checkpoints().resolve("best.txt")).strip().split("\t");
		for (int i = 0; i < loss.size(); i++) {
			assertTrue(loss.value(i) >= Double.parseDouble(best[2]), "step " + (i + 1) + " is better than the best one");
		}
		assertEquals(Integer.parseInt(best[0]), Checkpoint.read(run.checkpoints().resolve("best.npz")).step());
		List<Double> before = new ArrayList<>();
		for (int i = 0; i < loss.size(); i++) {
			before.add(loss.value(i));
		}
		Path chosen = run.checkpoints().resolve("step-000005.npz");
		assertEquals(0, run(keeping(), "--run", path.toString(), "--steps", "7", "--progress", "none", "--resume", "--from", chosen.toString()), err::toString);
		Series again = run.metrics().series("loss/G/total");
		assertEquals(7, again.size());
		for (int i = 0; i < before.size(); i++) {
			assertEquals(before.get(i), again.value(i), "step " + (i + 1));
		}
		assertEquals(List.of("best.npz", "best.txt", "latest.npz", "step-000006.npz", "step-000007.npz"), checkpoints(run));
		assertEquals(1, run(keeping().bestCheckpoint("lr/G"), "--run", folder.resolve("other").toString()));
		assertTrue(err.toString(StandardCharsets.UTF_8).contains("lr/G"), err::toString);
		assertEquals(2, run(keeping(), "--run", path.toString(), "--from", chosen.toString()), "what is there to resume");
	}

	@Test
	@DisplayName("keeps the checkpoint at which an evaluation gave the best value")
	void bestByEvaluation() throws Exception {
		Path path = folder.resolve("run");
		String metric = "frechet_distance[landscape-features]";
		assertEquals(0, run(training().evaluation(2, 2).bestCheckpoint(metric), "--run", path.toString(), "--steps", "6", "--progress", "none"), err::toString);
		RunFolder run = RunFolder.at(path);
		double best = Double.POSITIVE_INFINITY;
		int at = 0;
		for (var atStep : run.evaluationsByStep().entrySet()) {
			for (Evaluation evaluation : atStep.getValue()) {
				if (evaluation.metric().equals(metric) && evaluation.value() < best) {
					best = evaluation.value();
					at = atStep.getKey();
				}
			}
		}
		assertEquals(Set.of(0, 2, 4, 6), run.evaluationsByStep().keySet());
		assertEquals(at + "\t" + metric + "\t" + best, Files.readString(run.checkpoints().resolve("best.txt")).strip());
		assertEquals(at, Checkpoint.read(run.checkpoints().resolve("best.npz")).step());
	}

	private static Training keeping() {
		return training().checkpointEvery(1).keepCheckpoints(2).bestCheckpoint("loss/G/total");
	}

	private static List<String> checkpoints(RunFolder run) throws IOException {
		try (var files = Files.list(run.checkpoints())) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	@DisplayName("writes statistics of all blocks as often as it is told to, and the estimates it was given into run.json")
	void blocksAndEstimates() throws Exception {
		Path path = folder.resolve("run");
		assertEquals(0, run(training(), "--run", path.toString(), "--steps", "4", "--progress", "none", "--blocks-every", "2", "--estimate", "memoryBytes=5e8,checkpointBytes=1000"), err::toString);
		RunFolder run = RunFolder.at(path);
		assertEquals(List.of(1, 2, 4), run.blocks().steps());
		assertTrue(run.blocks().latest().stream().anyMatch(block -> block.network().equals("generator") && block.path().equals("seed") && block.gradient() > 0 && block.spread() > 0),
				() -> run.blocks().latest().toString());
		assertTrue(run.blocks().latest().stream().anyMatch(block -> block.network().equals("discriminator")));
		assertEquals(Map.of("checkpointBytes", 1000.0, "memoryBytes", 5e8), run.info().estimates());
	}

	@Test
	@DisplayName("refuses data that can't be trained on before the first step, and looks at them no more when it resumes")
	void looksAtTheData() throws Exception {
		Path path = folder.resolve("run");
		Training training = PatternStudy.experiment(DataType.FLOAT, new Patterns(32, 64, 6) {
			@Override
			public void check(Predicate<String> goOn) throws DataException {
				assertTrue(goOn.test("Data: looking."));
				throw new DataException("a.png has label 9 at column 5, row 2");
			}
		});
		assertEquals(1, run(training, "--run", path.toString(), "--steps", "3"));
		assertTrue(err.toString(StandardCharsets.UTF_8).contains("a.png has label 9"), err::toString);
		assertTrue(out.toString(StandardCharsets.UTF_8).contains("Data: looking."), out::toString);
		assertEquals(RunStatus.FAILED, RunFolder.at(path).status());
		assertEquals(0, run(training, "--run", path.toString(), "--steps", "3", "--resume", "--progress", "none"), err::toString);
	}

	@Test
	@DisplayName("neither measures a finished run anew nor takes steps back that it has made")
	void finishedIsFinished() throws Exception {
		Path path = folder.resolve("run");
		assertEquals(0, run(training(), "--run", path.toString(), "--steps", "3", "--progress", "none"));
		String before = Files.readString(path.resolve("run.json"));
		for (String steps : List.of("3", "2")) {
			err.reset();
			assertEquals(1, run(training(), "--run", path.toString(), "--steps", steps, "--resume"));
			assertTrue(err.toString(StandardCharsets.UTF_8).contains("has made 3 steps, and " + steps), err::toString);
			assertEquals(before, Files.readString(path.resolve("run.json")));
		}
		assertEquals(0, run(training(), "--run", path.toString(), "--steps", "4", "--resume", "--progress", "none"), err::toString);
	}

	@Test
	@DisplayName("calls its files alike where people write other digits")
	void otherDigits() throws Exception {
		Locale usual = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("ar-EG"));
		try {
			Path path = folder.resolve("run");
			assertEquals(0, run(training().checkpointEvery(2), "--run", path.toString(), "--steps", "2", "--progress", "none"), err::toString);
			assertTrue(Files.exists(path.resolve("checkpoints/step-000002.npz")));
			assertTrue(Files.exists(path.resolve("samples/step-000002.png")));
		} finally {
			Locale.setDefault(usual);
		}
	}

	@Test
	@DisplayName("explains its options when it doesn't understand them, and exits with 2")
	void usage() {
		for (String[] wrong : new String[][] { {}, { "--run" }, { "--run", "r", "--steps", "0" }, { "--run", "r", "--progress", "loud" }, { "--fly", "high" } }) {
			err.reset();
			assertEquals(2, run(training(), wrong));
			assertFalse(err.toString(StandardCharsets.UTF_8).isBlank());
		}
	}

	private static Training training() {
		return PatternStudy.experiment(DataType.FLOAT, 6);
	}

	private int run(Training training, String... arguments) {
		return new EngineProcess(training, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)).run(arguments);
	}

	private static void send(Path run, Request request) {
		try {
			Control.send(run, request);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Patterns that let a test act when a sample is asked for; the number counts the training samples asked for before. */
	private static final class Interrupting extends Patterns {

		private final IntConsumer action;
		private int asked;

		Interrupting(IntConsumer action) {
			super(32, 64, 6);
			this.action = action;
		}

		@Override
		public Sample training(long seed, int epoch, int position) {
			action.accept(asked++);
			return super.training(seed, epoch, position);
		}
	}
}
