package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A layer with one array of weights and, unless switched off, a bias per filter. */
abstract class WeightedLayer extends LearnedLayer {

	private static final long serialVersionUID = 1L;

	@JsonProperty
	private boolean bias;
	@JsonProperty
	private boolean spectralNorm;

	/** For reading from JSON. */
	WeightedLayer() {
	}

	WeightedLayer(Builder<?> builder) {
		super(builder);
		bias = builder.bias;
		spectralNorm = builder.spectralNorm;
	}

	/** Sizes of the weights. */
	abstract long[] weights();

	@Override
	public final List<Parameter> parameters() {
		List<Parameter> parameters = new ArrayList<>();
		parameters.add(new Parameter(Parameter.WEIGHTS, Parameter.Start.DRAWN, weights()));
		if (bias) {
			parameters.add(new Parameter(Parameter.BIAS, Parameter.Start.ZERO, getNOut()));
		}
		return parameters;
	}

	@Override
	public final boolean spectralNorm() {
		return spectralNorm;
	}

	@Override
	List<Object> settings() {
		return List.of(bias, spectralNorm);
	}

	/**
	 * Collects the settings that all layers with weights have: with bias and without spectral norm unless said otherwise.
	 *
	 * @param <T> the layer's own builder
	 */
	@SuppressWarnings("unchecked") // DL4J's way: T is the class itself
	abstract static class Builder<T extends Builder<T>> extends FeedForwardLayer.Builder<T> {

		private boolean bias = true;
		private boolean spectralNorm;

		/** Number of output channels. */
		public T filters(int filters) {
			nOut(filters);
			return (T) this;
		}

		/** Whether a bias is learned. */
		public T bias(boolean learned) {
			bias = learned;
			return (T) this;
		}

		/** Whether the weights are divided by their largest singular value, followed by power iteration. */
		public T spectralNorm(boolean divided) {
			spectralNorm = divided;
			return (T) this;
		}
	}
}
