package io.spadework.engine.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where the parameters of a layer or vertex lie in the network's flat vector: one after the other, each in c order. Values come from outside. */
final class FlatParameters implements ParamInitializer {

	static final FlatParameters INSTANCE = new FlatParameters();

	private FlatParameters() {
	}

	/** Number of values of all parameters. */
	static long length(Learned learned) {
		return learned.parameters().stream().mapToLong(Parameter::length).sum();
	}

	/** Parts of a flat vector, by key and in the parameters' shapes. */
	static Map<String, INDArray> views(Learned learned, INDArray flat) {
		INDArray vector = flat.reshape(flat.length());
		Map<String, INDArray> views = new LinkedHashMap<>();
		long first = 0;
		for (Parameter parameter : learned.parameters()) {
			long next = first + parameter.length();
			INDArray view = vector.get(NDArrayIndex.interval(first, next));
			views.put(parameter.key(), parameter.shape().length == 1 ? view : view.reshape('c', parameter.shape()));
			first = next;
		}
		return views;
	}

	@Override
	public long numParams(NeuralNetConfiguration configuration) {
		return numParams(configuration.getLayer());
	}

	@Override
	public long numParams(Layer layer) {
		return length((Learned) layer);
	}

	@Override
	public List<String> paramKeys(Layer layer) {
		return ((Learned) layer).parameters().stream().map(Parameter::key).toList();
	}

	@Override
	public List<String> weightKeys(Layer layer) {
		return paramKeys(layer).stream().filter(key -> isWeightParam(layer, key)).toList();
	}

	@Override
	public List<String> biasKeys(Layer layer) {
		return paramKeys(layer).stream().filter(key -> isBiasParam(layer, key)).toList();
	}

	@Override
	public boolean isWeightParam(Layer layer, String key) {
		return Parameter.WEIGHTS.equals(key);
	}

	@Override
	public boolean isBiasParam(Layer layer, String key) {
		return !isWeightParam(layer, key);
	}

	@Override
	public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray parameters, boolean initialise) {
		paramKeys(configuration.getLayer()).forEach(configuration::addVariable);
		return views((Learned) configuration.getLayer(), parameters);
	}

	@Override
	public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray gradients) {
		return views((Learned) configuration.getLayer(), gradients);
	}
}
