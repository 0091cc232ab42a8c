package io.spadework.engine.networks;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where each value of a maximum over windows came from. */
final class Picks {

	/** Which rows or columns of the input a window spans, the last one excluded; some may lie beside it. */
	record Span(long first, long end) {
	}

	/** The span of each window along one axis. */
	interface Spans {
		Span of(long window);
	}

	private final int[] places;

	/** For an output, N x C x H' x W', that was picked from an input, N x C x H x W. */
	Picks(INDArray input, INDArray output, Spans rows, Spans columns) {
		places = new int[Math.toIntExact(output.length())];
		long width = output.size(3);
		long plane = output.size(2) * width;
		for (int i = 0; i < places.length; i++) {
			places[i] = place(input, i / plane, output.data().getDouble(i), rows.of(i % plane / width), columns.of(i % width));
		}
	}

	/** The first place in a window with a value; the window's first one where that is no number. */
	private static int place(INDArray input, long plane, double value, Span rows, Span columns) {
		long top = Math.max(0, rows.first);
		long left = Math.max(0, columns.first);
		for (long y = top; y < Math.min(rows.end, input.size(2)); y++) {
			for (long x = left; x < Math.min(columns.end, input.size(3)); x++) {
				long place = (plane * input.size(2) + y) * input.size(3) + x;
				if (input.data().getDouble(place) == value) {
					return Math.toIntExact(place);
				}
			}
		}
		return Math.toIntExact((plane * input.size(2) + top) * input.size(3) + left);
	}

	/** Writes the values at the same places of another input. */
	void forward(INDArray input, INDArray output) {
		for (int i = 0; i < places.length; i++) {
			output.data().put(i, input.data().getDouble(places[i]));
		}
	}

	/** Writes the gradient with respect to the input. */
	void backward(INDArray outputGradient, INDArray inputGradient) {
		inputGradient.assign(0);
		DataBuffer gradient = inputGradient.data();
		for (int i = 0; i < places.length; i++) {
			gradient.put(places[i], gradient.getDouble(places[i]) + outputGradient.data().getDouble(i));
		}
	}
}
