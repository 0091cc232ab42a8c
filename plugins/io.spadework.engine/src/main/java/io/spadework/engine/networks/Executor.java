package io.spadework.engine.networks;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs the parts of a network in order, forwards and backwards. */
interface Executor {

	/** Computes the outputs, in the configuration's order; their arrays are written again by the next pass. */
	List<INDArray> forward(boolean training, INDArray... inputs);

	/** Computes the gradients that a flow names from those of the outputs, which are written over, after a forward pass. */
	void backward(GradientFlow flow, List<INDArray> outputGradients);

	/** The gradient that the last backward pass brought to a tap. */
	INDArray gradient(String tap);

	/** Lets forward passes from now on show what vertices make, or no longer where null. */
	void observe(Observer observer);

	/** Says that parts made of linear pieces hold on to those that they are on, or no longer do. */
	default void hold(boolean held) {
	}
}
