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

/** A layer with parameters on one feature map N x C x H x W; the number of input channels follows from its input. */
abstract class LearnedLayer extends FeedForwardLayer implements Learned {

	private static final long serialVersionUID = 1L;

	/** For reading from JSON. */
	LearnedLayer() {
	}

	LearnedLayer(FeedForwardLayer.Builder<?> builder) {
		super(builder);
	}

	/** Shape of the output for an input of this shape. */
	abstract long[] outputShape(long[] input);

	/** How many inputs there are for one sample of this shape: what nIn stands for. */
	long inputs(long channels, long height, long width) {
		return channels;
	}

	/** The values besides name and channels that make two layers of one class equal. */
	abstract List<Object> settings();

	/** Class and name, for messages. */
	final String title() {
		return getClass().getSimpleName() + " \"" + getLayerName() + "\"";
	}

	/** Throws IllegalArgumentException, naming the layer, unless the condition holds. */
	final void require(boolean condition, String wrong) {
		if (!condition) {
			throw new IllegalArgumentException(title() + ": " + wrong);
		}
	}

	@Override
	public org.deeplearning4j.nn.api.Layer instantiate(NeuralNetConfiguration configuration, Collection<TrainingListener> listeners, int index,
			INDArray parameters, boolean initialise, DataType type) {
		LayerPass pass = new LayerPass(configuration, type);
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
		return FlatParameters.INSTANCE;
	}

	@Override
	public InputType getOutputType(int layerIndex, InputType type) {
		InputTypeConvolutional map = featureMap(type);
		long[] output = outputShape(new long[] { 1, map.getChannels(), map.getHeight(), map.getWidth() });
		return InputType.convolutional(output[2], output[3], output[1]);
	}

	@Override
	public void setNIn(InputType type, boolean override) {
		if (getNIn() <= 0 || override) {
			InputTypeConvolutional map = featureMap(type);
			setNIn(inputs(map.getChannels(), map.getHeight(), map.getWidth()));
		}
	}

	private InputTypeConvolutional featureMap(InputType type) {
		if (type instanceof InputTypeConvolutional map) {
			return map;
		}
		throw new IllegalArgumentException(title() + " works on feature maps, not on " + type + ".");
	}

	@Override
	public InputPreProcessor getPreProcessorForInputType(InputType type) {
		return null;
	}

	@Override
	public LayerMemoryReport getMemoryReport(InputType type) {
		return new LayerMemoryReport.Builder(getLayerName(), getClass(), type, getOutputType(-1, type)).standardMemory(FlatParameters.length(this), 0)
				.workingMemory(0, 0, 0, 0).cacheMemory(0, 0).build();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof LearnedLayer layer && layer.getClass() == getClass() && super.equals(other) && settings().equals(layer.settings());
	}

	@Override
	public int hashCode() {
		return 31 * super.hashCode() + settings().hashCode();
	}

	@Override
	protected boolean canEqual(Object other) {
		return other != null && other.getClass() == getClass();
	}
}
