package io.spadework.engine.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.HashMap;
import java.util.Map;

/**
 * Label maps and style images that come from outside of a data set, for networks that were trained on it: whatever their size, they are brought to the one that is wanted,
 * and their labels to the data set's.
 */
public final class SynthesisInputs {

	private static final int WHOLE_BYTE = 255;

	private final Dataset data;
	private final Map<Integer, Short> labels = new HashMap<>();
	private final Map<Integer, Short> colours = new HashMap<>();

	/** For a data set, which need not be open. */
	public SynthesisInputs(Dataset data) {
		this.data = data;
		int[] known = data.labelColours();
		for (short i = 0; i < data.labels(); i++) {
			labels.put(data.stored(i), i);
			colours.putIfAbsent(known[i], i);
		}
	}

	/**
	 * A label map, resized to the nearest pixel (source index = floor(target index * in / out)), as a sample whose image is black. Grey pictures of 8 or 16 bits and palettes
	 * hold what the data set's own files hold; colour pictures the labels' colours.
	 *
	 * @param instances where the edge channel comes from; null: regions of the same label
	 * @throws DataException naming picture, place, value and range for one that can't be used
	 */
	public Sample labelMap(PictureSource map, PictureSource instances, int height, int width) throws DataException {
		short[] indices = indices(map, height, width);
		boolean[] edges = null;
		if (data.edges()) {
			int[] numbers = new int[indices.length];
			if (instances == null) {
				for (int i = 0; i < numbers.length; i++) {
					numbers[i] = indices[i];
				}
			} else {
				numbers = numbers(instances, height, width);
			}
			edges = Preparation.edges(numbers, height, width);
		}
		return new Sample(map.name(), height, width, indices, edges, new float[3 * height * width]);
	}

	private short[] indices(PictureSource map, int height, int width) throws DataException {
		BufferedImage picture = Picture.read(map, true);
		boolean inColour = inColour(picture);
		Raster raster = picture.getRaster();
		short[] indices = new short[height * width];
		for (int y = 0; y < height; y++) {
			int row = nearest(y, picture.getHeight(), height);
			for (int x = 0; x < width; x++) {
				int column = nearest(x, picture.getWidth(), width);
				int value = inColour ? colour(raster, column, row) : raster.getSample(column, row, 0);
				Short index = inColour ? colours.get(value) : labels.get(value);
				if (index == null && !inColour && value == WHOLE_BYTE && data.dontCare() >= 0) {
					index = (short) data.dontCare();
				}
				if (index == null) {
					throw new DataException(map.name() + " has " + (inColour ? String.format("the colour #%06x", value) : "label " + value) + " at column " + column + ", row " + row
							+ (inColour ? "; no label has this colour: a map holds one label per pixel, as grey value, palette index or the label's own colour" : "; " + range()));
				}
				indices[y * width + x] = index;
			}
		}
		return indices;
	}

	private String range() {
		int declared = data.dontCare() >= 0 ? data.labels() - 1 : data.labels();
		return "labels go from " + data.stored(0) + " to " + data.stored(declared - 1) + (data.dontCare() >= 0 ? ", and " + data.stored(data.dontCare()) + " is unknown" : "");
	}

	private static int[] numbers(PictureSource instances, int height, int width) throws DataException {
		BufferedImage picture = Picture.read(instances, true);
		boolean inColour = inColour(picture);
		int[] numbers = new int[height * width];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				int column = nearest(x, picture.getWidth(), width);
				int row = nearest(y, picture.getHeight(), height);
				numbers[y * width + x] = inColour ? colour(picture.getRaster(), column, row) : picture.getRaster().getSample(column, row, 0);
			}
		}
		return numbers;
	}

	private static boolean inColour(BufferedImage picture) {
		return !(picture.getColorModel() instanceof IndexColorModel) && picture.getRaster().getNumBands() > 2;
	}

	private static int colour(Raster raster, int column, int row) {
		int shift = raster.getSampleModel().getSampleSize(0) > 8 ? 8 : 0;
		return raster.getSample(column, row, 0) >> shift << 16 | raster.getSample(column, row, 1) >> shift << 8 | raster.getSample(column, row, 2) >> shift;
	}

	private static int nearest(int target, int in, int out) {
		return (int) ((long) target * in / out);
	}

	/** An image as an encoder sees it: 3 * height * width values in [-1, 1]; the middle of the picture in the shape that is wanted, resized bicubic. */
	public float[] image(PictureSource image, int height, int width) throws DataException {
		Picture picture = Picture.readImage(image);
		int rows = (int) Math.max(1, Math.min(picture.height(), Math.rint((double) picture.width() * height / width)));
		int columns = (int) Math.max(1, Math.min(picture.width(), Math.rint((double) picture.height() * width / height)));
		byte[] planes = Bicubic.resize(middle(picture, rows, columns), rows, columns, height, width, 0, 0, height, width);
		float[] values = new float[planes.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = (planes[i] & 255) / 127.5f - 1;
		}
		return values;
	}

	private static byte[] middle(Picture picture, int rows, int columns) {
		int top = (picture.height() - rows) / 2;
		int left = (picture.width() - columns) / 2;
		byte[] cut = new byte[3 * rows * columns];
		for (int line = 0; line < 3 * rows; line++) {
			int from = (line / rows * picture.height() + top + line % rows) * picture.width() + left;
			System.arraycopy(picture.planes(), from, cut, line * columns, columns);
		}
		return cut;
	}
}
