package io.spadework.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One side of a benchmark: a process that trains when asked to, and answers each line with one of JSON. */
final class BenchPlayer implements AutoCloseable {

	private static final Path PYTHON = Path.of("/usr/bin/python3");
	private static final Path PINNING = Path.of("/usr/bin/taskset");
	private static final int HEAP_MEGABYTES = 512;
	private static final int THREADS = 2;
	private static final int LAST_WORDS_SECONDS = 10;

	private final String title;
	private final Process process;
	private final PrintStream requests;
	private final BufferedReader answers;
	private final Path errors;
	private final JsonObject greeting;

	private BenchPlayer(String title, ProcessBuilder builder, Path folder) throws IOException, Failure {
		this.title = title;
		errors = Files.createTempFile(folder, "errors", ".txt");
		for (String variable : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
			builder.environment().put(variable, String.valueOf(THREADS));
		}
		builder.environment().putIfAbsent("OMP_WAIT_POLICY", "passive"); // the side whose turn it is not must not spin
		if (Files.isExecutable(PINNING)) {
			List<String> pinned = new ArrayList<>(List.of(PINNING.toString(), "-c", "0-" + (THREADS - 1)));
			pinned.addAll(builder.command());
			builder.command(pinned);
		}
		process = builder.redirectError(errors.toFile()).start();
		requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
		answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		greeting = answer();
	}

	/** The engine, with arguments of its benchmark process, the folder that it writes its arrays to, and the optimiser. */
	static BenchPlayer engine(EngineHome home, Path folder, List<String> arguments, String optimiser) throws IOException, RunException, Failure {
		List<String> all = new ArrayList<>(arguments);
		all.add(folder.toString());
		all.add(optimiser);
		return new BenchPlayer("the engine", EngineHome.process(home.command(folder, "io.spadework.engine.bench.BenchmarkProcess", all, HEAP_MEGABYTES)), folder);
	}

	/** PyTorch, with the arrays in the folder. */
	static BenchPlayer torch(Path script, Path folder, String format, String optimiser) throws IOException, Failure {
		return new BenchPlayer("PyTorch", new ProcessBuilder(PYTHON.toString(), script.toString(), folder.toString(), String.valueOf(THREADS), format, optimiser), folder);
	}

	/** Throws a Failure with advice where there is no PyTorch. */
	static void requireTorch() throws IOException, Failure {
		boolean found = false;
		try {
			found = Files.isExecutable(PYTHON)
					&& new ProcessBuilder(PYTHON.toString(), "-c", "import torch").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
		} catch (InterruptedException e) {
			throw Failure.failed("interrupted");
		}
		if (!found) {
			throw Failure.failed("the benchmark measures against PyTorch, which " + PYTHON + " doesn't have; on Debian: apt-get install python3-torch");
		}
	}

	/** What it said when it was ready. */
	JsonObject greeting() {
		return greeting;
	}

	/** Asks for a pass or step and waits for it. */
	JsonObject ask(String request) throws IOException, Failure {
		requests.println(request);
		return answer();
	}

	private JsonObject answer() throws IOException, Failure {
		String line = answers.readLine();
		try {
			if (line != null) {
				return JsonParser.parseString(line).getAsJsonObject();
			}
		} catch (JsonParseException | IllegalStateException e) {
			throw Failure.failed(title + " answered \"" + line + "\"");
		}
		List<String> last = Files.readAllLines(errors);
		throw Failure.failed(title + " ended before its turn" + (last.isEmpty() ? "" : ": " + last.getLast()));
	}

	@Override
	public void close() {
		requests.close();
		try {
			if (!process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		} catch (InterruptedException e) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}
}
