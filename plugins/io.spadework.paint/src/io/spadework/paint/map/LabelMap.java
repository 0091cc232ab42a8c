package io.spadework.paint.map;

import java.util.Arrays;

/**
 * A label for each pixel, 0 to 65,535. It is changed by patches, so that every change can be taken back.
 * <p>
 * The pixels lie in square tiles that are never changed once they are seen from outside: copies share them, so that copying even the largest map costs next to nothing.
 */
public final class LabelMap {

	/** A map has at most so many pixels: 8,192 x 8,192. */
	public static final int MOST_PIXELS = 1 << 26;

	/** Pixels along a tile's side, as a power of two. */
	static final int TILE_BITS = 6;
	static final int TILE = 1 << TILE_BITS;

	private final int width;
	private final int height;
	private final int columns;
	private final short[][] tiles;

	/** A map of one label. */
	public LabelMap(int width, int height, int label) {
		this(width, height, new short[requireSize(width, height)][]);
		Arrays.fill(tiles, uniform(label));
	}

	/** A map of labels, row by row, which are copied. */
	public LabelMap(int width, int height, short[] labels) {
		this(width, height, new short[requireSize(width, height)][]);
		for (int tile = 0; tile < tiles.length; tile++) {
			tiles[tile] = new short[TILE * TILE];
			int x = left(tile);
			int y = top(tile);
			int across = Math.min(TILE, width - x);
			for (int row = 0; row < Math.min(TILE, height - y); row++) {
				System.arraycopy(labels, (y + row) * width + x, tiles[tile], row << TILE_BITS, across);
			}
		}
	}

	private LabelMap(int width, int height, short[][] tiles) {
		this.width = width;
		this.height = height;
		columns = width + TILE - 1 >> TILE_BITS;
		this.tiles = tiles;
	}

	/** How many tiles there are. */
	private static int requireSize(int width, int height) {
		if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
			throw new IllegalArgumentException("a map of " + width + " x " + height + " pixels; it has 1 to " + MOST_PIXELS + " pixels");
		}
		return (width + TILE - 1 >> TILE_BITS) * (height + TILE - 1 >> TILE_BITS);
	}

	static short[] uniform(int label) {
		short[] tile = new short[TILE * TILE];
		Arrays.fill(tile, (short) label);
		return tile;
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	/** The label of a pixel. */
	public int label(int x, int y) {
		return Short.toUnsignedInt(tiles[(y >> TILE_BITS) * columns + (x >> TILE_BITS)][(y & TILE - 1) << TILE_BITS | x & TILE - 1]);
	}

	/** Whether a pixel is of the map. */
	public boolean contains(int x, int y) {
		return x >= 0 && y >= 0 && x < width && y < height;
	}

	/** A copy, which later changes leave alone. */
	public LabelMap copy() {
		return new LabelMap(width, height, tiles.clone());
	}

	/** The map in another size, each pixel the one at floor(target index * in / out). */
	public LabelMap resized(int newWidth, int newHeight) {
		if (newWidth == width && newHeight == height) {
			return copy();
		}
		short[] resized = new short[newWidth * newHeight];
		for (int y = 0; y < newHeight; y++) {
			int from = (int) ((long) y * height / newHeight);
			for (int x = 0; x < newWidth; x++) {
				resized[y * newWidth + x] = (short) label((int) ((long) x * width / newWidth), from);
			}
		}
		return new LabelMap(newWidth, newHeight, resized);
	}

	/** What changes where pixels of a mask get a label; null where they all have it already. */
	public Patch change(Mask mask, int label) {
		return change(mask, (x, y) -> label);
	}

	/** What changes where pixels of a mask become those of another map, which may be of another size: the pixel at the same share of its width and height. */
	public Patch change(Mask mask, LabelMap source) {
		return change(mask, (x, y) -> source.label((int) ((long) x * source.width / width), (int) ((long) y * source.height / height)));
	}

	/** What pixels are to become. */
	private interface Wish {
		int label(int x, int y);
	}

	private Patch change(Mask mask, Wish wish) {
		Patch.Builder patch = new Patch.Builder();
		for (int row = mask.top() >> TILE_BITS; row << TILE_BITS < mask.bottom(); row++) {
			for (int column = mask.left() >> TILE_BITS; column << TILE_BITS < mask.right(); column++) {
				int tile = row * columns + column;
				short[] changed = changed(tile, mask, wish);
				if (changed != null) {
					patch.add(tile, tiles[tile], changed);
				}
			}
		}
		return patch.build();
	}

	/** A tile as it is to become; null where it stays. */
	private short[] changed(int tile, Mask mask, Wish wish) {
		short[] before = tiles[tile];
		short[] after = null;
		for (int y = Math.max(top(tile), mask.top()); y < Math.min(top(tile) + TILE, mask.bottom()); y++) {
			for (int x = Math.max(left(tile), mask.left()); x < Math.min(left(tile) + TILE, mask.right()); x++) {
				if (mask.has(x, y)) {
					int at = (y & TILE - 1) << TILE_BITS | x & TILE - 1;
					short label = (short) wish.label(x, y);
					if (label != before[at]) {
						after = after == null ? before.clone() : after;
						after[at] = label;
					}
				}
			}
		}
		return after;
	}

	/** What changes where the map becomes another one of the same size; null where it is the same. */
	public Patch change(LabelMap other) {
		if (other.width != width || other.height != height) {
			throw new IllegalArgumentException(other.width + " x " + other.height + " is not " + width + " x " + height);
		}
		Patch.Builder patch = new Patch.Builder();
		for (int tile = 0; tile < tiles.length; tile++) {
			if (!isSame(tile, other)) {
				patch.add(tile, tiles[tile], other.tiles[tile]);
			}
		}
		return patch.build();
	}

	private int left(int tile) {
		return tile % columns << TILE_BITS;
	}

	private int top(int tile) {
		return tile / columns << TILE_BITS;
	}

	/** Whether the pixels of a tile are those of another map of the same size; what lies beyond the map's border doesn't matter. */
	private boolean isSame(int tile, LabelMap other) {
		short[] one = tiles[tile];
		short[] two = other.tiles[tile];
		if (one == two) {
			return true;
		}
		int across = Math.min(TILE, width - left(tile));
		for (int row = 0; row < Math.min(TILE, height - top(tile)); row++) {
			int from = row << TILE_BITS;
			if (!Arrays.equals(one, from, from + across, two, from, from + across)) {
				return false;
			}
		}
		return true;
	}

	/** Puts a tile into its place. */
	void put(int tile, short[] labels) {
		tiles[tile] = labels;
	}

	/** How many pixels have each label. */
	public int[] counts() {
		int[] counts = new int[1 << 16];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				counts[label(x, y)]++;
			}
		}
		return counts;
	}

	@Override
	public boolean equals(Object other) {
		if (!(other instanceof LabelMap that) || width != that.width || height != that.height) {
			return false;
		}
		for (int tile = 0; tile < tiles.length; tile++) {
			if (!isSame(tile, that)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(counts()) * 31 + width;
	}
}
