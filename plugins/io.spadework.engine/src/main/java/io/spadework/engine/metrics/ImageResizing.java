package io.spadework.engine.metrics;

import io.spadework.engine.data.Bicubic;

/** How an image comes to the size that an extractor sees: part of what a number means, as the variants in use differ by more than networks do (arXiv 2104.11222). */
public enum ImageResizing {

	/** Not at all. */
	NONE("as it is"),

	/** Bilinear between pixel centres, without smoothing before: PyTorch's, as pytorch-fid does it. */
	PYTORCH("bilinear between pixel centres, not antialiased, as pytorch-fid"),

	/** Bicubic over all the pixels that shrink to one, in fractions, as Pillow does it and clean-fid after it (arXiv 2104.11222). */
	CLEAN("bicubic, antialiased, as clean-fid"),

	/** Bilinear from the top left corners, without smoothing before: TensorFlow 1's, as the first FID code did it. */
	TENSORFLOW("bilinear from the corners, not antialiased, as TensorFlow 1");

	private static final float BLACK = -1;
	private static final float WHITE = 1;

	private final String description;

	ImageResizing(String description) {
		this.description = description;
	}

	/** In words, for protocols. */
	public String description() {
		return description;
	}

	/** Planes of an image (3 x inHeight x inWidth) at another size. */
	public float[] resize(float[] planes, int inHeight, int inWidth, int height, int width) {
		if (this == NONE || inHeight == height && inWidth == width) {
			return planes;
		}
		if (this == CLEAN) {
			float[] smooth = Bicubic.resize(planes, inHeight, inWidth, height, width);
			for (int i = 0; i < smooth.length; i++) {
				smooth[i] = Math.clamp(smooth[i], BLACK, WHITE);
			}
			return smooth;
		}
		float[] resized = new float[3 * height * width];
		double down = (double) inHeight / height;
		double across = (double) inWidth / width;
		for (int y = 0; y < height; y++) {
			double fromY = from(y, down);
			int top = (int) fromY;
			int bottom = Math.min(top + 1, inHeight - 1);
			double lower = fromY - top;
			for (int x = 0; x < width; x++) {
				double fromX = from(x, across);
				int left = (int) fromX;
				int right = Math.min(left + 1, inWidth - 1);
				double further = fromX - left;
				for (int c = 0; c < 3; c++) {
					int plane = c * inHeight * inWidth;
					double above = (1 - further) * planes[plane + top * inWidth + left] + further * planes[plane + top * inWidth + right];
					double below = (1 - further) * planes[plane + bottom * inWidth + left] + further * planes[plane + bottom * inWidth + right];
					resized[(c * height + y) * width + x] = (float) ((1 - lower) * above + lower * below);
				}
			}
		}
		return resized;
	}

	private double from(int to, double scale) {
		return this == TENSORFLOW ? to * scale : Math.max(0, (to + 0.5) * scale - 0.5);
	}
}
