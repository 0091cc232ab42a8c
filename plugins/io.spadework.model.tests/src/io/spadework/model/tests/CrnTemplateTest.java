package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.Costs;
import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.ImageScaling;
import io.spadework.model.study.Initialisation;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Study;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.Upsample;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/** CRN against arXiv 1707.09405. */
class CrnTemplateTest {

	private static final int CHANNELS = 36;
	private static final int[] SIDES = { 4, 8, 16, 32, 64, 128, 256, 512, 1024 };
	private static final int[] WIDTHS = { 1024, 1024, 1024, 1024, 1024, 512, 512, 128, 32 };

	private static Study cityscapes(String template, String... settings) {
		Map<String, String> map = new HashMap<>();
		for (int i = 0; i < settings.length; i += 2) {
			map.put(settings[i], settings[i + 1]);
		}
		return Templates.named(template).create(map, new DataChoice.CityscapesFolder("cityscapes"));
	}

	@ParameterizedTest
	@CsvSource({ "crn, 256", "crn, 1024", "crn-spade, 512", "crn, 16" })
	void modulesDoubleFromAHeightOfFour(String template, int height) {
		Study study = cityscapes(template, "crop", String.valueOf(2 * height));
		Network generator = Samples.generator(study);
		Shapes shapes = Shapes.infer(generator, Samples.experiment(study));
		assertEquals(CHANNELS + " x 4 x 8", shapes.of(Samples.node(generator, "small map")).toString());
		int modules = 0;
		for (int i = 0; i < SIDES.length && SIDES[i] <= height; i++) {
			assertEquals(WIDTHS[i] + " x " + SIDES[i] + " x " + 2 * SIDES[i], shapes.of(Samples.node(generator, "module" + SIDES[i])).toString());
			modules++;
		}
		assertEquals(modules + 4, generator.getNodes().size());
		assertEquals("3 x " + height + " x " + 2 * height, shapes.answer().toString());
	}

	@Test
	void eachModuleSeesTheLabelMapBesideTheDoubledFeatures() {
		Study study = cityscapes("crn");
		Network generator = Samples.generator(study);
		assertEquals(Interpolation.AREA, ((Resize) Samples.node(generator, "small map")).getMode());
		Shapes module = Shapes.infer(generator, Samples.experiment(study)).inside(Samples.node(generator, "module128")).get(0);
		Map<String, Node> nodes = new HashMap<>();
		module.graph().getNodes().forEach(node -> nodes.put(node.getName(), node));
		Upsample up = (Upsample) nodes.get("up");
		assertEquals(Interpolation.BILINEAR, up.getMode());
		assertTrue(up.isAligned());
		assertEquals(Interpolation.AREA, ((ResizeToHere) nodes.get("small map")).getMode());
		assertEquals("1024 x 128 x 256", module.of(up).toString());
		assertEquals("36 x 128 x 256", module.of(nodes.get("small map")).toString());
		assertEquals("1060 x 128 x 256", module.of(nodes.get("concat")).toString());
		Shapes refinement = module.inside(nodes.get("refine")).get(0);
		assertEquals(List.of("x", "conv0", "norm0", "relu0", "conv1", "norm1", "relu1", "output"), refinement.order().stream().map(Node::getName).toList());
		for (Node node : refinement.order()) {
			if (node instanceof Convolution convolution) {
				assertFalse(convolution.isBias() || convolution.isSpectralNorm());
			}
			if (node instanceof Normalisation norm) {
				assertEquals(NormKind.LAYER, norm.getKind());
				assertTrue(norm.isAffine());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 64, 256, 1024 })
	void theGeneratorHasThePublishedWeights(int height) {
		Study study = cityscapes("crn", "crop", String.valueOf(2 * height));
		assertEquals(weights(height, 0), Counting.weights(study, Samples.generator(study)));
		Study spade = cityscapes("crn-spade", "crop", String.valueOf(2 * height));
		assertEquals(weights(height, 128), Counting.weights(spade, Samples.generator(spade)));
	}

	/** Two convolutions without bias a module; a scale and a shift per channel, or a SPADE with hidden channels, behind each. */
	private static long weights(int height, int hidden) {
		long weights = 0;
		int before = 0;
		int last = 0;
		for (int i = 0; i < SIDES.length && SIDES[i] <= height; i++) {
			int width = WIDTHS[i];
			long norm = hidden == 0 ? 2L * width : Counting.conv(CHANNELS, hidden, 3) + 2 * Counting.conv(hidden, width, 3);
			weights += 9L * (before + CHANNELS) * width + 9L * width * width + 2 * norm;
			before = width;
			last = width;
		}
		return weights + Counting.conv(last, 3, 1);
	}

	@Test
	void theOutputIsAPlainConvolution() {
		Network generator = Samples.generator(cityscapes("crn"));
		Convolution toImage = (Convolution) Samples.node(generator, "to image");
		assertEquals("1, 1, 0, true", toImage.getKernel() + ", " + toImage.getStride() + ", " + toImage.getPadding() + ", " + toImage.isBias());
		assertEquals("output", toImage.getOutgoing().get(0).getTarget().getName());
	}

	@Test
	void thePerceptualLossIsAll() throws Exception {
		Study study = cityscapes("crn", "vgg", "vgg19.npz");
		Experiment experiment = Samples.experiment(study);
		assertNull(experiment.getDiscriminator());
		assertNull(experiment.getObjective().getAdversarial());
		assertNull(experiment.getObjective().getFeatureMatching());
		PerceptualLoss loss = experiment.getObjective().getPerceptual();
		assertTrue(loss.isMasked());
		assertEquals("1", loss.getWeight());
		FeatureNetwork vgg = loss.getNetwork();
		assertEquals("vgg19.npz", vgg.getWeights());
		assertEquals(ImageScaling.MEAN_SUBTRACTED, vgg.getScaling());
		assertTrue(vgg.getNodes().stream().filter(Pooling.class::isInstance).allMatch(node -> ((Pooling) node).getKind() == PoolingKind.AVERAGE));
		assertEquals(List.of("image", "relu1_2", "relu2_2", "relu3_2", "relu4_2", "relu5_2"), loss.getTerms().stream().map(term -> term.getNode().getName()).toList());
		double[] divisors = { 1, 1.6, 2.3, 1.8, 2.8, 0.08 };
		for (int i = 0; i < divisors.length; i++) {
			assertEquals(1 / divisors[i], Scope.of(experiment).value(loss.getTerms().get(i).getWeight()), 1e-12);
		}
		Shapes shapes = Shapes.infer(vgg, experiment);
		assertEquals("512 x 16 x 32", shapes.answer().toString());
		assertEquals(20_024_384 - 2 * Counting.conv(512, 512, 3), Costs.of(shapes).total().parameters());
	}

	@Test
	void aSingleNetworkLearnsAtASingleRate() {
		TrainingPlan plan = Samples.experiment(cityscapes("crn")).getPlan();
		assertFalse(plan.isTtur());
		assertEquals(List.of("0.0001", "0.9", "0.999", "200", "0", "1"),
				List.of(plan.getLearningRate(), plan.getBeta1(), plan.getBeta2(), plan.getEpochs(), plan.getDecayEpochs(), plan.getGain()));
		assertEquals(Initialisation.XAVIER, plan.getInitialisation());
	}
}
