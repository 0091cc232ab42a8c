package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.Costs;
import io.spadework.model.Frame;
import io.spadework.model.LabelSpace;
import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.ImageScaling;
import io.spadework.model.study.Initialisation;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Reduction;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/** The SPADE family against arXiv 1903.07291. */
class SpadeTemplateTest {

	@Test
	void spadeHasThePublishedDefaults() throws Exception {
		Study study = Samples.coco("coco");
		Experiment experiment = Samples.experiment(study);
		Frame frame = Frame.of(experiment);
		assertEquals(new LabelSpace(182, true, true), frame.labels());
		assertEquals("3 x 256 x 256", frame.image().toString());
		Scope scope = Scope.of(experiment);
		assertEquals(286, scope.integer(experiment.getDataset().getLoad()));
		assertEquals(List.of(64, 64, 128, 2, 1),
				List.of(scope.integer("ngf"), scope.integer("ndf"), scope.integer("hidden"), scope.integer("scales"), scope.integer("batch")));
		assertEquals("coco", ((CocoStuff) experiment.getDataset()).getFolder());
		AdversarialLoss adversarial = experiment.getObjective().getAdversarial();
		assertEquals(AdversarialKind.HINGE, adversarial.getKind());
		assertEquals(Reduction.MEAN, adversarial.getReduction());
		assertEquals("1", adversarial.getDiscriminatorFactor());
		assertEquals("10", experiment.getObjective().getFeatureMatching().getWeight());
		assertEquals(Reduction.MEAN, experiment.getObjective().getFeatureMatching().getReduction());
		assertNull(experiment.getObjective().getPerceptual());
		TrainingPlan plan = experiment.getPlan();
		assertTrue(plan.isTtur());
		assertEquals(List.of(2e-4, 0.0, 0.9, 50.0, 0.0, 0.02, 0.0), List.of(scope.value(plan.getLearningRate()), scope.value(plan.getBeta1()), scope.value(plan.getBeta2()),
				scope.value(plan.getEpochs()), scope.value(plan.getDecayEpochs()), scope.value(plan.getGain()), scope.value(plan.getAveraging())));
		assertEquals(Initialisation.XAVIER, plan.getInitialisation());
		assertFalse(plan.isReuseFake());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"spade | label map, small map, seed, head, up1, middle0, middle1, up2, block1, up3, block2, up4, block3, up5, block4, lrelu, to image, image, output",
			"spade-more | label map, small map, seed, head, up1, middle0, up2, middle1, up3, block1, up4, block2, up5, block3, up6, block4, lrelu, to image, image, output",
			"spade-most | label map, small map, seed, head, up1, middle0, up2, middle1, up3, block1, up4, block2, up5, block3, up6, block4, up7, block5, lrelu, to image, image, output",
			"spade-vae | label map, style code, to seed, seed, head, up1, middle0, middle1, up2, block1, up3, block2, up4, block3, up5, block4, lrelu, to image, image, output" })
	void generatorsAreDrawnAsPublished(String template, String nodes) {
		Study study = Templates.named(template).create(Map.of(), new DataChoice.CocoStuffFolder("coco"));
		assertEquals(List.of(nodes.split(", ")), Samples.generator(study).getNodes().stream().map(Node::getName).toList());
		for (Block block : study.getBlocks()) {
			for (Node node : block.getNodes()) {
				if (node instanceof Spade spade) {
					assertEquals(NormKind.BATCH, spade.getInnerNorm());
					assertEquals("3", spade.getKernel());
				}
				if (node instanceof Convolution convolution) {
					assertTrue(convolution.isSpectralNorm());
					assertEquals(!node.getName().equals("skip"), convolution.isBias());
				}
			}
		}
		assertFalse(Samples.<Convolution>node(study, "to_image").isSpectralNorm());
	}

	@Test
	void theDiscriminatorIsDrawnAsPublished() {
		for (Node node : Samples.discriminator(Samples.coco("coco")).getNodes()) {
			if (node instanceof Convolution convolution) {
				boolean middle = List.of("conv2", "conv3", "conv4").contains(node.getName());
				assertEquals(middle, convolution.isSpectralNorm(), node.getName());
				assertEquals(!middle, convolution.isBias(), node.getName());
				assertEquals(List.of("conv4", "patches").contains(node.getName()) ? "1" : "2", convolution.getStride(), node.getName());
				assertEquals("4, 2", convolution.getKernel() + ", " + convolution.getPadding());
			}
			assertEquals(node.getName().startsWith("relu"), node.isTap(), node.getName());
		}
	}

	@ParameterizedTest
	@CsvSource({ "spade, 64, 8, 8", "spade-more, 64, 4, 4", "spade-most, 64, 2, 2", "spade-vae, 64, 8, 8", "spade, 32, 8, 8" })
	void seedsAreDoubledToTheImage(String template, int ngf, int height, int width) {
		Study study = Templates.named(template).create(Map.of("ngf", String.valueOf(ngf)), new DataChoice.CocoStuffFolder("coco"));
		Network generator = Samples.generator(study);
		Shapes shapes = Shapes.infer(generator, Samples.experiment(study));
		assertEquals(16 * ngf + " x " + height + " x " + width, shapes.of(Samples.node(generator, "seed")).toString());
		assertEquals(16 * ngf + " x " + height + " x " + width, shapes.of(Samples.node(generator, "head")).toString());
		int last = template.equals("spade-most") ? 128 : 256;
		assertEquals(16 * ngf + " x " + last / 16 + " x " + last / 16, shapes.of(Samples.node(generator, "middle1")).toString());
		int[] widths = { 8, 4, 2, 1 };
		for (int i = 1; i <= 4; i++) {
			int side = last >> 4 - i;
			assertEquals(widths[i - 1] * ngf + " x " + side + " x " + side, shapes.of(Samples.node(generator, "block" + i)).toString());
		}
		if (template.equals("spade-most")) {
			assertEquals(ngf / 2 + " x 256 x 256", shapes.of(Samples.node(generator, "block5")).toString());
		}
		assertEquals("3 x 256 x 256", shapes.answer().toString());
	}

	@ParameterizedTest
	@CsvSource({ "spade, 64, 97480899", "spade-more, 64, 97480899", "spade, 16, 0", "spade-most, 64, 0", "spade-most, 6, 0", "spade-vae, 64, 0", "spade-vae, 5, 0" })
	void generatorsHaveThePublishedWeights(String template, int ngf, long published) {
		Study study = Templates.named(template).create(Map.of("ngf", String.valueOf(ngf)), new DataChoice.CocoStuffFolder("coco"));
		long expected = Counting.conv(184, 16 * ngf, 3) + 3 * block(16 * ngf, 16 * ngf) + block(16 * ngf, 8 * ngf) + block(8 * ngf, 4 * ngf) + block(4 * ngf, 2 * ngf)
				+ block(2 * ngf, ngf) + Counting.conv(ngf, 3, 3);
		if (template.equals("spade-most")) {
			expected += block(ngf, ngf / 2) + Counting.conv(ngf / 2, 3, 3) - Counting.conv(ngf, 3, 3);
		}
		if (template.equals("spade-vae")) {
			expected += (256 + 1) * 16L * ngf * 8 * 8 - Counting.conv(184, 16 * ngf, 3);
		}
		long counted = Counting.weights(study, Samples.generator(study));
		assertEquals(expected, counted);
		if (published > 0) {
			assertEquals(published, counted);
		}
	}

	/** SPADE: S channels to 128 hidden, and twice from there to the channels. */
	static long spade(int channels) {
		return Counting.conv(184, 128, 3) + 2 * Counting.conv(128, channels, 3);
	}

	private static long block(int in, int out) {
		int middle = Math.min(in, out);
		return spade(in) + Counting.conv(in, middle, 3) + spade(middle) + Counting.conv(middle, out, 3) + (in == out ? 0 : spade(in) + (long) in * out);
	}

	@ParameterizedTest
	@CsvSource({ "256, 10463424", "128, 0" })
	void theStyleEncoderIsDrawnAsPublished(int crop, long published) {
		Study study = Templates.named("spade-vae").create(Map.of("crop", String.valueOf(crop)), new DataChoice.CocoStuffFolder("coco"));
		Experiment experiment = Samples.experiment(study);
		Network encoder = experiment.getEncoder();
		Shapes shapes = Shapes.infer(encoder, experiment);
		assertEquals("3 x 256 x 256", shapes.of(Samples.node(encoder, "small image")).toString());
		assertEquals(crop == 256 ? "512 x 4 x 4" : "512 x 8 x 8", shapes.of(Samples.node(encoder, crop == 256 ? "relu6" : "relu5")).toString());
		assertEquals("512 x 1 x 1", shapes.answer().toString());
		assertEquals("relu2", Samples.node(encoder, "conv3").getIncoming().get(0).getSource().getName());
		assertEquals("small image", Samples.node(encoder, "conv1").getIncoming().get(0).getSource().getName());
		long convolutions = 9L * (3 * 64 + 64 * 128 + 128 * 256 + 256 * 512 + 512 * 512 * (crop == 256 ? 2 : 1));
		long expected = convolutions + 2 * (512L * (crop == 256 ? 16 : 64) * 256 + 256);
		assertEquals(expected, Costs.of(shapes).total().parameters());
		assertTrue(published == 0 || published == expected);
		assertEquals("0.05", experiment.getObjective().getDivergence().getWeight());
		for (Node node : encoder.getNodes()) {
			if (node instanceof Convolution convolution) {
				assertTrue(convolution.isSpectralNorm() && !convolution.isBias(), node.getName());
			}
		}
	}

	@Test
	void theDiscriminatorHasThePublishedWeights() {
		Study study = Samples.coco("coco");
		long one = Counting.conv(187, 64, 4) + 16L * (64 * 128 + 128 * 256 + 256 * 512) + Counting.conv(512, 1, 4);
		assertEquals(2 * one, Counting.weights(study, Samples.discriminator(study)));
	}

	@Test
	void thePerceptualLossComesWithItsNetworkWhereItIsChosen() throws Exception {
		Study study = Samples.coco("coco", "perceptual", "true", "vgg", "weights/vgg19.npz");
		PerceptualLoss loss = Samples.experiment(study).getObjective().getPerceptual();
		FeatureNetwork vgg = loss.getNetwork();
		assertEquals("weights/vgg19.npz", vgg.getWeights());
		assertEquals(ImageScaling.AS_IS, vgg.getScaling());
		assertEquals("10", loss.getWeight());
		assertFalse(loss.isMasked());
		Scope scope = Scope.of(Samples.experiment(study));
		assertEquals(List.of("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1"), loss.getTerms().stream().map(term -> term.getNode().getName()).toList());
		double[] weights = { 1 / 32.0, 1 / 16.0, 1 / 8.0, 1 / 4.0, 1 };
		for (int i = 0; i < weights.length; i++) {
			assertSame(vgg, loss.getTerms().get(i).getNode().eContainer());
			assertEquals(weights[i], scope.value(loss.getTerms().get(i).getWeight()), 1e-12);
		}
		Shapes shapes = Shapes.infer(vgg, Samples.experiment(study));
		assertEquals("512 x 16 x 16", shapes.answer().toString());
		assertEquals("256 x 64 x 64", shapes.of(Samples.node(vgg, "relu3_1")).toString());
		// the 20 024 384 weights of the convolutions of VGG-19, without those behind relu5_1
		assertEquals(20_024_384 - 3 * Counting.conv(512, 512, 3), Costs.of(shapes).total().parameters());
		assertTrue(vgg.getNodes().stream().filter(Pooling.class::isInstance).allMatch(node -> ((Pooling) node).getKind() == PoolingKind.MAX));
		assertEquals("hinge + feature matching + perceptual", Samples.experiment(study).getObjective().getName());
	}

	@ParameterizedTest
	@ValueSource(strings = { "spade", "spade-more", "spade-most" })
	void upsamplingIsTheOnlyDifferenceInTheFamily(String template) {
		String upsampling = template.equals("spade") ? "normal" : template.substring("spade-".length());
		DataChoice data = new DataChoice.CocoStuffFolder("coco");
		assertEquals(Studies.write(Templates.named(template).create(Map.of(), data)),
				Studies.write(Templates.named("spade").create(Map.of("upsampling", upsampling), data)));
	}

	@Test
	void blocksAreDrawnOnceAndUsedManyTimes() {
		Study study = Samples.coco("coco");
		assertEquals(2, study.getBlocks().size());
		assertEquals(7, Samples.generator(study).getNodes().stream().filter(BlockUse.class::isInstance).count());
	}

	@Test
	void randomSettingsValidateClean() {
		Random random = new Random(7);
		for (int i = 0; i < 60; i++) {
			int unit = 32 << random.nextInt(3);
			int aspect = 1 + random.nextInt(3);
			Map<String, String> settings = Map.of("upsampling", unit == 32 ? "normal" : unit == 64 ? "more" : "most", "crop",
					String.valueOf(unit * (1 + random.nextInt(4)) * aspect), "aspect", String.valueOf(aspect), "ngf", String.valueOf(2 + 2 * random.nextInt(40)), "ndf",
					String.valueOf(1 + random.nextInt(200)), "scales", String.valueOf(1 + random.nextInt(5)), "edges", String.valueOf(random.nextBoolean()));
			Study study = Templates.named("spade").create(settings, random.nextBoolean() ? new DataChoice.BuiltInLandscapes() : new DataChoice.CocoStuffFolder("coco"));
			assertEquals(List.of(), Validation.validate(study, null), settings.toString());
		}
	}
}
