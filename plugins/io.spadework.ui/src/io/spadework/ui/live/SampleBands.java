package io.spadework.ui.live;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;

/**
 * How a sample grid is laid out to fill its room: a tall grid is cut at its transparent gutters into bands, one for each sample, which are then set in several columns.
 *
 * @param bands where each sample lies in the grid
 * @param columns how many columns of bands
 * @param gutter space between bands, in pixels of the grid
 * @param scale pixels of the screen for each pixel of the grid
 */
record SampleBands(List<Rectangle> bands, int columns, int gutter, double scale) {

	/** Columns stand further apart than the pictures of one sample. */
	private static final int COLUMN_GUTTERS = 4;

	/** The layout that shows the samples largest in a room. */
	static SampleBands in(Rectangle room, List<Rectangle> bands) {
		Rectangle first = bands.get(0);
		int gutter = bands.size() > 1 ? bands.get(1).y - first.y - first.height : 0;
		SampleBands best = null;
		for (int columns = 1; columns <= bands.size(); columns++) {
			SampleBands unscaled = new SampleBands(bands, columns, gutter, 1);
			double scale = Math.min((double) room.width / unscaled.width(), (double) room.height / unscaled.height());
			if (best == null || scale > best.scale) {
				best = new SampleBands(bands, columns, gutter, scale);
			}
		}
		return best;
	}

	/** The bands between fully transparent rows; the whole grid where there are none, or where they differ in height. */
	static List<Rectangle> of(ImageData grid) {
		List<Rectangle> bands = new ArrayList<>();
		int top = -1;
		for (int y = 0; y <= grid.height; y++) {
			boolean gutter = y == grid.height || isTransparent(grid, y);
			if (!gutter && top < 0) {
				top = y;
			} else if (gutter && top >= 0) {
				bands.add(new Rectangle(0, top, grid.width, y - top));
				top = -1;
			}
		}
		boolean equal = bands.stream().mapToInt(band -> band.height).distinct().count() == 1;
		return equal ? List.copyOf(bands) : List.of(new Rectangle(0, 0, grid.width, grid.height));
	}

	private static boolean isTransparent(ImageData grid, int y) {
		if (grid.alphaData == null) {
			return false;
		}
		for (int x = 0; x < grid.width; x++) {
			if (grid.alphaData[y * grid.width + x] != 0) {
				return false;
			}
		}
		return true;
	}

	SampleBands scaled(double newScale) {
		return new SampleBands(bands, columns, gutter, newScale);
	}

	private int rows() {
		return (bands.size() + columns - 1) / columns;
	}

	/** Width of all columns on the screen. */
	int width() {
		return (int) Math.round(scale * (columns * bands.get(0).width + (columns - 1) * COLUMN_GUTTERS * gutter));
	}

	/** Height of a column on the screen. */
	int height() {
		return (int) Math.round(scale * (rows() * (bands.get(0).height + gutter) - gutter));
	}

	/** Where a band goes on the screen, from the layout's left top corner. */
	Rectangle place(int band) {
		Rectangle size = bands.get(band);
		double x = scale * (band / rows()) * (size.width + COLUMN_GUTTERS * gutter);
		double y = scale * (band % rows()) * (size.height + gutter);
		int left = (int) Math.round(x);
		int top = (int) Math.round(y);
		return new Rectangle(left, top, Math.max(1, (int) Math.round(x + scale * size.width) - left), Math.max(1, (int) Math.round(y + scale * size.height) - top));
	}
}
