package io.spadework.runs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.BlockElement;
import io.spadework.runs.BlockValues;
import io.spadework.runs.Blocks;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlocksTest {

	private static final BlockValues CONV = new BlockValues("g", "head/conv0", 1, 0.5, 1.25, 0.125, 0, 3.5);
	private static final BlockValues RELU = new BlockValues("d", "relu", 2, -0.5, Double.POSITIVE_INFINITY, 0, 1, Double.NaN);

	@TempDir
	Path folder;

	@Test
	void whatAnEngineWritesIsReadAndFollowed() throws Exception {
		Blocks blocks = Blocks.read(folder);
		assertEquals(List.of(), blocks.latest());
		assertFalse(blocks.refresh(), "nothing there yet");
		try (RunWriter writer = RunWriter.start(RunFolder.at(folder), RunInfo.starting("e", "s", 1, "cpu", Map.of(), Map.of(), 9), 1)) {
			writer.blocks(3, List.of(CONV, RELU));
			assertTrue(blocks.refresh());
			assertFalse(blocks.refresh());
			assertEquals(List.of(CONV, RELU), blocks.latest());
			writer.blocks(6, List.of(RELU));
			assertTrue(blocks.refresh());
		}
		assertEquals(List.of(3, 6), blocks.steps());
		assertEquals(List.of(), blocks.at(2));
		assertEquals(List.of(CONV, RELU), blocks.at(5));
		assertEquals(List.of(RELU), RunFolder.at(folder).blocks().at(6));
	}

	@Test
	void aResumedRunDropsWhatCameLaterAndALineCutShortIsPassedBy() throws Exception {
		try (RunWriter writer = RunWriter.start(RunFolder.at(folder), RunInfo.starting("e", "s", 1, "cpu", Map.of(), Map.of(), 9), 1)) {
			writer.blocks(3, List.of(CONV));
			writer.blocks(6, List.of(CONV));
			writer.blocks(9, List.of(CONV));
		}
		Path file = folder.resolve("blocks.jsonl");
		Files.writeString(file, "{\"step\":12,\"blo", StandardOpenOption.APPEND);
		Blocks blocks = Blocks.read(folder);
		assertEquals(List.of(3, 6, 9), blocks.steps());
		try (RunWriter writer = RunWriter.start(RunFolder.at(folder), RunInfo.starting("e", "s", 1, "cpu", Map.of(), Map.of(), 9), 5)) {
			writer.blocks(6, List.of(RELU));
		}
		assertTrue(blocks.refresh());
		assertEquals(List.of(3, 6), blocks.steps());
		assertEquals(List.of(RELU), blocks.latest());
	}

	@Test
	void elementsAreReadAsFarAsTheyAreSuch() throws Exception {
		assertEquals(List.of(), BlockElement.read(RunFolder.at(folder)));
		Files.writeString(folder.resolve("elements.tsv"), "\tgenerator\tg\t1\thead/c0\thead/conv0\thead/conv0\nnonsense\n\tdiscriminator\td\t2\tc1\tscale2/conv1\tscale2/conv1\n");
		assertEquals(List.of(new BlockElement("", "generator", "g", 1, "head/c0", "head/conv0", "head/conv0"),
				new BlockElement("", "discriminator", "d", 2, "c1", "scale2/conv1", "scale2/conv1")), BlockElement.read(RunFolder.at(folder)));
	}
}
