package io.spadework.model.tests;

import io.spadework.model.Costs;
import io.spadework.model.study.Network;
import io.spadework.model.study.Study;

/** Weights of layers by hand, and those of a network as the study counts them. */
final class Counting {

	private Counting() {
	}

	/** A k x k convolution with bias. */
	static long conv(int in, int out, int kernel) {
		return (long) in * out * kernel * kernel + out;
	}

	/** What the study's experiment says. */
	static long weights(Study study, Network network) {
		return Costs.of(network, Samples.experiment(study)).total().parameters();
	}
}
