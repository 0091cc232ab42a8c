package io.spadework.model.nodes;

import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Edge;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Padding;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.Port;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Upsample;

/** A label map port takes the label map itself, at any size: nothing learned stands before it, so no gradient flows back through it. */
final class LabelMapSource {

	private LabelMapSource() {
	}

	static void check(Node node, Inputs inputs) throws MisfitException {
		Edge edge = inputs.edge(Port.LABEL_MAP);
		if (!inputs.isMap(edge)) {
			throw new MisfitException(Rule.LABEL_MAP_SOURCE, inputs.describe(edge) + " enters at label_map, so it must come from a label map input, perhaps resized, not from "
					+ Names.kind(edge.getSource()) + " " + Names.of(edge.getSource()));
		}
	}

	/** Whether what a node gives is the label map or the edge map, brought to another size at most. */
	static boolean isMap(Node node, Inputs inputs) {
		return switch (node) {
			case LabelMapInput input -> true;
			case EdgeMapInput input -> true;
			case BlockInput input -> inputs.isMap(input);
			case ResizeToHere resize -> inputs.isMap(inputs.dataEdges().get(0));
			case Upsample n -> isAllMaps(inputs);
			case Downsample n -> isAllMaps(inputs);
			case Resize n -> isAllMaps(inputs);
			case Pooling n -> isAllMaps(inputs);
			case AdaptivePooling n -> isAllMaps(inputs);
			case Padding n -> isAllMaps(inputs);
			case Crop n -> isAllMaps(inputs);
			case Concatenation n -> isAllMaps(inputs);
			default -> false;
		};
	}

	private static boolean isAllMaps(Inputs inputs) {
		return inputs.dataEdges().stream().allMatch(inputs::isMap);
	}
}
