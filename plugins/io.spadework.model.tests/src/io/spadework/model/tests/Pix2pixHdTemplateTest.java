package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.study.Activation;
import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Initialisation;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Reduction;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/** The pix2pixHD family against arXiv 1711.11585. */
class Pix2pixHdTemplateTest {

	private static final int CITYSCAPES_CHANNELS = 36;

	private static Study cityscapes(String template, int crop) {
		return Templates.named(template).create(Map.of("crop", String.valueOf(crop)), new DataChoice.CityscapesFolder("cityscapes"));
	}

	@Test
	void lossesAndPlanAreThePublishedOnes() throws Exception {
		Experiment experiment = Samples.experiment(cityscapes("pix2pixhd", 1024));
		AdversarialLoss adversarial = experiment.getObjective().getAdversarial();
		assertEquals(AdversarialKind.LEAST_SQUARES, adversarial.getKind());
		assertEquals(Reduction.SUM, adversarial.getReduction());
		assertEquals(List.of("0.5", "1", "1", "0", "1"), List.of(adversarial.getDiscriminatorFactor(), adversarial.getSquareFactor(), adversarial.getRealTarget(),
				adversarial.getFakeTarget(), adversarial.getGeneratorTarget()));
		assertEquals("10", experiment.getObjective().getFeatureMatching().getWeight());
		assertEquals(Reduction.MEAN, experiment.getObjective().getFeatureMatching().getReduction());
		assertEquals(3, Scope.of(experiment).integer(experiment.getDiscriminator().getScales()));
		TrainingPlan plan = experiment.getPlan();
		assertFalse(plan.isTtur());
		assertEquals(List.of("0.0002", "0.5", "0.999", "100", "100", "0.02"),
				List.of(plan.getLearningRate(), plan.getBeta1(), plan.getBeta2(), plan.getEpochs(), plan.getDecayEpochs(), plan.getGain()));
		assertEquals(Initialisation.NORMAL, plan.getInitialisation());
		assertTrue(plan.getPhases().isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "pix2pixhd", "pix2pixhd-enhancer2", "pix2pixhd-spade" })
	void convolutionsKeepTheirBiasesAndHaveNoSpectralNorm(String template) {
		Study study = cityscapes(template, 1024);
		for (Graph graph : Stream.concat(study.getBlocks().stream(), study.getNetworks().stream()).toList()) {
			for (Node node : graph.getNodes()) {
				if (node instanceof KernelNode kernel) {
					assertTrue(kernel.isBias() && !kernel.isSpectralNorm(), node.getId());
				}
				if (node instanceof TransposedConvolution transposed) {
					assertEquals("3, 2, 1, 1", transposed.getKernel() + ", " + transposed.getStride() + ", " + transposed.getPadding() + ", " + transposed.getOutputPadding());
				}
				if (node instanceof Convolution convolution && !(graph instanceof Discriminator)) {
					boolean halves = convolution.getStride().equals("2");
					assertEquals(halves ? PaddingMode.ZERO : PaddingMode.REFLECT, convolution.getPaddingMode(), node.getId());
					assertEquals(String.valueOf(Integer.parseInt(convolution.getKernel()) / 2), convolution.getPadding());
				}
			}
		}
	}

	@Test
	void theGlobalGeneratorHalvesFourTimes() {
		Study study = cityscapes("pix2pixhd", 1024);
		Network generator = Samples.generator(study);
		Shapes shapes = Shapes.infer(generator, Samples.experiment(study));
		String[] expected = { "first relu", "64 x 512 x 1024", "down1 relu", "128 x 256 x 512", "down2 relu", "256 x 128 x 256", "down3 relu", "512 x 64 x 128", "down4 relu",
				"1024 x 32 x 64", "blocks", "1024 x 32 x 64", "up1 relu", "512 x 64 x 128", "up2 relu", "256 x 128 x 256", "up3 relu", "128 x 256 x 512", "up4 relu",
				"64 x 512 x 1024", "image", "3 x 512 x 1024" };
		for (int i = 0; i < expected.length; i += 2) {
			assertEquals(expected[i + 1], shapes.of(Samples.node(generator, expected[i])).toString(), expected[i]);
		}
		assertEquals(9, shapes.inside(Samples.node(generator, "blocks")).size());
		assertEquals("tanh", ((Activation) Samples.node(generator, "image")).getFunction().getLiteral());
	}

	/** 182 546 755 is what the published code says of it with Cityscapes' 35 labels and edges. */
	@ParameterizedTest
	@CsvSource({ "64, 182546755", "8, 0" })
	void theGlobalGeneratorHasThePublishedWeights(int ngf, long published) {
		Study study = Templates.named("pix2pixhd").create(Map.of("ngf", String.valueOf(ngf)), new DataChoice.CityscapesFolder("cityscapes"));
		long expected = global(ngf);
		assertEquals(expected, Counting.weights(study, Samples.generator(study)));
		assertTrue(published == 0 || published == expected);
	}

	private static long global(int ngf) {
		long weights = Counting.conv(CITYSCAPES_CHANNELS, ngf, 7) + 9 * 2 * Counting.conv(16 * ngf, 16 * ngf, 3) + Counting.conv(ngf, 3, 7);
		for (int width = ngf; width < 16 * ngf; width *= 2) {
			weights += Counting.conv(width, 2 * width, 3) + Counting.conv(2 * width, width, 3);
		}
		return weights;
	}

	/** What an enhancer adds; the image convolution of what it builds on is not at work. */
	private static long enhancer(int width) {
		return Counting.conv(CITYSCAPES_CHANNELS, width / 2, 7) + Counting.conv(width / 2, width, 3) + 3 * 2 * Counting.conv(width, width, 3) + Counting.conv(width, width / 2, 3)
				+ Counting.conv(width / 2, 3, 7) - Counting.conv(width, 3, 7);
	}

	@Test
	void enhancersAddTheirWeights() {
		Study once = cityscapes("pix2pixhd-enhancer", 2048);
		assertEquals(global(64) + enhancer(64), Counting.weights(once, Samples.experiment(once).getGenerator()));
		Study twice = cityscapes("pix2pixhd-enhancer2", 2048);
		assertEquals(global(64) + enhancer(64) + enhancer(32), Counting.weights(twice, Samples.experiment(twice).getGenerator()));
		long one = Counting.conv(39, 64, 4) + Counting.conv(64, 128, 4) + Counting.conv(128, 256, 4) + Counting.conv(256, 512, 4) + Counting.conv(512, 1, 4);
		assertEquals(3 * one, Counting.weights(once, Samples.experiment(once).getDiscriminator()));
	}

	@Test
	void theEnhancerAddsItsFeaturesToThoseOfTheGlobalGenerator() {
		Study study = cityscapes("pix2pixhd-enhancer", 2048);
		Experiment experiment = Samples.experiment(study);
		Generator enhancer = experiment.getGenerator();
		assertEquals("Local enhancer", enhancer.getName());
		Shapes shapes = Shapes.infer(enhancer, experiment);
		String[] expected = { "half map", "36 x 512 x 1024", "coarser", "64 x 512 x 1024", "first relu", "32 x 1024 x 2048", "down relu", "64 x 512 x 1024", "blocks",
				"64 x 512 x 1024", "up relu", "32 x 1024 x 2048", "image", "3 x 1024 x 2048" };
		for (int i = 0; i < expected.length; i += 2) {
			assertEquals(expected[i + 1], shapes.of(Samples.node(enhancer, expected[i])).toString(), expected[i]);
		}
		assertEquals(3, shapes.inside(Samples.node(enhancer, "blocks")).size());
		Stage stage = (Stage) Samples.node(enhancer, "coarser");
		assertSame(Samples.generator(study), stage.getNetwork());
		assertEquals("up4 relu", stage.getUpTo().getName());
		assertEquals("to image", stage.getUpTo().getOutgoing().get(0).getTarget().getName());
		Pooling halving = (Pooling) Samples.node(enhancer, "half map");
		assertEquals(PoolingKind.AVERAGE, halving.getKind());
		assertEquals("3, 2, 1", halving.getKernel() + ", " + halving.getStride() + ", " + halving.getPadding());
		assertFalse(halving.isCountPadding() || halving.isCeil());
	}

	@Test
	void theSecondEnhancerStandsAroundTheFirst() {
		Study study = cityscapes("pix2pixhd-enhancer2", 2048);
		Experiment experiment = Samples.experiment(study);
		Shapes shapes = Shapes.infer(experiment.getGenerator(), experiment);
		assertEquals("16 x 1024 x 2048", shapes.of(Samples.node(experiment.getGenerator(), "first relu")).toString());
		Node outer = Samples.node(experiment.getGenerator(), "coarser");
		assertEquals("32 x 512 x 1024", shapes.of(outer).toString());
		Shapes inner = shapes.inside(outer).get(0);
		assertEquals("64 x 256 x 512", inner.of(Samples.node((Network) inner.graph(), "coarser")).toString());
		assertEquals("Local enhancer", inner.graph().getName());
	}

	@Test
	void enhancersTrainFromCoarseToFine() throws Exception {
		assertEquals(List.of("Global generator 2 100+100 fixed 0", "Local enhancer 1 10+0 fixed 1", "Local enhancer 1 90+100 fixed 0"),
				phases(cityscapes("pix2pixhd-enhancer", 2048)));
		Study twice = cityscapes("pix2pixhd-enhancer2", 2048);
		assertEquals(List.of("Global generator 4 100+100 fixed 0", "Local enhancer 2 10+0 fixed 1", "Local enhancer 2 90+100 fixed 0", "Local enhancer 2 1 10+0 fixed 1",
				"Local enhancer 2 1 90+100 fixed 0"), phases(twice));
		for (Phase phase : Samples.experiment(twice).getPlan().getPhases()) {
			Shapes shapes = Shapes.infer(phase.getGenerator(), Samples.experiment(twice), Integer.parseInt(phase.getReduction()));
			assertEquals(List.of(), shapes.problems());
			assertEquals(2048 / Integer.parseInt(phase.getReduction()), shapes.answer().width());
			phase.getFrozen().forEach(stage -> assertSame(phase.getGenerator(), stage.eContainer()));
		}
	}

	private static List<String> phases(Study study) {
		return Samples.experiment(study).getPlan().getPhases().stream().map(phase -> phase.getGenerator().getName() + " " + phase.getReduction() + " " + phase.getEpochs() + "+"
				+ phase.getDecayEpochs() + " fixed " + phase.getFrozen().size()).toList();
	}

	@Test
	void spadeTakesThePlaceOfTheNormsInTheResidualBlocks() {
		Study plain = cityscapes("pix2pixhd", 512);
		Study spade = cityscapes("pix2pixhd-spade", 512);
		long modulation = Counting.conv(CITYSCAPES_CHANNELS, 128, 3) + 2 * Counting.conv(128, 1024, 3);
		assertEquals(Counting.weights(plain, Samples.generator(plain)) + 9 * 2 * modulation, Counting.weights(spade, Samples.generator(spade)));
		BlockUse blocks = (BlockUse) Samples.node(Samples.generator(spade), "blocks");
		assertEquals("9", blocks.getRepeat());
		assertEquals(List.of("x", "label map", "conv0", "norm0", "relu", "conv1", "norm1", "sum", "output"),
				blocks.getBlock().getNodes().stream().map(Node::getName).toList());
	}

	@Test
	void theDiscriminatorSeesThreeScales() {
		Study study = cityscapes("pix2pixhd", 1024);
		Network discriminator = Samples.experiment(study).getDiscriminator();
		Shapes shapes = Shapes.infer(discriminator, Samples.experiment(study));
		assertEquals(3, shapes.scales());
		assertEquals("39 x 512 x 1024", shapes.of(Samples.node(discriminator, "concat")).toString());
		assertEquals("512 x 66 x 130", shapes.of(Samples.node(discriminator, "relu4")).toString());
		assertEquals("39 x 128 x 256", shapes.scale(3).of(Samples.node(discriminator, "concat")).toString());
		assertEquals(4, discriminator.getNodes().stream().filter(Node::isTap).count());
	}
}
