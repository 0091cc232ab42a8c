package io.spadework.model.nodes;

import io.spadework.model.Cost;
import io.spadework.model.Shape;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyPackage.Literals;

/** Block use: takes what the block's inputs say. What it gives and costs follows from the graph inside. */
final class BlockUseRule extends NodeRule<BlockUse> {

	BlockUseRule() {
		super(Literals.BLOCK_USE, BlockUse.class, 0, 0);
	}

	@Override
	int least(BlockUse node, Port port) {
		return node.getBlock() == null ? 0
				: (int) node.getBlock().getNodes().stream().filter(each -> each instanceof BlockInput input && input.getPort() == port).count();
	}

	@Override
	int most(BlockUse node, Port port) {
		return node.getBlock() == null ? Integer.MAX_VALUE : least(node, port);
	}

	@Override
	Shape shape(BlockUse node, Inputs inputs) {
		throw new UnsupportedOperationException("the graph inside a block use says what it gives");
	}

	/** All is inside. */
	@Override
	Cost cost(BlockUse node, Inputs inputs, Shape output) {
		return Cost.NONE;
	}
}
