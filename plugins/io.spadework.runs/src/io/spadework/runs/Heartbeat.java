package io.spadework.runs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Touches {@code <run>/heartbeat} every two seconds, so that other machines see that the run is alive. */
final class Heartbeat implements Closeable {

	/** A run on another machine whose heartbeat is older than this is taken for dead. */
	static final Duration DEAD_AFTER = Duration.ofSeconds(30);

	private static final long PERIOD_MILLISECONDS = 2000;

	private final Path file;
	private final Thread thread;

	Heartbeat(Path run) {
		file = file(run);
		beat();
		thread = Thread.ofPlatform().daemon().name("Heartbeat of " + run.getFileName()).unstarted(() -> {
			try {
				while (true) {
					Thread.sleep(PERIOD_MILLISECONDS);
					beat();
				}
			} catch (InterruptedException closed) {
				// The run has ended.
			}
		});
		thread.start();
	}

	/** Time since a run's last beat by the file system's clock, or nothing where it never had one. */
	static Optional<Duration> age(Path run) {
		try {
			return Optional.of(Duration.between(Files.getLastModifiedTime(file(run)).toInstant(), Instant.now()));
		} catch (IOException e) {
			return Optional.empty();
		}
	}

	@Override
	public void close() {
		thread.interrupt();
	}

	/** Writes content, so that the file system's clock stamps it: on a network drive that clock is not ours. */
	private void beat() {
		try {
			Files.writeString(file, Instant.now() + "\n");
		} catch (IOException e) {
			// The disk is full or away; training goes on and the next beat tries again.
		}
	}

	private static Path file(Path run) {
		return run.resolve("heartbeat");
	}
}
