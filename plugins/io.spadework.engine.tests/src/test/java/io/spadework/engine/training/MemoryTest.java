package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.study.PatternStudy;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** About four minutes on two cores. */
@Tag("slow")
@DisplayName("The memory of a training")
class MemoryTest {

	private static final long MEGABYTE = 1024 * 1024;

	@Test
	@DisplayName("stays flat over 1,000 steps: outside the heap it grows by less than 40 MB after the first 200")
	void flat() throws Exception {
		Trainer trainer = new Trainer(PatternStudy.experiment(DataType.FLOAT, 2000));
		long settled = 0;
		try (Feed feed = new Feed(PatternStudy.experiment(DataType.FLOAT, 2000).data(), 1, 2, 0)) {
			while (trainer.steps() < 1000) {
				trainer.step(feed.next());
				if (trainer.steps() == 200) {
					settled = outsideTheHeap();
				}
			}
		}
		long grown = outsideTheHeap() - settled;
		assertTrue(grown < 40 * MEGABYTE, "grown by " + grown / MEGABYTE + " MB");
	}

	/** Resident memory less the heap that the collector holds, all of which it has touched by then. */
	private static long outsideTheHeap() {
		System.gc();
		return Pointer.physicalBytes() - Runtime.getRuntime().totalMemory();
	}
}
