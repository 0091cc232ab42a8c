package io.spadework.engine.networks;

import java.util.Arrays;
import java.util.function.Predicate;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;

/** Which gradients a backward pass through a graph computes: those that lie on a way from the outputs to where a gradient is wanted, and no others. */
final class GradientFlow {

	private final ComputationGraph graph;
	private final boolean parameters;
	private final String target;
	private final boolean[] needed;

	private GradientFlow(ComputationGraph graph, boolean parameters, String target, Predicate<GraphVertex> wanted) {
		this.graph = graph;
		this.parameters = parameters;
		this.target = target;
		GraphVertex[] vertices = graph.getVertices();
		needed = new boolean[vertices.length];
		for (int index : graph.topologicalSortOrder()) {
			needed[index] = wanted.test(vertices[index]) || Arrays.stream(sources(vertices[index])).anyMatch(source -> needed[source]);
		}
	}

	/** Gradients of the parameters of all vertices that learn. */
	static GradientFlow toParameters(ComputationGraph graph, Predicate<String> learning) {
		return new GradientFlow(graph, true, null, vertex -> learns(vertex, learning));
	}

	/** Gradients of the parameters of all vertices that learn, and the one of an activation. */
	static GradientFlow toParametersAnd(ComputationGraph graph, Predicate<String> learning, String name) {
		return new GradientFlow(graph, true, name, vertex -> learns(vertex, learning) || vertex.getVertexName().equals(name));
	}

	private static boolean learns(GraphVertex vertex, Predicate<String> learning) {
		return vertex.numParams() > 0 && learning.test(vertex.getVertexName());
	}

	/** The gradient of one activation, and of no parameter. */
	static GradientFlow toVertex(ComputationGraph graph, String name) {
		return new GradientFlow(graph, false, name, vertex -> vertex.getVertexName().equals(name));
	}

	/** All gradients that any other flow computes. */
	static GradientFlow widest(ComputationGraph graph) {
		return new GradientFlow(graph, true, null, vertex -> vertex.numParams() > 0 || vertex instanceof TapVertex);
	}

	/** Whether it computes gradients of parameters. */
	boolean parameters() {
		return parameters;
	}

	/** Whether it computes the gradient of a vertex's output. */
	boolean needs(int vertex) {
		return needed[vertex];
	}

	/** Whether it ends at this tap. */
	boolean endsAt(String tap) {
		return tap.equals(target);
	}

	/** Makes the graph's next backward passes compute these gradients. */
	void apply() {
		GraphVertex[] vertices = graph.getVertices();
		for (GraphVertex vertex : vertices) {
			int[] sources = sources(vertex);
			boolean[] inputs = new boolean[sources.length];
			for (int i = 0; i < inputs.length; i++) {
				inputs[i] = needed[vertex.getVertexIndex()] && needed[sources[i]];
			}
			if (vertex instanceof Selective selective) {
				selective.want(parameters, inputs);
			} else if (vertex.hasLayer() && vertex.getLayer() instanceof Selective selective) {
				selective.want(parameters, inputs);
			}
		}
	}

	/** The vertices that a vertex reads. */
	static int[] sources(GraphVertex vertex) {
		VertexIndices[] inputs = vertex.getInputVertices();
		return inputs == null ? new int[0] : Arrays.stream(inputs).mapToInt(VertexIndices::getVertexIndex).toArray();
	}
}
