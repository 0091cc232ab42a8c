package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows above and below and columns left and right of a feature map, none of them negative. */
record Margins(int top, int bottom, int left, int right) {

	/** Throws IllegalArgumentException for a negative margin, saying whose it is. */
	Margins check(String whose) {
		if (top < 0 || bottom < 0 || left < 0 || right < 0) {
			throw new IllegalArgumentException(whose + " by " + this + ": it is at least 0 on each side.");
		}
		return this;
	}

	/** Shape of a map with these margins around it. */
	long[] around(long[] inner) {
		return new long[] { inner[0], inner[1], inner[2] + top + bottom, inner[3] + left + right };
	}

	/** The part of a map inside its margins. */
	INDArray inside(INDArray outer) {
		return columns(Slice.of(outer, 2, top, outer.size(2) - bottom));
	}

	/** One row between the margins left and right. */
	INDArray row(INDArray outer, long row) {
		return columns(Slice.of(outer, 2, row, row + 1));
	}

	private INDArray columns(INDArray outer) {
		return Slice.of(outer, 3, left, outer.size(3) - right);
	}

	/** One column, margins above and below included. */
	INDArray column(INDArray outer, long column) {
		return Slice.of(outer, 3, column, column + 1);
	}

	@Override
	public String toString() {
		return top + ", " + bottom + ", " + left + ", " + right;
	}
}
