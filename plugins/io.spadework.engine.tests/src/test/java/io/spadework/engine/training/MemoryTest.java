package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.study.PatternStudy;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** One to four minutes on two cores. */
@Tag("slow")
@DisplayName("The memory of a training")
class MemoryTest {

	private static final long MEGABYTE = 1024 * 1024;
	private static final int SETTLED = 200;
	private static final int LAST = 1000;

	@Test
	@DisplayName("stays flat: from step 200 to step 1,000 the process grows by less than 20 MB")
	void flat() throws Exception {
		// a process of its own, whose heap is resident from the start: otherwise pages of the heap touched for the first time look like a leak
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms256m", "-Xmx256m",
				"-XX:+AlwaysPreTouch", "-cp", System.getProperty("java.class.path"), MemoryTest.class.getName()).redirectErrorStream(true).start();
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
		Trainer trainer = new Trainer(PatternStudy.experiment(DataType.FLOAT, 2 * LAST));
		try (Feed feed = new Feed(trainer.span(), 1, 2, 0)) {
			while (trainer.steps() < LAST) {
				trainer.step(feed.next());
				if (trainer.steps() == SETTLED || trainer.steps() == LAST) {
					System.out.println("resident " + Pointer.physicalBytes());
				}
			}
		}
		System.exit(0);
	}
}
