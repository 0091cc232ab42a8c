package io.spadework.engine.training;

import io.spadework.engine.networks.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The running mean of a network's learned weights, which images are made with (arXiv 1710.10196): after each update, mean = decay * mean + (1 - decay) * weights.
 * It starts at the weights as they are. Singular vectors and running statistics are always the network's own.
 */
final class Average {

	private final Network network;
	private final double decay;
	private final INDArray mean;
	private final INDArray scratch;

	/** With a decay from 0 to below 1. */
	Average(Network network, double decay) {
		this.network = network;
		this.decay = decay;
		mean = network.weights().dup('c');
		scratch = mean.dup('c');
	}

	/** Takes in the weights after an update; where they don't change, neither does the mean. */
	void follow() {
		network.weights().subi(mean, scratch);
		mean.addi(scratch.muli(1 - decay));
	}

	/** Lets the network compute with the mean, to see what comes out; afterwards it has its own weights again, which take effect with the next advance or settle. */
	<T> T during(Supplier<T> seen) {
		scratch.assign(network.weights());
		network.weights().assign(mean);
		try {
			network.settle();
			return seen.get();
		} finally {
			network.weights().assign(scratch);
		}
	}

	/** The mean by the names of the network's parameters: live arrays. */
	Map<String, INDArray> arrays() {
		Map<String, INDArray> arrays = new LinkedHashMap<>();
		INDArray weights = network.weights();
		network.parameters().forEach((key, parameter) -> {
			long first = parameter.offset() - weights.offset();
			arrays.put(key, mean.get(NDArrayIndex.interval(first, first + parameter.length())).reshape('c', parameter.shape()));
		});
		return arrays;
	}
}
