package io.spadework.model.templates;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.CrossEntropyLoss;
import io.spadework.model.study.DivergenceLoss;
import io.spadework.model.study.FeatureMatchingLoss;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.ImageScaling;
import io.spadework.model.study.L1Loss;
import io.spadework.model.study.Objective;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Reduction;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.Template.Setting;

/** An objective, loss by loss; its name lists them. */
final class Losses {

	/** Where the perceptual loss is a choice. */
	static final List<Setting> PERCEPTUAL = List.of(
			new Setting("perceptual", "false", "whether a frozen network compares images, too, as published"),
			new Setting("vgg", "", "file with the weights of that network, VGG-19, relative to the study; without one landscape-features compares, which comes with the program"));
	/** Where there is always a perceptual loss. */
	static final Setting VGG = new Setting("vgg", "", "file with the weights of VGG-19, relative to the study; empty where there is none");

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;

	private final Objective objective = FACTORY.createObjective();

	Losses() {
		objective.setId("objective");
	}

	/** The losses as one objective. */
	Objective objective() {
		return objective;
	}

	/** Hinge, averaged over the scales. */
	Losses hinge() {
		adversarial(AdversarialKind.HINGE);
		return named("hinge");
	}

	/** Least squares, summed over the scales, the discriminator's halved (arXiv 1711.11585). */
	Losses leastSquares() {
		AdversarialLoss adversarial = adversarial(AdversarialKind.LEAST_SQUARES);
		adversarial.setReduction(Reduction.SUM);
		adversarial.setSquareFactor("1");
		adversarial.setDiscriminatorFactor("0.5");
		return named("least squares");
	}

	/** Cross-entropy, the discriminator's halved (arXiv 1611.07004). */
	Losses original() {
		adversarial(AdversarialKind.ORIGINAL).setDiscriminatorFactor("0.5");
		return named("original");
	}

	/** Feature matching, averaged over the scales. */
	Losses featureMatching() {
		FeatureMatchingLoss matching = FACTORY.createFeatureMatchingLoss();
		matching.setId("feature_matching");
		matching.setWeight("10");
		objective.setFeatureMatching(matching);
		return named("feature matching");
	}

	/** The difference of every pixel. */
	Losses l1() {
		L1Loss l1 = FACTORY.createL1Loss();
		l1.setId("l1");
		l1.setWeight("100");
		objective.setL1(l1);
		return named("L1");
	}

	/** The cross-entropy of scores with label maps. */
	Losses crossEntropy() {
		CrossEntropyLoss entropy = FACTORY.createCrossEntropyLoss();
		entropy.setId("cross_entropy");
		objective.setCrossEntropy(entropy);
		return named("cross-entropy");
	}

	/** The divergence of style codes. */
	Losses divergence() {
		DivergenceLoss divergence = FACTORY.createDivergenceLoss();
		divergence.setId("divergence");
		divergence.setWeight("0.05");
		objective.setDivergence(divergence);
		return named("divergence");
	}

	/**
	 * The perceptual loss of pix2pixHD and SPADE, if it is chosen: VGG-19, or where its weights are missing the small network, sees images in [-1, 1] as they are; deeper
	 * activations weigh more.
	 */
	Losses perceptualIfChosen(Draft draft) {
		String file = draft.settings().text("vgg");
		if (!draft.settings().yes("perceptual")) {
			if (!file.isEmpty()) {
				throw Settings.wrong("vgg", file, "empty unless perceptual is true");
			}
			return this;
		}
		if (file.isEmpty()) {
			FeatureNetwork features = draft.network(SmallFeatures.builtIn());
			return perceptual(features, "10", false, Map.of("relu1", "1/32", "relu2", "1/16", "relu3", "1/8", "relu4", "1/4", "relu5", "1"));
		}
		FeatureNetwork vgg = draft.network(Vgg19.draw(PoolingKind.MAX, ImageScaling.AS_IS, "relu5_1", file));
		return perceptual(vgg, "10", false, Map.of("relu1_1", "1/32", "relu2_1", "1/16", "relu3_1", "1/8", "relu4_1", "1/4", "relu5_1", "1"));
	}

	/** The perceptual loss of CRN (arXiv 1707.09405): VGG-19 with average pooling sees pixels from 0 to 255; each difference is divided by about its size in the beginning. */
	Losses refinementPerceptual(Draft draft) {
		FeatureNetwork vgg = draft.network(Vgg19.draw(PoolingKind.AVERAGE, ImageScaling.MEAN_SUBTRACTED, "relu5_2", draft.settings().text("vgg")));
		return perceptual(vgg, "1", true,
				Map.of("image", "1", "relu1_2", "1/1.6", "relu2_2", "1/2.3", "relu3_2", "1/1.8", "relu4_2", "1/2.8", "relu5_2", "1/0.08"));
	}

	/** Likeness of one activation of a network. */
	Losses looking(FeatureNetwork network, String node) {
		return perceptual(network, "1", false, Map.of(node, "1"));
	}

	private Losses perceptual(FeatureNetwork network, String weight, boolean masked, Map<String, String> terms) {
		PerceptualLoss perceptual = FACTORY.createPerceptualLoss();
		perceptual.setId("perceptual");
		perceptual.setNetwork(network);
		perceptual.setWeight(weight);
		perceptual.setMasked(masked);
		new TreeMap<>(terms).forEach((node, share) -> {
			PerceptualTerm term = FACTORY.createPerceptualTerm();
			term.setId("perceptual_" + node);
			term.setNode(network.getNodes().stream().filter(each -> each.getName().equals(node)).findFirst().orElseThrow());
			term.setWeight(share);
			perceptual.getTerms().add(term);
		});
		objective.setPerceptual(perceptual);
		return named("perceptual");
	}

	private AdversarialLoss adversarial(AdversarialKind kind) {
		AdversarialLoss adversarial = FACTORY.createAdversarialLoss();
		adversarial.setId("adversarial");
		adversarial.setKind(kind);
		objective.setAdversarial(adversarial);
		return adversarial;
	}

	private Losses named(String loss) {
		objective.setName(objective.getName() == null ? loss : objective.getName() + " + " + loss);
		return this;
	}
}
