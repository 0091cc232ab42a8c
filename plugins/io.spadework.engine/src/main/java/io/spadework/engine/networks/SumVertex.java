package io.spadework.engine.networks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A sum of feature maps in either layout, in the place of one of them where nothing else needs that. */
final class SumVertex implements PlannedVertex {

	private final int[] sources;

	/** Adds the forward steps. */
	SumVertex(Plan plan, int index) {
		sources = plan.sources(index);
		Value first = plan.value(sources[0]);
		boolean blocked = first.blocked();
		int taken = Arrays.stream(sources).filter(source -> plan.value(source).blocked() == blocked && plan.inPlace(source)).findFirst().orElse(-1);
		boolean inPlace = taken >= 0 && !plan.shown(index);
		Value output = inPlace ? Value.in(plan.value(taken).room(), blocked, first.shape()) : plan.output(index, blocked, first.shape());
		int begun = inPlace ? IntStream.range(0, sources.length).filter(i -> sources[i] == taken).findFirst().orElseThrow() : 0;
		Value sum = plan.value(sources[begun]);
		for (int i = 0; i < sources.length; i++) {
			if (i != begun) {
				Value a = sum;
				Value b = plan.value(sources[i], blocked);
				plan.forward().add(() -> plan.blocks().add(a.array(), b.array(), output.array()), List.of(a, b, output));
				sum = output;
			}
		}
		plan.show(index, output);
		plan.put(index, output);
	}

	@Override
	public void backward(Value gradient, GradientFlow flow, Gradients gradients) {
		for (int source : sources) {
			if (flow.needs(source)) {
				gradients.add(source, gradient);
			}
		}
	}
}
