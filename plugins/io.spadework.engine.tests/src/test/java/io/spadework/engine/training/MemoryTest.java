package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.L1;
import io.spadework.engine.losses.Perceptual;
import io.spadework.engine.networks.ImageScaling;
import io.spadework.engine.study.EncodedStudy;
import io.spadework.engine.study.Eyes;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.SegmentedStudy;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** One to four minutes on two cores for each kind of training. */
@Tag("slow")
@DisplayName("The memory of a training")
class MemoryTest {

	private static final long MEGABYTE = 1024 * 1024;

	/** The fewer milliseconds a step takes, the more of them until the virtual machine has compiled what it will. */
	@ParameterizedTest(name = "stays flat, {0}: from step {1} to step {2} the process grows by less than 20 MB")
	@CsvSource({ "plain, 200, 1000", "all terms, 200, 1000", "segmenter, 2000, 4000" })
	void flat(String kind, String settled, String last) throws Exception {
		// a process of its own, whose heap is resident from the start: otherwise pages of the heap touched for the first time look like a leak
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms256m", "-Xmx256m",
				"-XX:+AlwaysPreTouch", "-cp", System.getProperty("java.class.path"), MemoryTest.class.getName(), kind, settled, last).redirectErrorStream(true).start();
		List<Long> resident = new ArrayList<>();
		try (BufferedReader output = process.inputReader()) {
			output.lines().filter(line -> line.startsWith("resident ")).forEach(line -> resident.add(Long.parseLong(line.substring("resident ".length()))));
		}
		assertEquals(0, process.waitFor());
		assertEquals(2, resident.size());
		long grown = (resident.get(1) - resident.get(0)) / MEGABYTE;
		assertTrue(grown < 20, "grown by " + grown + " MB");
	}

	/** Trains, and says how much memory is resident after a while and at the end. */
	public static void main(String[] arguments) throws Exception {
		int settled = Integer.parseInt(arguments[1]);
		int last = Integer.parseInt(arguments[2]);
		Training training = switch (arguments[0]) {
		case "all terms" -> EncodedStudy.experiment(DataType.FLOAT).adversarial(AdversarialLoss.wasserstein(10)).l1(new L1(1))
				.perceptual(new Perceptual(Eyes.graph(DataType.FLOAT, ImageScaling.MEAN_SUBTRACTED, Eyes.WEIGHTS), 0.1, List.of(1.0, 1.0, 1.0), true));
		case "segmenter" -> SegmentedStudy.experiment();
		default -> PatternStudy.experiment(DataType.FLOAT, 6);
		};
		Trainer trainer = new Trainer(training.schedule(Schedule.epochs(last, 0)), Eyes.folder());
		try (Feed feed = new Feed(trainer.span(), 1, 2, 0)) {
			while (trainer.steps() < last) {
				trainer.step(feed.next());
				if (trainer.steps() == settled || trainer.steps() == last) {
					System.out.println("resident " + Pointer.physicalBytes());
				}
			}
		}
		System.exit(0);
	}
}
