package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Sample;
import io.spadework.engine.run.EngineProcess;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.Patterns;
import io.spadework.runs.RunFolder;
import io.spadework.runs.Series;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("Data on a thread of their own")
class FeedTest {

	private static final int SAMPLES = 12;
	private static final int BATCH = 2;
	private static final int STEPS = 5;

	@TempDir
	private Path folder;

	/** Patterns with something that happens before each of them. */
	private static final class Delayed extends Patterns {

		/** What happens, given how many samples have been read. */
		interface Delay {
			void before(int read) throws DataException, InterruptedException;
		}

		private final Delay delay;
		private final AtomicInteger read = new AtomicInteger();

		Delayed(Delay delay) {
			super(32, 64, SAMPLES);
			this.delay = delay;
		}

		@Override
		public Sample training(long seed, int epoch, int position) {
			try {
				delay.before(read.getAndIncrement());
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			} catch (DataException e) {
				Delayed.<RuntimeException>raise(e);
			}
			return super.training(seed, epoch, position);
		}

		/** Throws what the patterns, which can always be read, don't declare. */
		@SuppressWarnings("unchecked")
		private static <E extends Exception> void raise(Exception failure) throws E {
			throw (E) failure;
		}
	}

	private static Feed feed(Delayed data, int steps) throws Exception {
		return new Feed(new Trainer(PatternStudy.experiment(DataType.FLOAT, data)).span(), 7, BATCH, steps);
	}

	@Test
	@DisplayName("are prepared while a step is under way, and not further ahead than two batches")
	void ahead() throws Exception {
		CountDownLatch third = new CountDownLatch(3 * BATCH);
		Delayed data = new Delayed(read -> third.countDown());
		try (Feed feed = feed(data, 0)) {
			assertTrue(third.await(10, TimeUnit.SECONDS), "nobody asked for a batch, yet two lie ready and a third one is about to");
			Thread.sleep(50);
			assertEquals(3 * BATCH, data.read.get());
			assertEquals("pattern 0", feed.next().getFirst().name());
			assertEquals("pattern 2", feed.next().getFirst().name());
		}
	}

	@Test
	@DisplayName("give the same curve, bit for bit, as data that each step reads for itself")
	void sameCurve() throws Exception {
		List<Map<String, Double>> apart = new ArrayList<>();
		Trainer trainer = new Trainer(PatternStudy.experiment(DataType.FLOAT, SAMPLES));
		try (Feed feed = new Feed(trainer.span(), 7, BATCH, 0)) {
			for (int step = 0; step < STEPS; step++) {
				apart.add(trainer.step(feed.next()));
			}
		}
		List<Map<String, Double>> together = new ArrayList<>();
		trainer = new Trainer(PatternStudy.experiment(DataType.FLOAT, SAMPLES));
		for (int step = 0; step < STEPS; step++) {
			Span span = trainer.span();
			int first = span.placeInEpoch(step) * BATCH;
			together.add(trainer.step(List.of(span.data().training(7, span.epoch(step), first), span.data().training(7, span.epoch(step), first + 1))));
		}
		assertEquals(together, apart);
	}

	@Test
	@DisplayName("that are slow show in speed/data_wait; those that are fast don't")
	void waiting() {
		Series slow = waits(new Delayed(read -> Thread.sleep(150)), "slow");
		Series fast = waits(new Delayed(read -> {
		}), "fast");
		double longest = 0;
		for (int i = 0; i < STEPS; i++) {
			longest = Math.max(longest, slow.value(i));
		}
		assertTrue(longest >= 0.1, "two samples of 150 ms each take longer than a step here: the longest wait was " + longest + " s");
		double all = 0;
		for (int i = 1; i < STEPS; i++) {
			all += fast.value(i);
		}
		assertTrue(all < longest, all + " s of waiting for data that are at hand");
	}

	private Series waits(Delayed data, String name) {
		Path run = folder.resolve(name);
		assertEquals(0, new EngineProcess(PatternStudy.experiment(DataType.FLOAT, data)).run("--run", run.toString(), "--steps", String.valueOf(STEPS), "--progress", "none"));
		return RunFolder.at(run).metrics().series("speed/data_wait");
	}

	@Test
	@DisplayName("that can't be read fail the step they belong to, with their own error, and none before")
	void errorsReachTheLoop() throws Exception {
		DataException failure = new DataException("sample 4 is broken");
		Delayed data = new Delayed(read -> {
			if (read == 2 * BATCH) {
				throw failure;
			}
		});
		try (Feed feed = feed(data, 0)) {
			assertEquals(BATCH, feed.next().size());
			assertEquals(BATCH, feed.next().size());
			assertSame(failure, assertThrows(DataException.class, feed::next));
			assertEquals("pattern 6", feed.next().getFirst().name());
		}
	}

	@Test
	@DisplayName("end with what they are for, whether their thread is reading or waiting")
	void ends() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		Feed busy = feed(new Delayed(read -> {
			reading.countDown();
			Thread.sleep(60_000);
		}), 0);
		assertTrue(reading.await(10, TimeUnit.SECONDS));
		busy.close();
		Feed waiting = feed(new Delayed(read -> {
		}), 0);
		waiting.close();
		assertFalse(Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("spadework-data")));
	}
}
