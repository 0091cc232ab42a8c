package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Label maps and style images from outside")
class SynthesisInputsTest {

	private final Landscapes landscapes = new Landscapes(1, 1, 1, false, Preparation.fixed(4, 4, 1, false));
	private final SynthesisInputs inputs = new SynthesisInputs(landscapes);

	@Test
	@DisplayName("are read as grey of 8 and 16 bits, as palette indices and in the labels' colours")
	void kinds() throws Exception {
		short[] expected = { 3, 9, 0, 7 };
		byte[] reds = new byte[16];
		BufferedImage palette = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 16, reds, reds, reds));
		BufferedImage coloured = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
		BufferedImage small = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
		BufferedImage large = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
		for (int i = 0; i < 4; i++) {
			coloured.setRGB(i % 2, i / 2, landscapes.labelColours()[expected[i]]);
			for (BufferedImage picture : new BufferedImage[] { palette, small, large }) {
				picture.getRaster().setSample(i % 2, i / 2, 0, expected[i]);
			}
		}
		for (BufferedImage picture : new BufferedImage[] { palette, coloured, small, large }) {
			assertArrayEquals(expected, inputs.labelMap(png(picture), null, 2, 2).labels(), picture.toString());
		}
	}

	@Test
	@DisplayName("are resized to the nearest pixel, from one pixel up to thousands a side")
	void sizes() throws Exception {
		BufferedImage one = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
		one.getRaster().setSample(0, 0, 0, 6);
		for (short label : inputs.labelMap(png(one), null, 4, 4).labels()) {
			assertEquals(6, label);
		}
		BufferedImage odd = new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_GRAY);
		for (int x = 0; x < 5; x++) {
			odd.getRaster().setSample(x, 2, 0, x);
		}
		short[] resized = inputs.labelMap(png(odd), null, 4, 4).labels();
		assertArrayEquals(new short[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3 }, resized, "source row = floor(row * 3 / 4), source column = floor(column * 5 / 4)");
		BufferedImage huge = new BufferedImage(8000, 8000, BufferedImage.TYPE_BYTE_BINARY);
		huge.getRaster().setSample(6000, 4000, 0, 1);
		assertEquals(1, inputs.labelMap(png(huge), null, 4, 4).labels()[2 * 4 + 3]);
	}

	@Test
	@DisplayName("are refused, with place, value and range, where a label is out of range or a colour no label's")
	void refused() throws Exception {
		BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
		grey.getRaster().setSample(1, 0, 0, 10);
		refused(png(grey), "The map has label 10 at column 1, row 0; labels go from 0 to 9");
		BufferedImage coloured = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
		refused(png(coloured), "has the colour #000000 at column 0, row 0; no label has this colour");
		refused(new PictureSource.InMemory("The map", new byte[0]), "The map is empty");
		refused(new PictureSource.InMemory("The map", new byte[] { 1, 2, 3 }), "The map is neither PNG nor JPEG");
	}

	@Test
	@DisplayName("hold what the data set's own files hold, and 255 for don't-care")
	void stored() throws Exception {
		Dataset facades = new Facades("nowhere", 3, true, false, Preparation.fixed(2, 2, 1, false));
		SynthesisInputs there = new SynthesisInputs(facades);
		BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
		int first = facades.stored(0);
		int[] values = { first, first + 1, first + 2, 255 };
		for (int i = 0; i < 4; i++) {
			grey.getRaster().setSample(i % 2, i / 2, 0, values[i]);
		}
		assertArrayEquals(new short[] { 0, 1, 2, 3 }, there.labelMap(png(grey), null, 2, 2).labels());
		assertEquals(255, facades.stored(facades.dontCare()));
	}

	@Test
	@DisplayName("have edges where labels meet, unless an instance map says otherwise")
	void edges() throws Exception {
		SynthesisInputs there = new SynthesisInputs(new Landscapes(1, 1, 1, true, Preparation.fixed(4, 4, 1, false)));
		BufferedImage map = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_GRAY);
		map.getRaster().setSample(3, 0, 0, 5);
		assertArrayEquals(new boolean[] { false, false, true, true }, there.labelMap(png(map), null, 1, 4).edges());
		BufferedImage instances = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
		instances.getRaster().setSample(0, 0, 0, 26001);
		assertArrayEquals(new boolean[] { true, true, false, false }, there.labelMap(png(map), png(instances), 1, 4).edges());
	}

	@Test
	@DisplayName("give the middle of a style image, and the very values of one of the right size")
	void images() throws Exception {
		BufferedImage picture = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
		picture.setRGB(1, 0, 0xff0000);
		picture.setRGB(2, 1, 0x00ff80);
		float[] image = inputs.image(png(picture), 2, 2);
		assertArrayEquals(new float[] { 1, -1, -1, -1, -1, -1, -1, 1, -1, -1, -1, 128 / 127.5f - 1 }, image);
		assertEquals(3 * 64, inputs.image(png(new BufferedImage(1, 9, BufferedImage.TYPE_INT_RGB)), 8, 8).length);
	}

	private void refused(PictureSource map, String part) {
		DataException refusal = assertThrows(DataException.class, () -> inputs.labelMap(map, null, 2, 2));
		assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
	}

	private static PictureSource png(BufferedImage picture) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(picture, "png", bytes);
		return new PictureSource.InMemory("The map", bytes.toByteArray());
	}
}
