package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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
	private final Map<String, Part> parts = new LinkedHashMap<>();
	private final Map<String, INDArray> parameters = new LinkedHashMap<>();
	private final Map<String, SpectralNorm> spectralNorms = new LinkedHashMap<>();
	private final Buffers scratch = new Buffers();
	private final List<String> outputs;
	private final Set<String> frozen = new HashSet<>();
	private final Map<String, GradientFlow> toTaps = new HashMap<>();
	private final Map<String, GradientFlow> toParametersAndTaps = new HashMap<>();
	private final Executor executor;
	private GradientFlow toParameters;
	private boolean lastTraining;
	private INDArray[] lastInputs;

	/** Builds the network and draws its weights. */
	public Network(ComputationGraphConfiguration configuration, Initialisation initialisation, long seed, String name) {
		graph = new ComputationGraph(configuration);
		graph.init();
		outputs = configuration.getNetworkOutputs();
		effective = graph.params();
		effective.assign(0);
		weights = effective.dup('c');
		executor = ExecutorChoice.current().executor(graph);
		toParameters = GradientFlow.toParameters(graph, this::learns);
		for (GraphVertex vertex : graph.getVertices()) {
			Part part = Part.of(vertex);
			if (part != null) {
				parts.put(vertex.getVertexName(), part);
			}
		}
		parts.forEach((vertex, part) -> {
			String seedName = name + "/" + vertex;
			part.operation().seed(Initialisation.random(seed, seedName + "/noise").nextLong());
			if (part.learned() != null) {
				start(vertex, part, initialisation, seed, seedName);
			}
		});
		settle();
	}

	private void start(String vertex, Part part, Initialisation initialisation, long seed, String seedName) {
		for (Parameter parameter : part.learned().parameters()) {
			INDArray learned = like(part.values().get(parameter.key()), weights);
			parameters.put(vertex + "/" + parameter.key(), learned);
			switch (parameter.start()) {
				case DRAWN -> initialisation.fill(learned, seed, seedName);
				case ZERO -> learned.assign(0);
				case ONE -> learned.assign(1);
			}
		}
		if (part.learned().spectralNorm()) {
			spectralNorms.put(vertex, new SpectralNorm(parameters.get(vertex + "/" + Parameter.WEIGHTS), part.learned().outputAxis(),
					part.values().get(Parameter.WEIGHTS), Initialisation.random(seed, seedName + "/singular vectors"), scratch));
		}
	}

	/** The part of a flat vector where a parameter lies in the graph's own one. */
	private INDArray like(INDArray view, INDArray flat) {
		long first = view.offset() - effective.offset();
		return flat.reshape(flat.length()).get(NDArrayIndex.interval(first, first + view.length())).reshape('c', view.shape());
	}

	/**
	 * Freezes parts of a new network, by vertex name: from now on their weights have the gradient 0, their singular vectors and running statistics stay as they are, and they
	 * compute as in evaluation, in training passes too.
	 */
	public void freeze(Predicate<String> vertices) {
		parts.forEach((name, part) -> {
			if (vertices.test(name)) {
				part.freeze();
				frozen.add(name);
			}
		});
		toParameters = GradientFlow.toParameters(graph, this::learns);
	}

	private boolean learns(String vertex) {
		return !frozen.contains(vertex);
	}

	/** Takes over the weights between those that are divided by their largest singular value. */
	private void copyPlain() {
		long first = 0;
		for (long[] divided : divided()) {
			copy(first, divided[0]);
			first = divided[1];
		}
		copy(first, weights.length());
	}

	private void copy(long first, long end) {
		if (first < end) {
			flat(effective).get(NDArrayIndex.interval(first, end)).assign(flat(weights).get(NDArrayIndex.interval(first, end)));
		}
	}

	/** Where those weights lie in the flat vector: the first one's place and the one after the last, in order. */
	private List<long[]> divided() {
		return spectralNorms.keySet().stream().map(name -> parts.get(name).values().get(Parameter.WEIGHTS))
				.map(view -> new long[] { view.offset() - effective.offset(), view.offset() - effective.offset() + view.length() }).sorted(Comparator.comparingLong(range -> range[0]))
				.toList();
	}

	/** Makes the weights to compute with, after one step of power iteration: once before each training pass. */
	public void advance() {
		copyPlain();
		spectralNorms.forEach((name, norm) -> {
			if (learns(name)) {
				norm.advance();
			} else {
				norm.apply();
			}
		});
	}

	/** Makes the weights to compute with in evaluation: changes nothing that is learned or kept. */
	public void settle() {
		copyPlain();
		spectralNorms.values().forEach(SpectralNorm::apply);
	}

	/** Computes the outputs, in the configuration's order. Their arrays belong to the network and are written again by its next pass. */
	public List<INDArray> forward(boolean training, INDArray... inputs) {
		lastTraining = training;
		lastInputs = inputs;
		return executor.forward(training, inputs);
	}

	/** What every vertex gives in evaluation, by name, inputs before what uses them. The arrays belong to the network and are written again by its next pass. */
	public Map<String, INDArray> activations(INDArray... inputs) {
		Map<String, INDArray> given = graph.feedForward(inputs, false, false);
		Map<String, INDArray> ordered = new LinkedHashMap<>();
		for (int index : graph.topologicalSortOrder()) {
			String name = graph.getVertices()[index].getVertexName();
			if (given.containsKey(name)) {
				ordered.put(name, given.get(name));
			}
		}
		return ordered;
	}

	/** Lets an observer see what vertices make in the forward passes from now on; null: none. */
	public void observe(Observer observer) {
		executor.observe(observer);
	}

	/** Makes the last forward pass again, as far as that's possible, for an observer: what follows it is no training any more. */
	public void repeat(Observer observer) {
		executor.observe(observer);
		try {
			executor.forward(lastTraining, lastInputs);
		} finally {
			executor.observe(null);
		}
	}

	/** The names of the vertices in an order in which each follows all that it reads. */
	public List<String> order() {
		return Arrays.stream(graph.topologicalSortOrder()).mapToObj(index -> graph.getVertices()[index].getVertexName()).toList();
	}

	/**
	 * Computes the gradients of all learned weights from those of the outputs, after a training pass; returns them as a flat vector that belongs to the network.
	 * The outputs' gradients are written over.
	 */
	public INDArray backward(List<INDArray> outputGradients) {
		return backward(toParameters, outputGradients);
	}

	/** As {@link #backward(List)}, and lets a gradient arrive at a tap too: {@link #gradient} gives it. */
	public INDArray backward(List<INDArray> outputGradients, String tap) {
		return backward(toParametersAndTaps.computeIfAbsent(tap, name -> GradientFlow.toParametersAnd(graph, this::learns, name)), outputGradients);
	}

	private INDArray backward(GradientFlow flow, List<INDArray> outputGradients) {
		executor.backward(flow, outputGradients);
		spectralNorms.forEach((name, norm) -> {
			if (learns(name)) {
				norm.unfold(parts.get(name).gradients().get(Parameter.WEIGHTS));
			}
		});
		return flat(graph.getFlattenedGradients());
	}

	/** Computes the gradient that arrives at a tap, and none of the weights, after a training pass. The outputs' gradients are written over. */
	public INDArray backwardTo(String tap, List<INDArray> outputGradients) {
		executor.backward(toTaps.computeIfAbsent(tap, name -> GradientFlow.toVertex(graph, name)), outputGradients);
		return gradient(tap);
	}

	/** The gradient that the last backward pass brought to a tap. */
	public INDArray gradient(String tap) {
		return executor.gradient(tap);
	}

	private static INDArray flat(INDArray array) {
		return array.reshape(array.length());
	}

	/**
	 * Holds all parts that are made of linear pieces, rectifiers and maxima, on those that the next forward pass is on, or lets them go: held, the outputs and the
	 * gradients of all passes after that one are smooth functions of the inputs.
	 */
	public void hold(boolean held) {
		parts.values().forEach(part -> part.operation().hold(held));
		executor.hold(held);
	}

	/** The learned weights as one flat vector, the live one. */
	public INDArray weights() {
		return flat(weights);
	}

	/**
	 * The learned parameters by name, "vertex/W" (filters x C x k x k in a convolution) and "vertex/b", in norms "vertex/gamma" and "vertex/beta": live parts of
	 * {@link #weights()}.
	 */
	public Map<String, INDArray> parameters() {
		return Collections.unmodifiableMap(parameters);
	}

	/** The gradients of the last {@link #backward}, by the names of the {@link #parameters()}: live parts of the vector it returned. */
	public Map<String, INDArray> gradients() {
		Map<String, INDArray> gradients = new LinkedHashMap<>();
		parts.forEach((name, part) -> part.gradients().forEach((key, gradient) -> gradients.put(name + "/" + key, gradient)));
		return gradients;
	}

	/**
	 * Everything that training changes besides the learned weights, by name: live arrays of singular vectors, "vertex/u" and "vertex/v", of running statistics,
	 * "vertex/mean" and "vertex/variance", and of where random numbers go on, "vertex/passes".
	 */
	public Map<String, INDArray> state() {
		Map<String, INDArray> state = new LinkedHashMap<>();
		spectralNorms.forEach((name, norm) -> {
			state.put(name + "/u", norm.left());
			state.put(name + "/v", norm.right());
		});
		parts.forEach((name, part) -> part.operation().state().forEach((key, array) -> state.put(name + "/" + key, array)));
		return state;
	}

	/**
	 * Takes over weights by the names of the {@link #parameters()}, and state by those of the {@link #state()}: singular vectors wherever there is spectral norm, running
	 * statistics where given. Throws IllegalArgumentException naming an array that is missing or has another shape.
	 */
	public void load(Map<String, INDArray> arrays) {
		Map<String, INDArray> cast = new LinkedHashMap<>();
		arrays.forEach((name, array) -> cast.put(name, array.castTo(type())));
		parameters.forEach((name, array) -> {
			INDArray given = required(cast, name);
			if (!Arrays.equals(given.shape(), array.shape())) {
				throw new IllegalArgumentException("The array \"" + name + "\" has the shape " + Arrays.toString(given.shape()) + ", not "
						+ Arrays.toString(array.shape()) + ".");
			}
			array.assign(given);
		});
		restore(cast);
	}

	/** Takes over what {@link #state()} once gave, from a network of the same configuration. */
	public void restore(Map<String, INDArray> state) {
		spectralNorms.forEach((name, norm) -> {
			norm.left().assign(required(state, name + "/u").reshape(norm.left().shape()));
			norm.right().assign(required(state, name + "/v").reshape(norm.right().shape()));
		});
		parts.forEach((name, part) -> {
			String prefix = name + "/";
			Map<String, INDArray> own = new LinkedHashMap<>();
			state.forEach((key, array) -> {
				if (key.startsWith(prefix) && key.indexOf('/', prefix.length()) < 0 && !parameters.containsKey(key)) {
					own.put(key.substring(prefix.length()), array);
				}
			});
			if (!own.isEmpty()) {
				part.operation().restore(own);
			}
		});
		settle();
	}

	/** The array of a name; throws IllegalArgumentException where there is none. */
	static INDArray required(Map<String, INDArray> arrays, String name) {
		INDArray array = arrays.get(name);
		if (array == null) {
			throw new IllegalArgumentException("The array \"" + name + "\" is missing.");
		}
		return array;
	}

	/** Type of all values. */
	public DataType type() {
		return weights.dataType();
	}
}
