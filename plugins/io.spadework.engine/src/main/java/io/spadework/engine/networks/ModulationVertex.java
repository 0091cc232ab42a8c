package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.NormKernel;
import java.util.List;

/**
 * A spatially-adaptive modulation, with the rectifier behind it where there is one. In training, modulations of one input share its normalised values and the way of the gradient
 * back through the normalisation.
 */
final class ModulationVertex implements PlannedVertex {

	/** Normalised values that several modulations may share: the first of them made them. */
	record Normalised(Value value, Statistics statistics, int slot) {
	}

	private static final int X = 0;
	private static final int GAMMA = 1;
	private static final int BETA = 2;

	private final Plan plan;
	private final int[] sources;
	private final Statistics statistics;
	private final NormKernel kernel;
	private final Value gamma;
	private final Normalised normalised;
	private final boolean first;
	private final boolean constant;

	/** Adds the forward steps. */
	ModulationVertex(Plan plan, int index, Form.Modulating form) {
		this.plan = plan;
		sources = plan.sources(index);
		statistics = form.statistics();
		Value x = plan.value(sources[X]);
		boolean blocked = x.blocked();
		gamma = plan.value(sources[GAMMA], blocked);
		Value beta = plan.value(sources[BETA], blocked);
		kernel = plan.blocks().norm(form.norm(), form.epsilon(), blocked);
		boolean training = plan.training(plan.part(index));
		constant = form.norm() == Norm.BATCH && !training;
		Normalised present = constant ? null : plan.normalised(sources[X], form);
		first = present == null;
		if (first) {
			Value made = plan.inPlace(sources[X]) ? Value.in(x.room(), blocked, x.shape()) : plan.room(blocked, x.shape());
			normalised = new Normalised(made, statistics, plan.slot(index, made));
			plan.forward().add(() -> NormVertex.normalise(plan, statistics, kernel, x, made, training), List.of(x, made));
			if (!constant) {
				plan.normalised(sources[X], form, normalised);
			}
		} else {
			normalised = present;
			plan.forward().add(() -> statistics.normaliseAs(present.statistics(), present.value().array()), List.of());
		}
		int rectifier = plan.rectifierBehind(index);
		Value output = plan.output(rectifier < 0 ? index : rectifier, blocked, x.shape());
		double slope = rectifier < 0 ? Double.NaN : plan.fuse(rectifier, output);
		Value hat = normalised.value();
		plan.forward().add(() -> plan.blocks().modulate(hat.array(), gamma.array(), beta.array(), slope, output.array()), List.of(hat, gamma, beta, output));
		plan.show(rectifier < 0 ? index : rectifier, output);
		plan.put(index, output);
	}

	@Override
	public void backward(Value gradient, GradientFlow flow, Gradients gradients) {
		Value hat = normalised.value();
		if (flow.needs(sources[GAMMA])) {
			Value ofGamma = plan.room(gradient.blocked(), gradient.shape());
			gradients.steps().add(() -> plan.blocks().multiply(gradient.array(), hat.array(), ofGamma.array()), List.of(gradient, hat, ofGamma));
			gradients.add(sources[GAMMA], ofGamma);
		}
		if (flow.needs(sources[X])) {
			Value ofHat = plan.room(gradient.blocked(), gradient.shape());
			gradients.steps().add(() -> plan.blocks().rescale(gradient.array(), gamma.array(), statistics.inverseDeviation(), gradient.blocked(), ofHat.array()),
					List.of(gradient, gamma, ofHat));
			gradients.add(constant ? sources[X] : normalised.slot(), ofHat);
		}
		if (flow.needs(sources[BETA])) {
			gradients.add(sources[BETA], gradient);
		}
	}

	@Override
	public void finish(GradientFlow flow, Gradients gradients) {
		Value gathered = constant || !first ? null : gradients.of(normalised.slot());
		if (gathered != null) {
			Value hat = normalised.value();
			gradients.steps().add(() -> statistics.backward(kernel, hat.array(), gathered.array(), gathered.array()), List.of(hat, gathered));
			gradients.add(sources[X], gathered);
			gradients.done(normalised.slot());
		}
	}
}
