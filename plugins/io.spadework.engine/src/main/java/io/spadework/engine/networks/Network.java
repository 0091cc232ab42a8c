package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network at work: DL4J's graph of a configuration, and the weights that are learned.
 * <p>
 * The graph's own parameters are the ones it computes with: the learned weights, divided by their largest singular value where a layer has spectral norm. They
 * are renewed by {@link #advance} before a training pass and by {@link #settle} before an evaluation.
 */
public final class Network {

	private final ComputationGraph graph;
	private final INDArray effective;
	private final INDArray weights;
	private final Map<String, INDArray> parameters = new LinkedHashMap<>();
	private final Map<String, SpectralNorm> spectralNorms = new LinkedHashMap<>();
	private final Buffers scratch = new Buffers();
	private final List<String> outputs;
	private final GradientFlow toParameters;
	private final Map<String, GradientFlow> toTaps = new HashMap<>();
	private GradientFlow applied;

	/** Builds the network and draws its weights. */
	public Network(ComputationGraphConfiguration configuration, Initialisation initialisation, long seed, String name) {
		graph = new ComputationGraph(configuration);
		graph.init();
		outputs = configuration.getNetworkOutputs();
		effective = graph.params();
		effective.assign(0);
		weights = effective.dup('c');
		toParameters = GradientFlow.toParameters(graph);
		for (GraphVertex vertex : graph.getVertices()) {
			if (vertex.hasLayer() && vertex.getLayer() instanceof ConvolutionPass layer) {
				String vertexName = vertex.getVertexName();
				layer.paramTable().forEach((key, view) -> parameters.put(vertexName + "/" + key, like(view, weights)));
				INDArray learned = parameters.get(vertexName + "/" + ConvolutionParameters.WEIGHTS);
				String seedName = name + "/" + vertexName;
				initialisation.fill(learned, seed, seedName);
				if (layer.layerConf().spectralNorm()) {
					spectralNorms.put(vertexName, new SpectralNorm(learned, layer.getParam(ConvolutionParameters.WEIGHTS),
							Initialisation.random(seed, seedName + "/singular vectors"), scratch));
				}
			}
		}
		settle();
	}

	/** The part of a flat vector where a parameter lies in the graph's own one. */
	private INDArray like(INDArray view, INDArray flat) {
		long first = view.offset() - effective.offset();
		return flat.reshape(flat.length()).get(NDArrayIndex.interval(first, first + view.length())).reshape('c', view.shape());
	}

	/** Makes the weights to compute with, after one step of power iteration: once before each training pass. */
	public void advance() {
		effective.assign(weights);
		spectralNorms.values().forEach(SpectralNorm::advance);
	}

	/** Makes the weights to compute with in evaluation: changes nothing that is learned or kept. */
	public void settle() {
		effective.assign(weights);
		spectralNorms.values().forEach(SpectralNorm::apply);
	}

	/** Computes the outputs, in the configuration's order. Their arrays belong to the network and are written again by the next pass with this batch size. */
	public List<INDArray> forward(boolean training, INDArray... inputs) {
		Map<String, INDArray> activations = graph.feedForward(inputs, training, false);
		List<INDArray> values = new ArrayList<>();
		outputs.forEach(output -> values.add(activations.get(output)));
		return values;
	}

	/**
	 * Computes the gradients of all learned weights from those of the outputs, after a training pass; returns them as a flat vector that belongs to the network.
	 * The outputs' gradients are written over.
	 */
	public INDArray backward(List<INDArray> outputGradients) {
		run(toParameters, outputGradients);
		spectralNorms.forEach((name, norm) -> norm.unfold(((ConvolutionPass) graph.getVertex(name).getLayer()).gradientTable().get(ConvolutionParameters.WEIGHTS)));
		return flat(graph.getFlattenedGradients());
	}

	/** Computes the gradient that arrives at a tap, and none of the weights, after a training pass. The outputs' gradients are written over. */
	public INDArray backwardTo(String tap, List<INDArray> outputGradients) {
		run(toTaps.computeIfAbsent(tap, name -> GradientFlow.toVertex(graph, name)), outputGradients);
		return ((TapVertex) graph.getVertex(tap)).gradient();
	}

	private void run(GradientFlow flow, List<INDArray> outputGradients) {
		if (applied != flow) {
			flow.apply();
			applied = flow;
		}
		graph.backpropGradient(outputGradients.toArray(INDArray[]::new));
	}

	private static INDArray flat(INDArray array) {
		return array.reshape(array.length());
	}

	/** The learned weights as one flat vector, the live one. */
	public INDArray weights() {
		return flat(weights);
	}

	/** The learned parameters by name, "vertex/W" (filters x C x k x k) and "vertex/b": live parts of {@link #weights()}. */
	public Map<String, INDArray> parameters() {
		return Collections.unmodifiableMap(parameters);
	}

	/** The gradients of the last {@link #backward}, by the names of the {@link #parameters()}: live parts of the vector it returned. */
	public Map<String, INDArray> gradients() {
		Map<String, INDArray> gradients = new LinkedHashMap<>();
		for (GraphVertex vertex : graph.getVertices()) {
			if (vertex.hasLayer() && vertex.getLayer() instanceof ConvolutionPass layer) {
				layer.gradientTable().forEach((key, gradient) -> gradients.put(vertex.getVertexName() + "/" + key, gradient));
			}
		}
		return gradients;
	}

	/**
	 * Everything that training changes besides the learned weights, by name: live arrays of singular vectors, "vertex/u" and "vertex/v", and of running
	 * statistics, "vertex/mean" and "vertex/variance".
	 */
	public Map<String, INDArray> state() {
		Map<String, INDArray> state = new LinkedHashMap<>();
		spectralNorms.forEach((name, norm) -> {
			state.put(name + "/u", norm.left());
			state.put(name + "/v", norm.right());
		});
		for (GraphVertex vertex : graph.getVertices()) {
			if (vertex instanceof OperationVertex operated) {
				operated.operation().state().forEach((key, array) -> state.put(vertex.getVertexName() + "/" + key, array));
			}
		}
		return state;
	}

	/** Takes over what {@link #state()} once gave, from a network of the same configuration. */
	public void restore(Map<String, INDArray> state) {
		spectralNorms.forEach((name, norm) -> {
			norm.left().assign(required(state, name + "/u").reshape(norm.left().shape()));
			norm.right().assign(required(state, name + "/v").reshape(norm.right().shape()));
		});
		for (GraphVertex vertex : graph.getVertices()) {
			if (vertex instanceof OperationVertex operated) {
				String prefix = vertex.getVertexName() + "/";
				Map<String, INDArray> own = new LinkedHashMap<>();
				state.forEach((key, array) -> {
					if (key.startsWith(prefix) && key.indexOf('/', prefix.length()) < 0) {
						own.put(key.substring(prefix.length()), array);
					}
				});
				if (!own.isEmpty()) {
					operated.operation().restore(own);
				}
			}
		}
		settle();
	}

	private static INDArray required(Map<String, INDArray> state, String name) {
		INDArray array = state.get(name);
		if (array == null) {
			throw new IllegalArgumentException("The state of \"" + name + "\" is missing.");
		}
		return array;
	}

	/** Type of all values. */
	public DataType type() {
		return weights.dataType();
	}
}
