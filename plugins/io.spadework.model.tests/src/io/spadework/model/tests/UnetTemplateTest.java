package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Initialisation;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Study;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/** pix2pix's U-Net against arXiv 1611.07004. */
class UnetTemplateTest {

	private static Study facades(String... settings) {
		return Templates.named("unet").create(settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]), new DataChoice.FacadesFolder("facades"));
	}

	@Test
	void theNetHalvesToASinglePixelAndDoublesAgain() {
		Study study = facades();
		Network generator = Samples.generator(study);
		Shapes shapes = Shapes.infer(generator, Samples.experiment(study));
		int[] widths = { 64, 128, 256, 512, 512, 512, 512, 512 };
		for (int i = 1; i <= 8; i++) {
			int side = 256 >> i;
			assertEquals(widths[i - 1] + " x " + side + " x " + side, shapes.of(Samples.node(generator, "down" + i)).toString());
		}
		for (int i = 1; i <= 7; i++) {
			int side = 1 << i;
			assertEquals(widths[7 - i] + " x " + side + " x " + side, shapes.of(Samples.node(generator, "up" + i)).toString());
			assertEquals(2 * widths[7 - i] + " x " + side + " x " + side, shapes.of(Samples.node(generator, "concat" + i)).toString());
			List<Edge> joined = Samples.node(generator, "concat" + i).getIncoming();
			assertEquals(List.of(i <= 3 ? "dropout" + i : "up" + i, "down" + (8 - i)), joined.stream().map(edge -> edge.getSource().getName()).toList());
		}
		assertEquals("3 x 256 x 256", shapes.of(Samples.node(generator, "to image")).toString());
		assertEquals(3, generator.getNodes().stream().filter(node -> node instanceof Dropout dropout && dropout.getRate().equals("0.5")).count());
	}

	@ParameterizedTest
	@CsvSource({ "32, 1, 5", "64, 1, 6", "512, 2, 8", "128, 0.5, 7", "512, 1, 9" })
	void theDepthFollowsTheShorterSide(int crop, String aspect, int depth) {
		Study study = Templates.named("unet").create(Map.of("crop", String.valueOf(crop), "aspect", aspect), new DataChoice.FacadesFolder("facades"));
		Network generator = Samples.generator(study);
		Shapes shapes = Shapes.infer(generator, Samples.experiment(study));
		assertEquals(1, Math.min(shapes.of(Samples.node(generator, "down" + depth)).height(), shapes.of(Samples.node(generator, "down" + depth)).width()));
		assertTrue(generator.getNodes().stream().noneMatch(node -> node.getName().equals("down" + (depth + 1))));
		assertEquals(List.of(), shapes.problems());
	}

	/** With 3 channels of input the published code counts 54 413 955; here the input has as many as there are labels. */
	@ParameterizedTest
	@CsvSource({ "3, 54413955", "13, 0" })
	void theGeneratorHasThePublishedWeights(int labels, long published) {
		Study study = facades("labels", String.valueOf(labels));
		int[] widths = { labels, 64, 128, 256, 512, 512, 512, 512, 512 };
		long weights = 0;
		for (int i = 1; i <= 8; i++) {
			boolean normalised = i > 1 && i < 8;
			weights += 16L * widths[i - 1] * widths[i] + (normalised ? 2 * widths[i] : 0);
			boolean innermost = i == 8;
			int out = i == 1 ? 3 : widths[i - 1];
			weights += 16L * (innermost ? 1 : 2) * widths[i] * out + (i == 1 ? 3 : 2 * out);
		}
		assertEquals(weights, Counting.weights(study, Samples.generator(study)));
		assertTrue(published == 0 || published == weights);
	}

	/** 2 768 705 with 6 channels of input, says the published code. */
	@ParameterizedTest
	@CsvSource({ "3, 2768705", "13, 0" })
	void theDiscriminatorIsTheOneOf70Pixels(int labels, long published) {
		Study study = facades("labels", String.valueOf(labels));
		Discriminator discriminator = Samples.experiment(study).getDiscriminator();
		assertEquals("1", discriminator.getScales());
		Shapes shapes = Shapes.infer(discriminator, Samples.experiment(study));
		assertEquals("1 x 30 x 30", shapes.answer().toString());
		long weights = Counting.conv(labels + 3, 64, 4) + 16L * (64 * 128 + 128 * 256 + 256 * 512) + 2 * (128 + 256 + 512) + Counting.conv(512, 1, 4);
		assertEquals(weights, Counting.weights(study, discriminator));
		assertTrue(published == 0 || published == weights);
	}

	@Test
	void wayDownAndWayUpHaveTheirOwnActivations() {
		Study study = facades();
		for (Graph graph : Stream.concat(study.getBlocks().stream(), Stream.of(Samples.generator(study))).toList()) {
			for (Node node : graph.getNodes()) {
				if (node instanceof KernelNode kernel) {
					assertEquals("4, 2, 1", kernel.getKernel() + ", " + kernel.getStride() + ", " + kernel.getPadding());
					assertEquals(node.getName().equals("to image"), kernel.isBias(), node.getId());
				}
				if (node instanceof Normalisation norm) {
					assertEquals(NormKind.BATCH, norm.getKind());
					assertTrue(norm.isAffine());
				}
			}
		}
		assertEquals(ActivationFunction.LEAKY_RELU, ((Activation) study.getBlocks().get(0).getNodes().get(1)).getFunction());
		assertEquals(ActivationFunction.RELU, ((Activation) study.getBlocks().get(1).getNodes().get(1)).getFunction());
	}

	@Test
	void lossesAndPlanAreThePublishedOnes() throws Exception {
		Experiment experiment = Samples.experiment(facades());
		assertEquals(AdversarialKind.ORIGINAL, experiment.getObjective().getAdversarial().getKind());
		assertEquals("0.5", experiment.getObjective().getAdversarial().getDiscriminatorFactor());
		assertEquals("100", experiment.getObjective().getL1().getWeight());
		assertNull(experiment.getObjective().getFeatureMatching());
		assertNull(experiment.getObjective().getPerceptual());
		TrainingPlan plan = experiment.getPlan();
		assertFalse(plan.isTtur());
		assertEquals(List.of("0.0002", "0.5", "0.999", "100", "100", "0.02"),
				List.of(plan.getLearningRate(), plan.getBeta1(), plan.getBeta2(), plan.getEpochs(), plan.getDecayEpochs(), plan.getGain()));
		assertEquals(Initialisation.NORMAL, plan.getInitialisation());
		assertEquals(1, Scope.of(experiment).integer(plan.getBatch()));
	}
}
