package io.spadework.paint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;

import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.runs.RunFolder;
import io.spadework.runs.synthesis.ServedModel.Label;

/**
 * The samples of a model's training, taken out of its sample grid: label maps to start from, real images to take the style of.
 *
 * @param maps label maps
 * @param images the real image of each, as a PNG
 */
record RunSamples(List<LabelMap> maps, List<byte[]> images) {

	static final RunSamples NONE = new RunSamples(List.of(), List.of());

	/** The samples of a model; none where it has no grid that says so. Slow: not for the UI thread. */
	static RunSamples of(ModelChoice choice, List<Label> labels) {
		try {
			if (choice.shipped() != null) {
				try (InputStream grid = choice.shipped().samples()) {
					return grid == null ? NONE : cut(new ImageData(grid), labels);
				}
			}
			List<Path> grids = RunFolder.isRun(choice.run()) ? RunFolder.at(choice.run()).sampleGrids() : List.of();
			if (grids.isEmpty()) {
				return NONE;
			}
			try (InputStream in = Files.newInputStream(grids.get(grids.size() - 1))) {
				return cut(new ImageData(in), labels);
			}
		} catch (IOException | SWTException e) {
			return NONE;
		}
	}

	/** Cuts a grid at its transparent gutters: in each row the map in its labels' colours first and the real image last. */
	static RunSamples cut(ImageData grid, List<Label> labels) {
		List<int[]> rows = spans(grid, true);
		List<int[]> columns = spans(grid, false);
		List<LabelMap> maps = new ArrayList<>();
		List<byte[]> images = new ArrayList<>();
		if (columns.size() < 3) {
			return NONE;
		}
		for (int[] row : rows) {
			try {
				maps.add(MapFile.read(Pictures.png(part(grid, columns.get(0), row)), labels));
				images.add(Pictures.png(part(grid, columns.get(columns.size() - 1), row)));
			} catch (IOException noMap) {
				// a colour that no label has: then the grid shows something else
				return NONE;
			}
		}
		return new RunSamples(List.copyOf(maps), List.copyOf(images));
	}

	private static ImageData part(ImageData grid, int[] columns, int[] rows) {
		ImageData part = new ImageData(columns[1] - columns[0], rows[1] - rows[0], grid.depth, grid.palette);
		for (int y = 0; y < part.height; y++) {
			for (int x = 0; x < part.width; x++) {
				part.setPixel(x, y, grid.getPixel(columns[0] + x, rows[0] + y));
			}
		}
		return part;
	}

	/** Where rows, or columns, are that are not transparent throughout. */
	private static List<int[]> spans(ImageData grid, boolean rows) {
		List<int[]> spans = new ArrayList<>();
		int start = -1;
		int length = rows ? grid.height : grid.width;
		for (int i = 0; i <= length; i++) {
			boolean open = i < length && !isTransparent(grid, i, rows);
			if (open && start < 0) {
				start = i;
			} else if (!open && start >= 0) {
				spans.add(new int[] { start, i });
				start = -1;
			}
		}
		return spans;
	}

	private static boolean isTransparent(ImageData grid, int at, boolean row) {
		if (grid.alphaData == null) {
			return false;
		}
		for (int i = 0; i < (row ? grid.width : grid.height); i++) {
			if (grid.alphaData[row ? at * grid.width + i : i * grid.width + at] != 0) {
				return false;
			}
		}
		return true;
	}
}
