package io.spadework.engine.networks.kernels;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rectifier in one pass over memory each way. */
final class OneDnnRectifier implements RectifierKernel {

	private static final float UNUSED = 0;

	private final OneDnnKernels kernels;
	private final float slope;
	private final Map<Long, Passes> passes = new HashMap<>();

	private record Passes(OneDnnKernels.Sequence forward, OneDnnKernels.Sequence backward) {
	}

	OneDnnRectifier(OneDnnKernels kernels, double slope) {
		this.kernels = kernels;
		this.slope = (float) slope;
	}

	@Override
	public void forward(INDArray input, INDArray output) {
		passes(input).forward.with(DNNL_ARG_SRC, input).with(DNNL_ARG_DST, output).run();
	}

	@Override
	public void backward(INDArray input, INDArray outputGradient, INDArray inputGradient) {
		passes(input).backward.with(DNNL_ARG_SRC, input).with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_DIFF_SRC, inputGradient).run();
	}

	private Passes passes(INDArray input) {
		return passes.computeIfAbsent(input.length(), this::compile);
	}

	private Passes compile(long length) {
		memory.desc flat = OneDnnKernels.description(memory.format_tag.x, length);
		var forward = new eltwise_forward.primitive_desc(
				new eltwise_forward.desc(prop_kind.forward_training, algorithm.eltwise_relu, flat, slope, UNUSED), kernels.cpu);
		var backward = new eltwise_backward.primitive_desc(new eltwise_backward.desc(algorithm.eltwise_relu, flat, flat, slope, UNUSED), kernels.cpu,
				forward);
		return new Passes(
				kernels.new Sequence().reads(DNNL_ARG_SRC, flat, flat).writes(DNNL_ARG_DST, flat, flat).runs(new eltwise_forward(forward), forward),
				kernels.new Sequence().reads(DNNL_ARG_SRC, flat, flat).reads(DNNL_ARG_DIFF_DST, flat, flat).writes(DNNL_ARG_DIFF_SRC, flat, flat)
						.runs(new eltwise_backward(backward), backward, forward));
	}
}
