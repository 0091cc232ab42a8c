package io.spadework.model.nodes;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.StudyPackage.Literals;

/** How a kernel moves over a map: its size, its strides, its border, its dilation, and the groups of channels that it keeps apart. */
record Kernel(int height, int width, int stride, int strideWidth, Border border, int dilation, int groups) {

	/** The kernel that a node states; throws where a number has no usable value. */
	static Kernel of(KernelNode node, Inputs inputs) throws ExpressionException {
		int height = inputs.number(node, Literals.KERNEL_NODE__KERNEL);
		int stride = inputs.number(node, Literals.KERNEL_NODE__STRIDE);
		int padding = inputs.number(node, Literals.KERNEL_NODE__PADDING);
		Border border = new Border(inputs.number(node, Literals.KERNEL_NODE__PADDING_TOP, padding), inputs.number(node, Literals.KERNEL_NODE__PADDING_BOTTOM, padding),
				inputs.number(node, Literals.KERNEL_NODE__PADDING_LEFT, padding), inputs.number(node, Literals.KERNEL_NODE__PADDING_RIGHT, padding));
		return new Kernel(height, inputs.number(node, Literals.KERNEL_NODE__KERNEL_WIDTH, height), stride,
				inputs.number(node, Literals.KERNEL_NODE__STRIDE_WIDTH, stride), border, inputs.number(node, Literals.KERNEL_NODE__DILATION),
				inputs.number(node, Literals.KERNEL_NODE__GROUPS));
	}

	/** Rows that it looks at, with those that dilation leaves out. */
	int reach() {
		return dilation * (height - 1) + 1;
	}

	/** Columns that it looks at, with those that dilation leaves out. */
	int reachWidth() {
		return dilation * (width - 1) + 1;
	}

	/** Throws where the groups do not divide the channels and the filters. */
	void checkGroups(KernelNode node, Inputs inputs, int filters) throws MisfitException {
		if (inputs.data().channels() % groups != 0 || filters % groups != 0) {
			throw new MisfitException(Rule.GROUPS, Names.kind(node) + " " + Names.of(node) + " has " + groups + " groups, which must divide the channels of "
					+ inputs.describeData() + " and its " + filters + " filters");
		}
	}

	/** As in "4 x 4 kernel", with what dilation makes of it. */
	@Override
	public String toString() {
		return height + " x " + width + " kernel" + (dilation == 1 ? "" : " with dilation " + dilation + ", which reaches over " + reach() + " x " + reachWidth() + ",");
	}
}
