package io.spadework.engine.data;

/**
 * Bicubic resampling of planes as Pillow does it: cubic convolution with a = -0.5 (Keys 1981), widened by the factor of reduction when shrinking, rows first and then columns. Of
 * 8-bit planes with 22-bit fixed-point weights and rounding to 8 bits in between, of fractions in single precision.
 */
public final class Bicubic {

	private static final double A = -0.5;
	private static final int FRACTION_BITS = 22;
	private static final int HALF = 1 << FRACTION_BITS - 1;

	/** Weights of one output position: the first input position and one weight each from there on. */
	private record Tap(int first, int[] weights) {
	}

	/** The same in fractions, which add up to 1. */
	private record Window(int first, double[] weights) {
	}

	private Bicubic() {
	}

	/**
	 * Resizes planes of inHeight x inWidth to outHeight x outWidth and returns the window of it that starts at (top, left).
	 *
	 * @param planes 8-bit planes one after the other
	 * @return planes of height x width one after the other
	 */
	static byte[] resize(byte[] planes, int inHeight, int inWidth, int outHeight, int outWidth, int top, int left, int height, int width) {
		int count = planes.length / (inHeight * inWidth);
		Tap[] across = taps(inWidth, outWidth, left, width);
		Tap[] down = taps(inHeight, outHeight, top, height);
		int firstRow = down[0].first;
		int rows = down[height - 1].first + down[height - 1].weights.length - firstRow;
		byte[] narrowed = new byte[rows * width];
		byte[] result = new byte[count * height * width];
		for (int plane = 0; plane < count; plane++) {
			for (int row = 0; row < rows; row++) {
				int from = (plane * inHeight + firstRow + row) * inWidth;
				for (int x = 0; x < width; x++) {
					Tap tap = across[x];
					int sum = HALF;
					for (int i = 0; i < tap.weights.length; i++) {
						sum += (planes[from + tap.first + i] & 255) * tap.weights[i];
					}
					narrowed[row * width + x] = clip(sum);
				}
			}
			for (int y = 0; y < height; y++) {
				Tap tap = down[y];
				int to = (plane * height + y) * width;
				for (int x = 0; x < width; x++) {
					int sum = HALF;
					int from = (tap.first - firstRow) * width + x;
					for (int i = 0; i < tap.weights.length; i++) {
						sum += (narrowed[from + i * width] & 255) * tap.weights[i];
					}
					result[to + x] = clip(sum);
				}
			}
		}
		return result;
	}

	/** Resizes planes of fractions, inHeight x inWidth, to height x width; the cubic overshoots. */
	public static float[] resize(float[] planes, int inHeight, int inWidth, int height, int width) {
		int count = planes.length / (inHeight * inWidth);
		Window[] across = windows(inWidth, width);
		Window[] down = windows(inHeight, height);
		float[] narrowed = new float[count * inHeight * width];
		for (int row = 0; row < count * inHeight; row++) {
			for (int x = 0; x < width; x++) {
				double sum = 0;
				for (int i = 0; i < across[x].weights.length; i++) {
					sum += across[x].weights[i] * planes[row * inWidth + across[x].first + i];
				}
				narrowed[row * width + x] = (float) sum;
			}
		}
		float[] resized = new float[count * height * width];
		for (int row = 0; row < count * height; row++) {
			Window window = down[row % height];
			int above = row / height * inHeight + window.first;
			for (int x = 0; x < width; x++) {
				double sum = 0;
				for (int i = 0; i < window.weights.length; i++) {
					sum += window.weights[i] * narrowed[(above + i) * width + x];
				}
				resized[row * width + x] = (float) sum;
			}
		}
		return resized;
	}

	private static Tap[] taps(int in, int out, int from, int count) {
		Window[] windows = windows(in, out);
		Tap[] taps = new Tap[count];
		for (int k = 0; k < count; k++) {
			Window window = windows[from + k];
			int[] fixed = new int[window.weights.length];
			for (int i = 0; i < fixed.length; i++) {
				double weight = window.weights[i] * (1 << FRACTION_BITS);
				fixed[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
			}
			taps[k] = new Tap(window.first, fixed);
		}
		return taps;
	}

	private static Window[] windows(int in, int out) {
		double scale = (double) in / out;
		double stretch = Math.max(1, scale);
		double support = 2 * stretch;
		Window[] windows = new Window[out];
		for (int k = 0; k < out; k++) {
			double centre = (k + 0.5) * scale;
			int first = Math.max(0, (int) (centre - support + 0.5));
			int last = Math.min(in, (int) (centre + support + 0.5));
			double[] weights = new double[last - first];
			double sum = 0;
			for (int i = 0; i < weights.length; i++) {
				weights[i] = cubic((first + i - centre + 0.5) / stretch);
				sum += weights[i];
			}
			for (int i = 0; i < weights.length; i++) {
				weights[i] /= sum;
			}
			windows[k] = new Window(first, weights);
		}
		return windows;
	}

	private static double cubic(double x) {
		double t = Math.abs(x);
		if (t < 1) {
			return ((A + 2) * t - (A + 3)) * t * t + 1;
		}
		return t < 2 ? ((A * t - 5 * A) * t + 8 * A) * t - 4 * A : 0;
	}

	private static byte clip(int sum) {
		int value = sum >> FRACTION_BITS;
		return (byte) (value < 0 ? 0 : value > 255 ? 255 : value);
	}
}
