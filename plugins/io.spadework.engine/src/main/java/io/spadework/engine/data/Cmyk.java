package io.spadework.engine.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * Turns a JPEG's four channels into red, green and blue, as Pillow's {@code convert("RGB")} does, which most tools for data sets are built on: inks are stored inverted, and a
 * colour is the product of what paper and black let through. Profiles are left out, there as here: a conversion by those of the operating system, as libraries for CMYK have it, gives other pixels on
 * another machine, and with them another curve from the same seed.
 */
final class Cmyk {

	private static final int INKS = 4;
	private static final int BLACK = 3;
	private static final int WHOLE = 255;
	private static final int MARKER = 0xff;
	private static final int START_OF_SCAN = 0xda;
	private static final int ADOBE = 0xee;
	private static final int TRANSFORM_PLACE = 11;
	/** Adobe's number for luma, two chromas and black. */
	private static final int YCCK = 2;

	private Cmyk() {
	}

	/** The image of 8-bit samples as they are stored. */
	static BufferedImage convert(Raster stored, boolean ycck) {
		BufferedImage image = new BufferedImage(stored.getWidth(), stored.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
		WritableRaster target = image.getRaster();
		int[] row = new int[INKS * stored.getWidth()];
		int[] colours = new int[3 * stored.getWidth()];
		for (int y = 0; y < stored.getHeight(); y++) {
			stored.getPixels(stored.getMinX(), stored.getMinY() + y, stored.getWidth(), 1, row);
			for (int x = 0; x < stored.getWidth(); x++) {
				if (ycck) {
					unmix(row, INKS * x);
				}
				int light = row[INKS * x + BLACK];
				for (int i = 0; i < 3; i++) {
					colours[3 * x + i] = Math.max(0, light - product(WHOLE - row[INKS * x + i], light));
				}
			}
			target.setPixels(0, y, stored.getWidth(), 1, colours);
		}
		return image;
	}

	/** Luma and chromas become stored inks: what JPEG calls red is the inverse of cyan. */
	private static void unmix(int[] row, int at) {
		double luma = row[at];
		double blue = row[at + 1] - 128.0;
		double red = row[at + 2] - 128.0;
		row[at] = WHOLE - clipped(luma + 1.402 * red);
		row[at + 1] = WHOLE - clipped(luma - 0.344136 * blue - 0.714136 * red);
		row[at + 2] = WHOLE - clipped(luma + 1.772 * blue);
	}

	private static int clipped(double value) {
		return (int) Math.clamp(Math.round(value), 0, WHOLE);
	}

	/** a * b / 255, rounded. */
	private static int product(int a, int b) {
		int product = a * b + 128;
		return (product >> 8) + product >> 8;
	}

	/** Whether the channels of a JPEG are luma, chromas and black, as its Adobe marker says; leaves the stream where it is. */
	static boolean isYcck(ImageInputStream input) throws IOException {
		input.mark();
		try {
			input.seek(2);
			while (input.read() == MARKER) {
				int kind = input.read();
				if (kind == START_OF_SCAN || kind < 0) {
					return false;
				}
				int length = input.readUnsignedShort();
				if (kind == ADOBE && length > TRANSFORM_PLACE + 2) {
					byte[] content = new byte[TRANSFORM_PLACE + 1];
					input.readFully(content);
					return content[TRANSFORM_PLACE] == YCCK;
				}
				input.skipBytes(length - 2);
			}
			return false;
		} finally {
			input.reset();
		}
	}
}
