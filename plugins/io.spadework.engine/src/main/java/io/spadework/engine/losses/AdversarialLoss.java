package io.spadework.engine.losses;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The game between generator and discriminator, on the discriminator's predictions per patch (one array N x 1 x h x w per scale).
 * <p>
 * Each loss is averaged over samples and patches, and then over the scales or summed, as the reduction says. With real target b, fake target a,
 * generator target c and square factor s:
 * <ul>
 * <li>hinge: L_real = mean max(0, 1 - D), L_fake = mean max(0, 1 + D), L_G = -mean D;
 * <li>least squares (arXiv 1611.04076): L_real = s mean (D - b)^2, L_fake = s mean (D - a)^2, L_G = s mean (D - c)^2.
 * </ul>
 * The discriminator descends on its factor times L_real + L_fake.
 */
public final class AdversarialLoss {

	/** A loss of one prediction, with its derivative. */
	private record Term(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {

		static Term squared(double target, double factor) {
			return new Term(d -> factor * (d - target) * (d - target), d -> 2 * factor * (d - target));
		}
	}

	private final Term real;
	private final Term fake;
	private final Term generator;
	private final double boundary;
	private final double discriminatorFactor;
	private final Reduction reduction;

	private AdversarialLoss(Term real, Term fake, Term generator, double boundary, double discriminatorFactor, Reduction reduction) {
		this.real = real;
		this.fake = fake;
		this.generator = generator;
		this.boundary = boundary;
		this.discriminatorFactor = discriminatorFactor;
		this.reduction = reduction;
	}

	/** The hinge loss, averaged over scales, with discriminator factor 1. */
	public static AdversarialLoss hinge() {
		return new AdversarialLoss(new Term(d -> Math.max(0, 1 - d), d -> d < 1 ? -1 : 0), new Term(d -> Math.max(0, 1 + d), d -> d > -1 ? 1 : 0),
				new Term(d -> -d, d -> -1), 0, 1, Reduction.MEAN);
	}

	/** Least squares with targets for real and fake patches and for the generator's, averaged over scales, with discriminator factor 1. */
	public static AdversarialLoss leastSquares(double realTarget, double fakeTarget, double generatorTarget, double squareFactor) {
		return new AdversarialLoss(Term.squared(realTarget, squareFactor), Term.squared(fakeTarget, squareFactor),
				Term.squared(generatorTarget, squareFactor), (realTarget + fakeTarget) / 2, 1, Reduction.MEAN);
	}

	/** The same loss with another factor for the discriminator. */
	public AdversarialLoss discriminatorFactor(double factor) {
		return new AdversarialLoss(real, fake, generator, boundary, factor, reduction);
	}

	/** The same loss, put together from scales in another way. */
	public AdversarialLoss reduction(Reduction over) {
		return new AdversarialLoss(real, fake, generator, boundary, discriminatorFactor, over);
	}

	/** What the discriminator's sum of real and fake loss is multiplied by. */
	public double discriminatorFactor() {
		return discriminatorFactor;
	}

	/** Prediction between generated and real: 0 for hinge, midway between the targets for least squares. */
	public double boundary() {
		return boundary;
	}

	/** The generator's loss on predictions for its images; writes the derivative with respect to them into the gradients. */
	public double generator(List<INDArray> predictions, List<INDArray> gradients) {
		double loss = 0;
		for (int k = 0; k < predictions.size(); k++) {
			INDArray prediction = predictions.get(k);
			loss += term(generator, prediction, gradients.get(k), 0, prediction.length(), reduction.factor(predictions.size()), 1);
		}
		return loss;
	}

	/**
	 * The discriminator's loss on predictions of which the first half of the batch judges generated images and the second half real ones.
	 * Writes the derivative of its total with respect to them into the gradients.
	 */
	public Judgement discriminator(List<INDArray> predictions, List<INDArray> gradients) {
		double onFake = 0;
		double onReal = 0;
		long right = 0;
		long patches = 0;
		double factor = reduction.factor(predictions.size());
		for (int k = 0; k < predictions.size(); k++) {
			INDArray prediction = predictions.get(k);
			long half = prediction.length() / 2;
			onFake += term(fake, prediction, gradients.get(k), 0, half, factor, discriminatorFactor);
			onReal += term(real, prediction, gradients.get(k), half, 2 * half, factor, discriminatorFactor);
			DataBuffer values = prediction.data();
			for (long i = 0; i < 2 * half; i++) {
				double value = values.getDouble(i);
				if (i < half ? value < boundary : value > boundary) {
					right++;
				}
			}
			patches += 2 * half;
		}
		return new Judgement(onReal, onFake, discriminatorFactor * (onReal + onFake), (double) right / patches);
	}

	/** Mean of a term over values from first to before last, times a factor; writes its derivative times another factor as well. */
	private static double term(Term term, INDArray predictions, INDArray gradients, long first, long last, double factor, double gradientFactor) {
		DataBuffer values = predictions.data();
		DataBuffer derivatives = gradients.data();
		double scale = factor / (last - first);
		double sum = 0;
		for (long i = first; i < last; i++) {
			double value = values.getDouble(i);
			sum += term.value.applyAsDouble(value);
			derivatives.put(i, gradientFactor * scale * term.derivative.applyAsDouble(value));
		}
		return sum * scale;
	}

	/**
	 * What the discriminator made of a batch.
	 *
	 * @param real     its loss on real images
	 * @param fake     its loss on generated images
	 * @param total    what it descends on
	 * @param accuracy share of patches on the right side of the decision boundary: 0 for hinge, midway between the targets for least squares
	 */
	public record Judgement(double real, double fake, double total, double accuracy) {
	}
}
