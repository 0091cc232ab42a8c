package io.spadework.engine.networks.kernels;

import static io.spadework.engine.networks.kernels.OneDnnKernels.description;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.spadework.engine.networks.Norm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.resampling_backward;
import org.bytedeco.dnnl.resampling_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Kernels that leave feature maps in the layout that oneDNN's convolutions are fastest with: in blocks of 8 or 16 channels, the channels of a block side by side. Such an array is
 * as long as the plain one, so that it fits into an ND4J array of its shape, whose own idea of where a value lies is then wrong.
 */
public final class OneDnnBlocks {

	/** The argument number of what is read by an operation that follows a primitive. */
	private static final int AFTER = 16384;

	private final OneDnnKernels kernels;
	private final int width;
	private final memory.format_tag tag;
	private final Map<Object, OneDnnKernels.Sequence> sequences = new HashMap<>();

	private OneDnnBlocks(OneDnnKernels kernels) {
		this.kernels = kernels;
		width = wide(kernels) ? 16 : 8;
		tag = width == 16 ? memory.format_tag.nChw16c : memory.format_tag.nChw8c;
	}

	/** These kernels for networks of a data type, or null where others have been chosen. */
	public static OneDnnBlocks of(DataType type) {
		return Kernels.of(type) instanceof OneDnnKernels kernels ? kernels.blocks() : null;
	}

	static OneDnnBlocks of(OneDnnKernels kernels) {
		return new OneDnnBlocks(kernels);
	}

	/** Whether this machine's convolutions like blocks of 16 channels. */
	private static boolean wide(OneDnnKernels kernels) {
		long[] map = { 1, 64, 16, 16 };
		long[] one = { 1, 1 };
		memory.desc any = description(memory.format_tag.any, map);
		var chosen = new convolution_forward.primitive_desc(new convolution_forward.desc(prop_kind.forward_training, algorithm.convolution_direct, any,
				description(memory.format_tag.any, 64, 64, 3, 3), any, one, one, one), kernels.cpu);
		return chosen.dst_desc().equals(description(memory.format_tag.nChw16c, map));
	}

	/** Whether feature maps of a shape can lie in blocks. */
	public boolean fit(long[] shape) {
		return shape.length == 4 && shape[1] % width == 0;
	}

	private memory.desc layout(boolean blocked, long... shape) {
		return description(blocked ? tag : memory.format_tag.nchw, shape);
	}

	private static memory.desc flat(long length) {
		return description(memory.format_tag.x, length);
	}

	/** Copies a feature map from one layout to the other. */
	public void reorder(INDArray from, boolean fromBlocked, INDArray to) {
		OneDnnKernels.Sequence sequence = sequences.computeIfAbsent(List.of("reorder", fromBlocked, List.of(from.size(0), from.size(1), from.size(2), from.size(3))),
				key -> kernels.new Sequence().copies(layout(fromBlocked, from.shape()), layout(!fromBlocked, from.shape())));
		sequence.with(DNNL_ARG_FROM, from).with(DNNL_ARG_TO, to).run();
	}

	/** A convolution of feature maps of one shape. */
	public Convolution convolution(Window window, long[] input, boolean inputBlocked, long[] weights, boolean bias, long[] output, boolean outputBlocked, double slope) {
		return new Convolution(new OneDnnPasses(kernels, window, 1, bias, weights, layout(inputBlocked, input), layout(outputBlocked, output), slope));
	}

	/** A convolution of one-hot maps into blocks, of windows that {@link LabelConvolution#fits fit}. */
	public LabelConvolution labelConvolution(Window window, long[] weights) {
		return new LabelConvolution(window, weights, width);
	}

	/** A convolution and its derivatives; a rectifier that it ends with is no part of these. */
	public static final class Convolution {

		private final OneDnnPasses passes;

		private Convolution(OneDnnPasses passes) {
			this.passes = passes;
		}

		/** Writes the output; the bias may be null. */
		public void forward(INDArray input, INDArray weights, INDArray bias, INDArray output) {
			OneDnnKernels.Sequence sequence = passes.forward().with(DNNL_ARG_SRC, input).with(DNNL_ARG_WEIGHTS, weights).with(DNNL_ARG_DST, output);
			(bias == null ? sequence : sequence.with(DNNL_ARG_BIAS, bias)).run();
		}

		/** Writes the gradient with respect to the input. */
		public void backwardToInput(INDArray weights, INDArray outputGradient, INDArray inputGradient) {
			passes.backwardData().with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_WEIGHTS, weights).with(DNNL_ARG_DIFF_SRC, inputGradient).run();
		}

		/** Writes the gradients with respect to weights and bias, which may be null. */
		public void backwardToWeights(INDArray input, INDArray outputGradient, INDArray weightGradient, INDArray biasGradient) {
			OneDnnKernels.Sequence sequence = passes.backwardWeights().with(DNNL_ARG_SRC, input).with(DNNL_ARG_DIFF_DST, outputGradient)
					.with(DNNL_ARG_DIFF_WEIGHTS, weightGradient);
			(biasGradient == null ? sequence : sequence.with(DNNL_ARG_DIFF_BIAS, biasGradient)).run();
		}
	}

	/** A normalisation of feature maps in this layout by their own statistics; its backward pass needs the normalised values alone. */
	public NormKernel norm(Norm norm, double epsilon, boolean blocked) {
		return new OneDnnNorm(kernels, norm, epsilon, blocked ? tag : memory.format_tag.nchw, true);
	}

	/** Writes a + b; any of the three arrays may be the same. */
	public void add(INDArray a, INDArray b, INDArray sum) {
		pair(algorithm.binary_add, "add", a, b, sum);
	}

	/** Writes a * b, value by value. */
	public void multiply(INDArray a, INDArray b, INDArray product) {
		pair(algorithm.binary_mul, "multiply", a, b, product);
	}

	private void pair(algorithm operation, String name, INDArray a, INDArray b, INDArray result) {
		OneDnnKernels.Sequence sequence = sequences.computeIfAbsent(List.of(name, a.length()), key -> {
			memory.desc flat = flat(a.length());
			var pair = new binary.primitive_desc(new binary.desc(operation, flat, flat, flat), kernels.cpu);
			return kernels.new Sequence().reads(DNNL_ARG_SRC_0, flat, flat).reads(DNNL_ARG_SRC_1, flat, flat).writes(DNNL_ARG_DST, flat, flat).runs(new binary(pair), pair);
		});
		sequence.with(DNNL_ARG_SRC_0, a).with(DNNL_ARG_SRC_1, b).with(DNNL_ARG_DST, result).run();
	}

	/** Writes x * factor + x + summand, rectified with a slope unless that is not a number. */
	public void modulate(INDArray x, INDArray factor, INDArray summand, double slope, INDArray result) {
		OneDnnKernels.Sequence sequence = sequences.computeIfAbsent(List.of("modulate", slope, x.length()), key -> {
			memory.desc flat = flat(x.length());
			post_ops after = new post_ops();
			after.append_binary(algorithm.binary_add, flat);
			after.append_binary(algorithm.binary_add, flat);
			if (!Double.isNaN(slope)) {
				after.append_eltwise(1, algorithm.eltwise_relu, (float) slope, 0);
			}
			return product(flat, flat, after).reads(AFTER | DNNL_ARG_SRC_1, flat, flat).reads(2 * AFTER | DNNL_ARG_SRC_1, flat, flat);
		});
		sequence.with(DNNL_ARG_SRC_0, x).with(DNNL_ARG_SRC_1, factor).with(AFTER | DNNL_ARG_SRC_1, x).with(2 * AFTER | DNNL_ARG_SRC_1, summand).with(DNNL_ARG_DST, result).run();
	}

	/** Writes (x * factor + x) * perChannel, with one of the last for each channel of each statistic (C or N * C values). */
	public void rescale(INDArray x, INDArray factor, INDArray perChannel, boolean blocked, INDArray result) {
		long[] shape = statisticShape(x, perChannel);
		// of maps of one pixel both plain layouts are the same, and of the two only this one's channels are found by what follows a primitive
		memory.desc map = blocked || shape[2] * shape[3] > 1 ? layout(blocked, shape) : description(memory.format_tag.nhwc, shape);
		OneDnnKernels.Sequence sequence = sequences.computeIfAbsent(List.of("rescale", blocked, shape[0], shape[1], shape[2], shape[3]), key -> {
			memory.desc row = layout(false, 1, shape[1], 1, 1);
			post_ops after = new post_ops();
			after.append_binary(algorithm.binary_add, map);
			after.append_binary(algorithm.binary_mul, row);
			return product(map, map, after).reads(AFTER | DNNL_ARG_SRC_1, map, map).reads(2 * AFTER | DNNL_ARG_SRC_1, row, row);
		});
		sequence.with(DNNL_ARG_SRC_0, x).with(DNNL_ARG_SRC_1, factor).with(AFTER | DNNL_ARG_SRC_1, x).with(2 * AFTER | DNNL_ARG_SRC_1, perChannel).with(DNNL_ARG_DST, result).run();
	}

	/** Writes x * perChannel. */
	public void scale(INDArray x, INDArray perChannel, boolean blocked, INDArray result) {
		long[] shape = statisticShape(x, perChannel);
		OneDnnKernels.Sequence sequence = sequences.computeIfAbsent(List.of("scale", blocked, shape[0], shape[1], shape[2], shape[3]),
				key -> product(layout(blocked, shape), layout(false, 1, shape[1], 1, 1), new post_ops()));
		sequence.with(DNNL_ARG_SRC_0, x).with(DNNL_ARG_SRC_1, perChannel).with(DNNL_ARG_DST, result).run();
	}

	/** With statistics of each sample, samples and channels count as channels of one. */
	private static long[] statisticShape(INDArray x, INDArray perChannel) {
		return perChannel.length() == x.size(1) ? x.shape() : new long[] { 1, x.size(0) * x.size(1), x.size(2), x.size(3) };
	}

	private OneDnnKernels.Sequence product(memory.desc map, memory.desc factor, post_ops after) {
		primitive_attr attributes = new primitive_attr();
		attributes.set_post_ops(after);
		var product = new binary.primitive_desc(new binary.desc(algorithm.binary_mul, map, factor, map), attributes, kernels.cpu);
		return kernels.new Sequence().reads(DNNL_ARG_SRC_0, map, map).reads(DNNL_ARG_SRC_1, factor, factor).writes(DNNL_ARG_DST, map, map).runs(new binary(product), product);
	}

	/** Repeats every value of feature maps in blocks, as often as the output is larger. */
	public void repeat(INDArray input, INDArray output) {
		OneDnnKernels.Sequence sequence = sequences.computeIfAbsent(repeatKey("repeat", input, output), key -> {
			memory.desc small = layout(true, input.shape());
			memory.desc large = layout(true, output.shape());
			var forward = repetition(small, large);
			return kernels.new Sequence().reads(DNNL_ARG_SRC, small, small).writes(DNNL_ARG_DST, large, large).runs(new resampling_forward(forward), forward);
		});
		sequence.with(DNNL_ARG_SRC, input).with(DNNL_ARG_DST, output).run();
	}

	/** Writes the gradient with respect to the values repeated. */
	public void repeatBackward(INDArray outputGradient, INDArray inputGradient) {
		OneDnnKernels.Sequence sequence = sequences.computeIfAbsent(repeatKey("repeat backward", inputGradient, outputGradient), key -> {
			memory.desc small = layout(true, inputGradient.shape());
			memory.desc large = layout(true, outputGradient.shape());
			var forward = repetition(small, large);
			var backward = new resampling_backward.primitive_desc(new resampling_backward.desc(algorithm.resampling_nearest, small, large), kernels.cpu, forward);
			return kernels.new Sequence().reads(DNNL_ARG_DIFF_DST, large, large).writes(DNNL_ARG_DIFF_SRC, small, small).runs(new resampling_backward(backward), backward, forward);
		});
		sequence.with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_DIFF_SRC, inputGradient).run();
	}

	private resampling_forward.primitive_desc repetition(memory.desc small, memory.desc large) {
		return new resampling_forward.primitive_desc(new resampling_forward.desc(prop_kind.forward_training, algorithm.resampling_nearest, small, large), kernels.cpu);
	}

	private static List<Object> repeatKey(String name, INDArray small, INDArray large) {
		return List.of(name, small.size(0), small.size(1), small.size(2), small.size(3), ArrayUtil.prodLong(large.shape()));
	}
}
