package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.model.Problem;
import io.spadework.model.Range;
import io.spadework.model.Rule;
import io.spadework.model.Severity;
import io.spadework.model.Validation;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Network;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Port;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.Upsample;

class ValidationTest {

	@TempDir
	Path folder;

	private final Study study = Samples.landscapes("crop", "64");

	@Test
	void aStudyFromATemplateIsClean() {
		assertEquals(List.of(), Validation.validate(study, null));
	}

	@Test
	void aMissingDataFolderIsNamedWithItsPlace() {
		Study coco = Samples.coco("../data/coco");
		Path file = folder.resolve("studies").resolve("coco.spade");
		Problem problem = only("data-folder", Validation.validate(coco, file));
		assertTrue(
				problem.message().startsWith(
						"folder " + folder.resolve("data").resolve("coco") + " of data set COCO-Stuff (\"../data/coco\" in the study) does not exist"),
				problem.message());
		assertSame(coco.getDatasets().get(0), problem.element());
		assertEquals(List.of(), Validation.validate(coco, null), "without a study file, a relative folder is nowhere to look for");
	}

	@Test
	void aDataFolderMustHoldWhatTheDataSetUses() throws IOException {
		Study coco = Samples.coco(".");
		for (String part : List.of("train_label", "train_img")) {
			Files.createDirectory(folder.resolve(part));
		}
		assertTrue(only("data-layout", Validation.validate(coco, folder.resolve("coco.spade"))).message()
				.contains("has no folder train_inst; instance edges need it, or edges must be false"));
		coco.getDatasets().get(0).setEdges(false);
		assertEquals(List.of(), Validation.validate(coco, folder.resolve("coco.spade")));
		((CocoStuff) coco.getDatasets().get(0)).setFolder(null);
		assertTrue(only("data-folder", Validation.validate(coco, null)).message().contains("names no folder"));
		((CocoStuff) coco.getDatasets().get(0)).setFolder("a\u0000b");
		only("data-folder", Validation.validate(coco, null));
	}

	@Test
	void aBrokenEdgeIsFound() {
		Samples.edge(study, "head-up1").setSource(null);
		assertEquals("edge ? -> up1 (id head-up1) must lead from one node of SPADE generator to another", only("dangling-edge").message());
		assertEquals("nothing uses what block use head computes", only("dead-end").message());
		assertEquals(Severity.WARNING, only("dead-end").severity());
	}

	@Test
	void anEdgeDrawnTwiceIsFound() {
		Samples.connect(Samples.discriminator(study), Samples.node(study, "d_image"), Samples.node(study, "d_concat"), Port.DATA);
		assertEquals("another edge leads image -> concat at data too", only("duplicate-edge").message());
	}

	@Test
	void aFaultyParameterIsReportedOnceAndNotWhereverItIsUsed() {
		parameter("ngf").setValue("64/0");
		List<Problem> problems = Validation.validate(study, null).stream()
				.filter(problem -> problem.rule().equals("number") && problem.element() instanceof Parameter).toList();
		assertEquals(1, problems.size());
		assertEquals("parameter ngf: \"64/0\": division by zero", problems.get(0).message());
		assertSame(parameter("ngf"), problems.get(0).element());
		assertTrue(Validation.validate(study, null).size() <= 2, Validation.validate(study, null).toString());
	}

	@Test
	void parametersInACircleAreEachReported() {
		parameter("ngf").setValue("ndf");
		parameter("ndf").setValue("ngf");
		List<Problem> problems = Validation.validate(study, null).stream().filter(problem -> problem.element() instanceof Parameter).toList();
		assertEquals(List.of(parameter("ngf"), parameter("ndf")), problems.stream().map(Problem::element).toList());
		assertTrue(problems.get(0).message().contains("circle: ngf -> ndf -> ngf"), problems.get(0).message());
	}

	@Test
	void anUnknownNameInAnExpressionIsFoundWhereItStands() {
		BlockUse use = Samples.node(study, "block2");
		use.getArguments().get(0).setValue("4*nfg");
		Problem problem = only("number");
		assertEquals("value of argument fout of block2: \"4*nfg\": no parameter is called nfg; there are crop, aspect, ngf, hidden, ndf, scales, batch, labels, label_channels",
				problem.message());
		assertSame(use.getArguments().get(0), problem.element());
	}

	@Test
	void rangesOfObjectiveAndPlanAreHeld() {
		study.getObjectives().get(0).getFeatureMatching().setWeight("-1");
		assertEquals("weight of feature matching loss feature_matching is -1; it must be 0 to 1000000", only("number").message());
		study.getObjectives().get(0).getFeatureMatching().setWeight("10");
		TrainingPlan plan = study.getPlans().get(0);
		parameter("batch").setValue("0");
		plan.setBeta2("1");
		plan.setLearningRate("0");
		assertEquals(3, Validation.validate(study, null).size());
		Samples.<Activation>node(study, "lrelu").setSlope("2");
		assertEquals(4, Validation.validate(study, null).size());
	}

	@Test
	void aPlanMustEnd() {
		TrainingPlan plan = study.getPlans().get(0);
		plan.setEpochs("0");
		only("no-end");
		plan.setSteps("100");
		assertEquals(List.of(), Validation.validate(study, null));
	}

	@Test
	void whatAnExperimentMissesIsNamed() {
		Samples.experiment(study).setPlan(null);
		assertEquals("experiment SPADE names no plan", only("experiment").message());
		Samples.experiment(study).setDiscriminator(null);
		assertEquals("no experiment uses network Patch discriminator", only("unused-network").message());
		study.getExperiments().clear();
		only("no-experiment");
	}

	@Test
	void anObjectiveNeedsAnAdversarialLossAndFeatureMatchingNeedsTaps() {
		study.getObjectives().get(0).setAdversarial(null);
		only("adversarial");
		Samples.discriminator(study).getNodes().forEach(node -> node.setTap(false));
		only("taps");
		Samples.node(study, "head").setTap(true);
		assertEquals(Severity.WARNING, only("stray-tap").severity());
	}

	@Test
	void overridesNameAParameterOnce() {
		for (String value : List.of("8", "16")) {
			ParameterOverride override = StudyFactory.eINSTANCE.createParameterOverride();
			override.setId("override" + value);
			override.setParameter(parameter("ngf"));
			override.setValue(value);
			Samples.experiment(study).getOverrides().add(override);
		}
		assertEquals("experiment SPADE overrides parameter ngf twice", only("override").message());
		Samples.experiment(study).getOverrides().get(1).setParameter(null);
		assertTrue(only("override").message().contains("names no parameter of the study"));
	}

	@Test
	void anOverrideThatBreaksTheNetworkIsFound() {
		ParameterOverride override = StudyFactory.eINSTANCE.createParameterOverride();
		override.setId("override");
		override.setParameter(parameter("crop"));
		override.setValue("80");
		Samples.experiment(study).getOverrides().add(override);
		assertTrue(
				Validation.validate(study, null).stream().anyMatch(problem -> problem.message().contains("\"crop/32\" is 2.5, but a whole number is needed")));
		override.setValue("1/0");
		assertSame(override, Validation.validate(study, null).stream().filter(problem -> problem.message().startsWith("parameter crop: \"1/0\"")).findFirst()
				.orElseThrow().element());
	}

	@Test
	void idsAndNamesMustTellElementsApart() {
		Samples.node(study, "head").setId("seed");
		assertEquals("block use head has the id seed, which is that of convolution seed", only("unique-id").message());
		Samples.node(study, "up1").setName("image");
		assertEquals("another node of SPADE generator is called image too; give one of them another name", only("unique-name").message());
		Samples.node(study, "up2").setId("up 2");
		only("id");
		Samples.node(study, "up3").setName(" ");
		assertEquals("upsample with id up3 has no name", only("name").message());
	}

	@Test
	void parametersMustBeUsableAndUsed() {
		Parameter parameter = StudyFactory.eINSTANCE.createParameter();
		parameter.setId("p");
		parameter.setName("learning rate");
		parameter.setValue("1");
		study.getParameters().add(parameter);
		only("parameter-name");
		parameter.setName("min");
		only("parameter-name");
		parameter.setName("spare");
		assertEquals("no expression uses parameter spare", only("unused-parameter").message());
		assertEquals(Severity.INFO, only("unused-parameter").severity());
	}

	@Test
	void networksHaveTheirInputsAndOneOutput() {
		Network generator = Samples.generator(study);
		Samples.add(generator, "picture", StudyFactory.eINSTANCE.createImageInput());
		assertEquals("generator SPADE generator has 1 node of kind image input; it can have none", only("network-inputs").message());
		generator.getNodes().remove(Samples.node(study, "output"));
		assertEquals("generator SPADE generator has 0 nodes of kind output; it must have 1", only("network-output").message());
	}

	@Test
	void whatIsLegalButWillDisappointIsAWarning() {
		Samples.<Activation>node(study, "image").setFunction(ActivationFunction.RELU);
		only("output-range");
		Study tiny = Samples.landscapes("crop", "32");
		Samples.<Spade>inner(tiny, "residual_norm0").setInnerNorm(NormKind.INSTANCE);
		assertTrue(only("single-pixel-norm", Validation.validate(tiny, null)).message().contains("1024 x 1 x 1"));
		assertTrue(Validation.validate(study, null).stream().allMatch(problem -> problem.severity() == Severity.WARNING));
	}

	@Test
	void aBiasThatDoesNothingIsWorthKnowing() {
		Samples.<Convolution>node(study, "d_conv3").setBias(true);
		assertTrue(only("useless-bias").message().contains("convolution conv3 adds a bias that the normalisation behind it takes away"));
		assertEquals(Severity.INFO, only("useless-bias").severity());
	}

	@Test
	void sizesOfTheDataFitTogether() {
		study.getDatasets().get(0).setLoad("crop/2");
		assertEquals("data set built-in landscapes loads images at 32 and crops 64 of them; load must be at least crop", only("load-size").message());
		Study wide = Samples.landscapes("crop", "128", "aspect", "2");
		wide.getDatasets().get(0).setPreprocess(Preprocess.SCALE_SHORTSIDE_AND_CROP);
		wide.getDatasets().get(0).setLoad("64");
		assertEquals(List.of(), Validation.validate(wide, null), "the shorter side is 64, and the crop 128 x 64");
		wide.getDatasets().get(0).setLoad("63");
		only("load-size", Validation.validate(wide, null));
		study.getDatasets().get(0).setLabels("11");
		only("built-in-labels");
	}

	@Test
	void errorsComeFirst() {
		Samples.<Convolution>node(study, "d_conv3").setBias(true);
		Samples.<Upsample>node(study, "up3").setFactor("0");
		List<Problem> problems = Validation.validate(study, null);
		assertEquals(Severity.ERROR, problems.get(0).severity());
		assertEquals(Severity.INFO, problems.get(problems.size() - 1).severity());
	}

	@Test
	void anEmptyStudyIsAnsweredToo() {
		Study empty = StudyFactory.eINSTANCE.createStudy();
		empty.getNetworks().add(StudyFactory.eINSTANCE.createGenerator());
		empty.getObjectives().add(StudyFactory.eINSTANCE.createObjective());
		empty.getDatasets().add(StudyFactory.eINSTANCE.createCocoStuff());
		empty.getPlans().add(StudyFactory.eINSTANCE.createTrainingPlan());
		empty.getExperiments().add(StudyFactory.eINSTANCE.createExperiment());
		empty.getExperiments().get(0).getOverrides().add(StudyFactory.eINSTANCE.createParameterOverride());
		empty.getParameters().add(StudyFactory.eINSTANCE.createParameter());
		empty.getNetworks().get(0).getNodes().add(StudyFactory.eINSTANCE.createBlockUse());
		empty.getNetworks().get(0).getEdges().add(StudyFactory.eINSTANCE.createEdge());
		assertFalse(Validation.validate(empty, folder.resolve("empty.spade")).isEmpty());
		empty.getExperiments().get(0).setGenerator((Generator) empty.getNetworks().get(0));
		empty.getExperiments().get(0).setDataset(empty.getDatasets().get(0));
		assertFalse(Validation.validate(empty, folder.resolve("empty.spade")).isEmpty());
	}

	@Test
	void everyRuleIsWrittenDown() throws IOException {
		try (InputStream in = Validation.class.getResourceAsStream("/rules.md")) {
			assertNotNull(in);
			String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			for (Rule rule : Rule.values()) {
				assertTrue(table.contains("| `" + rule.id() + "` | " + rule.severity().name().toLowerCase() + " | " + rule.demand() + " |"), rule.id());
			}
		}
	}

	@Test
	void everyExpressionHasARange() {
		for (EClassifier classifier : StudyPackage.eINSTANCE.getEClassifiers()) {
			if (classifier instanceof EClass type) {
				for (EAttribute attribute : type.getEAttributes()) {
					if (attribute.getEAttributeType() == StudyPackage.Literals.EXPRESSION) {
						assertNotNull(Range.of(attribute));
					}
				}
			}
		}
	}

	private Parameter parameter(String name) {
		return study.getParameters().stream().filter(parameter -> parameter.getName().equals(name)).findFirst().orElseThrow();
	}

	private Problem only(String rule) {
		return only(rule, Validation.validate(study, null));
	}

	private static Problem only(String rule, List<Problem> problems) {
		List<Problem> found = problems.stream().filter(problem -> problem.rule().equals(rule)).toList();
		assertEquals(1, found.size(), problems.toString());
		return found.get(0);
	}
}
