package io.spadework.diagram.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
import io.spadework.model.study.StoredDataset;
import io.spadework.runs.data.DataPair;

/**
 * The first samples of a data set in small, and what their label maps hold.
 *
 * @param sizes  how often each size was seen, as in "640 x 480"
 * @param seen   label indices that were seen, with the number of samples that have them; what stands for unknown is not among them
 * @param strange stored values, or in colour masks colours, that are no label of the data set and not known as unknown
 * @param looked how many label maps were looked at
 * @param faults  what is wrong with pictures, as in "label map a.png is cut short"
 */
public record DataSamples(List<Sample> samples, TreeMap<String, Integer> sizes, TreeMap<Integer, Integer> seen, TreeSet<String> strange, int looked, List<String> faults) {

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
			ImageData map = read.attempt(pair.label(), "label map", in -> read.look(dataset, labels, in));
			ImageData image = read.attempt(pair.image(), "image", DataSamples::picture);
			if (map != null && image != null)
				read.compare(pair);
			if (map != null && image != null && read.samples().size() < SHOWN)
				read.samples().add(new Sample(pair.name(), map, image));
		}
		return read;
	}

	private interface Reading {

		ImageData of(Path file) throws IOException;
	}

	/** A picture in small; null where it can't be read, which is noted. */
	private ImageData attempt(Path file, String kind, Reading reading) {
		try {
			return reading.of(file);
		} catch (IOException | RuntimeException e) {
			boolean cut = e instanceof EOFException || e.getCause() instanceof EOFException;
			faults.add(kind + " " + file.getFileName() + (cut ? " is cut short" : " is damaged or no picture" + (e.getMessage() == null ? "" : ": " + e.getMessage())));
		}
		return null;
	}

	private void compare(DataPair pair) {
		attempt(pair.image(), "image", file -> {
			String map = read(pair.label(), DataSamples::size);
			String image = read(file, DataSamples::size);
			if (!map.equals(image))
				faults.add("image " + file.getFileName() + " is " + image + ", its label map " + map);
			return null;
		});
	}

	private static String size(ImageReader reader) throws IOException {
		return reader.getWidth(0) + " x " + reader.getHeight(0);
	}

	private ImageData look(Dataset dataset, int labels, Path file) throws IOException {
		BufferedImage map = read(file, 1);
		Raster raster = map.getRaster();
		int width = raster.getWidth();
		int height = raster.getHeight();
		sizes.merge(width + " x " + height, 1, Integer::sum);
		Values values = dataset instanceof StoredDataset stored && stored.isColourMasks() ? new Colours(dataset, labels, map) : new Numbers(dataset, labels, raster);
		TreeSet<Integer> here = new TreeSet<>();
		int step = Math.max(1, Math.max(width, height) / SIDE);
		ImageData small = new ImageData((width + step - 1) / step, (height + step - 1) / step, 24, new PaletteData(0xff0000, 0xff00, 0xff));
		for (int y = 0; y < height; y++) {
			values.row(y);
			for (int x = 0; x < width; x++) {
				int value = values.at(x);
				here.add(value);
				if (y % step == 0 && x % step == 0) {
					int label = values.label(value);
					small.setPixel(x / step, y / step, small.palette.getPixel(label >= 0 ? LabelLooks.colour(dataset, label) : LabelLooks.unknown()));
				}
			}
		}
		for (int value : here)
			if (values.label(value) >= 0)
				seen.merge(values.label(value), 1, Integer::sum);
			else if (!(dataset.isDontCare() && value == values.unknown()))
				strange.add(values.text(value));
		return small;
	}

	/** What a label map stores. */
	private interface Values {

		/** Goes to a row. */
		void row(int y);

		/** What the row stores at a place. */
		int at(int x);

		/** The label index of what is stored, negative where it is no label. */
		int label(int value);

		/** What stands for unknown. */
		int unknown();

		String text(int value);
	}

	/** Labels as numbers. */
	private static final class Numbers implements Values {

		private final Raster raster;
		private final int first;
		private final int labels;
		private final int[] row;

		Numbers(Dataset dataset, int labels, Raster raster) {
			this.raster = raster;
			this.labels = labels;
			first = LabelLooks.first(dataset);
			row = new int[raster.getWidth() * raster.getNumBands()];
		}

		@Override
		public void row(int y) {
			raster.getPixels(0, y, raster.getWidth(), 1, row);
		}

		@Override
		public int at(int x) {
			return row[x * raster.getNumBands()];
		}

		@Override
		public int label(int value) {
			return value >= first && value - first < labels ? value - first : -1;
		}

		@Override
		public int unknown() {
			return first == 1 ? 0 : labels > 255 ? 65535 : 255;
		}

		@Override
		public String text(int value) {
			return Integer.toString(value);
		}
	}

	/** Labels in the colours that the data set gives them. */
	private static final class Colours implements Values {

		private final BufferedImage map;
		private final Map<Integer, Integer> labels = new HashMap<>();
		private final int unknown;
		private final int[] row;

		Colours(Dataset dataset, int count, BufferedImage map) {
			this.map = map;
			for (int i = 0; i < count; i++)
				labels.putIfAbsent(rgb(LabelLooks.colour(dataset, i)), i);
			boolean stated = dataset.getLabelTable().size() > count;
			unknown = rgb(stated ? LabelLooks.colour(dataset, count) : LabelLooks.unknown());
			row = new int[map.getWidth()];
		}

		private static int rgb(RGB colour) {
			return colour.red << 16 | colour.green << 8 | colour.blue;
		}

		@Override
		public void row(int y) {
			map.getRGB(0, y, row.length, 1, row, 0, row.length);
		}

		@Override
		public int at(int x) {
			return row[x] & 0xffffff;
		}

		@Override
		public int label(int value) {
			return labels.getOrDefault(value, -1);
		}

		@Override
		public int unknown() {
			return unknown;
		}

		@Override
		public String text(int value) {
			return String.format("#%06x", value);
		}
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

	private interface Look<T> {

		T at(ImageReader reader) throws IOException;
	}

	/** Reads a picture, with every nth pixel only where it is larger than a side. */
	private static BufferedImage read(Path file, int side) throws IOException {
		return read(file, reader -> {
			ImageReadParam all = reader.getDefaultReadParam();
			int step = side == 1 ? 1 : Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / side);
			all.setSourceSubsampling(step, step, 0, 0);
			return reader.read(0, all);
		});
	}

	/** Looks at a picture; a huge one is refused before it is read. */
	private static <T> T read(Path file, Look<T> look) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
			if (readers == null || !readers.hasNext())
				throw new IOException("neither PNG nor JPEG");
			ImageReader reader = readers.next();
			try {
				reader.setInput(in, true, true);
				long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
				if (pixels > MOST_PIXELS)
					throw new IOException("too large: " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels");
				return look.at(reader);
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
		return text.toString();
	}

	/** Why a training would end at one of these samples, in a sentence or two; empty where it would not. */
	public String trouble() {
		List<String> troubles = new ArrayList<>();
		if (!strange.isEmpty())
			troubles.add("Values that are no label: " + strange.stream().limit(8).collect(Collectors.joining(", ")) + (strange.size() > 8 ? " ..." : "") + ".");
		if (!faults.isEmpty())
			troubles.add("The " + faults.get(0) + (faults.size() > 1 ? "; " + (faults.size() - 1) + " more of the first " + looked + " pairs have faults" : "") + ".");
		return troubles.isEmpty() ? "" : String.join(" ", troubles) + " A training ends when it comes to that.";
	}
}
