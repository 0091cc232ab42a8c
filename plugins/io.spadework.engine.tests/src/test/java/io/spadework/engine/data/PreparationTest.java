package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {

	@ParameterizedTest
	@CsvSource({ "RESIZE_AND_CROP,40,32,1,32,32", "RESIZE_AND_CROP,40,32,2,32,16", "CROP,40,32,1,32,32", "SCALE_WIDTH,40,32,1.25,40,32", "SCALE_WIDTH_AND_CROP,60,32,1,32,32",
			"SCALE_SHORTSIDE,40,32,1.25,50,40", "SCALE_SHORTSIDE_AND_CROP,40,32,1,32,32", "FIXED,40,64,2,64,32", "NONE,1,96,1.5,96,64" })
	void every_mode_gives_samples_of_the_size_it_promises(Preparation.Mode mode, int load, int crop, double aspect, int width, int height) throws DataException {
		Preparation preparation = new Preparation(mode, load, crop, aspect, true);
		assertEquals(width, preparation.width());
		assertEquals(height, preparation.height());
		boolean keepsShape = mode == Preparation.Mode.SCALE_WIDTH || mode == Preparation.Mode.SCALE_SHORTSIDE;
		RawSample raw = keepsShape ? raw(72, 90) : raw(70, 100);
		Sample sample = preparation.training(raw, true, new SplittableRandom(1));
		assertEquals(width, sample.width());
		assertEquals(height, sample.height());
		assertEquals(width * height, sample.labels().length);
		assertEquals(width * height, sample.edges().length);
		assertEquals(3 * width * height, sample.image().length);
		assertEquals(width * height, preparation.heldOut(raw, false).labels().length);
		int[] nativeSize = preparation.nativeSize();
		assertEquals(width * height, preparation.heldOut(raw(nativeSize[0], nativeSize[1]), false).labels().length, "what is made to order fits");
	}

	@Test
	void labels_are_taken_from_the_pixel_at_floor_of_target_times_in_over_out() throws DataException {
		RawSample raw = raw(5, 7);
		Sample sample = new Preparation(Preparation.Mode.FIXED, 1, 11, 1, false).heldOut(raw, false);
		for (int y = 0; y < 11; y++) {
			for (int x = 0; x < 11; x++) {
				assertEquals(raw.labels()[y * 5 / 11 * 7 + x * 7 / 11], sample.labels()[y * 11 + x]);
			}
		}
	}

	@Test
	void map_edges_and_image_are_cropped_and_mirrored_together() throws DataException {
		int size = 24;
		short[] labels = new short[size * size];
		int[] instances = new int[size * size];
		byte[] image = new byte[3 * size * size];
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				int at = y * size + x;
				labels[at] = (short) ((x * 7 + y * 3) % 10);
				instances[at] = labels[at];
				image[at] = (byte) (labels[at] * 20);
				image[size * size + at] = (byte) x;
				image[2 * size * size + at] = (byte) y;
			}
		}
		RawSample raw = new RawSample("test", size, size, labels, instances, image);
		Preparation preparation = Preparation.resizeAndCrop(size, 16, 1, true);
		Set<String> crops = new HashSet<>();
		SplittableRandom random = new SplittableRandom(3);
		for (int i = 0; i < 200; i++) {
			Sample sample = preparation.training(raw, true, random);
			for (int at = 0; at < 256; at++) {
				assertEquals(sample.labels()[at] * 20, eightBits(sample.image()[at]), "the colour tells the label it was painted for");
			}
			int left = eightBits(sample.image()[256]);
			int right = eightBits(sample.image()[256 + 15]);
			assertEquals(15, Math.abs(left - right));
			crops.add((left < right ? "as is " : "mirrored ") + Math.min(left, right) + "," + eightBits(sample.image()[512]));
		}
		assertTrue(crops.size() > 80, "crops vary: " + crops.size());
		assertTrue(crops.stream().anyMatch(crop -> crop.startsWith("mirrored")) && crops.stream().anyMatch(crop -> crop.startsWith("as is")));
		assertEquals("4,4", eightBits(preparation.heldOut(raw, true).image()[256]) + "," + eightBits(preparation.heldOut(raw, true).image()[512]), "held out: the middle");
	}

	@Test
	void a_pixel_beside_another_instance_is_an_edge() {
		int[] instances = { 1, 1, 1, 2, //
				1, 1, 1, 2, //
				3, 1, 1, 1 };
		boolean[] expected = { false, false, true, true, //
				true, false, true, true, //
				true, true, false, true };
		assertArrayEquals(expected, Preparation.edges(instances, 3, 4));
	}

	@Test
	void a_picture_too_small_for_the_crop_is_named_with_its_size() {
		DataException e = assertThrows(DataException.class, () -> Preparation.crop(1, 64, 1, false).heldOut(raw(70, 50), false));
		assertTrue(e.getMessage().contains("a picture is 50 x 70") && e.getMessage().contains("64 x 64"), e.getMessage());
		assertThrows(DataException.class, () -> Preparation.scaleWidth(40, 1, 1, false).heldOut(raw(70, 50), false));
		assertThrows(IllegalArgumentException.class, () -> Preparation.resizeAndCrop(64, 65, 1, false));
	}

	@Test
	void edges_without_an_instance_map_are_an_error() {
		RawSample raw = new RawSample("a picture", 8, 8, new short[64], null, new byte[192]);
		DataException e = assertThrows(DataException.class, () -> Preparation.resizeAndCrop(8, 8, 1, false).heldOut(raw, true));
		assertTrue(e.getMessage().contains("instance map"), e.getMessage());
	}

	private static int eightBits(float value) {
		return Math.round((value + 1) * 127.5f);
	}

	private static RawSample raw(int height, int width) {
		short[] labels = new short[height * width];
		int[] instances = new int[height * width];
		byte[] image = new byte[3 * height * width];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = (short) (i * 31 % 10);
			instances[i] = i / 50;
			image[i] = (byte) i;
		}
		return new RawSample("a picture", height, width, labels, instances, image);
	}
}
