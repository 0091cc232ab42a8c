package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.Shape;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.StudyPackage.Literals;

/** Block input: gives what enters the block there. */
final class BlockInputRule extends NodeRule<BlockInput> {

	BlockInputRule() {
		super(Literals.BLOCK_INPUT, BlockInput.class, 0, 0);
	}

	@Override
	Shape shape(BlockInput node, Inputs inputs) {
		return inputs.entering(node);
	}

	/** The activation is that of the node outside. */
	@Override
	Cost cost(BlockInput node, Inputs inputs, Shape output) {
		return Cost.NONE;
	}
}
