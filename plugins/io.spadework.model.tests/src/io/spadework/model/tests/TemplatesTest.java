package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.examples.Example;
import io.spadework.examples.Examples;
import io.spadework.model.Frame;
import io.spadework.model.LabelSpace;
import io.spadework.model.Scope;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;

class TemplatesTest {

	@Test
	void spadeHasThePublishedDefaults() throws Exception {
		Study study = Samples.coco("coco");
		Experiment experiment = Samples.experiment(study);
		Frame frame = Frame.of(experiment);
		assertEquals(new LabelSpace(182, true, true), frame.labels());
		assertEquals(184, frame.labels().channels());
		assertEquals("3 x 256 x 256", frame.image().toString());
		Scope scope = Scope.of(experiment);
		assertEquals(286, scope.integer(experiment.getDataset().getLoad()));
		assertEquals(64, scope.integer("ngf"));
		assertEquals(64, scope.integer("ndf"));
		assertEquals(2, scope.integer(experiment.getDiscriminator().getScales()));
		assertEquals(AdversarialKind.HINGE, experiment.getObjective().getAdversarial().getKind());
		assertEquals("10", experiment.getObjective().getFeatureMatching().getWeight());
		assertTrue(experiment.getPlan().isTtur());
		assertEquals(2e-4, scope.value(experiment.getPlan().getLearningRate()));
		assertEquals("coco", ((CocoStuff) experiment.getDataset()).getFolder());
	}

	@Test
	void spadeIsDrawnAsPublished() {
		Study study = Samples.coco("coco");
		List<String> names = Samples.generator(study).getNodes().stream().map(Node::getName).toList();
		assertEquals(List.of("label map", "seed", "head", "up1", "middle0", "middle1", "up2", "block1", "up3", "block2", "up4", "block3", "up5", "block4",
				"lrelu", "to image", "image", "output"), names);
		for (Node node : Samples.generator(study).getNodes()) {
			if (node instanceof SpadeBlock block) {
				assertTrue(block.isSpectralNorm());
				assertEquals(NormKind.BATCH, block.getInnerNorm());
			}
		}
		for (Node node : Samples.discriminator(study).getNodes()) {
			if (node instanceof Convolution convolution) {
				boolean middle = List.of("conv2", "conv3", "conv4").contains(node.getName());
				assertEquals(middle, convolution.isSpectralNorm(), node.getName());
				assertEquals(!middle, convolution.isBias(), node.getName());
				assertEquals(List.of("conv4", "patches").contains(node.getName()) ? "1" : "2", convolution.getStride(), node.getName());
			}
			assertEquals(node.getName().startsWith("relu"), node.isTap(), node.getName());
		}
		assertFalse(Samples.<Convolution>node(study, "to_image").isSpectralNorm());
	}

	@Test
	void landscapesBringTheirOwnLabels() throws Exception {
		Frame frame = Frame.of(Samples.experiment(Samples.landscapes()));
		assertEquals(new LabelSpace(10, false, true), frame.labels());
		assertEquals(10, Frame.of(Samples.experiment(Samples.landscapes("edges", "false"))).labels().channels());
		assertRefused("setting labels is 12; it must be 10 with the built-in landscapes", "labels", "12");
		assertRefused("setting dontCare is true; it must be false", "dontCare", "true");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "width | 3 | no setting is called width; there are labels, dontCare, edges, crop, aspect, ngf, ndf, scales",
			"crop | 100 | setting crop is 100; it must be a multiple of 32",
			"crop | huge | setting crop is huge; it must be a number from 32 to 4096", "crop | 8192 | setting crop is 8192",
			"ngf | 0 | setting ngf is 0; it must be a number from 1 to 1024", "ngf | 1.5 | setting ngf is 1.5; it must be a whole number",
			"edges | maybe | setting edges is maybe; it must be true or false",
			"aspect | 3 | the height crop / aspect is a multiple of 32; with crop 256 it is 85", "aspect | NaN | setting aspect is NaN",
			"scales | 6 | setting scales is 6" })
	void wrongSettingsAreNamedWithWhatWouldBeRight(String name, String value, String message) {
		assertRefused(message, name, value);
	}

	@Test
	void anUnknownTemplateListsThoseThereAre() {
		IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Templates.named("spode"));
		assertEquals("no template is called spode; there are spade", refusal.getMessage());
		assertThrows(IllegalArgumentException.class, () -> Templates.named("spade").create(Map.of(), new DataChoice.CocoStuffFolder(" ")));
	}

	@Test
	void everySettingNamesItsPublishedValue() {
		for (Template template : Templates.all()) {
			for (Template.Setting setting : template.settings()) {
				Study stated = template.create(Map.of(setting.name(), setting.value()), new DataChoice.CocoStuffFolder("coco"));
				assertEquals(Studies.write(template.create(Map.of(), new DataChoice.CocoStuffFolder("coco"))), Studies.write(stated), setting.name());
			}
		}
	}

	@Test
	void randomSettingsValidateClean() throws Exception {
		Random random = new Random(7);
		for (int i = 0; i < 100; i++) {
			int side = 32 * (1 + random.nextInt(8));
			int aspect = 1 + random.nextInt(3);
			Map<String, String> settings = Map.of("crop", String.valueOf(side * aspect), "aspect", String.valueOf(aspect), "ngf",
					String.valueOf(1 + random.nextInt(80)), "ndf", String.valueOf(1 + random.nextInt(200)), "scales",
					String.valueOf(1 + random.nextInt(5)), "edges", String.valueOf(random.nextBoolean()));
			Study study = Templates.named("spade").create(settings,
					random.nextBoolean() ? new DataChoice.BuiltInLandscapes() : new DataChoice.CocoStuffFolder("coco"));
			assertEquals(List.of(), Validation.validate(study, null), settings.toString());
			Study loaded = Studies.read(new ByteArrayInputStream(Studies.write(study).getBytes(StandardCharsets.UTF_8)), "random.spade");
			assertEquals(List.of(), Validation.validate(loaded, null), settings.toString());
		}
	}

	@Test
	void examplesValidateCleanAndAreMadeAnewEachTime() {
		for (Example example : Examples.all()) {
			Study study = Examples.named(example.name()).create();
			assertEquals(List.of(), Validation.validate(study, null), example.name());
			study.setName("changed");
			assertFalse(example.create().getName().equals("changed"));
		}
		assertThrows(IllegalArgumentException.class, () -> Examples.named("none"));
	}

	private static void assertRefused(String message, String name, String value) {
		IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Samples.landscapes(name, value));
		assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
	}
}
