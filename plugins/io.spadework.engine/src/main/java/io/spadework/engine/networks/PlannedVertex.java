package io.spadework.engine.networks;

/** A vertex in a plan: it has added its steps to the forward pass, and adds those of a backward one. */
interface PlannedVertex {

	/** Adds what hands the gradient that has arrived on to the vertices before this one, and computes those of the parameters. */
	void backward(Value gradient, GradientFlow flow, Gradients gradients);

	/** Whether its steps of a backward pass read what it has made. */
	default boolean readsOutput() {
		return false;
	}

	/** Adds what is left to do when all vertices behind this one have handed theirs on, whether a gradient has arrived or not. */
	default void finish(GradientFlow flow, Gradients gradients) {
	}
}
