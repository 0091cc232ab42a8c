package io.spadework.paint.map;

import java.util.Arrays;

/** A label for each pixel, 0 to 65,535, row by row. It is changed by patches, so that every change can be taken back. */
public final class LabelMap {

	/** A map has at most so many pixels: 8,192 x 8,192. */
	public static final int MOST_PIXELS = 1 << 26;

	private final int width;
	private final int height;
	private final short[] labels;

	/** A map of one label. */
	public LabelMap(int width, int height, int label) {
		if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
			throw new IllegalArgumentException("a map of " + width + " x " + height + " pixels; it has 1 to " + MOST_PIXELS + " pixels");
		}
		this.width = width;
		this.height = height;
		labels = new short[width * height];
		Arrays.fill(labels, (short) label);
	}

	/** A map of labels, row by row, which are copied. */
	public LabelMap(int width, int height, short[] labels) {
		this(width, height, 0);
		System.arraycopy(labels, 0, this.labels, 0, this.labels.length);
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	/** The label of a pixel. */
	public int label(int x, int y) {
		return Short.toUnsignedInt(labels[y * width + x]);
	}

	/** Whether a pixel is of the map. */
	public boolean contains(int x, int y) {
		return x >= 0 && y >= 0 && x < width && y < height;
	}

	/** A copy, which later changes leave alone. */
	public LabelMap copy() {
		return new LabelMap(width, height, labels);
	}

	/** The map in another size, each pixel the one at floor(target index * in / out). */
	public LabelMap resized(int newWidth, int newHeight) {
		LabelMap resized = new LabelMap(newWidth, newHeight, 0);
		for (int y = 0; y < newHeight; y++) {
			int from = (int) ((long) y * height / newHeight) * width;
			for (int x = 0; x < newWidth; x++) {
				resized.labels[y * newWidth + x] = labels[from + (int) ((long) x * width / newWidth)];
			}
		}
		return resized;
	}

	/** What changes where pixels of a mask get a label; null where they all have it already. */
	public Patch change(Mask mask, int label) {
		int left = Integer.MAX_VALUE, top = Integer.MAX_VALUE, right = -1, bottom = -1;
		for (int y = mask.top(); y < mask.bottom(); y++) {
			for (int x = mask.left(); x < mask.right(); x++) {
				if (mask.has(x, y) && label(x, y) != label) {
					left = Math.min(left, x);
					right = Math.max(right, x);
					top = Math.min(top, y);
					bottom = Math.max(bottom, y);
				}
			}
		}
		if (right < 0) {
			return null;
		}
		short[] before = part(left, top, right + 1 - left, bottom + 1 - top);
		short[] after = before.clone();
		for (int y = top; y <= bottom; y++) {
			for (int x = left; x <= right; x++) {
				if (mask.has(x, y)) {
					after[(y - top) * (right + 1 - left) + x - left] = (short) label;
				}
			}
		}
		return new Patch(left, top, right + 1 - left, bottom + 1 - top, before, after);
	}

	/** What changes where the map becomes another one of the same size; null where it is the same. */
	public Patch change(LabelMap other) {
		if (other.width != width || other.height != height) {
			throw new IllegalArgumentException(other.width + " x " + other.height + " is not " + width + " x " + height);
		}
		return Arrays.equals(labels, other.labels) ? null : new Patch(0, 0, width, height, labels.clone(), other.labels.clone());
	}

	private short[] part(int x, int y, int columns, int rows) {
		short[] part = new short[columns * rows];
		for (int row = 0; row < rows; row++) {
			System.arraycopy(labels, (y + row) * width + x, part, row * columns, columns);
		}
		return part;
	}

	/** Puts pixels into a place. */
	void put(int x, int y, int columns, int rows, short[] part) {
		for (int row = 0; row < rows; row++) {
			System.arraycopy(part, row * columns, labels, (y + row) * width + x, columns);
		}
	}

	/** How many pixels have each label. */
	public int[] counts() {
		int[] counts = new int[1 << 16];
		for (short label : labels) {
			counts[Short.toUnsignedInt(label)]++;
		}
		return counts;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof LabelMap that && width == that.width && height == that.height && Arrays.equals(labels, that.labels);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(labels) * 31 + width;
	}
}
