package io.spadework.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.weights.Checkpoint;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A training that is killed with SIGKILL and resumed")
@DisabledOnOs(OS.WINDOWS)
class KillTest {

	private static final int KILLED = 128 + 9;
	private static final int STEPS = 12;
	private static final String WRITING = "checkpoints/.latest.npz.writing";

	@TempDir
	private Path folder;

	@Test
	@DisplayName("ends with the weights, metrics and statistics of one that never was, bit for bit")
	void threePoints() throws Exception {
		compare(List.of("beginning 1 1", "checkpoint 1 1000", "checkpoint 4 3000", "metrics 1 3000"));
	}

	@Test
	@Tag("slow")
	@DisplayName("does so at twenty random moments, ten of them inside of writing a checkpoint")
	void twentyPoints() throws Exception {
		Random random = new Random(20);
		List<String> moments = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			moments.add("metrics 1 " + (10 + random.nextInt(5000)));
			moments.add("checkpoint " + (1 + random.nextInt(6)) + " " + random.nextInt(20_000));
		}
		compare(moments);
	}

	private void compare(List<String> moments) throws Exception {
		Path straight = folder.resolve("straight");
		assertEquals(0, engine(straight, false));
		Checkpoint expected = Checkpoint.read(straight.resolve("checkpoints/latest.npz"));
		int killed = 0;
		int within = 0;
		for (String moment : moments) {
			Path run = folder.resolve(moment.replace(' ', '-'));
			if (kill(moment.split(" "), run)) {
				killed++;
				within += Files.exists(run.resolve(WRITING)) ? 1 : 0;
				assertEquals(RunStatus.INTERRUPTED, RunFolder.at(run).status(), moment);
				assertEquals(0, engine(run, true), moment);
			}
			assertEquals(RunStatus.FINISHED, RunFolder.at(run).status(), moment);
			same(expected, Checkpoint.read(run.resolve("checkpoints/latest.npz")), moment);
			same(Metrics.read(straight), Metrics.read(run), moment);
			assertEquals(RunFolder.at(straight).blocks().steps(), RunFolder.at(run).blocks().steps(), moment);
			for (int step : RunFolder.at(straight).blocks().steps()) {
				assertTrue(RunFolder.at(straight).blocks().at(step).equals(RunFolder.at(run).blocks().at(step)), moment + ": blocks at step " + step);
			}
			assertEquals(names(straight), names(run), moment);
		}
		assertTrue(killed >= moments.size() * 2 / 3, "killed " + killed + " times; the rest had finished before");
		System.out.println("killed and resumed " + killed + " times of " + moments.size() + ", " + within + " times while a checkpoint was written");
	}

	private static void same(Checkpoint expected, Checkpoint actual, String moment) {
		assertEquals(expected.step(), actual.step(), moment);
		assertEquals(expected.updates(), actual.updates(), moment);
		assertEquals(expected.arrays().keySet(), actual.arrays().keySet(), moment);
		expected.arrays().forEach((name, array) -> assertEquals(array, actual.arrays().get(name), moment + ": " + name));
	}

	private static void same(Metrics expected, Metrics actual, String moment) {
		assertEquals(STEPS, actual.lastStep(), moment);
		for (String name : expected.series()) {
			if (name.startsWith("speed/") || name.startsWith("memory/")) {
				continue;
			}
			Series one = expected.series(name);
			Series other = actual.series(name);
			assertEquals(one.size(), other.size(), moment + ": " + name);
			for (int i = 0; i < one.size(); i++) {
				assertEquals(one.step(i), other.step(i), moment + ": " + name);
				assertEquals(one.value(i), other.value(i), moment + ": " + name + " at step " + one.step(i));
			}
		}
	}

	/** Checkpoint files of a run. */
	private static List<String> names(Path run) throws IOException {
		try (var files = Files.list(run.resolve("checkpoints"))) {
			return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted().toList();
		}
	}

	private static int engine(Path run, boolean resume) {
		List<String> arguments = arguments(run);
		if (resume) {
			arguments.add("--resume");
		}
		return new EngineProcess(KilledMain.training()).run(arguments.toArray(String[]::new));
	}

	private static List<String> arguments(Path run) {
		return new ArrayList<>(List.of("--run", run.toString(), "--steps", Integer.toString(STEPS), "--progress", "none"));
	}

	/** Trains in a process of its own and kills that as soon as a file is so large; returns whether it was still at work. */
	private boolean kill(String[] moment, Path run) throws Exception {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
				"-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), KilledMain.class.getName()));
		command.addAll(arguments(run));
		Path said = folder.resolve("said.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
		Path file = run.resolve(switch (moment[0]) {
			case "beginning" -> "run.json";
			case "metrics" -> "metrics-1.jsonl";
			default -> WRITING;
		});
		int wanted = Integer.parseInt(moment[1]);
		long bytes = Long.parseLong(moment[2]);
		int seen = 0;
		long before = -1;
		while (process.isAlive()) {
			long size = file.toFile().length(); // 0 where there is none
			seen += size > 0 && before <= 0 ? 1 : 0;
			before = size;
			if (seen >= wanted && size >= bytes) {
				process.destroyForcibly(); // SIGKILL
				break;
			}
		}
		int code = process.waitFor();
		assertTrue(code == 0 || code == KILLED, moment[0] + ": " + code + " " + Files.readString(said));
		return code == KILLED;
	}
}
