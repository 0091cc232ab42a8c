package io.spadework.paint.map;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import io.spadework.runs.synthesis.ServedModel.Label;

/** Label maps as PNG files: palette indices or grey values are labels; the colours of a colour picture are looked up among the labels'. */
public final class MapFile {

	private static final int LARGEST_INDEX = 255;

	private MapFile() {
	}

	/**
	 * Reads a map.
	 *
	 * @param labels their colours tell what a colour picture means; otherwise they don't matter
	 * @throws IOException the file is no picture, is damaged or too large, or has a colour that no label has; the message says which
	 */
	public static LabelMap read(InputStream in, List<Label> labels) throws IOException {
		return with(in, reader -> map(reader.read(0), labels));
	}

	/** Width and height of a map, without reading its labels; throws an IOException where it is no picture, or too large. */
	public static Dimension size(InputStream in) throws IOException {
		return with(in, reader -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
	}

	private interface Reading<T> {
		T of(ImageReader reader) throws IOException;
	}

	private static <T> T with(InputStream in, Reading<T> reading) throws IOException {
		try (ImageInputStream image = ImageIO.createImageInputStream(in)) {
			Iterator<ImageReader> readers = image == null ? null : ImageIO.getImageReaders(image);
			if (readers == null || !readers.hasNext()) {
				throw new IOException("this is no picture; a label map is a PNG");
			}
			ImageReader reader = readers.next();
			try {
				reader.setInput(image, true, true);
				int width = reader.getWidth(0);
				int height = reader.getHeight(0);
				if ((long) width * height > LabelMap.MOST_PIXELS) {
					throw new IOException("the map has " + width + " x " + height + " pixels; at most " + LabelMap.MOST_PIXELS + " can be painted");
				}
				return reading.of(reader);
			} finally {
				reader.dispose();
			}
		} catch (RuntimeException e) {
			throw new IOException("the picture is damaged: " + e.getMessage(), e);
		}
	}

	/** Reads a map from memory. */
	public static LabelMap read(byte[] png, List<Label> labels) throws IOException {
		return read(new ByteArrayInputStream(png), labels);
	}

	private static LabelMap map(BufferedImage image, List<Label> labels) throws IOException {
		int width = image.getWidth();
		int height = image.getHeight();
		short[] values = new short[width * height];
		ColorModel colours = image.getColorModel();
		if (colours instanceof IndexColorModel || colours.getNumColorComponents() == 1) {
			Raster raster = image.getRaster();
			int[] row = new int[width];
			for (int y = 0; y < height; y++) {
				raster.getSamples(0, y, width, 1, 0, row);
				for (int x = 0; x < width; x++) {
					values[y * width + x] = (short) row[x];
				}
			}
			return new LabelMap(width, height, values);
		}
		Map<Integer, Integer> byColour = new HashMap<>();
		labels.forEach(label -> byColour.putIfAbsent(label.colour() & 0xFFFFFF, label.value()));
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				int rgb = image.getRGB(x, y) & 0xFFFFFF;
				Integer value = byColour.get(rgb);
				if (value == null) {
					throw new IOException(String.format("the picture's colour #%06x at column %d, row %d is no label's; a label map holds indices, or the labels' colours alone", rgb, x, y));
				}
				values[y * width + x] = value.shortValue();
			}
		}
		return new LabelMap(width, height, values);
	}

	/**
	 * The map as a PNG that holds exactly its labels: as indices of a palette with the labels' colours, or as 16-bit grey values where a label is above 255.
	 */
	public static byte[] png(LabelMap map, List<Label> labels) throws IOException {
		boolean large = false;
		for (int y = 0; y < map.height() && !large; y++) {
			for (int x = 0; x < map.width() && !large; x++) {
				large = map.label(x, y) > LARGEST_INDEX;
			}
		}
		BufferedImage image = large ? new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_USHORT_GRAY)
				: new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_BYTE_INDEXED, palette(labels));
		int[] row = new int[map.width()];
		for (int y = 0; y < map.height(); y++) {
			for (int x = 0; x < map.width(); x++) {
				row[x] = map.label(x, y);
			}
			image.getRaster().setSamples(0, y, map.width(), 1, 0, row);
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "png", out);
		return out.toByteArray();
	}

	/** Colours of all 256 indices; those that are no label's are greys. */
	private static IndexColorModel palette(List<Label> labels) {
		int[] colours = new int[LARGEST_INDEX + 1];
		for (int i = 0; i <= LARGEST_INDEX; i++) {
			colours[i] = 0x010101 * i;
		}
		labels.stream().filter(label -> label.value() >= 0 && label.value() <= LARGEST_INDEX).forEach(label -> colours[label.value()] = label.colour());
		return new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
	}
}
