package io.spadework.engine.networks;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Sees what the vertices of a network make while it passes forwards. */
@FunctionalInterface
public interface Observer {

	/**
	 * A vertex has made this value, N x C x H x W, which is written over later. Where a vertex is computed together with the rectifier behind it, its value is the rectifier's.
	 */
	void made(String vertex, INDArray value);
}
