package io.spadework.engine.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Tensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

@DisplayName("A checkpoint")
class CheckpointTest {

	@TempDir
	private Path folder;

	@Test
	@DisplayName("reads back what was written, parts of larger arrays and long ones included")
	void roundTrip() throws IOException {
		INDArray flat = Tensors.normal(DataType.FLOAT, 1, 40_000);
		Map<String, INDArray> arrays = Map.of("generator/weights/a/b c/W", flat.get(NDArrayIndex.interval(5, 29)).reshape('c', 2, 3, 2, 2), "flat", flat,
				"doubles", Tensors.normal(DataType.DOUBLE, 2, 3, 1));
		Checkpoint written = new Checkpoint("SPADE", -3, 1000, 4, 17, "global", Map.of("generator", 9, "discriminator", 17), arrays);
		Path file = folder.resolve("latest.npz");
		written.write(file);
		Checkpoint read = Checkpoint.read(file);
		assertEquals(written, read);
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(file), files.toList(), "nothing else is left behind");
		}
	}

	@Test
	@DisplayName("that was cut off, or is none, is refused in words that name the file")
	void damaged() throws IOException {
		Path file = folder.resolve("latest.npz");
		new Checkpoint("SPADE", 1, 10, 1, 1, "", Map.of(), Map.of("w", Tensors.normal(DataType.FLOAT, 1, 1000))).write(file);
		byte[] bytes = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
		assertTrue(assertThrows(IOException.class, () -> Checkpoint.read(file)).getMessage().startsWith(file + " is no checkpoint"));
		zip(file, "other.txt", "hello");
		assertTrue(assertThrows(IOException.class, () -> Checkpoint.read(file)).getMessage().contains(file.toString()));
		zip(file, "checkpoint.json", "{\"formatVersion\": 99}");
		assertTrue(assertThrows(IOException.class, () -> Checkpoint.read(file)).getMessage().contains("format 99"));
		zip(file, "checkpoint.json", "{\"formatVersion\": 1}");
		assertTrue(assertThrows(IOException.class, () -> Checkpoint.read(file)).getMessage().contains("older engine"));
		zip(file, "checkpoint.json", "{\"formatVersion\": 2}");
		assertTrue(assertThrows(IOException.class, () -> Checkpoint.read(file)).getMessage().contains("incomplete"));
	}

	private static void zip(Path file, String name, String content) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			zip.putNextEntry(new ZipEntry(name));
			zip.write(content.getBytes(StandardCharsets.UTF_8));
		}
	}
}
