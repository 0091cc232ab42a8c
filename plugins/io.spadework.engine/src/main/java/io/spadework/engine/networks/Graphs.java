package io.spadework.engine.networks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** Starts graph configurations and adds what every network needs to them. */
public final class Graphs {

	private Graphs() {
	}

	/** A configuration to add inputs, layers and vertices to; single precision. */
	public static GraphBuilder builder() {
		return builder(DataType.FLOAT);
	}

	/** A configuration with values of a type: double precision to check derivatives with. */
	public static GraphBuilder builder(DataType type) {
		// losses and updates happen outside the graph, and its parts reuse their own arrays: no updater, no workspaces
		return new NeuralNetConfiguration.Builder().dataType(type).updater(new NoOp()).trainingWorkspaceMode(WorkspaceMode.NONE)
				.inferenceWorkspaceMode(WorkspaceMode.NONE).graphBuilder();
	}

	/** Adds a tap behind a vertex, where losses look at its output, and returns the tap's name. */
	public static String tap(GraphBuilder graph, String vertex) {
		String name = vertex + "/tap";
		graph.addVertex(name, new Tap(), vertex);
		return name;
	}

	/** A copy of a configuration in which a tap stands between an input and all that read it: where a gradient with respect to the input leaves. */
	static ComputationGraphConfiguration tapInput(ComputationGraphConfiguration configuration, String input, String tap) {
		return insert(configuration, input, tap, new Tap());
	}

	/** A copy of a configuration in which another vertex stands between a vertex, or input, and all that read it; it may have further inputs. */
	static ComputationGraphConfiguration insert(ComputationGraphConfiguration configuration, String behind, String name, GraphVertex vertex, String... furtherInputs) {
		ComputationGraphConfiguration changed = configuration.clone();
		changed.getVertexInputs().replaceAll((reader, sources) -> sources.stream().map(source -> source.equals(behind) ? name : source).toList());
		changed.getVertices().put(name, vertex);
		changed.getVertexInputs().put(name, Stream.concat(Stream.of(behind), Stream.of(furtherInputs)).toList());
		changed.setTopologicalOrder(null);
		changed.setTopologicalOrderStr(null);
		return changed;
	}

	/** A copy of a configuration that ends with one of its vertices: what only others need is gone. */
	public static ComputationGraphConfiguration cut(ComputationGraphConfiguration configuration, String last) {
		ComputationGraphConfiguration cut = configuration.clone();
		Set<String> needed = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(List.of(last));
		while (!open.isEmpty()) {
			String vertex = open.pop();
			if (needed.add(vertex)) {
				open.addAll(cut.getVertexInputs().getOrDefault(vertex, List.of()));
			}
		}
		cut.getVertices().keySet().retainAll(needed);
		cut.getVertexInputs().keySet().retainAll(needed);
		cut.setNetworkOutputs(List.of(last));
		cut.setTopologicalOrder(null);
		cut.setTopologicalOrderStr(null);
		return cut;
	}
}
