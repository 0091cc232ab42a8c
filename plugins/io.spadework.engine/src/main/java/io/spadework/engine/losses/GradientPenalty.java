package io.spadework.engine.losses;

import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.RandomStream;
import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;

/**
 * The gradient penalty (arXiv 1704.00028): weight times the mean over samples of (|g| - 1)^2, g the gradient of the discriminator's value for a sample, the mean over its
 * patches, with respect to an image on the straight line between a real and a generated one. Each scale has a penalty of its own; they are averaged or summed as the
 * adversarial loss says, and multiplied by its discriminator factor.
 * <p>
 * No layer has a derivative of its derivative. But the penalty's gradient with respect to the weights is the directional derivative of the weights' ordinary gradient
 * along v = 2 weight (|g| - 1) / |g| g in the image, and is computed as a central difference of two ordinary passes, at image + h v and image - h v. In these, rectifiers and
 * maxima are held on the pieces that the image itself is on: of the many that there are, some would change sides on the shortest way, and each leaves a jump in the
 * difference. The step h makes the image's values change by 2^-11 in the root mean square in single precision, where the result is good to about 1e-3 of its largest value, and
 * by 2^-17 in double precision, where it is to 1e-6.
 */
public final class GradientPenalty {

	private static final double SINGLE_STEP = 0x1p-11;
	private static final double DOUBLE_STEP = 0x1p-17;

	private static final int MIXED = 0;
	private static final int SHIFTED = 1;
	private static final int TOTAL = 2;
	private static final int DIFFERENCE = 3;
	private static final int DIRECTION = 100;
	private static final int OUTPUT_GRADIENT = 200;

	private final AdversarialLoss loss;
	private final DiscriminatorGraph graph;
	private final RandomStream mixing;
	private final Buffers buffers = new Buffers();

	/** For a discriminator; which images are mixed follows from the seed. */
	public GradientPenalty(AdversarialLoss loss, DiscriminatorGraph graph, long seed) {
		this.loss = loss;
		this.graph = graph;
		mixing = RandomStream.named(seed, "gradient penalty");
	}

	/**
	 * The penalty on images between real and generated ones (N x 3 x H x W); adds its gradient to the one of the weights.
	 *
	 * @param network         the discriminator with the weights of this step
	 * @param inputs          all that the discriminator is fed with, for an image
	 * @param weightGradients what the network's backward pass returned: the passes made here write over it, before the sum is put there
	 */
	public double discriminator(Network network, Function<INDArray, INDArray[]> inputs, INDArray real, INDArray fake, INDArray weightGradients) {
		DataType type = real.dataType();
		INDArray total = buffers.get(TOTAL, type, weightGradients.length()).assign(weightGradients);
		INDArray mixed = mixed(real, fake);
		Map<String, INDArray> before = copy(network.state());
		network.hold(true);
		Map<String, INDArray> after = null;
		double penalty = 0;
		for (int scale = 0; scale < graph.scales().size(); scale++) {
			network.restore(before);
			List<INDArray> outputs = network.forward(true, inputs.apply(mixed));
			after = after == null ? copy(network.state()) : after;
			INDArray direction = buffers.get(DIRECTION, type, mixed.shape()).assign(network.backwardTo(graph.imageTap(), gradients(outputs, scale)));
			penalty += turn(direction);
			double length = direction.norm2Number().doubleValue();
			if (length > 0) {
				double step = (type == DataType.DOUBLE ? DOUBLE_STEP : SINGLE_STEP) * Math.sqrt(mixed.length()) / length;
				direction.muli(step);
				INDArray difference = buffers.get(DIFFERENCE, type, total.length());
				difference.assign(weights(network, before, inputs, mixed.addi(direction, buffers.get(SHIFTED, type, mixed.shape())), scale));
				difference.subi(weights(network, before, inputs, mixed.subi(direction, buffers.get(SHIFTED, type, mixed.shape())), scale));
				total.addi(difference.muli(1 / (2 * step)));
			}
		}
		network.hold(false);
		network.restore(after);
		weightGradients.assign(total);
		return penalty;
	}

	/** Images on the lines between real and generated ones, each at a place of its own. */
	private INDArray mixed(INDArray real, INDArray fake) {
		Random random = mixing.next();
		INDArray mixed = buffers.get(MIXED, real.dataType(), real.shape());
		for (long sample = 0; sample < real.size(0); sample++) {
			double share = random.nextDouble();
			INDArray image = sample(mixed, sample);
			sample(real, sample).subi(sample(fake, sample), image);
			image.muli(share).addi(sample(fake, sample));
		}
		return mixed;
	}

	private static INDArray sample(INDArray batch, long sample) {
		return Slice.of(batch, 0, sample, sample + 1);
	}

	/** The penalty for gradients of one scale, which become the direction v. */
	private double turn(INDArray gradients) {
		double factor = loss.discriminatorFactor() * loss.gradientPenalty() * loss.reduction().factor(graph.scales().size()) / gradients.size(0);
		double penalty = 0;
		for (long sample = 0; sample < gradients.size(0); sample++) {
			INDArray gradient = sample(gradients, sample);
			double length = gradient.norm2Number().doubleValue();
			penalty += factor * (length - 1) * (length - 1);
			gradient.muli(length == 0 ? 0 : 2 * factor * (length - 1) / length);
		}
		return penalty;
	}

	/** The gradient of the weights for the sum of one scale's values, in the network's own array. */
	private INDArray weights(Network network, Map<String, INDArray> state, Function<INDArray, INDArray[]> inputs, INDArray image, int scale) {
		network.restore(state); // the same random numbers as for the mixed image
		return network.backward(gradients(network.forward(true, inputs.apply(image)), scale));
	}

	/** The gradient of the sum over samples of one scale's value, the mean over its patches, with respect to all outputs. */
	private List<INDArray> gradients(List<INDArray> outputs, int scale) {
		String prediction = graph.scales().get(scale).prediction();
		int judging = graph.configuration().getNetworkOutputs().indexOf(prediction);
		List<INDArray> gradients = new ArrayList<>();
		for (int i = 0; i < outputs.size(); i++) {
			INDArray output = outputs.get(i);
			gradients.add(buffers.get(OUTPUT_GRADIENT + i, output.dataType(), output.shape()).assign(i == judging ? (double) output.size(0) / output.length() : 0));
		}
		return gradients;
	}

	private static Map<String, INDArray> copy(Map<String, INDArray> state) {
		Map<String, INDArray> copy = new LinkedHashMap<>();
		state.forEach((name, array) -> copy.put(name, array.dup()));
		return copy;
	}

	/** How far the stream of random numbers is, by name: live arrays. */
	public Map<String, INDArray> state() {
		return mixing.state();
	}

	/** Goes on where {@link #state()} once was. */
	public void restore(Map<String, INDArray> state) {
		mixing.restore(state);
	}
}
