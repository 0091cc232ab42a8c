package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaletteTest {

	private static final int SIDE = 8;
	private static final int[] COLOURS = { 0x800000, 0x00ff00, 0x123456 };

	@TempDir
	Path folder;

	private Dataset data(boolean dontCare, int... colours) {
		return new FolderDataset(folder.toString(), "labels", "images", null, dontCare ? 2 : 3, dontCare, false, 0, Preparation.fixed(SIDE, SIDE, 1, false)).colourMasks()
				.labelled(List.of("wall", "grass", "other").subList(0, colours.length), colours);
	}

	private void write(BufferedImage map) throws Exception {
		TestPictures.write(folder.resolve("labels/a.png"), "png", map, false);
		TestPictures.write(folder.resolve("images/a.png"), "png", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), false);
	}

	private static BufferedImage colours(int type) {
		BufferedImage map = new BufferedImage(SIDE, SIDE, type);
		for (int i = 0; i < SIDE * SIDE; i++) {
			map.setRGB(i % SIDE, i / SIDE, 0xff000000 | COLOURS[i % 3]);
		}
		return map;
	}

	@Test
	void colours_become_labels_and_labels_have_their_colours() throws Exception {
		for (boolean dontCare : new boolean[] { false, true }) {
			for (int type : new int[] { BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR }) {
				write(colours(type));
				Dataset data = data(dontCare, COLOURS);
				data.open(null);
				Sample sample = data.training(1, 0, 0);
				for (int i = 0; i < SIDE * SIDE; i++) {
					assertEquals(i % 3, sample.labels()[i]);
				}
				assertArrayEquals(COLOURS, data.labelColours());
				assertEquals(dontCare ? 2 : -1, data.dontCare());
			}
		}
	}

	@Test
	void the_colours_of_an_indexed_picture_count_and_not_its_indices() throws Exception {
		byte[] red = { 0x12, (byte) 0x80, 0 };
		byte[] green = { 0x34, 0, (byte) 0xff };
		byte[] blue = { 0x56, 0, 0 };
		BufferedImage map = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, red, green, blue));
		TestPictures.image(map, i -> i % 3);
		write(map);
		Dataset data = data(false, COLOURS);
		data.open(null);
		int[] expected = { 2, 0, 1 };
		Sample sample = data.training(1, 0, 0);
		for (int i = 0; i < SIDE * SIDE; i++) {
			assertEquals(expected[i % 3], sample.labels()[i]);
		}
	}

	@Test
	void an_unknown_colour_is_named_with_file_place_and_the_nearest_label() throws Exception {
		BufferedImage map = colours(BufferedImage.TYPE_3BYTE_BGR);
		map.setRGB(5, 3, 0x00fe01);
		write(map);
		Dataset data = data(false, COLOURS);
		data.open(null);
		String message = assertThrows(DataException.class, () -> data.training(1, 0, 0)).getMessage();
		assertTrue(message.contains("a.png has the colour #00fe01 at column 5, row 3") && message.contains("#00ff00 of label 1"), message);
	}

	@Test
	void labels_that_look_alike_cannot_be_told_apart() throws Exception {
		write(colours(BufferedImage.TYPE_3BYTE_BGR));
		String message = assertThrows(DataException.class, () -> data(false, 0x800000, 0x00ff00, 0x800000).open(null)).getMessage();
		assertTrue(message.contains("labels 0 and 2 have the same colour #800000"), message);
	}
}
