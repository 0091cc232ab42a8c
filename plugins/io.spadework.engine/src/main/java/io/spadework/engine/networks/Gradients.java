package io.spadework.engine.networks;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.common.util.ArrayUtil;

/**
 * The gradients that a backward pass has gathered so far, one for each vertex's output.
 * <p>
 * Vertices that hand a gradient on unchanged share its array. What arrives second is added in place where nobody shares the array, and else into a new one.
 */
final class Gradients {

	private final Steps steps;
	private final Value[] gradients;
	private final Map<Value, Integer> owners = new IdentityHashMap<>();

	/** For so many vertices; what has to be computed is added to the steps. */
	Gradients(Steps steps, int vertices) {
		this.steps = steps;
		gradients = new Value[vertices];
	}

	Steps steps() {
		return steps;
	}

	/** What has arrived at a vertex, or null. */
	Value of(int vertex) {
		return gradients[vertex];
	}

	/** Whether nothing but this vertex refers to what has arrived there, so that it may be written over. */
	boolean own(int vertex) {
		return owners.get(gradients[vertex]) == 1;
	}

	/** Lets a gradient arrive at a vertex. */
	void add(int vertex, Value gradient) {
		Value present = gradients[vertex];
		if (present == null) {
			gradients[vertex] = gradient;
			owners.merge(gradient, 1, Integer::sum);
		} else if (owners.get(present) == 1) {
			steps.add(() -> present.array().addi(gradient.array()), List.of(present, gradient));
		} else {
			Value sum = new Value(new Room(ArrayUtil.prodLong(present.shape())), present.shape());
			steps.add(() -> present.array().addi(gradient.array(), sum.array()), List.of(present, gradient, sum));
			owners.merge(present, -1, Integer::sum);
			owners.put(sum, 1);
			gradients[vertex] = sum;
		}
	}

	/** Keeps a gradient as it is beyond the end of the pass. */
	void hold(Value gradient) {
		owners.merge(gradient, 1, Integer::sum);
		steps.keep(gradient);
	}

	/** Says that a vertex has handed on what arrived there. */
	void done(int vertex) {
		owners.merge(gradients[vertex], -1, Integer::sum);
	}
}
