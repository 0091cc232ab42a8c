package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Leaves it to DL4J's graph. */
final class GraphExecutor implements Executor {

	private final ComputationGraph graph;
	private GradientFlow applied;

	GraphExecutor(ComputationGraph graph) {
		this.graph = graph;
	}

	@Override
	public List<INDArray> forward(boolean training, INDArray... inputs) {
		Map<String, INDArray> activations = graph.feedForward(inputs, training, false);
		List<INDArray> values = new ArrayList<>();
		graph.getConfiguration().getNetworkOutputs().forEach(output -> values.add(activations.get(output)));
		return values;
	}

	@Override
	public void backward(GradientFlow flow, List<INDArray> outputGradients) {
		if (applied != flow) {
			flow.apply();
			applied = flow;
		}
		graph.backpropGradient(outputGradients.toArray(INDArray[]::new));
	}

	@Override
	public INDArray gradient(String tap) {
		return ((TapVertex) graph.getVertex(tap)).gradient();
	}
}
