package io.spadework.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that has run to its end: what it printed, its exit code, how long it took. */
record Program(int exitCode, String output, double seconds) {

	/** Runs a command in a folder, standard output and error together; kills it and fails when it takes longer than the limit. */
	static Program run(Path folder, int limitSeconds, List<String> command) throws IOException, InterruptedException {
		Path log = Files.createTempFile("program", ".log");
		long start = System.nanoTime();
		ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).directory(folder.toFile()).redirectErrorStream(true)
				.redirectOutput(log.toFile());
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		Process process = builder.start();
		boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
		if (!ended) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly().waitFor();
		}
		String output = Files.readString(log, StandardCharsets.UTF_8);
		Files.delete(log);
		if (!ended) {
			throw new AssertionError(String.join(" ", command) + " took longer than " + limitSeconds + " s; it had printed:\n" + output);
		}
		return new Program(process.exitValue(), output, (System.nanoTime() - start) / 1e9);
	}
}
