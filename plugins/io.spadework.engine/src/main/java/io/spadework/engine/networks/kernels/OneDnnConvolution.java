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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolution by oneDNN's direct algorithm, its three passes compiled when first wanted for an input shape. */
final class OneDnnConvolution implements ConvolutionKernel {

	private final OneDnnKernels kernels;
	private final Window window;
	private final int groups;
	private final Map<List<Object>, Passes> passes = new HashMap<>();

	OneDnnConvolution(OneDnnKernels kernels, Window window, int groups) {
		this.kernels = kernels;
		this.window = window;
		this.groups = groups;
	}

	@Override
	public void forward(INDArray input, INDArray weights, INDArray bias, INDArray output) {
		OneDnnKernels.Sequence sequence = passes(input, weights, bias != null, output).forward();
		sequence.with(DNNL_ARG_SRC, input).with(DNNL_ARG_WEIGHTS, weights).with(DNNL_ARG_DST, output);
		if (bias != null) {
			sequence.with(DNNL_ARG_BIAS, bias);
		}
		sequence.run();
	}

	@Override
	public void backward(INDArray input, INDArray weights, INDArray outputGradient, INDArray inputGradient, INDArray weightGradient,
			INDArray biasGradient) {
		Passes all = passes(input, weights, biasGradient != null, outputGradient);
		if (weightGradient != null) {
			OneDnnKernels.Sequence sequence = all.backwardWeights();
			sequence.with(DNNL_ARG_SRC, input).with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_DIFF_WEIGHTS, weightGradient);
			if (biasGradient != null) {
				sequence.with(DNNL_ARG_DIFF_BIAS, biasGradient);
			}
			sequence.run();
		}
		if (inputGradient != null) {
			all.backwardData().with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_WEIGHTS, weights).with(DNNL_ARG_DIFF_SRC, inputGradient).run();
		}
	}

	private Passes passes(INDArray input, INDArray weights, boolean bias, INDArray output) {
		List<Object> key = List.of(input.size(0), input.size(2), input.size(3), bias);
		return passes.computeIfAbsent(key, absent -> new Passes(input.shape(), weights.shape(), bias, output.shape()));
	}

	/** The passes for one input shape. */
	private final class Passes {

		private final boolean bias;
		private final long[] strides = { window.strideHeight(), window.strideWidth() };
		private final long[] gaps = { window.dilation() - 1, window.dilation() - 1 }; // oneDNN counts what is skipped
		private final long[] before = { window.top(), window.left() };
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

		Passes(long[] input, long[] weights, boolean bias, long[] output) {
			this.bias = bias;
			after = new long[] { (output[2] - 1) * window.strideHeight() + window.spanHeight() - input[2] - window.top(),
					(output[3] - 1) * window.strideWidth() + window.spanWidth() - input[3] - window.left() };
			givenInput = description(memory.format_tag.nchw, input);
			long[] grouped = { groups, weights[0] / groups, weights[1], weights[2], weights[3] };
			givenWeights = groups == 1 ? description(memory.format_tag.oihw, weights) : description(memory.format_tag.goihw, grouped);
			givenOutput = description(memory.format_tag.nchw, output);
			anyInput = description(memory.format_tag.any, input);
			anyWeights = description(memory.format_tag.any, groups == 1 ? weights : grouped);
			anyOutput = description(memory.format_tag.any, output);
			flatBias = description(memory.format_tag.x, weights[0]);
			convolution_forward.desc forwardDescription = bias
					? new convolution_forward.desc(prop_kind.forward_training, algorithm.convolution_direct, anyInput, anyWeights, flatBias, anyOutput,
							strides, gaps, before, after)
					: new convolution_forward.desc(prop_kind.forward_training, algorithm.convolution_direct, anyInput, anyWeights, anyOutput, strides,
							gaps, before, after);
			description = new convolution_forward.primitive_desc(forwardDescription, kernels.cpu);
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
}
