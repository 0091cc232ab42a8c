package io.spadework.engine.run;

import io.spadework.engine.training.BlockWatch;
import io.spadework.runs.BlockElement;
import io.spadework.runs.BlockValues;
import io.spadework.runs.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts what was seen of networks' vertices into terms of the study's nodes. */
final class BlockLog {

	private final List<BlockElement> elements;

	BlockLog(RunFolder run) {
		elements = BlockElement.read(run);
	}

	/** What was seen in a step of a phase, by the networks' names; by vertices' names alone where nobody says which nodes these are. */
	List<BlockValues> values(String phase, Map<String, BlockWatch> watches) {
		List<BlockValues> values = new ArrayList<>();
		for (BlockElement element : elements) {
			BlockWatch watch = element.phase().equals(phase) ? watches.get(element.role()) : null;
			BlockWatch.Activation made = watch == null ? null : watch.activations().get(element.vertex());
			if (made != null) {
				values.add(values(element.network(), element.path(), element.scale(), made, gradient(watch, element.inside())));
			}
		}
		if (elements.isEmpty()) {
			watches.forEach((role, watch) -> watch.activations().forEach((vertex, made) -> values.add(values(role, vertex, 1, made, gradient(watch, vertex)))));
		}
		return values;
	}

	private static BlockValues values(String network, String path, int scale, BlockWatch.Activation made, double gradient) {
		return new BlockValues(network, path, scale, made.mean(), made.spread(), made.zeros(), made.dead(), gradient);
	}

	/** Of all weights of a vertex and of those whose names it precedes; not a number where there are none. */
	private static double gradient(BlockWatch watch, String inside) {
		double squares = 0;
		boolean learns = false;
		for (Map.Entry<String, Double> each : watch.gradients().entrySet()) {
			if (each.getKey().equals(inside) || each.getKey().startsWith(inside + "/")) {
				squares += each.getValue();
				learns = true;
			}
		}
		return learns ? Math.sqrt(squares) : Double.NaN;
	}
}
