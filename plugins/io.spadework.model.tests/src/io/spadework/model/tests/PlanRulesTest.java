package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.model.Problem;
import io.spadework.model.Validation;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StyleEncoder;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.Upsample;

/** Training from coarse to fine, and when quality is measured. */
class PlanRulesTest {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	private final Study study = Samples.landscapes("crop", "64");
	private final Experiment experiment = Samples.experiment(study);
	private final TrainingPlan plan = experiment.getPlan();
	private final Generator coarse = generator("coarse");
	private final Generator fine = generator("fine");
	private Stage stage;
	private Phase first;
	private Phase second;

	/** The finer generator has the coarser one as a stage at half the size; it is trained alone first. */
	@BeforeEach
	void twoPhases() {
		Blocks.output(coarse, tanh(coarse, Blocks.convolution(coarse, "conv", "3", Blocks.add(coarse, "map", NEW.createLabelMapInput()))));
		var map = Blocks.add(fine, "map", NEW.createLabelMapInput());
		var half = Blocks.add(fine, "half", NEW.createDownsample(), map);
		stage = Blocks.add(fine, "stage", NEW.createStage());
		stage.setNetwork(coarse);
		Blocks.feed(half, stage, Port.LABEL_MAP);
		Upsample up = Blocks.add(fine, "up", NEW.createUpsample(), stage);
		Blocks.output(fine, tanh(fine, Blocks.convolution(fine, "conv", "3", up)));
		study.getNetworks().remove(0);
		study.getBlocks().clear();
		experiment.setGenerator(fine);
		first = phase("first", coarse, "2");
		second = phase("second", fine, "1");
	}

	@Test
	void fromCoarseToFineIsClean() {
		first = null;
		assertEquals(List.of(), Validation.validate(study, null).stream().filter(problem -> !problem.rule().startsWith("unused-parameter")).toList());
		second.getFrozen().add(stage);
		assertEquals(List.of(), Samples.problems("frozen", study));
	}

	@Test
	void whatAnEvaluationLooksWithExists() {
		Evaluation evaluation = NEW.createEvaluation();
		evaluation.setId("looks");
		evaluation.setName("looks");
		study.getEvaluations().add(evaluation);
		evaluation.setSegmenterClasses("voc.txt");
		assertTrue(looked(evaluation).contains("goes with a segmenter, of which there is none"), looked(evaluation));
		evaluation.setSegmenter("no-run");
		evaluation.setSegmenterClasses(null);
		assertTrue(looked(evaluation).startsWith("segmenter \"no-run\" of evaluation looks, ") && looked(evaluation).endsWith("does not exist"), looked(evaluation));
		evaluation.setSegmenter(".");
		assertEquals("", looked(evaluation));
	}

	private String looked(Evaluation evaluation) {
		return Validation.validate(study, Path.of("study.spade").toAbsolutePath()).stream().filter(problem -> problem.element() == evaluation && problem.rule().equals("weights-file"))
				.map(Problem::message).collect(Collectors.joining());
	}

	@Test
	void theLastPhaseTrainsTheExperimentsGeneratorAtFullSize() {
		plan.getPhases().remove(second);
		assertEquals("phase first is the last of plan two time scales and trains generator coarse at reduction 2; it must train generator fine of experiment SPADE at reduction 1",
				Samples.only("phases", study).message());
		assertSame(first, Samples.only("phases", study).element());
		first.setGenerator(null);
		assertEquals("phase first of plan two time scales names no generator", Samples.only("phases", study).message());
	}

	@Test
	void anEncoderNeedsAStyleCodeInputInEveryPhase() {
		StyleEncoder encoder = NEW.createStyleEncoder();
		encoder.setId("encoder");
		encoder.setName("encoder");
		study.getNetworks().add(encoder);
		experiment.setEncoder(encoder);
		assertTrue(Samples.problems("phases", study).stream().anyMatch(problem -> problem.element() == first && problem.message()
				.startsWith("phase first of plan two time scales trains generator coarse, which has no style code input, but encoder encoder")));
	}

	@Test
	void everyPhaseGoesOnWithTheGeneratorOfTheOneBefore() {
		plan.getPhases().move(0, second);
		assertEquals(List.of("phase first of plan two time scales trains generator coarse after fine, which is no stage of it; what was trained would be lost"),
				Samples.problems("phases", study).stream().map(problem -> problem.message()).toList());
		plan.getPhases().move(0, first);
		Generator stranger = generator("stranger");
		first.setGenerator(stranger);
		assertTrue(Samples.problems("phases", study).get(0).message().contains("trains generator stranger, which experiment SPADE does not use; it must be fine or a stage of it"));
	}

	@Test
	void onlyStagesOfThePhasesGeneratorCanBeFrozen() {
		first.getFrozen().add(stage);
		assertEquals("phase first of plan two time scales freezes stage stage of fine, which is not in generator coarse", Samples.only("frozen", study).message());
	}

	@Test
	void theReductionDividesTheImage() {
		first.setReduction("3");
		assertEquals("phase first of plan two time scales: images of 64 x 64 pixels cannot be made 3 times smaller; both sides must be multiples of it",
				Samples.only("reduction", study).message());
	}

	@Test
	void networksFitTheSmallerImagesOfAPhase() {
		Convolution convolution = Samples.node(study, "d_conv4");
		study.getParameters().stream().filter(parameter -> parameter.getName().equals("scales")).forEach(scales -> scales.setValue("1"));
		convolution.setPadding("0");
		convolution.setKernel("8");
		first.setReduction("1");
		assertEquals(List.of(), Samples.problems("too-small", study));
		first.setReduction("2");
		assertTrue(Samples.only("too-small", study).message().startsWith("in phase first of plan two time scales: edge relu3 -> conv4 (256 x 5 x 5) is too small for a 8 x 8 kernel"),
				Samples.only("too-small", study).message());
		convolution.setKernel("4");
		((Convolution) Samples.node(coarse, "conv")).setKernel("2");
		assertTrue(Samples.problems("output-shape", study).stream().anyMatch(problem -> problem.message().startsWith("in phase first of plan two time scales: ")
				|| problem.message().startsWith("in stage: ")), Validation.validate(study, null).toString());
	}

	@Test
	void phasesSayHowLongTheyGo() {
		plan.setEpochs("0");
		assertEquals(List.of(), Samples.problems("no-end", study));
		first.setEpochs("0");
		assertEquals("phase first of plan two time scales has 0 epochs and 0 decay epochs; one of them must be more", Samples.only("no-end", study).message());
		second.setName("first");
		assertEquals("another phase of plan two time scales is called first too; give one of them another name", Samples.only("unique-name", study).message());
	}

	@Test
	void aSegmenterHasNoPhases() {
		experiment.setGenerator(null);
		experiment.setSegmenter(Samples.named("segmenter", NEW.createSegmenter()));
		study.getNetworks().add(experiment.getSegmenter());
		assertEquals("plan two time scales has phases, which train a generator, but experiment SPADE trains a segmenter", Samples.only("phases", study).message());
	}

	@Test
	void anEvaluationMeasuresOnWhatIsHeldOut() {
		Evaluation evaluation = Samples.named("final", NEW.createEvaluation());
		study.getEvaluations().add(evaluation);
		experiment.setEvaluation(evaluation);
		evaluation.setSamples("16");
		assertEquals(List.of(), Samples.problems("evaluation", study));
		((Landscapes) experiment.getDataset()).setHeldOut("10");
		assertEquals("evaluation final of experiment SPADE measures on 16 samples, but data set built-in landscapes holds out 10; hold out more, or measure on fewer",
				Samples.only("evaluation", study).message());
		evaluation.setEvery("-1");
		assertEquals("every of evaluation final is -1; it must be 0 to 2147483647", Samples.only("number", study).message());
		FolderDataset folder = Samples.named("folder", NEW.createFolderDataset());
		folder.setLabels("10");
		folder.setLoad("64");
		folder.setCrop("64");
		folder.setHeldOut("0");
		study.getDatasets().add(folder);
		experiment.setDataset(folder);
		assertTrue(Samples.only("evaluation", study).message().contains("has nothing to measure on, as data set folder holds out nothing"));
	}

	private Generator generator(String name) {
		Generator generator = Samples.named(name, NEW.createGenerator());
		study.getNetworks().add(generator);
		return generator;
	}

	private static Activation tanh(Generator generator, Convolution before) {
		var tanh = Blocks.add(generator, "tanh", NEW.createActivation(), before);
		tanh.setFunction(ActivationFunction.TANH);
		return tanh;
	}

	private Phase phase(String name, Generator generator, String reduction) {
		Phase phase = Samples.named(name, NEW.createPhase());
		phase.setGenerator(generator);
		phase.setReduction(reduction);
		plan.getPhases().add(phase);
		return phase;
	}
}
