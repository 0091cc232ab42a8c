package io.spadework.engine.weights.torch;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the tensors among the objects of a file. Those of the outermost dict are called by their keys; where it holds none, those of its "state_dict" or "model" are; where
 * there is neither, keys are joined by dots.
 */
final class StateDict {

	private static final int DEEPEST = 32;
	private static final int MOST_OBJECTS = 1 << 20;
	private static final int MOST_TENSORS = 1 << 16;
	private static final int LONGEST_NAME = 1000;
	private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model");

	private final String place;
	private final Map<String, View> tensors = new LinkedHashMap<>();
	private int objects;

	private StateDict(String place) {
		this.place = place;
	}

	/** The tensors by name; throws an IOException that names the place where there are none, or one that is damaged. */
	static Map<String, View> of(Object read, String place) throws IOException {
		StateDict dict = new StateDict(place);
		dict.collect("", unwrapped(read), 0);
		if (dict.tensors.isEmpty()) {
			throw new IOException(place + " holds no tensors.");
		}
		return dict.tensors;
	}

	private static Object unwrapped(Object read) {
		if (read instanceof Map<?, ?> map && map.values().stream().noneMatch(View.class::isInstance)) {
			for (String wrapper : WRAPPERS) {
				if (map.get(wrapper) instanceof Map<?, ?> inner) {
					return inner;
				}
			}
		}
		return read;
	}

	private void collect(String name, Object value, int depth) throws IOException {
		if (depth > DEEPEST || ++objects > MOST_OBJECTS || tensors.size() > MOST_TENSORS || name.length() > LONGEST_NAME) {
			throw new IOException(place + " is no state dict: it is nested more than " + DEEPEST + " deep, has more than " + MOST_TENSORS + " tensors, or names of more than "
					+ LONGEST_NAME + " characters.");
		}
		switch (value) {
			case View view -> {
				view.check(place + ", tensor \"" + name + "\"");
				if (tensors.put(name, view) != null) {
					throw new IOException(place + " has two tensors called \"" + name + "\".");
				}
			}
			case Map<?, ?> map -> {
				for (Map.Entry<?, ?> entry : map.entrySet()) {
					collect(joined(name, entry.getKey()), entry.getValue(), depth + 1);
				}
			}
			case List<?> list -> {
				for (int i = 0; i < list.size(); i++) {
					collect(joined(name, i), list.get(i), depth + 1);
				}
			}
			case null, default -> {
				// a number or text beside the tensors, such as the epoch
			}
		}
	}

	private static String joined(String name, Object key) {
		return name.isEmpty() ? String.valueOf(key) : name + "." + key;
	}
}
