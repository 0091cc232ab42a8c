package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes a vertex of any kind by its operation, on arrays in the plain layout. */
final class GeneralVertex implements PlannedVertex {

	private final Plan plan;
	private final Part part;
	private final int[] sources;
	private final Value[] read;
	private final Value output;

	/** Adds the forward step, unless what it would make is present already. */
	GeneralVertex(Plan plan, int index, Value present) {
		this.plan = plan;
		part = plan.part(index);
		sources = plan.sources(index);
		read = Arrays.stream(sources).mapToObj(plan::plain).toArray(Value[]::new);
		long[] shape = part.operation().outputShape(Arrays.stream(read).map(Value::shape).toArray(long[][]::new)).clone();
		output = present == null ? plan.output(index, false, shape) : present;
		plan.put(index, output);
		if (present == null) {
			List<Value> touched = new ArrayList<>(List.of(read));
			touched.add(output);
			boolean training = plan.training(part);
			plan.forward().add(() -> part.operation().forward(with(read, part.values()), output.array(), training), touched);
		}
	}

	/** Arrays of the inputs, then of the parameters. */
	private INDArray[] with(Value[] values, Map<String, INDArray> ofParameters) {
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

	@Override
	public void backward(Value gradient, GradientFlow flow, Gradients gradients) {
		Operation operation = part.operation();
		Value[] written = new Value[sources.length];
		List<Value> touched = new ArrayList<>(List.of(gradient));
		for (int i = 0; i < sources.length; i++) {
			if (operation.reads().inputs()) {
				touched.add(read[i]);
			}
			if (flow.needs(sources[i]) && i != operation.passedOn()) {
				written[i] = plan.room(false, read[i].shape());
				touched.add(written[i]);
			}
		}
		if (operation.reads().output()) {
			touched.add(output);
		}
		boolean learns = plan.learns(part, flow);
		if (learns || Arrays.stream(written).anyMatch(Objects::nonNull)) {
			gradients.steps().add(() -> operation.backward(with(read, part.values()), output.array(), gradient.array(), with(written, learns ? part.gradients() : Map.of())),
					touched);
		}
		for (int i = 0; i < sources.length; i++) {
			if (i == operation.passedOn() && flow.needs(sources[i])) {
				gradients.add(sources[i], gradient);
			} else if (written[i] != null) {
				gradients.add(sources[i], written[i]);
			}
		}
	}

	@Override
	public boolean readsOutput() {
		return part.operation().reads().output();
	}
}
