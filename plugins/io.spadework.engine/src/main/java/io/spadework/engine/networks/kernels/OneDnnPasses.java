package io.spadework.engine.networks.kernels;

import static io.spadework.engine.networks.kernels.OneDnnKernels.description;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;

/**
 * The three passes of a convolution for one shape of its input, compiled when first wanted. Where input and output lie in a layout other than the one that oneDNN is fastest
 * with, they are reordered on the way.
 */
final class OneDnnPasses {

	private final OneDnnKernels kernels;
	private final boolean bias;
	private final long[] strides;
	private final long[] gaps;
	private final long[] before;
	/** Padding after the last row and column that the last window still touches; where windows end earlier, it is negative. */
	private final long[] after;
	private final memory.desc givenInput;
	private final memory.desc givenWeights;
	private final memory.desc givenOutput;
	private final memory.desc anyInput;
	private final memory.desc anyWeights;
	private final memory.desc anyOutput;
	private final memory.desc flatBias;
	private final convolution_forward.primitive_desc description;
	private OneDnnKernels.Sequence forward;
	private OneDnnKernels.Sequence backwardData;
	private OneDnnKernels.Sequence backwardWeights;

	/** For arrays that are given in these layouts; with a slope the forward pass ends with a rectifier of it, without one (not a number) it doesn't. */
	OneDnnPasses(OneDnnKernels kernels, Window window, int groups, boolean bias, long[] weights, memory.desc given, memory.desc made, double slope) {
		this.kernels = kernels;
		this.bias = bias;
		long[] input = sizes(given);
		long[] output = sizes(made);
		strides = new long[] { window.strideHeight(), window.strideWidth() };
		gaps = new long[] { window.dilation() - 1, window.dilation() - 1 }; // oneDNN counts what is skipped
		before = new long[] { window.top(), window.left() };
		after = new long[] { (output[2] - 1) * window.strideHeight() + window.spanHeight() - input[2] - window.top(),
				(output[3] - 1) * window.strideWidth() + window.spanWidth() - input[3] - window.left() };
		givenInput = given;
		long[] grouped = { groups, weights[0] / groups, weights[1], weights[2], weights[3] };
		givenWeights = groups == 1 ? description(memory.format_tag.oihw, weights) : description(memory.format_tag.goihw, grouped);
		givenOutput = made;
		anyInput = description(memory.format_tag.any, input);
		anyWeights = description(memory.format_tag.any, groups == 1 ? weights : grouped);
		anyOutput = description(memory.format_tag.any, output);
		flatBias = description(memory.format_tag.x, weights[0]);
		convolution_forward.desc forwardDescription = bias
				? new convolution_forward.desc(prop_kind.forward_training, algorithm.convolution_direct, anyInput, anyWeights, flatBias, anyOutput,
						strides, gaps, before, after)
				: new convolution_forward.desc(prop_kind.forward_training, algorithm.convolution_direct, anyInput, anyWeights, anyOutput, strides,
						gaps, before, after);
		description = Double.isNaN(slope) ? new convolution_forward.primitive_desc(forwardDescription, kernels.cpu)
				: new convolution_forward.primitive_desc(forwardDescription, rectified(slope), kernels.cpu);
	}

	private static long[] sizes(memory.desc description) {
		long[] sizes = new long[description.data().ndims()];
		for (int i = 0; i < sizes.length; i++) {
			sizes[i] = description.dims().get(i);
		}
		return sizes;
	}

	private static primitive_attr rectified(double slope) {
		post_ops after = new post_ops();
		after.append_eltwise(1, algorithm.eltwise_relu, (float) slope, 0);
		primitive_attr attributes = new primitive_attr();
		attributes.set_post_ops(after);
		return attributes;
	}

	OneDnnKernels.Sequence forward() {
		if (forward == null) {
			forward = kernels.new Sequence().reads(DNNL_ARG_SRC, givenInput, description.src_desc())
					.reads(DNNL_ARG_WEIGHTS, givenWeights, description.weights_desc()).writes(DNNL_ARG_DST, givenOutput, description.dst_desc());
			if (bias) {
				forward.reads(DNNL_ARG_BIAS, flatBias, flatBias);
			}
			forward.runs(new convolution_forward(description), description);
		}
		return forward;
	}

	OneDnnKernels.Sequence backwardData() {
		if (backwardData == null) {
			var data = new convolution_backward_data.primitive_desc(
					new convolution_backward_data.desc(algorithm.convolution_direct, anyInput, anyWeights, anyOutput, strides, gaps, before, after), kernels.cpu,
					description);
			backwardData = kernels.new Sequence().reads(DNNL_ARG_DIFF_DST, givenOutput, data.diff_dst_desc())
					.reads(DNNL_ARG_WEIGHTS, givenWeights, data.weights_desc()).writes(DNNL_ARG_DIFF_SRC, givenInput, data.diff_src_desc())
					.runs(new convolution_backward_data(data), data);
		}
		return backwardData;
	}

	OneDnnKernels.Sequence backwardWeights() {
		if (backwardWeights == null) {
			convolution_backward_weights.desc direct = bias
					? new convolution_backward_weights.desc(algorithm.convolution_direct, anyInput, anyWeights, flatBias, anyOutput, strides, gaps,
							before, after)
					: new convolution_backward_weights.desc(algorithm.convolution_direct, anyInput, anyWeights, anyOutput, strides, gaps, before, after);
			var weights = new convolution_backward_weights.primitive_desc(direct, kernels.cpu, description);
			backwardWeights = kernels.new Sequence().reads(DNNL_ARG_SRC, givenInput, weights.src_desc())
					.reads(DNNL_ARG_DIFF_DST, givenOutput, weights.diff_dst_desc())
					.writes(DNNL_ARG_DIFF_WEIGHTS, givenWeights, weights.diff_weights_desc());
			if (bias) {
				backwardWeights.writes(DNNL_ARG_DIFF_BIAS, flatBias, flatBias);
			}
			backwardWeights.runs(new convolution_backward_weights(weights), weights);
		}
		return backwardWeights;
	}
}
