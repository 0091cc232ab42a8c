package io.spadework.engine.networks.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One-hot feature maps N x S x H x W read as what they stand for: at most one label for each pixel. */
public final class LabelMap {

	static final int NONE = -1;

	private int height;
	private int width;
	private int[] labels = {};
	private boolean oneHot;
	private final Map<Window, boolean[]> changes = new HashMap<>();
	private final Set<Window> known = new HashSet<>();

	/** Takes over plain single-precision maps, if they are nothing but zeros and at most one 1 for each pixel. */
	public void read(INDArray maps) {
		int samples = (int) maps.size(0);
		int channels = (int) maps.size(1);
		resize((int) maps.size(2), (int) maps.size(3), samples);
		Arrays.fill(labels, NONE);
		int pixels = height * width;
		float[] plane = new float[pixels];
		FloatBuffer values = Floats.of(maps);
		oneHot = true;
		for (int n = 0; n < samples && oneHot; n++) {
			for (int s = 0; s < channels && oneHot; s++) {
				values.get((n * channels + s) * pixels, plane);
				oneHot = take(plane, n * pixels, s);
			}
		}
	}

	private boolean take(float[] plane, int first, int label) {
		for (int p = 0; p < plane.length; p++) {
			if (plane[p] != 0) {
				if (plane[p] != 1 || labels[first + p] != NONE) {
					return false;
				}
				labels[first + p] = label;
			}
		}
		return true;
	}

	/** Takes over another one, resized so that row and column i are row and column floor(i * in / out) there. */
	public void resize(LabelMap from, int rows, int columns) {
		int samples = from.samples();
		resize(rows, columns, samples);
		oneHot = from.oneHot;
		if (!oneHot) {
			return;
		}
		for (int n = 0; n < samples; n++) {
			for (int y = 0; y < rows; y++) {
				int source = (n * from.height + (int) ((long) y * from.height / rows)) * from.width;
				for (int x = 0; x < columns; x++) {
					labels[(n * rows + y) * columns + x] = from.labels[source + (int) ((long) x * from.width / columns)];
				}
			}
		}
	}

	private void resize(int rows, int columns, int samples) {
		known.clear();
		height = rows;
		width = columns;
		if (labels.length != samples * rows * columns) {
			labels = new int[samples * rows * columns];
		}
	}

	/** Whether the maps last taken over were one-hot; otherwise there are no labels. */
	public boolean oneHot() {
		return oneHot;
	}

	int samples() {
		return labels.length / (height * width);
	}

	int height() {
		return height;
	}

	int width() {
		return width;
	}

	/** The label of a pixel; NONE for one without or beyond the border. */
	int label(int sample, int y, int x) {
		return y < 0 || y >= height || x < 0 || x >= width ? NONE : labels[(sample * height + y) * width + x];
	}

	/** Finds the labels that the window of an output sees, row by row; returns whether any is another than what was there before. */
	boolean look(Window window, int sample, int y, int x, int[] seen) {
		boolean changed = false;
		int place = 0;
		for (int i = 0; i < window.height(); i++) {
			for (int j = 0; j < window.width(); j++, place++) {
				int label = label(sample, y + i * window.dilation() - window.top(), x + j * window.dilation() - window.left());
				changed |= label != seen[place];
				seen[place] = label;
			}
		}
		return changed;
	}

	/** For each output of adjacent windows, whether it is the first of its row or sees other labels than the one to its left. */
	boolean[] changes(Window window) {
		int rows = (int) window.rows(height);
		int columns = (int) window.columns(width);
		boolean[] all = changes.compute(window, (key, present) -> present != null && present.length == samples() * rows * columns ? present
				: new boolean[samples() * rows * columns]);
		if (known.add(window)) {
			IntStream.range(0, samples() * rows).parallel().forEach(line -> {
				int[] seen = new int[window.height() * window.width()];
				for (int x = 0; x < columns; x++) {
					all[line * columns + x] = look(window, line / rows, line % rows, x, seen) || x == 0;
				}
			});
		}
		return all;
	}
}
