package io.spadework.engine.training;

import io.spadework.engine.losses.Perceptual;
import io.spadework.engine.networks.FeatureNetwork;
import io.spadework.engine.networks.kernels.Buffers;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How alike painted and real images are to a frozen network's eyes: the perceptual loss at work. */
final class Likeness {

	private static final int FIRST_GRADIENT = 0;
	private static final int FIRST_REAL = 1000;

	private final Perceptual loss;
	private final FeatureNetwork network;
	private final Buffers buffers = new Buffers();

	Likeness(Perceptual loss, FeatureNetwork network) {
		this.loss = loss;
		this.network = network;
	}

	/** Name of the frozen network. */
	String name() {
		return loss.network().name();
	}

	/** The loss of images painted for a batch; adds its derivative to their gradient. */
	double generator(Batch batch, INDArray painted, INDArray gradient) {
		List<INDArray> real = copies(FIRST_REAL, network.features(batch.image()));
		List<INDArray> generated = network.features(painted);
		List<INDArray> gradients = new ArrayList<>();
		for (int i = 0; i < generated.size(); i++) {
			gradients.add(buffers.get(FIRST_GRADIENT + i, generated.get(i).dataType(), generated.get(i).shape()));
		}
		double value = loss.generator(generated, real, batch.labelled(), gradients);
		gradient.addi(network.backward(gradients));
		return value;
	}

	/** The network's next pass writes over its features. */
	private List<INDArray> copies(int slot, List<INDArray> features) {
		List<INDArray> copies = new ArrayList<>();
		for (int i = 0; i < features.size(); i++) {
			copies.add(buffers.get(slot + i, features.get(i).dataType(), features.get(i).shape()).assign(features.get(i)));
		}
		return copies;
	}
}
