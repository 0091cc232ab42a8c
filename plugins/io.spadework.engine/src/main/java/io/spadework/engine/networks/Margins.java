package io.spadework.engine.networks;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows above and below and columns left and right of a feature map, none of them negative. */
record Margins(int top, int bottom, int left, int right) {

	/** Throws IllegalArgumentException for a negative margin, saying whose it is. */
	Margins check(String whose) {
		if (top < 0 || bottom < 0 || left < 0 || right < 0) {
			throw new IllegalArgumentException(whose + " by " + top + ", " + bottom + ", " + left + ", " + right + ": it is at least 0 on each side.");
		}
		return this;
	}

	/** Shape of a map with these margins around it. */
	long[] around(long[] inner) {
		return new long[] { inner[0], inner[1], inner[2] + top + bottom, inner[3] + left + right };
	}

	/** The part of a map inside its margins. */
	INDArray inside(INDArray outer) {
		return outer.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(top, outer.size(2) - bottom),
				NDArrayIndex.interval(left, outer.size(3) - right));
	}

	/** One row between the margins left and right. */
	INDArray row(INDArray outer, long row) {
		INDArrayIndex columns = NDArrayIndex.interval(left, outer.size(3) - right);
		return outer.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(row, row + 1), columns);
	}

	/** One column, margins above and below included. */
	INDArray column(INDArray outer, long column) {
		return outer.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(column, column + 1));
	}
}
