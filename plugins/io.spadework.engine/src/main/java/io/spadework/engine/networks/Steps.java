package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** Steps in the order in which they are made, and the values that they work on. */
final class Steps {

	private final int first;
	private final List<Runnable> actions = new ArrayList<>();
	private final Set<Value> values = new LinkedHashSet<>();
	private final Set<Room> rooms = new LinkedHashSet<>();

	/** For steps that follow so many others. */
	Steps(int first) {
		this.first = first;
	}

	/** Adds a step that reads and writes these values. */
	void add(Runnable action, List<Value> touched) {
		touched.forEach(value -> use(value, end()));
		actions.add(action);
	}

	/** Lets values stay for as long as there can be steps. */
	void keep(Value value) {
		use(value, Integer.MAX_VALUE - 1);
	}

	private void use(Value value, int step) {
		values.add(value);
		if (value.room() != null) {
			rooms.add(value.room());
			value.room().use(step);
		}
	}

	/** The number of the step after the last one. */
	int end() {
		return first + actions.size();
	}

	/** All rooms that the steps touch. */
	List<Room> rooms() {
		return List.copyOf(rooms);
	}

	/** Lets the values lie where the store has placed their rooms. */
	void bind(Store store) {
		for (Value value : values) {
			if (value.room() != null) {
				value.put(store.array(value.room(), value.shape()));
			}
		}
	}

	/** Runs them, and says after each how many are done. */
	void run(IntConsumer done) {
		for (int i = 0; i < actions.size(); i++) {
			actions.get(i).run();
			done.accept(first + i + 1);
		}
	}

	void run() {
		actions.forEach(Runnable::run);
	}
}
