package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CocoStuffTest {

	private static final Preparation AS_IS = Preparation.resizeAndCrop(16, 16, 1, false);

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(ints = { BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_INDEXED })
	void grey_values_and_palette_indices_are_read_as_they_stand_in_the_file(int type) throws Exception {
		triple("train", "a", type, 16, 16);
		Sample sample = open(true, true).heldOut(0);
		for (int i = 0; i < 256; i++) {
			assertEquals(i % 16 == 15 ? 182 : i * 7 % 182, sample.labels()[i], "pixel " + i + "; 255 is the don't-care label");
		}
	}

	@Test
	void a_label_out_of_range_is_named_with_file_value_and_range() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		TestPictures.map(folder.resolve("train_label/a.png"), BufferedImage.TYPE_BYTE_GRAY, 16, 16, i -> i == 37 ? 200 : 5);
		CocoStuff data = open(true, false);
		DataException e = assertThrows(DataException.class, () -> data.heldOut(0));
		assertTrue(e.getMessage().contains("a.png has label 200 at column 5, row 2") && e.getMessage().contains("0 to 181"), e.getMessage());
	}

	@Test
	void unknown_pixels_need_the_dont_care_label() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		DataException e = assertThrows(DataException.class, () -> open(false, false).heldOut(0));
		assertTrue(e.getMessage().contains("255 means unknown"), e.getMessage());
	}

	@Test
	void missing_partners_are_named() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		triple("train", "b", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		Files.delete(folder.resolve("train_img/b.jpg"));
		DataException e = assertThrows(DataException.class, () -> open(true, true));
		assertTrue(e.getMessage().contains("no image for 1 of 2 label maps: b"), e.getMessage());
		Files.delete(folder.resolve("train_label/b.png"));
		Files.delete(folder.resolve("train_inst/a.png"));
		e = assertThrows(DataException.class, () -> open(true, true));
		assertTrue(e.getMessage().contains("no instance map for 1 of 1 label maps: a"), e.getMessage());
		assertEquals(1, open(true, false).size(), "without edges nobody needs instance maps");
	}

	@Test
	void map_and_image_of_different_size_are_both_named() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		TestPictures.map(folder.resolve("train_label/a.png"), BufferedImage.TYPE_BYTE_GRAY, 17, 16, i -> 1);
		DataException e = assertThrows(DataException.class, () -> open(true, false).heldOut(0));
		assertTrue(e.getMessage().contains("a.png is 17 x 16") && e.getMessage().contains("a.jpg is 16 x 16"), e.getMessage());
	}

	@Test
	void a_colour_picture_is_no_label_map() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", folder.resolve("train_label/a.png").toFile());
		DataException e = assertThrows(DataException.class, () -> open(true, false).heldOut(0));
		assertTrue(e.getMessage().contains("a.png is a colour picture"), e.getMessage());
	}

	@Test
	void a_header_that_claims_a_huge_size_takes_no_memory() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		Files.write(folder.resolve("train_label/a.png"), TestPictures.png(100_000, 90_000, 8, 0, null, null));
		DataException e = assertThrows(DataException.class, () -> open(true, false).heldOut(0));
		assertTrue(e.getMessage().contains("100000 x 90000"), e.getMessage());
	}

	@Test
	void damaged_pictures_are_named() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		Files.write(folder.resolve("train_img/a.jpg"), new byte[] { (byte) 0xff, (byte) 0xd8, (byte) 0xff, 0 });
		assertTrue(assertThrows(DataException.class, () -> open(true, false).heldOut(0)).getMessage().contains("a.jpg"));
		Files.writeString(folder.resolve("train_img/a.jpg"), "no picture");
		assertTrue(assertThrows(DataException.class, () -> open(true, false).heldOut(0)).getMessage().contains("a.jpg"));
	}

	@Test
	void grey_images_keep_their_values() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		Files.delete(folder.resolve("train_img/a.jpg"));
		TestPictures.map(folder.resolve("train_img/a.png"), BufferedImage.TYPE_BYTE_GRAY, 16, 16, i -> i);
		float[] image = open(true, false).heldOut(0).image();
		for (int i = 0; i < 3 * 256; i++) {
			assertEquals(i % 256 / 127.5f - 1, image[i], 1e-6f);
		}
	}

	@Test
	void held_out_samples_come_from_val_where_there_is_one() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		triple("train", "b", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		assertEquals(2, open(true, true).heldOut());
		assertTrue(open(true, true).provenance().get("split").startsWith("training pairs"), "the protocol says what it was measured on");
		triple("val", "c", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		CocoStuff data = open(true, true);
		assertEquals(1, data.heldOut());
		assertEquals("c", data.heldOut(0).name());
		assertTrue(data.provenance().get("split").startsWith("held out"));
	}

	@Test
	void a_folder_is_found_relative_to_the_study() throws Exception {
		triple("train", "a", BufferedImage.TYPE_BYTE_GRAY, 16, 16);
		CocoStuff data = new CocoStuff(folder.getFileName().toString(), 182, true, true, AS_IS);
		data.open(folder.getParent());
		assertEquals(1, data.size());
		DataException e = assertThrows(DataException.class, () -> new CocoStuff("gone", 182, true, true, AS_IS).open(folder));
		assertTrue(e.getMessage().contains("gone"), e.getMessage());
	}

	@Test
	void real_coco_stuff_pictures_are_read_and_prepared() throws Exception {
		String sample = System.getProperty("spadework.coco", "");
		assumeTrue(!sample.isEmpty(), "no COCO-Stuff sample: system property spadework.coco is not set");
		CocoStuff data = new CocoStuff(sample, 182, true, true, Preparation.resizeAndCrop(286, 256, 1, true));
		data.open(Path.of(""));
		assertEquals(13, data.size());
		assertEquals(184, data.labelChannels());
		assertEquals(183, data.labelNames().size());
		Set<Short> seen = new HashSet<>();
		for (int i = 0; i < data.size(); i++) {
			Sample one = data.training(1, 0, i);
			assertEquals(256, one.width());
			int edges = 0;
			for (int at = 0; at < one.labels().length; at++) {
				seen.add(one.labels()[at]);
				edges += one.edges()[at] ? 1 : 0;
			}
			assertTrue(edges > 100 && edges < one.labels().length / 3, one.name() + " has " + edges + " edge pixels");
		}
		assertTrue(seen.size() > 30 && seen.contains((short) data.dontCare()), seen.size() + " labels");
		assertArrayEquals(data.training(1, 3, 2).image(), data.training(1, 3, 2).image());
		assertNotEquals(data.training(1, 3, 2).name(), data.training(1, 3, 3).name());
	}

	private CocoStuff open(boolean dontCare, boolean edges) throws DataException {
		CocoStuff data = new CocoStuff(folder.toString(), 182, dontCare, edges, AS_IS);
		data.open(null);
		return data;
	}

	private void triple(String phase, String name, int type, int width, int height) throws IOException {
		for (String kind : new String[] { "_label", "_img", "_inst" }) {
			Files.createDirectories(folder.resolve(phase + kind));
		}
		TestPictures.map(folder.resolve(phase + "_label/" + name + ".png"), type, width, height, i -> i % 16 == 15 ? 255 : i * 7 % 182);
		TestPictures.map(folder.resolve(phase + "_inst/" + name + ".png"), type, width, height, i -> i / 32);
		ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", folder.resolve(phase + "_img/" + name + ".jpg").toFile());
	}
}
