package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.Fixes;
import io.spadework.model.Problem;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.Validation;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Port;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

/** Files that mean harm, in the format versions that are read: they are refused with a message, quickly, and nothing is read that they point at. */
class SafetyTest {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;
	private static final Duration QUICKLY = Duration.ofSeconds(20);

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void documentTypesAndEntitiesAreRefused(int version) throws Exception {
		Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
		String root = "<study:Study xmlns:study=\"http://spadework.io/study/" + version + "\" id=\"s\" name=\"&e;\"/>";
		for (String entity : List.of("<!ENTITY e SYSTEM \"" + secret.toUri() + "\">", "<!ENTITY e \"lol\">", "<!ENTITY % p SYSTEM \"" + secret.toUri() + "\"> %p;",
				"<!ATTLIST a b CDATA \"c\">")) {
			StudyException refusal = refused("<!DOCTYPE a [" + entity + "]>\n" + root);
			assertTrue(refusal.getMessage().startsWith("t.spade, line 1: a document type (DOCTYPE) is not allowed"), refusal.getMessage());
			assertFalse(refusal.getMessage().contains("top secret"));
		}
		assertTrue(refused(root).getMessage().contains("not well-formed XML"), "an entity that nobody declared");
		assertTrue(refused("<!DOCTYPE a>" + root, StandardCharsets.UTF_16).getMessage().contains("DOCTYPE"), "in another encoding too");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "<networks href=\"other.spade#n\"/> | refers outside the file", "<?php echo 1 ?> | processing instruction",
			"<?xml-stylesheet href=\"http://example.org/x.xsl\"?> | processing instruction", "<x:include xmlns:x=\"http://www.w3.org/2001/XInclude\" href=\"secret.txt\"/> | include",
			"<networks xsi:type=\"ecore:EObject\" id=\"n\"/> | the type is not known here", "<networks xsi:type=\"study:Study\" id=\"n\"/> | the type is not known here",
			"<networks xsi:type=\"study:Network\" id=\"n\"/> | the type is not known here", "<experiments id=\"e\" plan=\"http://example.org/#x\"/> | may lie outside the file",
			"<experiments id=\"e\" plan=\"//@plans.0\"/> | may lie outside the file", "<experiments id=\"e\" plan=\"s\"/> | which is a Study",
			"<plans id=\"p\" seed=\"99999999999999999999\"/> | it must be a whole number of at most 64 bits", "<parameters id=\"../../x\" name=\"a\"/> | an id is made of letters",
			"<![CDATA[hello]]> | text between the elements", "<parameters id=\"p\" eClass=\"x\"/> | is not known" })
	void whatLeadsAstrayIsRefused(String element, String reason) {
		for (int version : new int[] { 1, 2 }) {
			StudyException refusal = refused(study(version, element));
			assertTrue(refusal.getMessage().contains(reason) && refusal.getMessage().startsWith("t.spade, line 3: "), refusal.getMessage());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void sizeAndDepthAreBounded(int version) {
		assertTimeoutPreemptively(QUICKLY, () -> {
			assertTrue(refused(study(version, "<parameters id=\"p\" name=\"p\" value=\"" + "1".repeat(100_001) + "\"/>")).getMessage().contains("100000 are allowed"));
			assertTrue(refused(study(version, "<parameters name=\"p\"/>".repeat(20_001))).getMessage().contains("more than 20000 elements"));
			String deep = refused(study(version, "<a>".repeat(100_000) + "</a>".repeat(100_000))).getMessage();
			assertTrue(deep.contains("not known inside a Study") || deep.contains("nested more than 16 deep"), deep);
			StringBuilder many = new StringBuilder();
			for (int i = 0; i < 50_000; i++) {
				many.append(" a").append(i).append("=\"\"");
			}
			refused(study(version, "<parameters" + many + "/>"));
		});
	}

	@Test
	void referencesToElementsOfAWrongKindAreRefused() {
		String graphs = "<blocks id=\"b\" name=\"b\"><parameters id=\"p\" name=\"p\"/></blocks><networks xsi:type=\"study:Discriminator\" id=\"d\" name=\"d\"/>"
				+ "<networks xsi:type=\"study:Generator\" id=\"g\" name=\"g\"><nodes xsi:type=\"study:Stage\" id=\"stage\" name=\"stage\"/>%s</networks>";
		for (String[] wrong : new String[][] { { "<nodes xsi:type=\"study:BlockUse\" id=\"u\" name=\"u\" block=\"g\"/>", "block refers to \"g\", which is a Generator" },
				{ "<nodes xsi:type=\"study:Stage\" id=\"t\" name=\"t\" network=\"d\"/>", "network refers to \"d\", which is a Discriminator" },
				{ "<nodes xsi:type=\"study:Stage\" id=\"t\" name=\"t\" upTo=\"b\"/>", "upTo refers to \"b\", which is a Block" },
				{ "<nodes xsi:type=\"study:BlockUse\" id=\"u\" name=\"u\"><arguments id=\"a\" parameter=\"stage\"/></nodes>", "parameter refers to \"stage\", which is a Stage" } }) {
			String message = refused(study(2, graphs.formatted(wrong[0]))).getMessage();
			assertTrue(message.contains(wrong[1]), message);
		}
		String message = refused(study(2, graphs.formatted("") + "<plans id=\"plan\" name=\"plan\"><phases id=\"ph\" name=\"ph\" generator=\"g\" frozen=\"stage b\"/></plans>")).getMessage();
		assertTrue(message.contains("frozen refers to \"b\", which is a Block"), message);
	}

	@Test
	void severalReferencesInOneAttributeAreRead() throws Exception {
		Study study = Studies.read(new ByteArrayInputStream(study(2,
				"<networks xsi:type=\"study:Generator\" id=\"g\" name=\"g\"><nodes xsi:type=\"study:Stage\" id=\"a\" name=\"a\"/><nodes xsi:type=\"study:Stage\" id=\"b\" name=\"b\"/></networks>"
						+ "<plans id=\"plan\" name=\"plan\"><phases id=\"ph\" name=\"ph\" generator=\"g\" frozen=\"a b\"/></plans>").getBytes(StandardCharsets.UTF_8)), "t.spade");
		assertEquals(study.getNetworks().get(0).getNodes(), study.getPlans().get(0).getPhases().get(0).getFrozen());
	}

	@Test
	void referencesToWhatStandsFurtherDownAreReadQuickly() {
		StringBuilder network = new StringBuilder("<networks xsi:type=\"study:Generator\" id=\"g\" name=\"g\">");
		for (int i = 0; i < 9_000; i++) {
			network.append("<edges id=\"e").append(i).append("\" source=\"n").append(i).append("\" target=\"n0\"/>");
		}
		for (int i = 0; i < 9_000; i++) {
			network.append("<nodes xsi:type=\"study:Sum\" id=\"n").append(i).append("\" name=\"n\"/>");
		}
		assertTimeoutPreemptively(QUICKLY, () -> {
			Study study = Studies.read(new ByteArrayInputStream(study(2, network + "</networks>").getBytes(StandardCharsets.UTF_8)), "t.spade");
			assertEquals(study.getNetworks().get(0).getNodes().get(8_999), study.getNetworks().get(0).getEdges().get(8_999).getSource());
			assertEquals(9_000, study.getNetworks().get(0).getNodes().get(0).getIncoming().size());
		});
	}

	@Test
	void expressionsOfBlocksEndToo() {
		Bench bench = Bench.generator();
		Block block = Blocks.widening(bench.study, "b", "a");
		Blocks.parameter(block, "a", "c + 1");
		Blocks.parameter(block, "c", "a + 1");
		BlockUse use = Blocks.use(bench.network, "use", block, bench.map(3, 8, 8));
		assertTrue(bench.problems("number").get(0).message().contains("in a circle: a -> c -> a"), bench.problems("number").toString());
		block.getParameters().clear();
		for (int i = 0; i < 200; i++) {
			Blocks.parameter(block, i == 0 ? "a" : "a" + i, i == 199 ? "1" : "a" + (i + 1) + "*a" + (i + 1));
		}
		assertTimeoutPreemptively(QUICKLY, () -> assertTrue(bench.problems("number").get(0).message().contains("more than 100 other parameters"), bench.problems("number").toString()));
		block.getParameters().clear();
		Blocks.parameter(block, "a", "1e20*1e20");
		assertTrue(bench.problems("number").get(0).message().contains("filters of convolution conv"), bench.problems("number").toString());
		use.setRepeat("1e9");
		assertEquals("repeat of block use use is 1e9 = 1000000000; it must be 1 to 1000", bench.problem("number", use));
	}

	/** Far more than the bound, in a file that is small. */
	@Test
	void manyExperimentsOnLargeNetworksAreNotWaitedFor() {
		Study study = Samples.landscapes("crop", "64");
		Block block = Blocks.block(study, "many");
		Blocks.output(block, Blocks.add(block, "drop", NEW.createDropout(), Blocks.input(block, "x", Port.DATA, null)));
		for (int i = 0; i < 12; i++) {
			BlockUse use = Blocks.use(Samples.generator(study), "use" + i, block, Samples.node(study, "lrelu"));
			use.setRepeat("1000");
			use.setTap(true);
		}
		for (int i = 0; i < 200; i++) {
			Experiment experiment = EcoreUtil.copy(Samples.experiment(study));
			Samples.named("experiment" + i, experiment);
			ParameterOverride override = NEW.createParameterOverride();
			override.setId("override" + i);
			override.setParameter(study.getParameters().get(2));
			override.setValue(String.valueOf(i + 1));
			experiment.getOverrides().add(override);
			study.getExperiments().add(experiment);
		}
		assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
			List<Problem> problems = Samples.problems("too-many-nodes", study);
			assertTrue(problems.size() > 50, problems.toString());
			assertTrue(problems.get(0).message().contains("is not looked into, as the networks of the experiments before have more than 2000000 nodes"), problems.get(0).message());
		});
	}

	@Test
	void aFileWithMoreExperimentsThanCanBeJudgedIsRefused() {
		String many = "<parameters name=\"p\"/>".repeat(5000) + "<experiments/>".repeat(5000);
		assertTrue(refused(study(2, many)).getMessage().contains("a study of 10001 elements with 5000 experiments and 0 phases is more than can be judged"), refused(study(2, many)).getMessage());
	}

	@Test
	void anUnfinishedStudyOfBlocksIsAnsweredToo() {
		Study study = NEW.createStudy();
		study.getBlocks().add(NEW.createBlock());
		study.getBlocks().get(0).getParameters().add(NEW.createBlockParameter());
		study.getBlocks().get(0).getNodes().add(NEW.createBlockUse());
		study.getBlocks().get(0).getNodes().add(NEW.createBlockInput());
		study.getNetworks().add(NEW.createGenerator());
		BlockUse use = NEW.createBlockUse();
		use.setBlock(study.getBlocks().get(0));
		use.getArguments().add(NEW.createArgument());
		study.getNetworks().get(0).getNodes().add(use);
		study.getNetworks().get(0).getNodes().add(NEW.createStage());
		study.getPlans().add(NEW.createTrainingPlan());
		study.getPlans().get(0).getPhases().add(NEW.createPhase());
		study.getObjectives().add(NEW.createObjective());
		study.getObjectives().get(0).setPerceptual(NEW.createPerceptualLoss());
		study.getObjectives().get(0).getPerceptual().getTerms().add(NEW.createPerceptualTerm());
		study.getObjectives().get(0).setDivergence(NEW.createDivergenceLoss());
		study.getEvaluations().add(NEW.createEvaluation());
		study.getSweeps().add(NEW.createSweep());
		study.getSweeps().get(0).getAxes().add(NEW.createSweepAxis());
		study.getDatasets().add(NEW.createFolderDataset());
		study.getDatasets().add(NEW.createAde20kOutdoor());
		Experiment experiment = NEW.createExperiment();
		study.getExperiments().add(experiment);
		assertFalse(Validation.validate(study, folder.resolve("t.spade")).isEmpty());
		experiment.setGenerator((Generator) study.getNetworks().get(0));
		experiment.setPlan(study.getPlans().get(0));
		experiment.setObjective(study.getObjectives().get(0));
		experiment.setDataset(study.getDatasets().get(0));
		experiment.setEvaluation(study.getEvaluations().get(0));
		List<Problem> problems = Validation.validate(study, folder.resolve("t.spade"));
		assertFalse(problems.isEmpty());
		problems.forEach(Fixes::of);
	}

	private static String study(int version, String content) {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<study:Study xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:study="http://spadework.io/study/%d" id="s" name="S">
				%s</study:Study>
				""".formatted(version, content);
	}

	private static StudyException refused(String text) {
		return refused(text, StandardCharsets.UTF_8);
	}

	private static StudyException refused(String text, Charset encoding) {
		return assertThrows(StudyException.class, () -> Studies.read(new ByteArrayInputStream(text.getBytes(encoding)), "t.spade"));
	}
}
