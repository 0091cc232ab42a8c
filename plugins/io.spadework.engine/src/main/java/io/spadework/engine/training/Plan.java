package io.spadework.engine.training;

import java.util.ArrayList;
import java.util.List;

/** Which phase each step of a training belongs to: steps and epochs count on from phase to phase. */
public final class Plan {

	private final List<Span> spans = new ArrayList<>();
	private final int total;

	/** For a training whose data are open; throws IllegalArgumentException where a batch is more than the data of a phase. */
	public Plan(Training training) {
		int first = 0;
		int epochs = 0;
		for (Phase phase : training.phases()) {
			int size = phase.data().size();
			int stepsPerEpoch = size / training.batch();
			if (stepsPerEpoch == 0) {
				throw new IllegalArgumentException("A batch of " + training.batch() + " images is more than the data set has: " + size + ".");
			}
			Span span = new Span(phase, first, phase.schedule().total(stepsPerEpoch), stepsPerEpoch, epochs);
			spans.add(span);
			first = Math.addExact(first, span.steps());
			epochs = span.epoch(first - 1) + 1;
		}
		total = limited(limited(first, training.steps()), training.schedule() == null ? 0 : training.schedule().limit());
	}

	private static int limited(int steps, int limit) {
		return limit == 0 ? steps : Math.min(steps, limit);
	}

	/** Steps of the whole training. */
	public int total() {
		return total;
	}

	/** The phases in their order. */
	public List<Span> spans() {
		return List.copyOf(spans);
	}

	/** The phase of the step that follows so many; the last one where nothing follows. */
	public Span at(int steps) {
		return spans.stream().filter(span -> steps < span.end()).findFirst().orElse(spans.getLast());
	}
}
