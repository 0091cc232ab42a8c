package io.spadework.engine.networks.kernels;

/** How a feature map is resized: which values of a row or column of n values the value i of m is made of. */
public enum Interpolation {

	/** The value floor(i n / m). */
	NEAREST,

	/** The two values next to (i + 0.5) n / m - 0.5, weighted by their nearness. */
	BILINEAR,

	/** The two values next to i (n - 1) / (m - 1), weighted by their nearness: corners stay corners. */
	BILINEAR_ALIGNED,

	/** The mean of the values from floor(i n / m) to ceil((i + 1) n / m), the last one excluded. */
	AREA
}
