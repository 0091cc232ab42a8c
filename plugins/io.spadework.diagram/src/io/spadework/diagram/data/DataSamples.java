package io.spadework.diagram.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;

import io.spadework.model.study.Dataset;
import io.spadework.runs.data.DataPair;

/**
 * The first samples of a data set in small, and what their label maps hold.
 *
 * @param sizes  how often each size was seen, as in "640 x 480"
 * @param seen   label indices that were seen, with the number of samples that have them; what stands for unknown is not among them
 * @param strange stored values that are no label of the data set and not known as unknown
 * @param looked how many label maps were looked at
 */
public record DataSamples(List<Sample> samples, TreeMap<String, Integer> sizes, TreeMap<Integer, Integer> seen, TreeSet<Integer> strange, int looked, List<String> unreadable) {

	private static final int SHOWN = 4;
	private static final int LOOKED = 24;
	private static final int SIDE = 128;
	private static final long MOST_PIXELS = 100_000_000;

	/** A sample in small: its label map in colours beside its image. */
	public record Sample(String name, ImageData label, ImageData image) {
	}

	/** Reads the first pairs. Not for the display's thread. */
	public static DataSamples read(Dataset dataset, int labels, List<DataPair> pairs, BooleanSupplier cancelled) {
		DataSamples read = new DataSamples(new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), Math.min(LOOKED, pairs.size()), new ArrayList<>());
		for (DataPair pair : pairs.subList(0, read.looked())) {
			if (cancelled.getAsBoolean())
				break;
			try {
				read.look(dataset, labels, pair);
			} catch (IOException | RuntimeException e) {
				read.unreadable().add(pair.name() + ": " + e.getMessage());
			}
		}
		return read;
	}

	private void look(Dataset dataset, int labels, DataPair pair) throws IOException {
		BufferedImage map = read(pair.label(), 1);
		Raster raster = map.getRaster();
		int width = raster.getWidth();
		int height = raster.getHeight();
		sizes.merge(width + " x " + height, 1, Integer::sum);
		int first = LabelLooks.first(dataset);
		TreeSet<Integer> here = new TreeSet<>();
		int[] row = new int[width * raster.getNumBands()];
		int step = Math.max(1, Math.max(width, height) / SIDE);
		ImageData small = new ImageData((width + step - 1) / step, (height + step - 1) / step, 24, new PaletteData(0xff0000, 0xff00, 0xff));
		for (int y = 0; y < height; y++) {
			raster.getPixels(0, y, width, 1, row);
			for (int x = 0; x < width; x++) {
				int value = row[x * raster.getNumBands()];
				here.add(value);
				if (y % step == 0 && x % step == 0) {
					boolean known = value >= first && value - first < labels;
					RGB colour = known ? LabelLooks.colour(dataset, value - first) : LabelLooks.unknown();
					small.setPixel(x / step, y / step, small.palette.getPixel(colour));
				}
			}
		}
		for (int value : here)
			if (value >= first && value - first < labels)
				seen.merge(value - first, 1, Integer::sum);
			else if (!(dataset.isDontCare() && value == unknown(dataset, labels)))
				strange.add(value);
		if (samples.size() < SHOWN)
			samples.add(new Sample(pair.name(), small, picture(pair.image())));
	}

	private static int unknown(Dataset dataset, int labels) {
		return LabelLooks.first(dataset) == 1 ? 0 : labels > 255 ? 65535 : 255;
	}

	private static ImageData picture(Path file) throws IOException {
		BufferedImage image = read(file, SIDE);
		ImageData data = new ImageData(image.getWidth(), image.getHeight(), 24, new PaletteData(0xff0000, 0xff00, 0xff));
		int[] pixels = new int[image.getWidth()];
		for (int y = 0; y < image.getHeight(); y++) {
			image.getRGB(0, y, image.getWidth(), 1, pixels, 0, image.getWidth());
			for (int x = 0; x < pixels.length; x++)
				data.setPixel(x, y, pixels[x] & 0xffffff);
		}
		return data;
	}

	/** Reads a picture, with every nth pixel only where it is larger than a side; a huge one is refused before it is read. */
	private static BufferedImage read(Path file, int side) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
			if (readers == null || !readers.hasNext())
				throw new IOException("not a picture that can be read");
			ImageReader reader = readers.next();
			try {
				reader.setInput(in, true, true);
				long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
				if (pixels > MOST_PIXELS)
					throw new IOException("too large: " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels");
				ImageReadParam all = reader.getDefaultReadParam();
				int step = side == 1 ? 1 : Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / side);
				all.setSourceSubsampling(step, step, 0, 0);
				return reader.read(0, all);
			} finally {
				reader.dispose();
			}
		}
	}

	/** What was seen, in a sentence or two. */
	public String summary(int labels) {
		String most = sizes.entrySet().stream().sorted((a, b) -> b.getValue() - a.getValue()).limit(3).map(size -> size.getKey() + (sizes.size() == 1 ? "" : " (" + size.getValue() + ")"))
				.collect(Collectors.joining(", "));
		StringBuilder text = new StringBuilder("In the first ").append(looked).append(looked == 1 ? " label map: " : " label maps: ").append(seen.size()).append(" of ").append(labels)
				.append(" labels seen; sizes ").append(most).append(sizes.size() > 3 ? " and " + (sizes.size() - 3) + " others" : "").append('.');
		if (!strange.isEmpty())
			text.append(" Values that are no label: ").append(strange.stream().limit(8).map(String::valueOf).collect(Collectors.joining(", "))).append(strange.size() > 8 ? " ..." : "").append('.');
		if (!unreadable.isEmpty())
			text.append(" Can't be read: ").append(unreadable.get(0)).append(unreadable.size() > 1 ? " and " + (unreadable.size() - 1) + " others" : "").append('.');
		return text.toString();
	}
}
