package io.spadework.engine.training;

import io.spadework.engine.networks.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network with the optimiser that changes it. */
final class Player {

	private final String name;
	private final Network network;
	private final Adam adam;
	private final INDArray firstMoment;
	private final INDArray secondMoment;
	private int updates;

	/** The name is the one in messages: generator or discriminator. */
	Player(String name, Network network, Adam adam) {
		this.name = name;
		this.network = network;
		this.adam = adam;
		firstMoment = Nd4j.create(network.type(), network.weights().length());
		secondMoment = Nd4j.create(network.type(), network.weights().length());
	}

	Network network() {
		return network;
	}

	double learningRate() {
		return adam.learningRate();
	}

	/**
	 * Moves the weights against their gradients; returns the gradients' length. Throws DivergenceException, and leaves the weights alone, if that or the
	 * loss is not finite.
	 */
	double descend(INDArray gradients, double loss, double rate, int step) {
		double length = gradients.norm2Number().doubleValue();
		if (!Double.isFinite(loss) || !Double.isFinite(length)) {
			throw new DivergenceException("At step " + step + " the " + name + "'s loss is " + loss + " and its gradient's length " + length
					+ ": training has diverged. A lower learning rate of this network may help; the last checkpoint holds the weights before.");
		}
		adam.update(gradients, List.of(firstMoment, secondMoment), rate, updates++);
		network.weights().subi(gradients);
		return length;
	}

	/** Everything training has changed, by name, prefixed with the player's name; live arrays. */
	Map<String, INDArray> arrays() {
		Map<String, INDArray> arrays = new HashMap<>();
		network.parameters().forEach((key, array) -> arrays.put(name + "/weights/" + key, array));
		network.state().forEach((key, array) -> arrays.put(name + "/state/" + key, array));
		arrays.put(name + "/adam/first", firstMoment);
		arrays.put(name + "/adam/second", secondMoment);
		return arrays;
	}

	int updates() {
		return updates;
	}

	/** Takes over what {@link #arrays()} once gave; throws IllegalArgumentException naming what is missing or of another shape. */
	void restore(Map<String, INDArray> arrays, int updatesMade) {
		network.parameters().forEach((key, array) -> assign(array, name + "/weights/" + key, arrays));
		assign(firstMoment, name + "/adam/first", arrays);
		assign(secondMoment, name + "/adam/second", arrays);
		Map<String, INDArray> state = new HashMap<>();
		String prefix = name + "/state/";
		arrays.forEach((key, array) -> {
			if (key.startsWith(prefix)) {
				state.put(key.substring(prefix.length()), array);
			}
		});
		network.restore(state);
		updates = updatesMade;
	}

	private static void assign(INDArray target, String key, Map<String, INDArray> arrays) {
		INDArray source = arrays.get(key);
		if (source == null || source.length() != target.length()) {
			throw new IllegalArgumentException("The checkpoint has " + (source == null ? "no" : "another size of") + " \"" + key
					+ "\": it belongs to another architecture.");
		}
		target.assign(source.reshape('c', target.shape()));
	}
}
