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
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolution by oneDNN's direct algorithm, its three passes compiled when first wanted for an input shape. */
final class OneDnnConvolution implements ConvolutionKernel {

	private final OneDnnKernels kernels;
	private final Window window;
	private final int groups;
	private final Map<List<Object>, OneDnnPasses> passes = new HashMap<>();

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
		OneDnnPasses all = passes(input, weights, biasGradient != null, outputGradient);
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

	private OneDnnPasses passes(INDArray input, INDArray weights, boolean bias, INDArray output) {
		List<Object> key = List.of(input.size(0), input.size(2), input.size(3), bias);
		return passes.computeIfAbsent(key, absent -> new OneDnnPasses(kernels, window, groups, bias, weights.shape(),
				description(memory.format_tag.nchw, input.shape()), description(memory.format_tag.nchw, output.shape()), Double.NaN));
	}
}
