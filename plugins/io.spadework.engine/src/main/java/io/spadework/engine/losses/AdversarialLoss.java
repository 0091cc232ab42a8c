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
 * <li>least squares (arXiv 1611.04076): L_real = s mean (D - b)^2, L_fake = s mean (D - a)^2, L_G = s mean (D - c)^2;
 * <li>original (arXiv 1406.2661): L_real = mean log(1 + exp(-D)), L_fake = mean log(1 + exp(D)), L_G = mean log(1 + exp(-D)): binary cross-entropy with logits D, where the
 * generator wants its images to be taken for real ones;
 * <li>Wasserstein (arXiv 1704.00028): L_real = -mean D, L_fake = mean D, L_G = -mean D, and a {@link GradientPenalty}.
 * </ul>
 * The discriminator descends on its factor times L_real + L_fake, and the penalty where there is one.
 */
public final class AdversarialLoss {

	/** A loss of one prediction, with its derivative. */
	private record Term(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {

		static Term squared(double target, double factor) {
			return new Term(d -> factor * (d - target) * (d - target), d -> 2 * factor * (d - target));
		}

		/** log(1 + exp(sign D)): cross-entropy of a judgement that should have the other sign. */
		static Term entropy(int sign) {
			return new Term(d -> Math.max(sign * d, 0) + Math.log1p(Math.exp(-Math.abs(d))), d -> sign / (1 + Math.exp(-sign * d)));
		}

		static Term linear(int sign) {
			return new Term(d -> sign * d, d -> sign);
		}
	}

	/** What is lost on real and on fake images and by the generator, and the prediction between real and fake. */
	private record Game(Term real, Term fake, Term generator, double boundary) {
	}

	private final Game game;
	private final double gradientPenalty;
	private final double discriminatorFactor;
	private final Reduction reduction;

	private AdversarialLoss(Game game, double gradientPenalty, double discriminatorFactor, Reduction reduction) {
		this.game = game;
		this.gradientPenalty = gradientPenalty;
		this.discriminatorFactor = discriminatorFactor;
		this.reduction = reduction;
	}

	private static AdversarialLoss of(Game game, double gradientPenalty) {
		return new AdversarialLoss(game, gradientPenalty, 1, Reduction.MEAN);
	}

	/** The hinge loss, averaged over scales, with discriminator factor 1. */
	public static AdversarialLoss hinge() {
		return of(new Game(new Term(d -> Math.max(0, 1 - d), d -> d < 1 ? -1 : 0), new Term(d -> Math.max(0, 1 + d), d -> d > -1 ? 1 : 0), Term.linear(-1), 0), 0);
	}

	/** Least squares with targets for real and fake patches and for the generator's, averaged over scales, with discriminator factor 1. */
	public static AdversarialLoss leastSquares(double realTarget, double fakeTarget, double generatorTarget, double squareFactor) {
		return of(new Game(Term.squared(realTarget, squareFactor), Term.squared(fakeTarget, squareFactor), Term.squared(generatorTarget, squareFactor),
				(realTarget + fakeTarget) / 2), 0);
	}

	/** Binary cross-entropy with logits, averaged over scales, with discriminator factor 1. */
	public static AdversarialLoss original() {
		return of(new Game(Term.entropy(-1), Term.entropy(1), Term.entropy(-1), 0), 0);
	}

	/** The Wasserstein distance with this weight of the gradient penalty, averaged over scales, with discriminator factor 1. */
	public static AdversarialLoss wasserstein(double gradientPenalty) {
		if (!(gradientPenalty >= 0)) {
			throw new IllegalArgumentException("A gradient penalty with weight " + gradientPenalty + ": it is at least 0.");
		}
		return of(new Game(Term.linear(-1), Term.linear(1), Term.linear(-1), 0), gradientPenalty);
	}

	/** The same loss with another factor for the discriminator. */
	public AdversarialLoss discriminatorFactor(double factor) {
		return new AdversarialLoss(game, gradientPenalty, factor, reduction);
	}

	/** The same loss, put together from scales in another way. */
	public AdversarialLoss reduction(Reduction over) {
		return new AdversarialLoss(game, gradientPenalty, discriminatorFactor, over);
	}

	/** How the scales are put together. */
	public Reduction reduction() {
		return reduction;
	}

	/** Weight of the gradient penalty, 0 where there is none. */
	public double gradientPenalty() {
		return gradientPenalty;
	}

	/** What the discriminator's sum of real and fake loss is multiplied by. */
	public double discriminatorFactor() {
		return discriminatorFactor;
	}

	/** Prediction between generated and real: midway between the targets for least squares, 0 for all others. A Wasserstein discriminator need not heed it. */
	public double boundary() {
		return game.boundary;
	}

	/** The generator's loss on predictions for its images; writes the derivative with respect to them into the gradients. */
	public double generator(List<INDArray> predictions, List<INDArray> gradients) {
		double loss = 0;
		for (int k = 0; k < predictions.size(); k++) {
			INDArray prediction = predictions.get(k);
			loss += term(game.generator, prediction, gradients.get(k), 0, prediction.length(), reduction.factor(predictions.size()), 1);
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
			onFake += term(game.fake, prediction, gradients.get(k), 0, half, factor, discriminatorFactor);
			onReal += term(game.real, prediction, gradients.get(k), half, 2 * half, factor, discriminatorFactor);
			DataBuffer values = prediction.data();
			for (long i = 0; i < 2 * half; i++) {
				double value = values.getDouble(i);
				if (i < half ? value < game.boundary : value > game.boundary) {
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
	 * @param total    what it descends on, but for a gradient penalty
	 * @param accuracy share of patches on the right side of the {@link AdversarialLoss#boundary}
	 */
	public record Judgement(double real, double fake, double total, double accuracy) {
	}
}
