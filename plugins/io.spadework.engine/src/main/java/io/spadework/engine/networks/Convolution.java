package io.spadework.engine.networks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution layer with zero padding: N x C x H x W to N x filters x H' x W', H' = floor((H + 2 padding - kernel) / stride) + 1.
 * <p>
 * It has weights filters x C x kernel x kernel and, unless switched off, a bias per filter; the number of input channels C follows from its input.
 */
public final class Convolution extends FeedForwardLayer {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private int kernel;
	@JsonProperty
	private int stride;
	@JsonProperty
	private int padding;
	@JsonProperty
	private boolean bias;
	@JsonProperty
	private boolean spectralNorm;
	@JsonProperty
	private boolean inputGradient;

	/** For reading from JSON. */
	Convolution() {
	}

	private Convolution(Builder builder) {
		super(builder);
		kernel = builder.kernel;
		stride = builder.stride;
		padding = builder.padding;
		bias = builder.bias;
		spectralNorm = builder.spectralNorm;
		inputGradient = builder.inputGradient;
	}

	/** Side of the square kernel. */
	public int kernel() {
		return kernel;
	}

	/** Distance of neighbouring windows. */
	public int stride() {
		return stride;
	}

	/** Zeros added on each side. */
	public int padding() {
		return padding;
	}

	/** Whether a bias is learned. */
	public boolean bias() {
		return bias;
	}

	/** Whether the weights are divided by their largest singular value. */
	public boolean spectralNorm() {
		return spectralNorm;
	}

	/** Whether a gradient may flow to the input. */
	public boolean inputGradient() {
		return inputGradient;
	}

	@Override
	public org.deeplearning4j.nn.api.Layer instantiate(NeuralNetConfiguration configuration, Collection<TrainingListener> listeners, int index,
			INDArray parameters, boolean initialise, DataType type) {
		ConvolutionPass pass = new ConvolutionPass(configuration, type);
		pass.setListeners(listeners);
		pass.setIndex(index);
		pass.setParamsViewArray(parameters);
		Map<String, INDArray> table = initializer().init(configuration, parameters, initialise);
		pass.setParamTable(table);
		pass.setConf(configuration);
		return pass;
	}

	@Override
	public ParamInitializer initializer() {
		return ConvolutionParameters.INSTANCE;
	}

	@Override
	public InputType getOutputType(int layerIndex, InputType type) {
		InputTypeConvolutional map = featureMap(type);
		return InputType.convolutional(size(map.getHeight()), size(map.getWidth()), getNOut());
	}

	/** Rows or columns of the output for an input of so many. */
	long size(long input) {
		long room = input + 2L * padding - kernel;
		if (room < 0) {
			throw new IllegalArgumentException("Convolution \"" + getLayerName() + "\": a kernel of " + kernel + " does not fit on " + input
					+ " values with padding " + padding + ".");
		}
		return room / stride + 1;
	}

	@Override
	public void setNIn(InputType type, boolean override) {
		if (getNIn() <= 0 || override) {
			setNIn(featureMap(type).getChannels());
		}
	}

	private InputTypeConvolutional featureMap(InputType type) {
		if (type instanceof InputTypeConvolutional map) {
			return map;
		}
		throw new IllegalArgumentException("Convolution \"" + getLayerName() + "\" works on feature maps, not on " + type + ".");
	}

	@Override
	public InputPreProcessor getPreProcessorForInputType(InputType type) {
		return null;
	}

	@Override
	public LayerMemoryReport getMemoryReport(InputType type) {
		long parameters = initializer().numParams(this);
		return new LayerMemoryReport.Builder(getLayerName(), Convolution.class, type, getOutputType(-1, type)).standardMemory(parameters, 0)
				.workingMemory(0, 0, 0, 0).cacheMemory(0, 0).build();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Convolution convolution && super.equals(other) && settings().equals(convolution.settings());
	}

	@Override
	public int hashCode() {
		return 31 * super.hashCode() + settings().hashCode();
	}

	@Override
	protected boolean canEqual(Object other) {
		return other instanceof Convolution;
	}

	private List<Object> settings() {
		return List.of(kernel, stride, padding, bias, spectralNorm, inputGradient);
	}

	/** Collects a convolution's settings: a 1 x 1 kernel with bias, stride 1, no padding and no spectral norm unless said otherwise. */
	@SuppressWarnings("unchecked") // DL4J lets the caller choose the type that is built
	public static final class Builder extends FeedForwardLayer.Builder<Builder> {

		private int kernel = 1;
		private int stride = 1;
		private int padding;
		private boolean bias = true;
		private boolean spectralNorm;
		private boolean inputGradient = true;

		/** Number of output channels. */
		public Builder filters(int filters) {
			nOut(filters);
			return this;
		}

		/** Side of the square kernel. */
		public Builder kernel(int side) {
			kernel = side;
			return this;
		}

		/** Distance of neighbouring windows. */
		public Builder stride(int distance) {
			stride = distance;
			return this;
		}

		/** Zeros added on each side. */
		public Builder padding(int zeros) {
			padding = zeros;
			return this;
		}

		/** Whether a bias is learned. */
		public Builder bias(boolean learned) {
			bias = learned;
			return this;
		}

		/** Whether the weights are divided by their largest singular value, followed by power iteration. */
		public Builder spectralNorm(boolean divided) {
			spectralNorm = divided;
			return this;
		}

		/** False where the input is data, so that the gradient with respect to it is never needed. */
		public Builder inputGradient(boolean needed) {
			inputGradient = needed;
			return this;
		}

		@Override
		public Convolution build() {
			if (nOut < 1 || kernel < 1 || stride < 1 || padding < 0) {
				throw new IllegalArgumentException("Convolution with " + nOut + " filters, kernel " + kernel + ", stride " + stride + ", padding " + padding
						+ ": filters, kernel and stride are at least 1, the padding at least 0.");
			}
			return new Convolution(this);
		}
	}
}
