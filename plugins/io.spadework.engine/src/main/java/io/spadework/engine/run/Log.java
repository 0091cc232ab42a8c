package io.spadework.engine.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The run's log.txt: what happened when, with the traces of failures. */
final class Log implements AutoCloseable {

	private final PrintWriter writer;

	/** Appends to what earlier processes of the run have written. */
	Log(Path file) throws IOException {
		writer = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
	}

	void line(String text) {
		writer.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text);
		writer.flush();
	}

	void failure(Throwable failure) {
		line("failed");
		failure.printStackTrace(writer);
		writer.flush();
	}

	@Override
	public void close() {
		writer.close();
	}
}
