package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph's passes for inputs of one shape as lists of steps over values whose places are known beforehand. */
final class Plan {

	/** A backward pass. */
	private record Backward(Steps steps, List<Value> outputGradients, Map<String, Value> taps) {
	}

	private final ComputationGraph graph;
	private final Store store;
	private final boolean training;
	private final GraphVertex[] vertices;
	private final int[] order;
	private final List<Integer> inputs = new ArrayList<>();
	private final List<Integer> outputs = new ArrayList<>();
	private final Value[] values;
	private final Steps forward = new Steps(0);
	private final Map<GradientFlow, Backward> backwards = new HashMap<>();
	private Backward last;
	private int bound;

	/** For inputs of these shapes; only where told does the forward pass keep what backward ones need. */
	Plan(ComputationGraph graph, Store store, boolean training, boolean kept, INDArray[] given) {
		this.graph = graph;
		this.store = store;
		this.training = training;
		vertices = graph.getVertices();
		order = graph.topologicalSortOrder();
		values = new Value[vertices.length];
		graph.getConfiguration().getNetworkOutputs().forEach(name -> outputs.add(graph.getVertex(name).getVertexIndex()));
		graph.getConfiguration().getNetworkInputs().forEach(name -> inputs.add(graph.getVertex(name).getVertexIndex()));
		for (int i = 0; i < given.length; i++) {
			values[inputs.get(i)] = new Value((INDArray) null, given[i].shape());
		}
		Set<Integer> shown = shown();
		for (int index : order) {
			if (!inputs.contains(index)) {
				planForward(index, shown.contains(index));
			}
		}
		List<Room> rooms = new ArrayList<>(forward.rooms());
		if (kept) {
			Backward widest = planBackward(GradientFlow.widest(graph));
			widest.steps.rooms().stream().filter(room -> !rooms.contains(room)).forEach(rooms::add);
		}
		store.placeAnew(rooms);
		bind();
	}

	/** The vertices whose values the network's outputs are: taps hand on what they are given. */
	private Set<Integer> shown() {
		Set<Integer> shown = new HashSet<>();
		for (int output : outputs) {
			int source = output;
			while (vertices[source] instanceof TapVertex) {
				source = GradientFlow.sources(vertices[source])[0];
			}
			shown.add(source);
		}
		return shown;
	}

	private void bind() {
		bound = store.version();
		forward.bind(store);
		backwards.values().forEach(backward -> backward.steps.bind(store));
	}

	private void planForward(int index, boolean shown) {
		int[] sources = GradientFlow.sources(vertices[index]);
		if (vertices[index] instanceof TapVertex) {
			values[index] = values[sources[0]];
			return;
		}
		Part part = part(index);
		Value[] read = Arrays.stream(sources).mapToObj(source -> values[source]).toArray(Value[]::new);
		long[] shape = part.operation().outputShape(Arrays.stream(read).map(Value::shape).toArray(long[][]::new)).clone();
		Value written = shown ? new Value(Nd4j.create(graph.getConfiguration().getDataType(), shape, 'c'), shape) : room(shape);
		values[index] = written;
		List<Value> touched = new ArrayList<>(List.of(read));
		touched.add(written);
		forward.add(() -> part.operation().forward(operands(part, read), written.array(), training && !part.frozen()), touched);
	}

	private Part part(int index) {
		Part part = Part.of(vertices[index]);
		if (part == null) {
			throw new IllegalArgumentException("Vertex \"" + vertices[index].getVertexName() + "\" is none that the plan executor knows: --executor graph runs it.");
		}
		return part;
	}

	private static Value room(long... shape) {
		return new Value(new Room(ArrayUtil.prodLong(shape)), shape);
	}

	/** The inputs, then the parameters. */
	private static INDArray[] operands(Part part, Value[] read) {
		return with(part, read, part.values());
	}

	private static INDArray[] with(Part part, Value[] values, Map<String, INDArray> ofParameters) {
		List<Parameter> parameters = part.learned() == null ? List.of() : part.learned().parameters();
		INDArray[] arrays = new INDArray[values.length + parameters.size()];
		for (int i = 0; i < values.length; i++) {
			arrays[i] = values[i] == null ? null : values[i].array();
		}
		for (int i = 0; i < parameters.size(); i++) {
			arrays[values.length + i] = ofParameters.get(parameters.get(i).key());
		}
		return arrays;
	}

	private Backward planBackward(GradientFlow flow) {
		Steps steps = new Steps(forward.end());
		Gradients gradients = new Gradients(steps, vertices.length);
		Map<String, Value> taps = new HashMap<>();
		List<Value> given = new ArrayList<>();
		for (int output : outputs) {
			Value gradient = new Value((INDArray) null, values[output].shape());
			given.add(gradient);
			gradients.add(output, gradient);
		}
		for (int i = order.length - 1; i >= 0; i--) {
			int index = order[i];
			Value gradient = gradients.of(index);
			if (gradient == null || !flow.needs(index) || inputs.contains(index)) {
				continue;
			}
			if (vertices[index] instanceof TapVertex) {
				String name = vertices[index].getVertexName();
				if (flow.endsAt(name)) {
					taps.put(name, gradient);
					gradients.hold(gradient);
				}
				int source = GradientFlow.sources(vertices[index])[0];
				if (flow.needs(source)) {
					gradients.add(source, gradient);
				}
			} else {
				planBackward(index, flow, gradients);
			}
			gradients.done(index);
		}
		return new Backward(steps, given, taps);
	}

	private void planBackward(int index, GradientFlow flow, Gradients gradients) {
		Part part = part(index);
		Operation operation = part.operation();
		Value gradient = gradients.of(index);
		int[] sources = GradientFlow.sources(vertices[index]);
		Value[] read = new Value[sources.length];
		Value[] written = new Value[sources.length];
		List<Value> touched = new ArrayList<>(List.of(gradient));
		for (int i = 0; i < sources.length; i++) {
			read[i] = values[sources[i]];
			if (operation.reads().inputs()) {
				touched.add(read[i]);
			}
			if (flow.needs(sources[i]) && i != operation.passedOn()) {
				written[i] = room(read[i].shape());
				touched.add(written[i]);
			}
		}
		if (operation.reads().output()) {
			touched.add(values[index]);
		}
		boolean ofParameters = flow.parameters() && part.learned() != null && !part.frozen();
		if (ofParameters || Arrays.stream(written).anyMatch(value -> value != null)) {
			gradients.steps().add(() -> operation.backward(operands(part, read), values[index].array(), gradient.array(),
					with(part, written, ofParameters ? part.gradients() : Map.of())), touched);
		}
		for (int i = 0; i < sources.length; i++) {
			if (i == operation.passedOn() && flow.needs(sources[i])) {
				gradients.add(sources[i], gradient);
			} else if (written[i] != null) {
				gradients.add(sources[i], written[i]);
			}
		}
	}

	/** Computes the outputs. */
	List<INDArray> forward(INDArray[] given) {
		if (bound != store.version()) {
			bind();
		}
		for (int i = 0; i < given.length; i++) {
			values[inputs.get(i)].put(given[i]);
		}
		forward.run();
		return outputs.stream().map(output -> values[output].array()).toList();
	}

	/** Computes a flow's gradients. */
	void backward(GradientFlow flow, List<INDArray> outputGradients) {
		last = backwards.get(flow);
		if (last == null) {
			last = planBackward(flow);
			List<Room> present = forward.rooms();
			store.placeMore(last.steps.rooms().stream().filter(room -> !present.contains(room)).toList(), present);
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
