package io.spadework.model.tests;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.spadework.examples.Example;
import io.spadework.examples.Examples;
import io.spadework.model.Frame;
import io.spadework.model.LabelSpace;
import io.spadework.model.Problem;
import io.spadework.model.Scope;
import io.spadework.model.Severity;
import io.spadework.model.Shapes;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Network;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Template.Setting;
import io.spadework.model.templates.Templates;

/** What all templates have in common. */
class TemplatesTest {

	private static final DataChoice COCO = new DataChoice.CocoStuffFolder("coco");

	/** Settings at which each template is small, and still has everything that it has. */
	static Stream<Arguments> reduced() {
		return Templates.all().stream().map(template -> Arguments.of(template, small(template)));
	}

	private static Map<String, String> small(Template template) {
		Map<String, String> small = new HashMap<>(Map.of("ngf", "4", "crop", "64"));
		small.putAll(switch (template.name()) {
			case "spade-most", "pix2pixhd-enhancer2" -> Map.of("crop", "128");
			case "spade-vae" -> Map.of("z", "8", "nef", "4", "encoder_size", "128");
			default -> Map.of();
		});
		Set<String> names = template.settings().stream().map(Setting::name).collect(Collectors.toSet());
		Stream.of("ndf", "hidden").filter(names::contains).forEach(name -> small.put(name, "4"));
		return small;
	}

	@ParameterizedTest
	@MethodSource("io.spadework.model.tests.PublishedSizes#all")
	void templatesOfPublishedSizeValidate(String template, DataChoice data, Map<String, String> settings) {
		assertValid(Templates.named(template).create(settings, data), template);
	}

	@ParameterizedTest
	@MethodSource("reduced")
	void smallTemplatesValidate(Template template, Map<String, String> small) {
		assertValid(template.create(small, COCO), template.name());
		Map<String, String> smaller = new HashMap<>(small);
		smaller.put("edges", "false");
		assertValid(template.create(smaller, new DataChoice.BuiltInLandscapes()), template.name());
	}

	@ParameterizedTest
	@MethodSource("reduced")
	void templatesWriteTheSameFileEachTimeAndReadItBack(Template template, Map<String, String> small) throws Exception {
		String text = Studies.write(template.create(small, COCO));
		assertEquals(text, Studies.write(template.create(small, COCO)));
		Study loaded = Studies.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "template.spade");
		assertEquals(text, Studies.write(loaded));
		assertValid(loaded, template.name());
	}

	@ParameterizedTest
	@MethodSource("reduced")
	void everySettingNamesItsPublishedValue(Template template, Map<String, String> small) {
		Study study = template.create(Map.of(), COCO);
		String published = Studies.write(study);
		for (Setting setting : template.settings(COCO)) {
			assertEquals(published, Studies.write(template.create(Map.of(setting.name(), setting.value()), COCO)), setting.name());
			study.getParameters().stream().filter(parameter -> parameter.getName().equals(setting.name()))
					.forEach(parameter -> assertEquals(setting.value(), parameter.getValue(), setting.name()));
		}
	}

	@ParameterizedTest
	@MethodSource("reduced")
	void everySettingChangesTheStudy(Template template, Map<String, String> small) {
		Map<String, String> others = Map.ofEntries(entry("labels", "5"), entry("dontCare", "false"), entry("edges", "false"), entry("crop", "512"), entry("aspect", "2"),
				entry("ngf", "8"), entry("ndf", "8"), entry("scales", "1"), entry("batch", "3"), entry("hidden", "8"), entry("z", "9"), entry("nef", "5"),
				entry("encoder_size", "200"), entry("depth", "101"), entry("perceptual", "true"), entry("vgg", "vgg19.npz"),
				entry("upsampling", template.name().equals("spade-more") ? "most" : "more"));
		for (Setting setting : template.settings(COCO)) {
			Map<String, String> before = new HashMap<>(small);
			before.put("crop", "256");
			if (setting.name().equals("vgg") && hasSetting(template, "perceptual")) {
				before.put("perceptual", "true");
			}
			Map<String, String> after = new HashMap<>(before);
			after.put(setting.name(), others.get(setting.name()));
			assertNotEquals(Studies.write(template.create(before, COCO)), Studies.write(template.create(after, COCO)), setting.name());
		}
	}

	@ParameterizedTest
	@MethodSource("reduced")
	void aPerceptualLossValidatesWhereItCanBeChosen(Template template, Map<String, String> small) {
		if (hasSetting(template, "perceptual")) {
			Map<String, String> chosen = new HashMap<>(small);
			chosen.put("perceptual", "true");
			assertEquals(Set.of(), warnings(template.create(chosen, COCO)));
			chosen.put("vgg", "vgg19.npz");
			assertEquals(Set.of(), warnings(template.create(chosen, COCO)));
		}
	}

	private static boolean hasSetting(Template template, String name) {
		return template.settings().stream().anyMatch(setting -> setting.name().equals(name));
	}

	@Test
	void anUnknownTemplateListsThoseThereAre() {
		IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Templates.named("spode"));
		assertEquals("no template is called spode; there are spade, spade-more, spade-most, spade-vae, pix2pixhd, pix2pixhd-enhancer, pix2pixhd-enhancer2, crn, unet, crn-spade, "
				+ "pix2pixhd-spade, segmenter, features, fcn, deeplab", refusal.getMessage());
	}

	@ParameterizedTest
	@MethodSource("reduced")
	void anUnknownSettingListsThoseThereAre(Template template, Map<String, String> small) {
		String message = refusal(template.name(), COCO, "width", "3");
		assertEquals("no setting is called width; there are " + template.settings().stream().map(Setting::name).collect(Collectors.joining(", ")), message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "spade | crop | 100 | setting crop is 100; it must be a multiple of 32, as the generator makes its seed 32 times larger",
			"spade | crop | huge | setting crop is huge; it must be a number from 32 to 4096", "spade | crop | 8192 | setting crop is 8192",
			"spade | ngf | 0 | setting ngf is 0; it must be a number from 1 to 1024", "spade | ngf | 1.5 | setting ngf is 1.5; it must be a whole number",
			"spade | edges | maybe | setting edges is maybe; it must be true or false", "spade | labels | '' | setting labels is empty; it must be stated",
			"spade | aspect | 3 | the height crop / aspect is a multiple of 32; with crop 256 it is 85", "spade | aspect | NaN | setting aspect is NaN",
			"spade | scales | 6 | setting scales is 6", "spade | upsampling | less | setting upsampling is less; it must be normal, more, most",
			"spade | perceptual | 10 | setting perceptual is 10; it must be true or false", "spade | vgg | v.npz | setting vgg is v.npz; it must be empty unless perceptual is true",
			"spade-more | crop | 32 | setting crop is 32; it must be a number from 64 to 4096", "spade-more | crop | 96 | a multiple of 64",
			"spade-most | ngf | 3 | setting ngf is 3; it must be even", "spade-vae | encoder_size | 64 | setting encoder_size is 64; it must be a number from 128 to 4096",
			"pix2pixhd | crop | 16 | setting crop is 16; it must be a number from 32 to 4096", "pix2pixhd | crop | 40 | a multiple of 16, as the generator makes",
			"pix2pixhd | aspect | 10 | is a multiple of 16 and at least 32; with crop 256 it is 26", "pix2pixhd | upsampling | more | no setting is called upsampling; there are labels",
			"pix2pixhd-enhancer | ngf | 63 | setting ngf is 63; it must be a multiple of 2, as each enhancer", "pix2pixhd-enhancer2 | ngf | 6 | a multiple of 4",
			"pix2pixhd-enhancer2 | crop | 96 | setting crop is 96; it must be a number from 128", "crn | crop | 96 | the height crop / aspect is a power of two from 16 to 1024",
			"crn | aspect | 1.5 | it must be such that the height", "crn | crop | 2048 | with crop 2048 it is 2048", "crn | ndf | 64 | no setting is called ndf",
			"crn | perceptual | true | no setting is called perceptual", "unet | crop | 96 | setting crop is 96 and the height 96; it must be such that the shorter side is a power of two",
			"unet | scales | 2 | no setting is called scales; there are labels, dontCare, edges, crop, aspect, ngf, ndf, batch" })
	void wrongSettingsAreNamedWithWhatWouldBeRight(String template, String name, String value, String message) {
		String refusal = refusal(template, COCO, name, value);
		assertTrue(refusal.contains(message), refusal);
	}

	@Test
	void landscapesBringTheirOwnLabels() throws Exception {
		Frame frame = Frame.of(Samples.experiment(Samples.landscapes()));
		assertEquals(new LabelSpace(10, false, true), frame.labels());
		assertEquals(10, Frame.of(Samples.experiment(Samples.landscapes("edges", "false"))).labels().channels());
		assertTrue(refusal("spade", new DataChoice.BuiltInLandscapes(), "labels", "12").contains("setting labels is 12; it must be 10 with the built-in landscapes"));
		assertTrue(refusal("spade", new DataChoice.BuiltInLandscapes(), "dontCare", "true").contains("setting dontCare is true; it must be false"));
	}

	@ParameterizedTest
	@CsvSource({ "coco-stuff, 182, true, true, 184, 256, 256, 286, RESIZE_AND_CROP", "ade20k, 150, true, false, 151, 256, 256, 286, RESIZE_AND_CROP",
			"ade20k-outdoor, 150, true, false, 151, 256, 256, 286, RESIZE_AND_CROP", "cityscapes, 35, false, true, 36, 512, 256, 512, FIXED",
			"facades, 13, false, false, 13, 256, 256, 286, RESIZE_AND_CROP", "folder, 7, false, false, 7, 256, 256, 286, RESIZE_AND_CROP" })
	void everyKindOfDataHasItsPublishedSettings(String kind, int labels, boolean dontCare, boolean edges, int channels, int width, int height, int load, Preprocess preprocess)
			throws Exception {
		Map<String, String> settings = switch (kind) {
			case "ade20k-outdoor" -> Map.of("list", "outdoor.txt");
			case "folder" -> Map.of("labels", "7");
			default -> Map.of();
		};
		Study study = Templates.named("spade").create(settings, DataChoice.stored(kind, "there"));
		assertValid(study, "spade");
		Dataset data = study.getDatasets().get(0);
		assertEquals("there", ((StoredDataset) data).getFolder());
		assertEquals(kind.equals("folder") ? "FolderDataset" : kind.replace("-", ""), kind.equals("folder") ? data.eClass().getName() : data.eClass().getName().toLowerCase());
		assertEquals(preprocess, data.getPreprocess());
		Frame frame = Frame.of(Samples.experiment(study));
		assertEquals(new LabelSpace(labels, dontCare, edges), frame.labels());
		assertEquals(channels + " x " + height + " x " + width, frame.labelMap().toString());
		assertEquals(load, Scope.of(Samples.experiment(study)).integer(data.getLoad()));
	}

	@Test
	void dataAreAskedForWhatOnlyAPersonKnows() {
		assertEquals("no kind of data folder is called coco; there are coco-stuff, ade20k, ade20k-outdoor, cityscapes, facades, folder",
				assertThrows(IllegalArgumentException.class, () -> DataChoice.stored("coco", "there")).getMessage());
		assertEquals("the COCO-Stuff data need a folder", refusal("spade", new DataChoice.CocoStuffFolder(" "), "crop", "256"));
		assertTrue(refusal("spade", DataChoice.stored("folder", "there"), "crop", "256").startsWith("setting labels is empty; it must be stated: labels of the data set"));
		assertTrue(refusal("spade", DataChoice.stored("ade20k-outdoor", "there"), "crop", "256").startsWith("setting list is empty; it must be stated: file of image names"));
		assertEquals("setting edges is true; it must be false, as ADE20K has no instance maps", refusal("spade", DataChoice.stored("ade20k", "there"), "edges", "true"));
		assertEquals("setting edges is true; it must be false, as Facades has no instance maps", refusal("spade", DataChoice.stored("facades", "there"), "edges", "true"));
	}

	@Test
	void aSeedThatNoLinearMapCanMakeIsRefused() {
		String refusal = refusal("spade-vae", DataChoice.stored("cityscapes", "there"), "ngf", "1024");
		assertTrue(refusal.startsWith("setting ngf is 1024; it must be at most 512 at this size"), refusal);
		assertValid(Templates.named("spade-vae").create(Map.of(), DataChoice.stored("cityscapes", "there")), "spade-vae");
		assertValid(Templates.named("spade-vae").create(Map.of("upsampling", "more"), DataChoice.stored("cityscapes", "there")), "spade-vae");
	}

	@Test
	void foldersAndListsAreChosenWithTheData() {
		Study outdoor = Templates.named("spade").create(Map.of("list", "scenes.txt"), DataChoice.stored("ade20k-outdoor", "there"));
		assertEquals("scenes.txt", ((Ade20kOutdoor) outdoor.getDatasets().get(0)).getList());
		Study pairs = Templates.named("spade").create(Map.of("labels", "3", "labelFolder", "a", "imageFolder", "b", "instanceFolder", "c", "edges", "true"),
				DataChoice.stored("folder", "there"));
		FolderDataset folder = (FolderDataset) pairs.getDatasets().get(0);
		assertEquals(List.of("a", "b", "c"), List.of(folder.getLabelFolder(), folder.getImageFolder(), folder.getInstanceFolder()));
		assertTrue(folder.isEdges());
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

	private static String refusal(String template, DataChoice data, String name, String value) {
		return assertThrows(IllegalArgumentException.class, () -> Templates.named(template).create(Map.of(name, value), data)).getMessage();
	}

	/** No errors, and only those warnings that the publications bring about; every network answers. */
	private static void assertValid(Study study, String template) {
		assertEquals(expectedWarnings(template), warnings(study));
		for (Network network : study.getNetworks()) {
			assertNotNull(Shapes.infer(network, Samples.experiment(study)).answer(), network.getName());
		}
	}

	/** The warnings; nothing may be wrong, and nothing else worth knowing but that pix2pixHD's convolutions keep their biases before a norm. */
	private static Set<String> warnings(Study study) {
		List<Problem> problems = Validation.validate(study, null);
		assertEquals(List.of(), problems.stream().filter(problem -> problem.severity() != Severity.WARNING && !problem.rule().equals("useless-bias")).toList());
		return problems.stream().filter(problem -> problem.severity() == Severity.WARNING).map(Problem::rule).collect(Collectors.toSet());
	}

	/** CRN's image is not squashed, and nobody has said where the weights of its VGG-19 are. */
	private static Set<String> expectedWarnings(String template) {
		return template.startsWith("crn") ? Set.of("output-range", "feature-weights") : Set.of();
	}
}
