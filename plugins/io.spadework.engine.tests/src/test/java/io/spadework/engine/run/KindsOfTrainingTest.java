package io.spadework.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.Sample;
import io.spadework.engine.study.CoarseToFineStudy;
import io.spadework.engine.study.EncodedStudy;
import io.spadework.engine.study.Eyes;
import io.spadework.engine.study.LikenessStudy;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.Patterns;
import io.spadework.engine.study.SegmentedStudy;
import io.spadework.engine.training.Schedule;
import io.spadework.engine.training.Training;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Event;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Series;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("An engine process")
class KindsOfTrainingTest {

	@TempDir
	private Path folder;
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	@DisplayName("goes through all phases, says when each begins, and shows and measures at each one's size")
	void phases() throws Exception {
		RunFolder run = finished(CoarseToFineStudy.experiment().sampleEvery(3).checkpointEvery(3).evaluation(3, 0));
		assertEquals(12, run.info().totalSteps());
		List<Event> phases = run.events().stream().filter(event -> event.kind().equals("phase")).toList();
		assertEquals(List.of(0, 3, 6), phases.stream().map(Event::step).toList());
		assertEquals(List.of("Phase \"coarse\": steps 1 to 3, images of 8 x 8.", "Phase \"fine\": steps 4 to 6, images of 16 x 16.",
				"Phase \"joint\": steps 7 to 12, images of 16 x 16."), phases.stream().map(Event::message).toList());
		assertEquals(3 * 8 + 2 * 2, width(run, "step-000003.png"), "the last grid of the coarse phase");
		assertEquals(3 * 16 + 2 * 2, width(run, "step-000006.png"));
		for (String picture : List.of("map", "real", "step-000012")) {
			assertEquals(16, width(run, "sample-00-" + picture + ".png"), picture);
		}
		SortedMap<Integer, List<Evaluation>> evaluations = run.evaluationsByStep();
		assertEquals(Set.of(0, 3, 6, 9, 12), evaluations.keySet());
		assertEquals("8 x 8", size(evaluations.get(3)));
		assertEquals("16 x 16", size(evaluations.get(6)));
		assertEquals("16 x 16", size(evaluations.get(12)));
		assertEquals(12, run.metrics().series("loss/G/total").size());
		assertEquals(Set.of("coarse/discriminator", "coarse/generator", "fine/discriminator", "fine/generator", "joint/discriminator", "joint/generator"),
				run.info().hashes().keySet());
	}

	@Test
	@DisplayName("stopped in any phase and resumed has the same curve as one that ran through, bit for bit")
	void stoppedInPhases() throws Exception {
		RunFolder straight = finished(CoarseToFineStudy.experiment());
		Path broken = folder.resolve("broken");
		for (int until : new int[] { 2, 3, 5, 12 }) {
			String[] arguments = { "--run", broken.toString(), "--steps", Integer.toString(until), "--progress", "none" };
			if (until > 2) {
				arguments = new String[] { "--run", broken.toString(), "--steps", Integer.toString(until), "--progress", "none", "--resume" };
			}
			assertEquals(0, run(CoarseToFineStudy.experiment(), arguments), err::toString);
		}
		for (String name : List.of("loss/G/total", "loss/D/total", "gradient/G", "gradient/D", "lr/G")) {
			Series expected = straight.metrics().series(name);
			Series actual = RunFolder.at(broken).metrics().series(name);
			assertEquals(expected.size(), actual.size(), name);
			for (int i = 0; i < expected.size(); i++) {
				assertEquals(expected.value(i), actual.value(i), name + " at step " + expected.step(i));
			}
		}
	}

	@Test
	@DisplayName("measures every so many steps and at the end, on as many held-out samples as it is told to")
	void cadence() throws Exception {
		RunFolder run = finished(PatternStudy.experiment(DataType.FLOAT, 6).evaluation(2, 2), "--steps", "5");
		SortedMap<Integer, List<Evaluation>> evaluations = run.evaluationsByStep();
		assertEquals(Set.of(0, 2, 4, 5), evaluations.keySet());
		for (int step : new int[] { 2, 4, 5 }) {
			assertEquals(List.of("layout_accuracy", "layout_accuracy_swapped", "layout_accuracy_real", "discriminator_accuracy", "frechet_distance[landscape-features]"),
					evaluations.get(step).stream().map(Evaluation::metric).toList());
			assertTrue(evaluations.get(step).stream().allMatch(evaluation -> evaluation.samples() == 2), "2 of 3 held-out samples");
		}
		assertEquals(evaluations.get(2).getFirst().protocolHash(), evaluations.get(5).getFirst().protocolHash());
	}

	@Test
	@DisplayName("asks its data for one sample at a time, also where it measures in the course of a training")
	void oneThreadAtATime() throws Exception {
		AtomicBoolean busy = new AtomicBoolean();
		AtomicBoolean disturbed = new AtomicBoolean();
		Patterns data = new Patterns(16, 16, 6) {
			@Override
			public Sample training(long seed, int epoch, int position) {
				return slowly(100, () -> super.training(seed, epoch, position)); // slower than a step, so that somebody always waits for the next
			}

			@Override
			public Sample heldOut(int index) {
				return slowly(1, () -> super.heldOut(index));
			}

			private Sample slowly(int milliseconds, Supplier<Sample> sample) {
				disturbed.compareAndSet(false, !busy.compareAndSet(false, true));
				LockSupport.parkNanos(milliseconds * 1_000_000L);
				busy.set(false);
				return sample.get();
			}
		};
		finished(EncodedStudy.experiment(DataType.FLOAT).data(data).evaluation(2, 0).sampleEvery(3), "--steps", "8");
		assertFalse(disturbed.get());
	}

	@Test
	@DisplayName("says in the protocol where an encoder saw the real images, and hashes all networks")
	void encoded() throws Exception {
		RunFolder run = finished(EncodedStudy.experiment(DataType.FLOAT), "--steps", "2");
		Map<String, String> generated = evaluation(run, "layout_accuracy").protocol();
		assertTrue(generated.get("style code").contains("encoder"), generated::toString);
		assertFalse(evaluation(run, "layout_accuracy_real").protocol().containsKey("style code"));
		assertTrue(evaluation(run, "discriminator_accuracy").protocol().containsKey("style code"));
		assertEquals(Set.of("discriminator", "encoder", "generator"), run.info().hashes().keySet());
		assertEquals(2, run.metrics().series("gradient/E").size());
	}

	@Test
	@DisplayName("trains without a discriminator, and finds a feature network's weights in the study's folder")
	void likeness() throws Exception {
		RunFolder run = finished(LikenessStudy.experiment(DataType.FLOAT), "--study-folder", Eyes.folder().toString(), "--steps", "2");
		assertEquals("eyes", run.info().versions().get("feature network"));
		assertEquals(2, run.metrics().series("loss/G/perceptual[eyes]").size());
		assertEquals(0, run.metrics().series("loss/D/total").size());
		assertEquals(List.of("layout_accuracy_untrained", "layout_accuracy_real", "layout_accuracy", "layout_accuracy_swapped", "layout_accuracy_real", "frechet_distance[landscape-features]"),
				run.evaluations().stream().map(Evaluation::metric).toList());
		assertEquals(Set.of("feature network", "feature network weights", "generator"), run.info().hashes().keySet());
		Path missing = folder.resolve("missing");
		assertEquals(1, run(LikenessStudy.experiment(DataType.FLOAT), "--run", missing.toString(), "--study-folder", folder.toString()));
		assertTrue(err.toString(StandardCharsets.UTF_8).contains(folder.resolve(Eyes.WEIGHTS).toString()), err::toString);
	}

	@Test
	@DisplayName("trains a segmenter: shows its maps, measures it from one confusion matrix, and goes on where it was stopped")
	void segmenter() throws Exception {
		Training training = SegmentedStudy.experiment().schedule(Schedule.epochs(20, 0)).evaluation(30, 0).sampleEvery(30);
		RunFolder run = finished(training);
		assertEquals(Set.of("segmenter"), run.info().hashes().keySet());
		assertEquals(60, run.metrics().series("loss/S/cross_entropy").size());
		assertEquals(Set.of(0, 30, 60), run.evaluationsByStep().keySet());
		assertTrue(run.evaluationsByStep().get(0).getFirst().protocol().get("network").contains("before its first step"));
		assertEquals(List.of("pixel_accuracy", "mean_iou"), run.evaluationsByStep().get(60).stream().map(Evaluation::metric).toList());
		Evaluation accuracy = run.evaluationsByStep().get(60).getFirst();
		assertEquals(3, accuracy.samples());
		assertTrue(accuracy.value() > 0.6, "accuracy " + accuracy.value());
		assertTrue(accuracy.value() >= run.evaluationsByStep().get(30).getFirst().value());
		assertEquals(3 * 8 + 2 * 2, width(run, "step-000060.png"));
		assertTrue(out.toString(StandardCharsets.UTF_8).contains("loss S"), out::toString);
		Path broken = folder.resolve("broken");
		assertEquals(0, run(training, "--run", broken.toString(), "--steps", "7", "--progress", "none"));
		assertEquals(0, run(training.steps(0), "--run", broken.toString(), "--resume", "--progress", "none"), err::toString);
		Series expected = run.metrics().series("loss/S/cross_entropy");
		Series actual = RunFolder.at(broken).metrics().series("loss/S/cross_entropy");
		for (int i = 0; i < expected.size(); i++) {
			assertEquals(expected.value(i), actual.value(i), "at step " + expected.step(i));
		}
		assertTrue(actual.wall(59) > actual.wall(6), "wall time goes on");
		assertTrue(actual.wall(7) > actual.wall(6), "also from one process to the next");
	}

	private RunFolder finished(Training training, String... more) {
		Path path = folder.resolve("run");
		String[] arguments = new String[2 + more.length];
		arguments[0] = "--run";
		arguments[1] = path.toString();
		System.arraycopy(more, 0, arguments, 2, more.length);
		assertEquals(0, run(training, arguments), err::toString);
		RunFolder run = RunFolder.at(path);
		assertEquals(RunStatus.FINISHED, run.status());
		assertTrue(Files.isRegularFile(run.checkpoints().resolve("latest.npz")));
		return run;
	}

	private int run(Training training, String... arguments) {
		return new EngineProcess(training, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)).run(arguments);
	}

	private static int width(RunFolder run, String picture) throws IOException {
		BufferedImage image = ImageIO.read(run.samples().resolve(picture).toFile());
		return image.getWidth();
	}

	private static String size(List<Evaluation> evaluations) {
		return evaluations.getFirst().protocol().get("size");
	}

	private static Evaluation evaluation(RunFolder run, String metric) {
		return run.evaluations().stream().filter(evaluation -> evaluation.metric().equals(metric)).findFirst().orElseThrow();
	}
}
