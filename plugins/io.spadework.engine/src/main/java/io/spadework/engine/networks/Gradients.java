package io.spadework.engine.networks;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradients that a backward pass has gathered so far, one for each vertex's output.
 * <p>
 * Vertices that hand a gradient on unchanged share its array. What arrives second is added in place where nobody shares the array, and else into a new one.
 */
final class Gradients {

	private final Plan plan;
	private final Steps steps;
	private final Map<Integer, Value> gradients = new HashMap<>();
	private final Map<Value, Integer> owners = new IdentityHashMap<>();

	/** For a plan's vertices, by their numbers; what has to be computed is added to the steps. */
	Gradients(Plan plan, Steps steps) {
		this.plan = plan;
		this.steps = steps;
	}

	Steps steps() {
		return steps;
	}

	/** What has arrived at a vertex, or null. */
	Value of(int vertex) {
		return gradients.get(vertex);
	}

	/** Whether nothing but this vertex refers to what has arrived there, so that it may be written over. */
	boolean own(int vertex) {
		return owners.get(gradients.get(vertex)) == 1;
	}

	/** Lets a gradient arrive at a vertex, in the layout of its value. */
	void add(int vertex, Value arriving) {
		Value gradient = inLayout(arriving, plan.value(vertex).blocked());
		Value present = gradients.get(vertex);
		if (present == null) {
			gradients.put(vertex, gradient);
			owners.merge(gradient, 1, Integer::sum);
		} else if (owners.get(present) == 1) {
			steps.add(() -> plan.add(present.array(), gradient.array(), present.array()), List.of(present, gradient));
		} else {
			Value sum = plan.room(present.blocked(), present.shape());
			steps.add(() -> plan.add(present.array(), gradient.array(), sum.array()), List.of(present, gradient, sum));
			owners.merge(present, -1, Integer::sum);
			owners.put(sum, 1);
			gradients.put(vertex, sum);
		}
	}

	/** A gradient in one of the two layouts: itself, or a copy. */
	Value inLayout(Value gradient, boolean blocked) {
		if (gradient.blocked() == blocked) {
			return gradient;
		}
		Value copy = plan.room(blocked, gradient.shape());
		steps.add(() -> plan.blocks().reorder(gradient.array(), gradient.blocked(), copy.array()), List.of(gradient, copy));
		return copy;
	}

	/** Keeps a gradient as it is beyond the end of the pass. */
	void hold(Value gradient) {
		owners.merge(gradient, 1, Integer::sum);
		steps.keep(gradient);
	}

	/** Says that a vertex has handed on what arrived there. */
	void done(int vertex) {
		owners.merge(gradients.get(vertex), -1, Integer::sum);
	}
}
