package io.spadework.engine.losses;

import io.spadework.engine.networks.FeatureGraph;
import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Interpolation;
import io.spadework.engine.networks.kernels.Kernels;
import io.spadework.engine.networks.kernels.ResamplingKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The perceptual loss (arXiv 1603.08155, 1707.09405): weight times the sum over a frozen network's taps of their weight times the mean absolute difference between its
 * features of the real and of the generated image. The real features are constants.
 * <p>
 * Masked, the difference at each place is multiplied by the share of pixels there that have a label; the mean is still taken over all places.
 */
public final class Perceptual {

	private final FeatureGraph network;
	private final double weight;
	private final List<Double> tapWeights;
	private final boolean masked;
	private final Buffers buffers = new Buffers();
	private ResamplingKernel areas;

	/** With a weight for each of the network's taps; throws IllegalArgumentException for more or fewer. */
	public Perceptual(FeatureGraph network, double weight, List<Double> tapWeights, boolean masked) {
		if (tapWeights.size() != network.taps().size()) {
			throw new IllegalArgumentException("The perceptual loss has " + tapWeights.size() + " tap weights for the " + network.taps().size() + " taps of \""
					+ network.name() + "\": one is needed for each.");
		}
		this.network = network;
		this.weight = weight;
		this.tapWeights = List.copyOf(tapWeights);
		this.masked = masked;
	}

	/** The network whose features are compared. */
	public FeatureGraph network() {
		return network;
	}

	/** Whether pixels without a label are left out. */
	public boolean masked() {
		return masked;
	}

	/**
	 * The loss on features, one array for each tap; writes the derivative with respect to the generated image's features into the gradients.
	 *
	 * @param labelled N x 1 x H x W: 1 where a pixel has a label, 0 elsewhere; read only if the loss is masked
	 */
	public double generator(List<INDArray> generated, List<INDArray> real, INDArray labelled, List<INDArray> gradients) {
		double loss = 0;
		for (int i = 0; i < gradients.size(); i++) {
			INDArray mask = masked ? shares(labelled, gradients.get(i), i) : null;
			loss += Distance.mean(generated.get(i), real.get(i), mask, weight * tapWeights.get(i), gradients.get(i));
		}
		return loss;
	}

	/** The mask, averaged over areas to the size of features. */
	private INDArray shares(INDArray labelled, INDArray features, int tap) {
		if (areas == null) {
			areas = Kernels.of(features.dataType()).resampling(Interpolation.AREA);
		}
		INDArray shares = buffers.get(tap, features.dataType(), features.size(0), 1, features.size(2), features.size(3));
		areas.forward(labelled, shares);
		return shares;
	}
}
