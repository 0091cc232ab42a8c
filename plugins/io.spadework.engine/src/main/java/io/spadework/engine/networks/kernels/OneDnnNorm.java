package io.spadework.engine.networks.kernels;

import static io.spadework.engine.networks.kernels.OneDnnKernels.description;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;

import io.spadework.engine.networks.Norm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Normalisation by oneDNN's batch normalisation; instance and layer normalisation are that of one sample with N * C and with N channels. */
final class OneDnnNorm implements NormKernel {

	private static final int NO_FLAGS = 0;
	private static final int NOUGHT = 0;
	private static final int ONE = 1;

	private final OneDnnKernels kernels;
	private final Norm norm;
	private final double epsilon;
	private final memory.format_tag layout;
	private final boolean fromNormalised;
	private final NormKernel portable;
	private final Buffers buffers = new Buffers();
	private final Map<List<Long>, Passes> passes = new HashMap<>();

	private record Passes(OneDnnKernels.Sequence forward, OneDnnKernels.Sequence inference, OneDnnKernels.Sequence backward) {
	}

	OneDnnNorm(OneDnnKernels kernels, Norm norm, double epsilon) {
		this(kernels, norm, epsilon, memory.format_tag.nchw, false);
	}

	/**
	 * For feature maps in a layout.
	 *
	 * @param fromNormalised whether the backward pass reads the normalised values instead of the input; it then computes the gradient with respect to the input times the deviation
	 */
	OneDnnNorm(OneDnnKernels kernels, Norm norm, double epsilon, memory.format_tag layout, boolean fromNormalised) {
		this.kernels = kernels;
		this.norm = norm;
		this.epsilon = epsilon;
		this.layout = layout;
		this.fromNormalised = fromNormalised;
		portable = PortableKernels.INSTANCE.norm(norm, epsilon);
	}

	@Override
	public void forward(INDArray input, INDArray mean, INDArray variance, INDArray output) {
		passes(input).forward.with(DNNL_ARG_SRC, input).with(DNNL_ARG_MEAN, mean).with(DNNL_ARG_VARIANCE, variance).with(DNNL_ARG_DST, output).run();
	}

	@Override
	public void forwardWith(INDArray mean, INDArray variance, INDArray input, INDArray output) {
		if (norm != Norm.BATCH) {
			portable.forwardWith(mean, variance, input, output);
			return;
		}
		passes(input).inference.with(DNNL_ARG_SRC, input).with(DNNL_ARG_MEAN, mean).with(DNNL_ARG_VARIANCE, variance).with(DNNL_ARG_DST, output).run();
	}

	@Override
	public void backward(INDArray input, INDArray mean, INDArray variance, INDArray normalised, INDArray outputGradient, INDArray inputGradient) {
		OneDnnKernels.Sequence backward = passes(outputGradient).backward;
		if (fromNormalised) {
			INDArray nought = buffers.get(NOUGHT, mean.dataType(), mean.shape());
			INDArray one = buffers.get(ONE, mean.dataType(), mean.shape()).assign(1 - epsilon);
			backward.with(DNNL_ARG_SRC, normalised).with(DNNL_ARG_MEAN, nought).with(DNNL_ARG_VARIANCE, one);
		} else {
			backward.with(DNNL_ARG_SRC, input).with(DNNL_ARG_MEAN, mean).with(DNNL_ARG_VARIANCE, variance);
		}
		backward.with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_DIFF_SRC, inputGradient).run();
	}

	private Passes passes(INDArray input) {
		return passes.computeIfAbsent(List.of(input.size(0), input.size(1), input.size(2), input.size(3)), this::compile);
	}

	private Passes compile(List<Long> shape) {
		long[] sizes = switch (norm) {
			case BATCH -> new long[] { shape.get(0), shape.get(1), shape.get(2), shape.get(3) };
			case INSTANCE -> new long[] { 1, shape.get(0) * shape.get(1), shape.get(2), shape.get(3) };
			case LAYER -> new long[] { 1, shape.get(0), shape.get(1) * shape.get(2), shape.get(3) };
		};
		memory.desc data = description(layout, sizes);
		var forward = new batch_normalization_forward.primitive_desc(
				new batch_normalization_forward.desc(prop_kind.forward_training.value, data, (float) epsilon, NO_FLAGS), kernels.cpu);
		var backward = new batch_normalization_backward.primitive_desc(
				new batch_normalization_backward.desc(prop_kind.backward_data.value, data, data, (float) epsilon, NO_FLAGS), kernels.cpu, forward);
		var inference = new batch_normalization_forward.primitive_desc(new batch_normalization_forward.desc(prop_kind.forward_inference.value, data, (float) epsilon,
				normalization_flags.use_global_stats.value), kernels.cpu);
		memory.desc statistics = forward.mean_desc();
		return new Passes(
				kernels.new Sequence().reads(DNNL_ARG_SRC, data, data).writes(DNNL_ARG_MEAN, statistics, statistics)
						.writes(DNNL_ARG_VARIANCE, statistics, statistics).writes(DNNL_ARG_DST, data, data)
						.runs(new batch_normalization_forward(forward), forward),
				kernels.new Sequence().reads(DNNL_ARG_SRC, data, data).reads(DNNL_ARG_MEAN, statistics, statistics).reads(DNNL_ARG_VARIANCE, statistics, statistics)
						.writes(DNNL_ARG_DST, data, data).runs(new batch_normalization_forward(inference), inference),
				kernels.new Sequence().reads(DNNL_ARG_SRC, data, data).reads(DNNL_ARG_MEAN, statistics, statistics)
						.reads(DNNL_ARG_VARIANCE, statistics, statistics).reads(DNNL_ARG_DIFF_DST, data, data).writes(DNNL_ARG_DIFF_SRC, data, data)
						.runs(new batch_normalization_backward(backward), backward, forward));
	}
}
