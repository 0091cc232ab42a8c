package io.spadework.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spadework.engine.weights.Checkpoint;
import io.spadework.engine.weights.WrittenAside;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("A training whose disk is full")
class FullDiskTest {

	@TempDir
	private Path folder;
	private Path mounted;

	@AfterEach
	void unmount() throws Exception {
		if (mounted != null) {
			new ProcessBuilder("umount", mounted.toString()).start().waitFor();
		}
	}

	@Test
	@DisplayName("stops with a message, keeps its last good checkpoint, and goes on once there is room")
	void fullAndFreed() throws Exception {
		Path small = mount("16m");
		Path straight = folder.resolve("straight");
		assertEquals(0, run(straight, new ByteArrayOutputStream(), false));
		for (int step : List.of(3, 4)) { // the next thing written is a line of metrics, or a checkpoint
			Path run = small.resolve("run" + step);
			Path ballast = small.resolve("ballast");
			ByteArrayOutputStream err = new ByteArrayOutputStream();
			Thread filling = new Thread(() -> {
				while (!fill(run, step, ballast)) {
					Thread.onSpinWait();
				}
			});
			filling.start();
			assertEquals(1, run(run, err, false));
			filling.join();
			assertTrue(err.toString(StandardCharsets.UTF_8).contains("is full") && err.toString(StandardCharsets.UTF_8).contains("resume"), err::toString);
			Checkpoint good = Checkpoint.read(run.resolve("checkpoints/latest.npz"));
			int last = Metrics.read(run).lastStep();
			assertTrue(good.step() > 0 && good.step() <= last && last < 12, good.step() + ", " + last);
			Files.delete(ballast);
			assertEquals(0, run(run, err, true), err::toString);
			assertEquals(RunStatus.FINISHED, RunFolder.at(run).status());
			Metrics expected = Metrics.read(straight);
			Metrics actual = Metrics.read(run);
			for (int i = 0; i < 12; i++) {
				assertEquals(expected.series("loss/G/total").value(i), actual.series("loss/G/total").value(i), "step " + (i + 1));
			}
			assertEquals(Checkpoint.read(straight.resolve("checkpoints/latest.npz")).arrays(), Checkpoint.read(run.resolve("checkpoints/latest.npz")).arrays());
		}
	}

	@Test
	@DisplayName("has the old checkpoint where a new one could be written in part only")
	void inPart() throws Exception {
		Path file = folder.resolve("latest.npz");
		new Checkpoint("e", 1, 1, 1, 5, "", Map.of(), Map.of("w", Nd4j.ones(DataType.FLOAT, 4))).write(file);
		for (int bytes : new int[] { 0, 1, 100, 70_000 }) {
			IOException failed = Assertions.assertThrows(IOException.class, () -> WrittenAside.write(file, stream -> {
				stream.write(new byte[bytes]);
				stream.flush();
				throw new IOException("No space left on device");
			}));
			assertEquals("No space left on device", failed.getMessage());
			assertEquals(5, Checkpoint.read(file).step());
			try (var files = Files.list(folder)) {
				assertEquals(List.of(file), files.toList(), "nothing is left of the part");
			}
		}
	}

	private Path mount(String size) throws Exception {
		Path small = Files.createDirectory(folder.resolve("small"));
		assumeTrue(Files.isExecutable(Path.of("/bin/mount")) && new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", small.toString()).start().waitFor() == 0,
				"only those who may mount a small disk can fill one");
		mounted = small;
		return small;
	}

	/** Takes all the room that there is once a step has been made; returns whether it has been. */
	private static boolean fill(Path run, int step, Path ballast) {
		if (Metrics.read(run).lastStep() < step) {
			return false;
		}
		try (OutputStream stream = Files.newOutputStream(ballast)) {
			for (int size = 1 << 16; size > 0; size /= 2) {
				try {
					while (true) {
						stream.write(new byte[size]);
					}
				} catch (IOException full) {
					// smaller pieces may still fit
				}
			}
		} catch (IOException full) {
			// as wanted
		}
		return true;
	}

	private static int run(Path run, ByteArrayOutputStream err, boolean resume) {
		List<String> arguments = new ArrayList<>(List.of("--run", run.toString(), "--steps", "12", "--progress", "none"));
		if (resume) {
			arguments.add("--resume");
		}
		return new EngineProcess(KilledMain.training(), new PrintStream(OutputStream.nullOutputStream()), new PrintStream(err, true, StandardCharsets.UTF_8))
				.run(arguments.toArray(String[]::new));
	}
}
