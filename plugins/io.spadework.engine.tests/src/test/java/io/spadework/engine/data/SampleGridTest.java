package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleGridTest {

	private static final int[] COLOURS = { 0x102030, 0xff8000 };

	@TempDir
	Path folder;

	@Test
	void a_row_shows_label_map_generated_and_real_image() throws Exception {
		Path png = folder.resolve("samples").resolve(SampleGrid.fileName(100));
		SampleGrid.write(png, List.of(sample(-1), sample(1)), List.of(grey(0.2f), grey(-0.2f)), COLOURS);
		assertEquals("step-000100.png", png.getFileName().toString());
		BufferedImage grid = ImageIO.read(png.toFile());
		assertEquals(3 * 8 + 2 * 2, grid.getWidth());
		assertEquals(2 * 4 + 2, grid.getHeight());
		assertEquals(0xff102030, grid.getRGB(0, 0));
		assertEquals(0xffff8000, grid.getRGB(7, 3));
		assertEquals(0xff999999, grid.getRGB(10, 0));
		assertEquals(0xff000000, grid.getRGB(20, 0));
		assertEquals(0xffffffff, grid.getRGB(20, 6));
		assertEquals(0, grid.getRGB(8, 0) >>> 24, "gutters are transparent");
	}

	@Test
	void singles_are_written_with_map_and_real_image_once() throws Exception {
		for (int step : new int[] { 100, 200 }) {
			SampleGrid.writeSingles(folder, step, List.of(sample(0)), List.of(grey(Float.NaN)), COLOURS);
		}
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(Set.of("sample-00-map.png", "sample-00-real.png", "sample-00-step-000100.png", "sample-00-step-000200.png"),
					files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
		}
	}

	@Test
	void an_image_of_another_size_is_refused() {
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> SampleGrid.write(folder.resolve("x.png"), List.of(sample(0)), List.of(new float[5]), COLOURS));
		assertTrue(e.getMessage().contains("96"), e.getMessage());
	}

	private static Sample sample(float value) {
		short[] labels = new short[32];
		Arrays.fill(labels, 16, 32, (short) 1);
		return new Sample("test", 4, 8, labels, null, grey(value));
	}

	private static float[] grey(float value) {
		float[] image = new float[96];
		Arrays.fill(image, value);
		return image;
	}
}
