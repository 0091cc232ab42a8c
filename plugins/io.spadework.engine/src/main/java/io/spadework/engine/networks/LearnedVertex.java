package io.spadework.engine.networks;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex with several inputs and parameters to learn. */
abstract class LearnedVertex extends Vertex implements Learned {

	private static final long serialVersionUID = 1L;

	LearnedVertex(int inputs) {
		super(inputs);
	}

	@Override
	public long numParams(boolean backprop) {
		return FlatParameters.length(this);
	}

	@Override
	public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(ComputationGraph graph, String name, int index, INDArray parameters,
			boolean initialise, DataType type) {
		return new OperationVertex(graph, name, index, operation(type), this, parameters, type);
	}
}
