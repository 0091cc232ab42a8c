package io.spadework.engine.networks;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Passes its input on unchanged: a place where a loss reads an activation and puts in its gradient, or where a gradient leaves the network.
 * <p>
 * DL4J accepts gradients from outside at network outputs only, and overwrites the one of an output that feeds other vertices too; a tap feeds none.
 */
public final class Tap extends Vertex {

	private static final long serialVersionUID = 1L;

	public Tap() {
		super(1);
	}

	@Override
	public Operation operation(DataType type) {
		return new Identity();
	}

	@Override
	public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(ComputationGraph graph, String name, int index, INDArray parameters,
			boolean initialise, DataType type) {
		return new TapVertex(graph, name, index, type);
	}

	@Override
	protected List<Object> settings() {
		return List.of();
	}

	private static final class Identity implements Operation {

		@Override
		public long[] outputShape(long[]... inputs) {
			return inputs[0];
		}

		@Override
		public void forward(INDArray[] inputs, INDArray output, boolean training) {
			output.assign(inputs[0]);
		}

		@Override
		public void backward(INDArray[] inputs, INDArray output, INDArray outputGradient, INDArray[] inputGradients) {
			// its one gradient is passed on
		}

		@Override
		public int passedOn() {
			return 0;
		}
	}
}
