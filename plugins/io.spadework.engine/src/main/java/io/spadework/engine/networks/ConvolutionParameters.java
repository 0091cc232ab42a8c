package io.spadework.engine.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where a convolution's parameters lie in the network's flat vector: weights (filters x C x k x k) first, then the bias. Values come from outside. */
final class ConvolutionParameters implements ParamInitializer {

	static final ConvolutionParameters INSTANCE = new ConvolutionParameters();
	static final String WEIGHTS = "W";
	static final String BIAS = "b";

	private ConvolutionParameters() {
	}

	@Override
	public long numParams(NeuralNetConfiguration configuration) {
		return numParams(configuration.getLayer());
	}

	@Override
	public long numParams(Layer layer) {
		Convolution convolution = (Convolution) layer;
		return weights(convolution) + (convolution.bias() ? convolution.getNOut() : 0);
	}

	private static long weights(Convolution convolution) {
		return convolution.getNOut() * convolution.getNIn() * convolution.kernel() * convolution.kernel();
	}

	@Override
	public List<String> paramKeys(Layer layer) {
		return ((Convolution) layer).bias() ? List.of(WEIGHTS, BIAS) : List.of(WEIGHTS);
	}

	@Override
	public List<String> weightKeys(Layer layer) {
		return List.of(WEIGHTS);
	}

	@Override
	public List<String> biasKeys(Layer layer) {
		return ((Convolution) layer).bias() ? List.of(BIAS) : List.of();
	}

	@Override
	public boolean isWeightParam(Layer layer, String key) {
		return WEIGHTS.equals(key);
	}

	@Override
	public boolean isBiasParam(Layer layer, String key) {
		return BIAS.equals(key);
	}

	@Override
	public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray parameters, boolean initialise) {
		Convolution convolution = (Convolution) configuration.getLayer();
		paramKeys(convolution).forEach(configuration::addVariable);
		return views(convolution, parameters);
	}

	@Override
	public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray gradients) {
		return views((Convolution) configuration.getLayer(), gradients);
	}

	private static Map<String, INDArray> views(Convolution convolution, INDArray flat) {
		INDArray vector = flat.reshape(flat.length());
		long weights = weights(convolution);
		Map<String, INDArray> views = new LinkedHashMap<>();
		views.put(WEIGHTS, vector.get(NDArrayIndex.interval(0, weights)).reshape('c', convolution.getNOut(), convolution.getNIn(), convolution.kernel(),
				convolution.kernel()));
		if (convolution.bias()) {
			views.put(BIAS, vector.get(NDArrayIndex.interval(weights, weights + convolution.getNOut())));
		}
		return views;
	}
}
