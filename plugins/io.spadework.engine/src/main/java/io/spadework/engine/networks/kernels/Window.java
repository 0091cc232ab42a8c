package io.spadework.engine.networks.kernels;

/**
 * The windows that a convolution or pooling looks through, and the padding around its input.
 *
 * @param height       rows of values seen
 * @param width        columns of values seen
 * @param strideHeight distance of neighbouring windows downwards
 * @param strideWidth  distance of neighbouring windows to the right
 * @param dilation     distance of neighbouring values seen; 1: adjacent
 * @param top          rows added above
 * @param bottom       rows added below
 * @param left         columns added on the left
 * @param right        columns added on the right
 */
public record Window(int height, int width, int strideHeight, int strideWidth, int dilation, int top, int bottom, int left, int right) {

	/** Square windows with the same padding on all sides. */
	public static Window square(int side, int stride, int padding) {
		return new Window(side, side, stride, stride, 1, padding, padding, padding, padding);
	}

	/** Rows from the first to the last one seen. */
	public int spanHeight() {
		return dilation * (height - 1) + 1;
	}

	/** Columns from the first to the last one seen. */
	public int spanWidth() {
		return dilation * (width - 1) + 1;
	}

	/** How many windows fit below each other on so many rows; 0 or less where none does. */
	public long rows(long input) {
		return Math.floorDiv(input + top + bottom - spanHeight(), (long) strideHeight) + 1;
	}

	/** How many windows fit beside each other on so many columns; 0 or less where none does. */
	public long columns(long input) {
		return Math.floorDiv(input + left + right - spanWidth(), (long) strideWidth) + 1;
	}

	/** Whether opposite sides have the same padding. */
	boolean symmetric() {
		return top == bottom && left == right;
	}
}
