package io.spadework.engine.networks.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The convolution of a one-hot map, computed by looking weights up: each output is the sum of the weights that belong to the labels under the kernel. It is the same function as
 * the general convolution, with as many terms less as there are labels.
 * <p>
 * Pixels that see the same labels as the one to their left have the same output, and their gradients are added up before they count for the places of the kernel. Work is divided into a fixed number of parts, so that results don't depend on the number of threads.
 */
public final class LabelConvolution {

	private static final int PARTS = 4;
	private static final int WIDE = 16;
	private static final int FEWEST_LABELS = 16;

	private final Window window;
	private final int filters;
	private final int labels;
	private final int block;
	private final int taps;
	private final float[] table;
	private final float[] flat;

	LabelConvolution(Window window, long[] weights, int block) {
		this.window = window;
		this.block = block;
		filters = (int) weights[0];
		labels = (int) weights[1];
		taps = window.height() * window.width();
		table = new float[taps * labels * filters];
		flat = new float[table.length];
	}

	/** Whether such a convolution can be computed so, its windows being adjacent, and is worth it: of a few channels the general one is as fast. */
	public static boolean fits(Window window, long channels) {
		return window.strideHeight() == 1 && window.strideWidth() == 1 && channels >= FEWEST_LABELS;
	}

	/** Writes the convolution, rectified with a slope unless that is not a number, in blocks of channels; the bias may be null. */
	public void forward(LabelMap map, INDArray weights, INDArray bias, double slope, INDArray output) {
		Floats.of(weights).get(0, flat);
		transpose(flat, table, true);
		float[] start = new float[filters];
		if (bias != null) {
			Floats.of(bias).get(0, start);
		}
		int rows = (int) output.size(2);
		int all = map.samples() * rows;
		FloatBuffer to = Floats.of(output);
		boolean[] changes = map.changes(window);
		IntStream.range(0, PARTS).parallel()
				.forEach(part -> forward(map, changes, start, (float) slope, to, rows, (int) output.size(3), all * part / PARTS, all * (part + 1) / PARTS));
	}

	private void forward(LabelMap map, boolean[] changes, float[] start, float slope, FloatBuffer output, int rows, int columns, int first, int end) {
		float[] sum = new float[filters];
		float[] row = new float[filters * columns];
		int[] seen = new int[taps];
		for (int line = first; line < end; line++) {
			int n = line / rows;
			int y = line % rows;
			for (int x = 0, next; x < columns; x = next) {
				next = runEnd(changes, line * columns, x, columns);
				map.look(window, n, y, x, seen);
				System.arraycopy(start, 0, sum, 0, filters);
				for (int tap = 0; tap < taps; tap++) {
					if (seen[tap] != LabelMap.NONE) {
						add(table, (tap * labels + seen[tap]) * filters, sum, 0);
					}
				}
				if (slope == slope) { // a number
					rectify(sum, slope);
				}
				for (int c = 0; c < filters; c += block) {
					repeat(sum, c, row, c * columns + x * block, next - x);
				}
			}
			for (int c = 0; c < filters; c += block) {
				output.put(((n * filters + c) * rows + y * block) * columns, row, c * columns, block * columns);
			}
		}
	}

	/** The end of a run of outputs that see the same labels. */
	private static int runEnd(boolean[] changes, int line, int x, int columns) {
		int end = x + 1;
		while (end < columns && !changes[line + end]) {
			end++;
		}
		return end;
	}

	/** Writes one block of values so many times. */
	private void repeat(float[] values, int first, float[] to, int at, int times) {
		System.arraycopy(values, first, to, at, block);
		int all = times * block;
		for (int written = block; written < all; written *= 2) {
			System.arraycopy(to, at, to, at + written, Math.min(written, all - written));
		}
	}

	private void add(float[] from, int first, float[] to, int at) {
		for (int c = 0; c < filters; c++) {
			to[at + c] += from[first + c];
		}
	}

	private static void rectify(float[] values, float slope) {
		for (int c = 0; c < values.length; c++) {
			values[c] = values[c] > 0 ? values[c] : slope * values[c];
		}
	}

	/** Writes the gradients with respect to weights and bias, which may be null, from one in blocks of channels. */
	public void backward(LabelMap map, INDArray gradient, INDArray weightGradient, INDArray biasGradient) {
		int rows = (int) gradient.size(2);
		int all = map.samples() * rows;
		FloatBuffer from = Floats.of(gradient);
		Part[] parts = new Part[PARTS];
		boolean[] changes = map.changes(window);
		IntStream.range(0, PARTS).parallel().forEach(part -> {
			parts[part] = new Part();
			parts[part].gather(map, changes, from, rows, (int) gradient.size(3), all * part / PARTS, all * (part + 1) / PARTS);
		});
		float[] bias = new float[filters];
		Arrays.fill(table, 0);
		for (Part part : parts) {
			for (int i = 0; i < table.length; i++) {
				table[i] += part.byTap[i];
			}
			add(part.all, 0, bias, 0);
		}
		transpose(table, flat, false);
		Floats.of(weightGradient).put(0, flat);
		if (biasGradient != null) {
			Floats.of(biasGradient).put(0, bias);
		}
	}

	/** Gradients gathered from some of the rows. */
	private final class Part {

		private final float[] byTap = new float[table.length];
		private final float[] byLabel = new float[labels * filters];
		private final float[] all = new float[filters];
		private final float[] run = new float[filters];

		void gather(LabelMap map, boolean[] changes, FloatBuffer gradient, int rows, int columns, int first, int end) {
			float[] row = new float[filters * columns];
			int[] seen = new int[taps];
			for (int line = first; line < end; line++) {
				int n = line / rows;
				int y = line % rows;
				for (int c = 0; c < filters; c += block) {
					gradient.get(((n * filters + c) * rows + y * block) * columns, row, c * columns, block * columns);
				}
				for (int x = 0, next; x < columns; x = next) {
					next = runEnd(changes, line * columns, x, columns);
					for (int c = 0; c < filters; c += block) {
						for (int p = x; p < next; p++) {
							addBlock(row, c * columns + p * block, c);
						}
					}
					map.look(window, n, y, x, seen);
					count(seen);
				}
			}
			for (int label = 0; label < labels; label++) {
				for (int tap = 0; tap < taps; tap++) {
					add(byLabel, label * filters, byTap, (tap * labels + label) * filters);
				}
			}
		}

		private void addBlock(float[] row, int first, int c) {
			if (block == WIDE) { // a constant number of times, so that the compiler makes one vector of it
				for (int i = 0; i < WIDE; i++) {
					run[c + i] += row[first + i];
				}
			} else {
				for (int i = 0; i < block; i++) {
					run[c + i] += row[first + i];
				}
			}
		}

		/** Lets the gradients of a run of pixels count for the labels that all of them see, and begins another run. */
		private void count(int[] seen) {
			add(run, 0, all, 0);
			boolean alike = seen[0] != LabelMap.NONE;
			for (int tap = 1; tap < taps; tap++) {
				alike &= seen[tap] == seen[0];
			}
			if (alike) {
				add(run, 0, byLabel, seen[0] * filters);
			} else {
				for (int tap = 0; tap < taps; tap++) {
					if (seen[tap] != LabelMap.NONE) {
						add(run, 0, byTap, (tap * labels + seen[tap]) * filters);
					}
				}
			}
			Arrays.fill(run, 0);
		}
	}

	/** From filters x labels x taps to taps x labels x filters, or back. */
	private void transpose(float[] from, float[] to, boolean there) {
		for (int f = 0; f < filters; f++) {
			for (int label = 0; label < labels; label++) {
				for (int tap = 0; tap < taps; tap++) {
					int outer = (f * labels + label) * taps + tap;
					int inner = (tap * labels + label) * filters + f;
					if (there) {
						to[inner] = from[outer];
					} else {
						to[outer] = from[inner];
					}
				}
			}
		}
	}
}
