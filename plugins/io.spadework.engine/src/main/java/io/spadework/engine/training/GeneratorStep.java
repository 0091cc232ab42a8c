package io.spadework.engine.training;

import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.kernels.Buffers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of the generator, and of the encoder where there is one, on all terms of the objective. */
final class GeneratorStep {

	private static final int IMAGE_GRADIENT = 0;
	private static final int TERM_GRADIENT = 1;

	private final Training training;
	private final Painter painter;
	private final Judge judge;
	private final Likeness likeness;
	private final Buffers buffers = new Buffers();

	/**
	 * For the players of a phase.
	 *
	 * @param judge    null where there is no discriminator
	 * @param likeness null where no frozen network looks on
	 */
	GeneratorStep(Training training, Painter painter, Judge judge, Likeness likeness) {
		this.training = training;
		this.painter = painter;
		this.judge = judge;
		this.likeness = likeness;
	}

	/**
	 * Makes it on a batch; returns the images that were painted, which the generator's next painting writes over.
	 *
	 * @param step   number of the step, the first being 1, for messages
	 * @param factor share of the learning rate
	 * @param values takes up the values of the step's series
	 */
	INDArray make(Batch batch, int step, double factor, Map<String, Double> values) {
		INDArray painted = painter.paint(batch);
		INDArray gradient = buffers.get(IMAGE_GRADIENT, painted.dataType(), painted.shape()).assign(0);
		Map<String, Double> terms = new LinkedHashMap<>();
		if (judge != null) {
			gradient.addi(judged(batch, painted, terms));
		}
		if (likeness != null) {
			terms.put("loss/G/perceptual[" + likeness.name() + "]", likeness.generator(batch, painted, gradient));
		}
		if (training.l1() != null) {
			INDArray ofTerm = buffers.get(TERM_GRADIENT, painted.dataType(), painted.shape());
			terms.put("loss/G/l1", training.l1().generator(painted, batch.image(), ofTerm));
			gradient.addi(ofTerm);
		}
		if (training.divergence() != null) {
			terms.put("loss/G/kld", painter.encoding().divergence(training.divergence()));
		}
		double total = terms.values().stream().mapToDouble(Double::doubleValue).sum();
		values.putAll(terms);
		values.put("loss/G/total", total);
		descend(gradient, total, step, factor, values);
		return painted;
	}

	/** Terms that the discriminator judges; returns their gradient with respect to the images. */
	private INDArray judged(Batch batch, INDArray painted, Map<String, Double> terms) {
		AdversarialLoss adversarial = training.adversarial();
		FeatureMatching matching = training.featureMatching();
		Network judges = judge.discriminator().network();
		judges.advance(); // once for real and painted together: they are judged in one pass, as far as its weights go
		List<INDArray> real = matching == null ? null : judge.keep(judges.forward(true, judge.fed(batch, batch.image())));
		List<INDArray> judged = judges.forward(true, judge.fed(batch, painted));
		List<INDArray> gradients = judge.gradients(judged);
		terms.put("loss/G/adversarial", adversarial.generator(judge.predictions(judged), judge.predictions(gradients)));
		if (matching != null) {
			terms.put("loss/G/feature_matching", matching.generator(judge.features(judged), judge.features(real), judge.features(gradients)));
		}
		return judges.backwardTo(judge.graph().imageTap(), gradients);
	}

	/** Both networks' gradients are known, and known to be finite, before either moves. */
	private void descend(INDArray imageGradient, double total, int step, double factor, Map<String, Double> values) {
		Player generator = painter.generator();
		Encoding encoding = painter.encoding();
		double rate = factor * generator.learningRate();
		values.put("lr/G", rate);
		if (encoding == null) {
			INDArray gradients = generator.network().backward(List.of(imageGradient));
			values.put("gradient/G", generator.length(gradients, total, step));
			generator.descend(gradients, rate);
			return;
		}
		INDArray gradients = generator.network().backward(List.of(imageGradient), Painter.STYLE_TAP);
		INDArray ofEncoder = encoding.backward(painter.noise(), generator.network().gradient(Painter.STYLE_TAP));
		values.put("gradient/G", generator.length(gradients, total, step));
		values.put("gradient/E", encoding.encoder().length(ofEncoder, total, step));
		generator.descend(gradients, rate);
		encoding.encoder().descend(ofEncoder, rate);
	}
}
