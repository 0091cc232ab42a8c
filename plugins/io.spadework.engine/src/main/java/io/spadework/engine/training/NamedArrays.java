package io.spadework.engine.training;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Names of a checkpoint's arrays: whose they are, a slash, and what their owner calls them. */
final class NamedArrays {

	private NamedArrays() {
	}

	/** An owner's arrays by their names in a checkpoint. */
	static Map<String, INDArray> of(String owner, Map<String, INDArray> own) {
		Map<String, INDArray> named = new HashMap<>();
		own.forEach((key, array) -> named.put(owner + "/" + key, array));
		return named;
	}

	/** Those of a checkpoint's arrays that belong to an owner, by the owner's names. */
	static Map<String, INDArray> under(String owner, Map<String, INDArray> arrays) {
		Map<String, INDArray> own = new HashMap<>();
		String prefix = owner + "/";
		arrays.forEach((name, array) -> {
			if (name.startsWith(prefix)) {
				own.put(name.substring(prefix.length()), array);
			}
		});
		return own;
	}

	/** As {@link #under}; throws IllegalArgumentException naming the first of these names that is missing. */
	static Map<String, INDArray> required(String owner, Collection<String> names, Map<String, INDArray> arrays) {
		Map<String, INDArray> own = under(owner, arrays);
		for (String name : names) {
			if (!own.containsKey(name)) {
				throw new IllegalArgumentException("The checkpoint has no \"" + owner + "/" + name + "\": it belongs to another architecture.");
			}
		}
		return own;
	}

	/** Puts an owner's arrays of a checkpoint into its own ones; throws IllegalArgumentException naming what is missing or of another size. */
	static void restore(String owner, Map<String, INDArray> own, Map<String, INDArray> arrays) {
		Map<String, INDArray> kept = required(owner, own.keySet(), arrays);
		own.forEach((name, array) -> {
			if (kept.get(name).length() != array.length()) {
				throw new IllegalArgumentException("The checkpoint has another size of \"" + owner + "/" + name + "\": it belongs to another architecture.");
			}
			array.assign(kept.get(name).reshape('c', array.shape()));
		});
	}
}
