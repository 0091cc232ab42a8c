package io.spadework.runs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

	@TempDir
	Path folder;
	private String before;

	@BeforeEach
	void keepRatesHere() {
		before = System.getProperty(Machine.FOLDER_PROPERTY);
		System.setProperty(Machine.FOLDER_PROPERTY, folder.resolve("home").toString());
	}

	@AfterEach
	void keepThemWhereTheyWere() {
		if (before == null) {
			System.clearProperty(Machine.FOLDER_PROPERTY);
		} else {
			System.setProperty(Machine.FOLDER_PROPERTY, before);
		}
	}

	@Test
	void theRateOfTheNearestSizeIsKept() throws Exception {
		assertTrue(Machine.here().rate(1e9).isEmpty(), "nothing has been trained");
		Machine.here().learn(1e9, 2);
		Machine.here().learn(1e11, 10);
		assertTrue(Machine.here().rate(1e6).isEmpty(), "much smaller than any");
		Machine.here().calibrate(1e9, 0.5);
		assertEquals(2e9, Machine.here().rate(1e6).orElseThrow(), "as the calibration has it");
		assertEquals(5e8, Machine.here().rate(3e9).orElseThrow());
		assertEquals(1e10, Machine.here().rate(5e10).orElseThrow());
		Machine.here().learn(1.1e9, 1.1);
		assertEquals(1e9, Machine.here().rate(1e9).orElseThrow(), 1, "the newest of its size");
		Machine.here().learn(0, 1);
		Machine.here().learn(1, Double.NaN);
		assertEquals(2e9, Machine.here().rate(1).orElseThrow(), 1, "what is no rate is not kept");
	}

	@Test
	void aDamagedFileIsAsGoodAsNone() throws Exception {
		Files.createDirectories(folder.resolve("home"));
		Files.writeString(folder.resolve("home/machine.json"), "{\"a\": [");
		assertTrue(Machine.here().rate(1e9).isEmpty());
		Machine.here().learn(1e9, 1);
		assertEquals(1e9, Machine.here().rate(1e9).orElseThrow());
	}

	@Test
	void aFileOfAnotherVersionIsAsGoodAsNone() throws Exception {
		Machine.here().learn(1e9, 1);
		Path file = folder.resolve("home/machine.json");
		Files.writeString(file, Files.readString(file).replace("effortPerSecond", "somethingElse"));
		assertTrue(Machine.here().rate(1e9).isEmpty());
		Machine.here().learn(1e9, 1);
		assertEquals(1e9, Machine.here().rate(1e9).orElseThrow());
	}

	@Test
	void whatDoesNotFitIsRefusedWithAdvice() {
		Path runs = folder.resolve("runs/new");
		assertEquals("", Machine.refusal(1, 1, 1, runs));
		String memory = Machine.refusal(Long.MAX_VALUE / 2, 1, 1, runs);
		assertTrue(memory.contains("of memory") && memory.contains("a smaller batch") && !memory.contains("checkpoint"), memory);
		String disk = Machine.refusal(1, 1L << 50, 3, runs);
		assertTrue(disk.contains("4503.6") || disk.contains("checkpoints"), disk);
		assertTrue(disk.contains(runs.toString()) && disk.contains("keepCheckpoints"), disk);
	}

	@Test
	void thisMachineHasMemoryAndDisk() {
		assertTrue(Machine.freeMemory() > 0 && Machine.freeMemory() <= Machine.memory());
		assertTrue(Machine.freeDisk(folder.resolve("a/b/c")) > 0);
	}
}
