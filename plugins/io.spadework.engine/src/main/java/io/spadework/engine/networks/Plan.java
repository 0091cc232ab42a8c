package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.LabelMap;
import io.spadework.engine.networks.kernels.OneDnnBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph's passes for inputs of one shape as lists of steps over values whose places are known beforehand.
 * <p>
 * Where there are kernels for feature maps in blocks of channels, values stay in that layout from one step to the next, and are reordered for steps that know the plain one only.
 */
final class Plan {

	/** A backward pass. */
	private record Backward(Steps steps, List<Value> outputGradients, Map<String, Value> taps) {
	}

	private final ComputationGraph graph;
	private final Store store;
	private final boolean training;
	private final OneDnnBlocks blocks;
	private final GraphVertex[] vertices;
	private final int[] order;
	private final List<Integer> inputs = new ArrayList<>();
	private final List<Integer> outputs = new ArrayList<>();
	private final int[] readers;
	private final Set<Integer> shown = new HashSet<>();
	private final Map<Integer, Value> values = new HashMap<>();
	private final Map<Value, Value> reordered = new IdentityHashMap<>();
	private final Map<Integer, PlannedVertex> planned = new HashMap<>();
	private final Map<List<Object>, ModulationVertex.Normalised> normalised = new HashMap<>();
	private final Map<List<Object>, Value> resized = new HashMap<>();
	private final Map<Value, LabelMap> labelMaps = new IdentityHashMap<>();
	private final Steps forward = new Steps(0);
	/** After how many steps of the forward pass each vertex has made its value. */
	private final Map<Integer, Integer> made = new LinkedHashMap<>();
	private final Map<GradientFlow, Backward> backwards = new HashMap<>();
	private final Set<Integer> fused = new LinkedHashSet<>();
	private Backward last;
	private int bound;

	/**
	 * For inputs of these shapes.
	 *
	 * @param kept   whether the forward pass keeps what backward ones need
	 * @param blocks kernels for feature maps in blocks, or null where the plan does without
	 */
	Plan(ComputationGraph graph, Store store, boolean training, boolean kept, OneDnnBlocks blocks, INDArray[] given) {
		this.graph = graph;
		this.store = store;
		this.training = training;
		this.blocks = blocks;
		vertices = graph.getVertices();
		order = graph.topologicalSortOrder();
		ComputationGraphConfiguration configuration = graph.getConfiguration();
		configuration.getNetworkOutputs().forEach(name -> outputs.add(graph.getVertex(name).getVertexIndex()));
		configuration.getNetworkInputs().forEach(name -> inputs.add(graph.getVertex(name).getVertexIndex()));
		readers = new int[vertices.length];
		for (GraphVertex vertex : vertices) {
			Arrays.stream(GradientFlow.sources(vertex)).forEach(source -> readers[source]++);
		}
		findShown();
		for (int i = 0; i < given.length; i++) {
			values.put(inputs.get(i), Value.given(given[i].shape()));
		}
		for (int index : order) {
			if (!values.containsKey(index)) {
				planForward(index);
			}
		}
		List<Room> rooms = new ArrayList<>(forward.rooms());
		if (kept) {
			Set<Room> present = new HashSet<>(rooms);
			planBackward(GradientFlow.widest(graph)).steps.rooms().stream().filter(room -> !present.contains(room)).forEach(rooms::add);
		}
		store.placeAnew(rooms);
		bind();
	}

	/** The vertices whose values the network's outputs are: taps hand on what they are given. */
	private void findShown() {
		for (int output : outputs) {
			int source = output;
			while (vertices[source] instanceof TapVertex) {
				source = GradientFlow.sources(vertices[source])[0];
			}
			shown.add(source);
		}
	}

	private void bind() {
		bound = store.version();
		forward.bind(store);
		backwards.values().forEach(backward -> backward.steps.bind(store));
	}

	private void planForward(int index) {
		if (vertices[index] instanceof TapVertex) {
			values.put(index, value(sources(index)[0]));
			return;
		}
		planned.put(index, planned(index));
		made.put(index, forward.end());
		fused.forEach(rectifier -> made.putIfAbsent(rectifier, forward.end()));
	}

	private PlannedVertex planned(int index) {
		Form form = blocks == null ? null : part(index).operation().form();
		if (form instanceof Form.Convolving convolving && convolving.groups() == 1) {
			return new ConvolutionVertex(this, index, convolving);
		}
		if (form instanceof Form.Rectifying rectifying) {
			return new RectifierVertex(this, index, rectifying);
		}
		if (form instanceof Form.Normalising normalising && normalising.norm() != Norm.LAYER) {
			return new NormVertex(this, index, normalising);
		}
		if (form instanceof Form.Modulating modulating && modulating.norm() != Norm.LAYER) {
			return new ModulationVertex(this, index, modulating);
		}
		if (form instanceof Form.Adding) {
			return new SumVertex(this, index);
		}
		if (form instanceof Form.Repeating && value(sources(index)[0]).blocked()) {
			return new RepetitionVertex(this, index);
		}
		return general(index);
	}

	/** Vertices that resize the same map in the same way share the result. */
	private PlannedVertex general(int index) {
		ResizeNearest resize = resizing(index);
		if (resize == null || shown(index)) {
			return new GeneralVertex(this, index, null);
		}
		List<Object> key = List.of(resize, Arrays.stream(sources(index)).mapToObj(this::value).toList());
		PlannedVertex vertex = new GeneralVertex(this, index, resized.get(key));
		resized.put(key, value(index));
		return vertex;
	}

	/** The part that a vertex is; throws IllegalArgumentException for one of DL4J's own. */
	Part part(int index) {
		Part part = Part.of(vertices[index]);
		if (part == null) {
			throw new IllegalArgumentException("Vertex \"" + vertices[index].getVertexName() + "\" is none that the plan executor knows: --executor graph runs it.");
		}
		return part;
	}

	/** The vertices that a vertex reads. */
	int[] sources(int index) {
		return GradientFlow.sources(vertices[index]);
	}

	DataType type() {
		return graph.getConfiguration().getDataType();
	}

	/** Kernels for feature maps in blocks. */
	OneDnnBlocks blocks() {
		return blocks;
	}

	/** The steps of the forward pass. */
	Steps forward() {
		return forward;
	}

	/** Whether a part computes as in training. */
	boolean training(Part part) {
		return training && !part.frozen();
	}

	/** Whether a flow computes the gradients of a part's parameters. */
	boolean learns(Part part, GradientFlow flow) {
		return flow.parameters() && part.learned() != null && !part.frozen();
	}

	/** What a vertex has made. */
	Value value(int index) {
		return values.get(index);
	}

	/** What a vertex has made, in one of the two layouts. */
	Value value(int index, boolean blocked) {
		Value made = value(index);
		if (made.blocked() == blocked) {
			return made;
		}
		return reordered.computeIfAbsent(made, key -> reorder(made, room(blocked, made.shape())));
	}

	/** What a vertex has made, in the plain layout. */
	Value plain(int index) {
		return value(index, false);
	}

	private Value reorder(Value from, Value to) {
		forward.add(() -> blocks.reorder(from.array(), from.blocked(), to.array()), List.of(from, to));
		return to;
	}

	/** Says what a vertex makes. */
	void put(int index, Value made) {
		values.put(index, made);
	}

	/** A value of its own in the store. */
	Value room(boolean blocked, long... shape) {
		return Value.in(new Room(ArrayUtil.prodLong(shape)), blocked, shape);
	}

	/** Whether a vertex's value is an output of the network. */
	boolean shown(int index) {
		return shown.contains(index);
	}

	/** Room for what a vertex makes; outputs of the network have an array of their own, in the plain layout. */
	Value output(int index, boolean blocked, long... shape) {
		return shown(index) && !blocked ? Value.of(Nd4j.create(type(), shape, 'c')) : room(blocked, shape);
	}

	/** Room for what a vertex makes of a single input, in that one's place where possible. */
	Value outputInPlace(int index, int source) {
		Value input = value(source);
		Value output = inPlace(source) && !shown(index) ? Value.in(input.room(), input.blocked(), input.shape()) : output(index, input.blocked(), input.shape());
		put(index, output);
		return output;
	}

	/** Adds the step that makes an output of the network from a value in blocks. */
	void show(int index, Value output) {
		if (shown(index) && output.blocked()) {
			reordered.put(output, reorder(output, Value.of(Nd4j.create(type(), output.shape(), 'c'))));
		}
	}

	/** Whether what a vertex has made may be written over by the one that reads it. */
	boolean inPlace(int index) {
		PlannedVertex maker = planned.get(index);
		return maker != null && readers[index] == 1 && !shown(index) && !maker.readsOutput() && value(index).room() != null && !resized.containsValue(value(index));
	}

	/** The rectifier that alone reads a vertex, or -1. */
	int rectifierBehind(int index) {
		if (readers[index] != 1 || shown(index)) {
			return -1;
		}
		for (int reader : order) {
			if (Arrays.stream(sources(reader)).anyMatch(source -> source == index)) {
				return Part.of(vertices[reader]) != null && part(reader).operation().form() instanceof Form.Rectifying ? reader : -1;
			}
		}
		return -1;
	}

	/** Says that the step before a rectifier computes it too; returns its slope. */
	double fuse(int rectifier, Value output) {
		double slope = ((Form.Rectifying) part(rectifier).operation().form()).slope();
		planned.put(rectifier, new RectifierVertex(this, rectifier, slope, output));
		fused.add(rectifier);
		put(rectifier, output);
		return slope;
	}

	/** A number under which gradients with respect to a value gather that is no vertex's own. */
	int slot(int index, Value of) {
		int slot = vertices.length + index;
		put(slot, of);
		return slot;
	}

	/** What a vertex has made as labels, should it be a one-hot map, known when the steps added from now on run; null where it is no input of the network, nor one resized. */
	LabelMap labels(int index) {
		if (labelMaps.containsKey(value(index))) {
			return labelMaps.get(value(index));
		}
		Value value = value(index);
		LabelMap labels = null;
		if (value.room() == null && value.array() == null) {
			LabelMap read = new LabelMap();
			forward.add(() -> read.read(value.array()), List.of(value));
			labels = read;
		} else if (resizing(index) != null && sources(index).length == 1 && labels(sources(index)[0]) instanceof LabelMap whole) {
			LabelMap smaller = new LabelMap();
			forward.add(() -> smaller.resize(whole, (int) value.shape()[2], (int) value.shape()[3]), List.of());
			labels = smaller;
		}
		labelMaps.put(value, labels);
		return labels;
	}

	/** What resizes a vertex's input by picking values, or null. */
	private ResizeNearest resizing(int index) {
		return graph.getConfiguration().getVertices().get(vertices[index].getVertexName()) instanceof ResizeNearest resize ? resize : null;
	}

	/** What a modulation before has normalised of a vertex in this way, or null. */
	ModulationVertex.Normalised normalised(int source, Form.Modulating form) {
		return normalised.get(key(source, form));
	}

	/** Takes note of what a modulation has normalised of a vertex. */
	void normalised(int source, Form.Modulating form, ModulationVertex.Normalised made) {
		normalised.put(key(source, form), made);
	}

	private List<Object> key(int source, Form.Modulating form) {
		return List.of(value(source), form.norm(), form.epsilon());
	}

	/** Writes a + b. */
	void add(INDArray a, INDArray b, INDArray sum) {
		if (blocks == null) {
			a.addi(b, sum);
		} else {
			blocks.add(a, b, sum);
		}
	}

	private Backward planBackward(GradientFlow flow) {
		Steps steps = new Steps(forward.end());
		Gradients gradients = new Gradients(this, steps);
		Map<String, Value> taps = new HashMap<>();
		List<Value> given = new ArrayList<>();
		for (int output : outputs) {
			Value gradient = Value.given(value(output).shape());
			given.add(gradient);
			gradients.add(output, gradient);
		}
		for (int i = order.length - 1; i >= 0; i--) {
			int index = order[i];
			Value gradient = gradients.of(index);
			if (gradient != null && flow.needs(index) && !inputs.contains(index)) {
				if (vertices[index] instanceof TapVertex) {
					backwardThroughTap(index, gradient, flow, gradients, taps);
				} else {
					planned.get(index).backward(gradient, flow, gradients);
				}
				gradients.done(index);
			}
			if (planned.containsKey(index)) {
				planned.get(index).finish(flow, gradients);
			}
		}
		return new Backward(steps, given, taps);
	}

	private void backwardThroughTap(int index, Value gradient, GradientFlow flow, Gradients gradients, Map<String, Value> taps) {
		String name = vertices[index].getVertexName();
		if (flow.endsAt(name)) {
			Value plain = gradients.inLayout(gradient, false);
			taps.put(name, plain);
			gradients.hold(plain);
		}
		int source = sources(index)[0];
		if (flow.needs(source)) {
			gradients.add(source, gradient);
		}
	}

	/** Computes the outputs; an observer, unless null, sees what vertices make on the way. */
	List<INDArray> forward(INDArray[] given, Observer observer) {
		if (bound != store.version()) {
			bind();
		}
		for (int i = 0; i < given.length; i++) {
			value(inputs.get(i)).put(given[i]);
		}
		if (observer == null) {
			forward.run();
		} else {
			runSeen(observer);
		}
		return outputs.stream().map(output -> shownArray(value(output))).toList();
	}

	private void runSeen(Observer observer) {
		Map<Integer, List<Integer>> due = new HashMap<>();
		made.forEach((index, steps) -> due.computeIfAbsent(steps, key -> new ArrayList<>()).add(index));
		due.getOrDefault(0, List.of()).forEach(index -> show(index, observer));
		forward.run(done -> due.getOrDefault(done, List.of()).forEach(index -> show(index, observer)));
	}

	private void show(int index, Observer observer) {
		Value value = value(index);
		INDArray plain = value.array();
		if (value.blocked()) {
			plain = Nd4j.create(type(), value.shape(), 'c');
			blocks.reorder(value.array(), true, plain);
		}
		observer.made(vertices[index].getVertexName(), plain);
	}

	private INDArray shownArray(Value value) {
		return value.blocked() ? reordered.get(value).array() : value.array();
	}

	/** Computes a flow's gradients. */
	void backward(GradientFlow flow, List<INDArray> outputGradients) {
		last = backwards.get(flow);
		if (last == null) {
			last = planBackward(flow);
			List<Room> present = forward.rooms();
			Set<Room> fixed = new HashSet<>(present);
			store.placeMore(last.steps.rooms().stream().filter(room -> !fixed.contains(room)).toList(), present);
			last.steps.bind(store);
			backwards.put(flow, last);
		}
		for (int i = 0; i < outputGradients.size(); i++) {
			last.outputGradients.get(i).put(outputGradients.get(i));
		}
		last.steps.run();
	}

	/** The gradient that the last backward pass brought to a tap that it ends at. */
	INDArray gradient(String tap) {
		return last.taps.get(tap).array();
	}
}
