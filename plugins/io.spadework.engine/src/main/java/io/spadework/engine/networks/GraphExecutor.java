package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Leaves it to DL4J's graph. */
final class GraphExecutor implements Executor {

	private final ComputationGraph graph;
	private GradientFlow applied;
	private Observer observer;

	GraphExecutor(ComputationGraph graph) {
		this.graph = graph;
	}

	@Override
	public List<INDArray> forward(boolean training, INDArray... inputs) {
		Map<String, INDArray> activations = graph.feedForward(inputs, training, false);
		if (observer != null) {
			for (int index : graph.topologicalSortOrder()) {
				GraphVertex vertex = graph.getVertices()[index];
				if (Part.of(vertex) != null && !(vertex instanceof TapVertex)) {
					observer.made(vertex.getVertexName(), activations.get(vertex.getVertexName()));
				}
			}
		}
		List<INDArray> values = new ArrayList<>();
		graph.getConfiguration().getNetworkOutputs().forEach(output -> values.add(activations.get(output)));
		return values;
	}

	@Override
	public void observe(Observer now) {
		observer = now;
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
