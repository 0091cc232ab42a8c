package io.spadework.engine.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures of samples: a grid with one row per sample, and each picture by itself. Images are 3 planes in [-1, 1]. */
public final class SampleGrid {

	private static final int PALETTE = 256;

	private SampleGrid() {
	}

	/**
	 * Writes a PNG with a row per sample: label map in class colours, generated image, real image; between them thin transparent
	 * gutters. The file appears complete or not at all.
	 *
	 * @param generated one image per sample, 3 * height * width
	 * @param colours one colour per label index, 0xRRGGBB
	 */
	public static void write(Path png, List<Sample> samples, List<float[]> generated, int[] colours) throws IOException {
		if (samples.isEmpty() || samples.size() != generated.size()) {
			throw new IllegalArgumentException("a grid needs one generated image per sample; got " + generated.size() + " for " + samples.size());
		}
		int height = samples.get(0).height();
		int width = samples.get(0).width();
		int gutter = Math.max(2, width / 64);
		BufferedImage grid = new BufferedImage(3 * width + 2 * gutter, samples.size() * (height + gutter) - gutter, BufferedImage.TYPE_INT_ARGB);
		for (int row = 0; row < samples.size(); row++) {
			Sample sample = samples.get(row);
			if (sample.height() != height || sample.width() != width) {
				throw new IllegalArgumentException(sample.name() + " is " + sample.width() + " x " + sample.height() + " in a grid of " + width + " x " + height);
			}
			int top = row * (height + gutter);
			paint(grid, 0, top, width, height, mapPixels(sample, colours));
			paint(grid, width + gutter, top, width, height, imagePixels(generated.get(row), height, width));
			paint(grid, 2 * (width + gutter), top, width, height, imagePixels(sample.image(), height, width));
		}
		save(png, grid);
	}

	/** Writes a sample's label map in class colours. */
	public static void writeMap(Path png, Sample sample, int[] colours) throws IOException {
		writePixels(png, sample.height(), sample.width(), mapPixels(sample, colours));
	}

	/** Writes a sample's label map as the files of its data set hold it: palette indices in class colours, or 16-bit grey values where a label is above 255. */
	public static void writeLabels(Path png, Sample sample, Dataset data) throws IOException {
		int[] palette = IntStream.range(0, PALETTE).map(grey -> 0x010101 * grey).toArray();
		int largest = 0;
		int[] colours = data.labelColours();
		for (int i = 0; i < data.labels(); i++) {
			largest = Math.max(largest, data.stored(i));
			if (data.stored(i) < PALETTE) {
				palette[data.stored(i)] = colours[i];
			}
		}
		BufferedImage picture = largest < PALETTE
				? new BufferedImage(sample.width(), sample.height(), BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(Byte.SIZE, PALETTE, palette, 0, false, -1, DataBuffer.TYPE_BYTE))
				: new BufferedImage(sample.width(), sample.height(), BufferedImage.TYPE_USHORT_GRAY);
		for (int i = 0; i < sample.labels().length; i++) {
			picture.getRaster().setSample(i % sample.width(), i / sample.width(), 0, data.stored(sample.labels()[i]));
		}
		save(png, picture);
	}

	/** Writes one image of 3 * height * width values. */
	public static void writeImage(Path png, float[] image, int height, int width) throws IOException {
		writePixels(png, height, width, imagePixels(image, height, width));
	}

	/** One image of 3 * height * width values as the bytes of a PNG. */
	public static byte[] png(float[] image, int height, int width) throws IOException {
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		paint(picture, 0, 0, width, height, imagePixels(image, height, width));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(picture, "png", bytes);
		return bytes.toByteArray();
	}

	/**
	 * Writes the generated images of the fixed samples one by one as {@code sample-00-step-000100.png}, and once each their label
	 * map and real image as {@code sample-00-map.png} and {@code sample-00-real.png}.
	 */
	public static void writeSingles(Path folder, int step, List<Sample> samples, List<float[]> generated, int[] colours) throws IOException {
		for (int i = 0; i < samples.size(); i++) {
			Sample sample = samples.get(i);
			String name = String.format(Locale.ROOT, "sample-%02d-", i);
			Path map = folder.resolve(name + "map.png");
			Path real = folder.resolve(name + "real.png");
			if (!Files.exists(map)) {
				writeMap(map, sample, colours);
			}
			if (!Files.exists(real)) {
				writeImage(real, sample.image(), sample.height(), sample.width());
			}
			writeImage(folder.resolve(name + String.format(Locale.ROOT, "step-%06d.png", step)), generated.get(i), sample.height(), sample.width());
		}
	}

	/** Forgets the label maps and real images of the fixed samples, so that the next singles bring them at another size. */
	public static void forgetSingles(Path folder) throws IOException {
		try (DirectoryStream<Path> singles = Files.newDirectoryStream(folder, "sample-*-{map,real}.png")) {
			for (Path single : singles) {
				Files.delete(single);
			}
		}
	}

	/** The name of a step's grid in a run's samples folder, such as step-000100.png. */
	public static String fileName(int step) {
		return String.format(Locale.ROOT, "step-%06d.png", step);
	}

	private static int[] mapPixels(Sample sample, int[] colours) {
		int[] pixels = new int[sample.height() * sample.width()];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = 0xff000000 | colours[sample.labels()[i]];
		}
		return pixels;
	}

	private static int[] imagePixels(float[] image, int height, int width) {
		int plane = height * width;
		if (image.length != 3 * plane) {
			throw new IllegalArgumentException("an image of 3 x " + height + " x " + width + " has " + 3 * plane + " values; got " + image.length);
		}
		int[] pixels = new int[plane];
		for (int i = 0; i < plane; i++) {
			pixels[i] = 0xff000000 | eightBits(image[i]) << 16 | eightBits(image[plane + i]) << 8 | eightBits(image[2 * plane + i]);
		}
		return pixels;
	}

	/** What is not a number shows as black rather than stopping the picture. */
	private static int eightBits(float value) {
		return Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
	}

	private static void paint(BufferedImage grid, int left, int top, int width, int height, int[] pixels) {
		grid.setRGB(left, top, width, height, pixels, 0, width);
	}

	private static void writePixels(Path png, int height, int width, int[] pixels) throws IOException {
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		paint(picture, 0, 0, width, height, pixels);
		save(png, picture);
	}

	private static void save(Path png, BufferedImage picture) throws IOException {
		if (png.toAbsolutePath().getParent() != null) {
			Files.createDirectories(png.toAbsolutePath().getParent());
		}
		Path aside = png.resolveSibling(png.getFileName() + ".tmp");
		if (!ImageIO.write(picture, "png", aside.toFile())) {
			throw new IOException("this Java can't write PNG files, so " + png + " was not written");
		}
		Files.move(aside, png, StandardCopyOption.REPLACE_EXISTING);
	}
}
