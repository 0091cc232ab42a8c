package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.NormKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A normalisation without parameters: it keeps what it makes, and nothing else. */
final class NormVertex implements PlannedVertex {

	private final Plan plan;
	private final int index;
	private final int source;
	private final Statistics statistics;
	private final NormKernel kernel;
	private final Value output;
	private final boolean constant;

	/** Adds the forward step. */
	NormVertex(Plan plan, int index, Form.Normalising form) {
		this.plan = plan;
		this.index = index;
		source = plan.sources(index)[0];
		statistics = form.statistics();
		Value input = plan.value(source);
		output = plan.outputInPlace(index, source);
		kernel = plan.blocks().norm(form.norm(), form.epsilon(), output.blocked());
		boolean training = plan.training(plan.part(index));
		constant = form.norm() == Norm.BATCH && !training;
		plan.forward().add(() -> normalise(plan, statistics, kernel, input, output, training), List.of(input, output));
		plan.show(index, output);
	}

	/** Normalises as the statistics say; in evaluation exactly 0 comes of values that are all the same. */
	static void normalise(Plan plan, Statistics statistics, NormKernel kernel, Value input, Value output, boolean training) {
		statistics.normalise(kernel, input.array(), output.array(), training);
		if (!statistics.mayBeLevel(training)) {
			return;
		}
		if (output.blocked()) {
			INDArray plain = Nd4j.createUninitialized(output.array().dataType(), output.shape());
			plan.blocks().reorder(output.array(), true, plain);
			statistics.level(plain);
			plan.blocks().reorder(plain, false, output.array());
		} else {
			statistics.level(output.array());
		}
	}

	@Override
	public void backward(Value gradient, GradientFlow flow, Gradients gradients) {
		if (flow.needs(source)) {
			Value ofInput = gradients.own(index) ? gradient : plan.room(gradient.blocked(), gradient.shape());
			gradients.steps().add(() -> plan.blocks().scale(gradient.array(), statistics.inverseDeviation(), gradient.blocked(), ofInput.array()), List.of(gradient, ofInput));
			if (!constant) {
				gradients.steps().add(() -> statistics.backward(kernel, output.array(), ofInput.array(), ofInput.array()), List.of(output, ofInput));
			}
			gradients.add(source, ofInput);
		}
	}

	@Override
	public boolean readsOutput() {
		return true;
	}
}
