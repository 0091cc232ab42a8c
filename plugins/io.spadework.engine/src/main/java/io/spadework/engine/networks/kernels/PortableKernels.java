package io.spadework.engine.networks.kernels;

import static io.spadework.engine.networks.kernels.NativeOperation.of;

import io.spadework.engine.networks.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.factory.Nd4j;

/** Kernels made of ND4J operations that every backend of ND4J has, in single and in double precision. */
public final class PortableKernels implements Kernels {

	/** The one set there is. */
	public static final PortableKernels INSTANCE = new PortableKernels();

	private static final int[] NO_INTEGERS = {};

	/** Scratch shared by all kernels of this set: none of them keeps anything in it from call to call. */
	private final Buffers scratch = new Buffers();

	private PortableKernels() {
	}

	@Override
	public String name() {
		return "portable";
	}

	@Override
	public ConvolutionKernel convolution(Window window, int groups) {
		return new PortableConvolution(window, groups, scratch);
	}

	@Override
	public NormKernel norm(Norm norm, double epsilon) {
		return new PortableNorm(norm, epsilon);
	}

	@Override
	public RectifierKernel rectifier(double slope) {
		return new PortableRectifier(slope);
	}

	@Override
	public ResamplingKernel resampling(Interpolation interpolation) {
		return new PortableResampling(interpolation, scratch);
	}

	private final class PortableNorm implements NormKernel {

		private final Norm norm;
		private final double epsilon;

		PortableNorm(Norm norm, double epsilon) {
			this.norm = norm;
			this.epsilon = epsilon;
		}

		@Override
		public void forward(INDArray input, INDArray mean, INDArray variance, INDArray output) {
			int[] axes = norm.axes();
			INDArray broadcastMean = broadcast(input, mean);
			INDArray broadcastVariance = broadcast(input, variance);
			input.mean(broadcastMean, true, axes);
			NativeOperation.run("subtract", input, broadcastMean, output);
			INDArray squares = scratch.get(3, input.dataType(), input.shape());
			output.muli(output, squares);
			squares.mean(broadcastVariance, true, axes);
			NativeOperation.run("multiply", output, inverseDeviation(broadcastVariance), output);
		}

		@Override
		public void forwardWith(INDArray mean, INDArray variance, INDArray input, INDArray output) {
			NativeOperation.run("subtract", input, broadcast(input, mean), output);
			NativeOperation.run("multiply", output, inverseDeviation(broadcast(input, variance)), output);
		}

		@Override
		public void backward(INDArray input, INDArray mean, INDArray variance, INDArray normalised, INDArray outputGradient, INDArray inputGradient) {
			// dx = (g - mean(g) - xhat mean(g xhat)) / sqrt(variance + epsilon), means as for the statistics
			int[] axes = norm.axes();
			INDArray broadcastVariance = broadcast(input, variance);
			INDArray product = scratch.get(3, input.dataType(), input.shape());
			INDArray reduced = scratch.get(4, input.dataType(), broadcastVariance.shape());
			outputGradient.muli(normalised, product);
			product.mean(reduced, true, axes);
			NativeOperation.run("multiply", normalised, reduced, product);
			outputGradient.mean(reduced, true, axes);
			outputGradient.subi(product, inputGradient);
			NativeOperation.run("subtract", inputGradient, reduced, inputGradient);
			NativeOperation.run("multiply", inputGradient, inverseDeviation(broadcastVariance), inputGradient);
		}

		private INDArray inverseDeviation(INDArray variance) {
			INDArray result = scratch.get(5, variance.dataType(), variance.shape());
			variance.addi(epsilon, result);
			return Nd4j.getExecutioner().exec(new RSqrt(result, result));
		}

		private INDArray broadcast(INDArray input, INDArray statistics) {
			return switch (norm) {
				case BATCH -> statistics.reshape(1, input.size(1), 1, 1);
				case INSTANCE -> statistics.reshape(input.size(0), input.size(1), 1, 1);
				case LAYER -> statistics.reshape(input.size(0), 1, 1, 1);
			};
		}
	}

	private static final class PortableRectifier implements RectifierKernel {

		private final double slope;

		PortableRectifier(double slope) {
			this.slope = slope;
		}

		@Override
		public void forward(INDArray input, INDArray output) {
			NativeOperation.run(slope == 0 ? "relu" : "lrelu", of(input), of(output), NO_INTEGERS, slope);
		}

		@Override
		public void backward(INDArray input, INDArray outputGradient, INDArray inputGradient) {
			if (slope == 0) {
				NativeOperation.run("relu_bp", input, outputGradient, inputGradient);
			} else {
				NativeOperation.run("lrelu_bp", of(input, outputGradient), of(inputGradient), NO_INTEGERS, slope);
			}
		}
	}
}
