package io.spadework.engine.networks.kernels;

import static io.spadework.engine.networks.kernels.OneDnnKernels.description;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.resampling_backward;
import org.bytedeco.dnnl.resampling_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bilinear resizing, corners not aligned, in one pass over memory each way. */
final class OneDnnResampling implements ResamplingKernel {

	private final OneDnnKernels kernels;
	private final Map<List<Long>, Passes> passes = new HashMap<>();

	private record Passes(OneDnnKernels.Sequence forward, OneDnnKernels.Sequence backward) {
	}

	OneDnnResampling(OneDnnKernels kernels) {
		this.kernels = kernels;
	}

	@Override
	public void forward(INDArray input, INDArray output) {
		passes(input, output).forward.with(DNNL_ARG_SRC, input).with(DNNL_ARG_DST, output).run();
	}

	@Override
	public void backward(INDArray outputGradient, INDArray inputGradient) {
		passes(inputGradient, outputGradient).backward.with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_DIFF_SRC, inputGradient).run();
	}

	private Passes passes(INDArray input, INDArray output) {
		List<Long> key = List.of(input.size(0), input.size(1), input.size(2), input.size(3), output.size(2), output.size(3));
		return passes.computeIfAbsent(key, absent -> compile(input.shape(), output.shape()));
	}

	private Passes compile(long[] input, long[] output) {
		memory.desc source = description(memory.format_tag.nchw, input);
		memory.desc target = description(memory.format_tag.nchw, output);
		var forward = new resampling_forward.primitive_desc(
				new resampling_forward.desc(prop_kind.forward_training, algorithm.resampling_linear, source, target), kernels.cpu);
		var backward = new resampling_backward.primitive_desc(new resampling_backward.desc(algorithm.resampling_linear, source, target), kernels.cpu, forward);
		return new Passes(
				kernels.new Sequence().reads(DNNL_ARG_SRC, source, source).writesAligned(DNNL_ARG_DST, target).runs(new resampling_forward(forward), forward),
				kernels.new Sequence().reads(DNNL_ARG_DIFF_DST, target, target).writesAligned(DNNL_ARG_DIFF_SRC, source)
						.runs(new resampling_backward(backward), backward, forward));
	}
}
