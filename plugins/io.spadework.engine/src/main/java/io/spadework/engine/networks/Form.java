package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Window;

/** What an operation computes, for executors that have a way of their own to compute it. */
sealed interface Form {

	/** A convolution. */
	record Convolving(Window window, int groups) implements Form {
	}

	/** A rectifier with a slope below zero. */
	record Rectifying(double slope) implements Form {
	}

	/** A normalisation without parameters. */
	record Normalising(Norm norm, double epsilon, Statistics statistics) implements Form {
	}

	/** A spatially-adaptive modulation. */
	record Modulating(Norm norm, double epsilon, Statistics statistics) implements Form {
	}

	/** A sum of all inputs. */
	record Adding() implements Form {
	}

	/** A repetition of every value, downwards and to the right. */
	record Repeating() implements Form {
	}
}
