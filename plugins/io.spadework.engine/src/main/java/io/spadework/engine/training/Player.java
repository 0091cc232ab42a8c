package io.spadework.engine.training;

import io.spadework.engine.networks.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network with the optimiser that changes it, and with the running mean of its weights where it has one. */
final class Player {

	private final String name;
	private final Network network;
	private final Optimiser optimiser;
	private final Map<String, INDArray> moments = new LinkedHashMap<>();
	private final Average average;
	private int updates;
	private BlockWatch watch;

	/**
	 * The name is the one in messages and checkpoints: generator, encoder, discriminator or segmenter.
	 *
	 * @param averaging decay of the running mean of its weights, 0: none
	 */
	Player(String name, Network network, Optimiser optimiser, double averaging) {
		this.name = name;
		this.network = network;
		this.optimiser = optimiser;
		optimiser.moments().forEach(moment -> moments.put(moment, Nd4j.create(network.type(), network.weights().length())));
		average = averaging == 0 ? null : new Average(network, averaging);
	}

	String name() {
		return name;
	}

	Network network() {
		return network;
	}

	double learningRate() {
		return optimiser.learningRate();
	}

	/** Looks at the network's blocks from now on until its gradients are known. */
	void watch(BlockWatch with) {
		watch = with;
		network.observe(with);
	}

	/** The gradients' length; throws DivergenceException if that or the loss is not finite. */
	double length(INDArray gradients, double loss, int step) {
		if (watch != null) {
			network.observe(null);
			watch.gradients(network);
			watch = null;
		}
		double length = gradients.norm2Number().doubleValue();
		if (!Double.isFinite(loss) || !Double.isFinite(length)) {
			throw new DivergenceException("At step " + step + " the " + name + "'s loss is " + loss + " and its gradient's length " + length
					+ ": training has diverged" + culprit() + ". A lower learning rate of this network may help; the last checkpoint holds the weights before.");
		}
		return length;
	}

	/** Says where the first value is that is no number: on the way forwards, or else on the way back. */
	private String culprit() {
		BlockWatch seen = new BlockWatch();
		seen.gradients(network);
		network.repeat(seen);
		for (Map.Entry<String, BlockWatch.Activation> made : seen.activations().entrySet()) {
			if (!made.getValue().finite()) {
				return "; the first block whose activation is not finite is \"" + made.getKey() + "\"";
			}
		}
		List<String> back = network.order().reversed();
		for (String vertex : back) {
			if (!Double.isFinite(seen.gradients().getOrDefault(vertex, 0.0))) {
				return "; the first block whose gradient is not finite is \"" + vertex + "\"";
			}
		}
		return "";
	}

	/** Moves the weights against their gradients, which are written over. */
	void descend(INDArray gradients, double rate) {
		optimiser.update(gradients, List.copyOf(moments.values()), rate, updates++);
		network.weights().subi(gradients);
		if (average != null) {
			average.follow();
		}
	}

	/** What the network shows in evaluation: with averaged weights where it has them. */
	<T> T show(Supplier<T> seen) {
		if (average != null) {
			return average.during(seen);
		}
		network.settle();
		return seen.get();
	}

	/** Everything training has changed, by name, prefixed with the player's name; live arrays. */
	Map<String, INDArray> arrays() {
		Map<String, INDArray> arrays = new HashMap<>(NamedArrays.of(name + "/weights", network.parameters()));
		arrays.putAll(NamedArrays.of(name + "/average", averages()));
		arrays.putAll(NamedArrays.of(name + "/optimiser", moments));
		arrays.putAll(NamedArrays.of(name + "/state", network.state()));
		return arrays;
	}

	private Map<String, INDArray> averages() {
		return average == null ? Map.of() : average.arrays();
	}

	int updates() {
		return updates;
	}

	/** Takes over what {@link #arrays()} once gave; throws IllegalArgumentException naming what is missing or of another size. */
	void restore(Map<String, INDArray> arrays, Map<String, Integer> updatesMade) {
		if (!updatesMade.containsKey(name)) {
			throw new IllegalArgumentException("The checkpoint has no " + name + ": it belongs to another architecture.");
		}
		NamedArrays.restore(name + "/weights", network.parameters(), arrays);
		NamedArrays.restore(name + "/average", averages(), arrays);
		NamedArrays.restore(name + "/optimiser", moments, arrays);
		network.restore(NamedArrays.under(name + "/state", arrays));
		updates = updatesMade.get(name);
	}

	/**
	 * Goes on with what the same player has learned in the phase before, where names agree; what is new here stays as it is.
	 *
	 * @param renamed what a vertex of the network before, or something of it, is called here
	 * @param lenient whether weights of another shape stay as they are here, and all running statistics with them; otherwise they throw IllegalArgumentException
	 */
	void inherit(Player before, UnaryOperator<String> renamed, boolean lenient) {
		boolean alike = inherit(before.network.parameters(), network.parameters(), renamed, lenient);
		inherit(before.averages(), averages(), renamed, lenient);
		Map<String, INDArray> state = network.state();
		before.network.state().forEach((key, array) -> {
			INDArray own = state.get(renamed.apply(key));
			if (own == null ? alike : Arrays.equals(own.shape(), array.shape())) {
				state.put(renamed.apply(key), array);
			}
		});
		network.restore(state);
	}

	/** Returns whether all that agree in name have the same shape. */
	private boolean inherit(Map<String, INDArray> before, Map<String, INDArray> here, UnaryOperator<String> renamed, boolean lenient) {
		boolean alike = true;
		for (Map.Entry<String, INDArray> earlier : before.entrySet()) {
			INDArray later = here.get(renamed.apply(earlier.getKey()));
			if (later != null && Arrays.equals(later.shape(), earlier.getValue().shape())) {
				later.assign(earlier.getValue());
			} else if (later != null) {
				alike = false;
				if (!lenient) {
					throw new IllegalArgumentException("The " + name + "'s \"" + renamed.apply(earlier.getKey()) + "\" has the shape " + Arrays.toString(later.shape())
							+ ", in the phase before " + Arrays.toString(earlier.getValue().shape()) + ": the later network has to contain the earlier one as it is.");
				}
			}
		}
		return alike;
	}
}
