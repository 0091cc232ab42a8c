package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.RectifierKernel;
import java.util.List;

/** A rectifier, on feature maps in either layout. Its derivative follows from its output, which has the input's sign, so that the step before it may compute both. */
final class RectifierVertex implements PlannedVertex {

	private final Plan plan;
	private final int index;
	private final int source;
	private final RectifierKernel kernel;
	private final Value output;

	/** One that the step before it computes. */
	RectifierVertex(Plan plan, int index, double slope, Value output) {
		this.plan = plan;
		this.index = index;
		this.output = output;
		source = plan.sources(index)[0];
		kernel = Kernels.of(plan.type()).rectifier(slope);
	}

	/** One with a forward step of its own. */
	RectifierVertex(Plan plan, int index, Form.Rectifying form) {
		this.plan = plan;
		this.index = index;
		source = plan.sources(index)[0];
		kernel = Kernels.of(plan.type()).rectifier(form.slope());
		Value input = plan.value(source);
		output = plan.outputInPlace(index, source);
		plan.forward().add(() -> kernel.forward(input.array(), output.array()), List.of(input, output));
		plan.show(index, output);
	}

	@Override
	public void backward(Value gradient, GradientFlow flow, Gradients gradients) {
		if (flow.needs(source)) {
			Value masked = gradients.own(index) ? gradient : plan.room(gradient.blocked(), gradient.shape());
			gradients.steps().add(() -> kernel.backward(output.array(), gradient.array(), masked.array()), List.of(output, gradient, masked));
			gradients.add(source, masked);
		}
	}

	@Override
	public boolean readsOutput() {
		return true;
	}
}
