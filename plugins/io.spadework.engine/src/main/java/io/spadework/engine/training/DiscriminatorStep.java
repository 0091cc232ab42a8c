package io.spadework.engine.training;

import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.GradientPenalty;
import io.spadework.engine.networks.Network;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of the discriminator on real and painted images. */
final class DiscriminatorStep {

	private static final String PENALTY = "gradient penalty";

	private final AdversarialLoss adversarial;
	private final Judge judge;
	private final GradientPenalty penalty;

	/** For the discriminator of a phase; which images its gradient penalty mixes follows from the seed. */
	DiscriminatorStep(AdversarialLoss adversarial, Judge judge, long seed) {
		this.adversarial = adversarial;
		this.judge = judge;
		penalty = adversarial.gradientPenalty() == 0 ? null : new GradientPenalty(adversarial, judge.graph(), seed);
	}

	/**
	 * Makes it on a batch.
	 *
	 * @param painted images for the batch's label maps
	 * @param step    number of the step, the first being 1, for messages
	 * @param factor  share of the learning rate
	 * @param values  takes up the values of the step's series
	 */
	void make(Batch batch, INDArray painted, int step, double factor, Map<String, Double> values) {
		Player discriminator = judge.discriminator();
		Network judges = discriminator.network();
		judges.advance();
		List<INDArray> judged = judges.forward(true, judge.fedBoth(batch, painted));
		List<INDArray> gradients = judge.gradients(judged);
		AdversarialLoss.Judgement judgement = adversarial.discriminator(judge.predictions(judged), judge.predictions(gradients));
		INDArray weightGradients = judges.backward(gradients);
		double total = judgement.total();
		values.put("loss/D/real", judgement.real());
		values.put("loss/D/fake", judgement.fake());
		if (penalty != null) {
			double penalised = penalty.discriminator(judges, images -> judge.fed(batch, images), batch.image(), painted, weightGradients);
			values.put("loss/D/gradient_penalty", penalised);
			total += penalised;
		}
		double rate = factor * discriminator.learningRate();
		values.put("loss/D/total", total);
		values.put("accuracy/D", judgement.accuracy());
		values.put("lr/D", rate);
		values.put("gradient/D", discriminator.length(weightGradients, total, step));
		discriminator.descend(weightGradients, rate);
	}

	/** How far the gradient penalty's random numbers are, by name: live arrays. */
	Map<String, INDArray> arrays() {
		return penalty == null ? Map.of() : NamedArrays.of(PENALTY, penalty.state());
	}

	/** Takes over what {@link #arrays()} once gave; throws IllegalArgumentException naming what is missing. */
	void restore(Map<String, INDArray> arrays) {
		if (penalty != null) {
			penalty.restore(NamedArrays.required(PENALTY, penalty.state().keySet(), arrays));
		}
	}
}
