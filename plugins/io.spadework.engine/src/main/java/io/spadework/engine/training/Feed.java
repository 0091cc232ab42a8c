package io.spadework.engine.training;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Prepares the batches of a phase's coming steps on a thread of its own, so that a step finds its batch ready. Each step's batch depends on seed and step alone, never on how far the
 * thread is ahead: a checkpoint needs to know nothing of it.
 */
public final class Feed implements AutoCloseable {

	private static final int AHEAD = 2;

	/** A batch, or why there is none. */
	private record Prepared(List<Sample> samples, Throwable failure) {
	}

	private final Span span;
	private final long seed;
	private final int batch;
	private final BlockingQueue<Prepared> queue = new ArrayBlockingQueue<>(AHEAD);
	private final Thread thread;

	/** Starts with the batch of the step that follows so many, and ends with the phase. */
	public Feed(Span span, long seed, int batch, int steps) {
		this.span = span;
		this.seed = seed;
		this.batch = batch;
		thread = new Thread(() -> prepare(steps), "spadework-data");
		thread.setDaemon(true);
		thread.start();
	}

	private void prepare(int firstStep) {
		try {
			for (int step = firstStep; step < span.end(); step++) {
				queue.put(prepared(step));
			}
		} catch (InterruptedException closed) {
			Thread.currentThread().interrupt();
		}
	}

	/** A step's batch; what stands against it is thrown when the step is due, after those before it. */
	private Prepared prepared(int step) throws InterruptedException {
		try {
			List<Sample> samples = new ArrayList<>();
			int first = span.placeInEpoch(step) * batch;
			for (int i = 0; i < batch; i++) {
				if (Thread.interrupted()) {
					throw new InterruptedException("closed");
				}
				samples.add(span.data().training(seed, span.epoch(step), first + i));
			}
			return new Prepared(samples, null);
		} catch (DataException | RuntimeException | Error e) {
			return new Prepared(null, e);
		}
	}

	/** The next step's batch, as soon as it is ready; only as often as the phase has steps. */
	public List<Sample> next() throws DataException, InterruptedException {
		Prepared prepared = queue.take();
		return switch (prepared.failure) {
			case null -> prepared.samples;
			case DataException e -> throw e;
			case Error e -> throw e;
			case RuntimeException e -> throw e;
			case Throwable e -> throw new IllegalStateException(e);
		};
	}

	/** Ends the thread, and waits for it: the data may then be read by another one. */
	@Override
	public void close() {
		thread.interrupt();
		try {
			thread.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
