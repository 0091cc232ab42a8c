package io.spadework.engine.networks;

import java.util.List;

/** A repetition of every value of feature maps in blocks. */
final class RepetitionVertex implements PlannedVertex {

	private final Plan plan;
	private final int source;
	private final Value input;

	/** Adds the forward step. */
	RepetitionVertex(Plan plan, int index) {
		this.plan = plan;
		source = plan.sources(index)[0];
		input = plan.value(source);
		Value output = plan.output(index, true, plan.part(index).operation().outputShape(input.shape()));
		plan.forward().add(() -> plan.blocks().repeat(input.array(), output.array()), List.of(input, output));
		plan.show(index, output);
		plan.put(index, output);
	}

	@Override
	public void backward(Value gradient, GradientFlow flow, Gradients gradients) {
		if (flow.needs(source)) {
			Value ofInput = plan.room(true, input.shape());
			gradients.steps().add(() -> plan.blocks().repeatBackward(gradient.array(), ofInput.array()), List.of(gradient, ofInput));
			gradients.add(source, ofInput);
		}
	}
}
