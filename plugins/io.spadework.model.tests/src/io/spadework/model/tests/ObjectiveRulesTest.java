package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Validation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.CrossEntropyLoss;
import io.spadework.model.study.DivergenceLoss;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.L1Loss;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.StyleEncoder;

/** Which losses and networks go together. */
class ObjectiveRulesTest {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	private final Study study = Samples.landscapes("crop", "64");
	private final Experiment experiment = Samples.experiment(study);
	private final Objective objective = experiment.getObjective();

	@Test
	void anExperimentTrainsAGeneratorOrASegmenter() {
		var generator = experiment.getGenerator();
		experiment.setGenerator(null);
		assertEquals("experiment SPADE names no generator; it trains a generator, or a segmenter", Samples.only("experiment", study).message());
		Segmenter segmenter = segmenter();
		experiment.setSegmenter(segmenter);
		assertEquals("experiment SPADE trains segmenter segmenter, so discriminator Patch discriminator has no generator to go with; leave it out",
				Samples.only("experiment", study).message());
		experiment.setGenerator(generator);
		experiment.setDiscriminator(null);
		assertEquals("experiment SPADE trains segmenter segmenter and generator SPADE generator; it can train only one of them", Samples.only("experiment", study).message());
	}

	@Test
	void aSegmenterLearnsByCrossEntropyAlone() {
		experiment.setGenerator(null);
		experiment.setDiscriminator(null);
		experiment.setSegmenter(segmenter());
		assertEquals(List.of("objective hinge + feature matching has no cross-entropy loss, by which segmenter segmenter would learn",
				"objective hinge + feature matching has adversarial loss, feature matching loss, but experiment SPADE trains a segmenter, which learns by cross-entropy only"),
				Samples.problems("cross-entropy", study).stream().map(Problem::message).toList());
		objective.setAdversarial(null);
		objective.setFeatureMatching(null);
		objective.setCrossEntropy(crossEntropy("1"));
		assertEquals(List.of(), errors());
		objective.getCrossEntropy().setWeight("0");
		assertEquals("objective hinge + feature matching has no loss with a weight above 0 by which segmenter segmenter of experiment SPADE could learn",
				Samples.only("objective", study).message());
	}

	@Test
	void aGeneratorDoesNotLearnByCrossEntropy() {
		objective.setCrossEntropy(crossEntropy("1"));
		assertEquals("objective hinge + feature matching has a cross-entropy loss, but experiment SPADE trains no segmenter", Samples.only("cross-entropy", study).message());
	}

	@Test
	void aGameNeedsTwo() {
		experiment.setDiscriminator(null);
		assertEquals("objective hinge + feature matching has an adversarial loss, but experiment SPADE names no discriminator to play against",
				Samples.only("adversarial", study).message());
		assertEquals("objective hinge + feature matching matches features, but experiment SPADE names no discriminator that has any", Samples.only("taps", study).message());
		objective.setAdversarial(null);
		objective.setFeatureMatching(null);
		objective.setL1(l1("100"));
		assertEquals(List.of(), errors(), "an image can be learnt pixel by pixel");
	}

	@Test
	void aDiscriminatorLearnsByTheGameOnly() {
		objective.setAdversarial(null);
		assertEquals("objective hinge + feature matching has no adversarial loss, so discriminator Patch discriminator of experiment SPADE never learns; "
				+ "add the loss or leave the discriminator out", Samples.only("adversarial", study).message());
	}

	@Test
	void anObjectiveGivesSomethingToLearn() {
		experiment.setDiscriminator(null);
		objective.setAdversarial(null);
		objective.setFeatureMatching(null);
		assertEquals("objective hinge + feature matching has no loss, so nothing learns by it", Samples.only("objective", study).message());
		assertSame(objective, Samples.only("objective", study).element());
		objective.setL1(l1("0*ngf"));
		assertEquals("objective hinge + feature matching has no loss with a weight above 0 by which generator SPADE generator of experiment SPADE could learn",
				Samples.only("objective", study).message());
	}

	@Test
	void aPerceptualLossComparesNodesOfItsNetwork() {
		PerceptualLoss loss = NEW.createPerceptualLoss();
		loss.setId("perceptual");
		objective.setPerceptual(loss);
		assertEquals("perceptual loss of objective hinge + feature matching names no feature network", Samples.only("perceptual", study).message());
		FeatureNetwork network = features();
		loss.setNetwork(network);
		assertEquals("perceptual loss of objective hinge + feature matching compares nothing; it needs a term for each node of features whose activations should be alike",
				Samples.only("perceptual", study).message());
		PerceptualTerm term = term(loss, network.getNodes().get(1));
		assertEquals(List.of(), errors());
		term(loss, network.getNodes().get(1));
		assertEquals("the perceptual loss of objective hinge + feature matching compares node conv twice; one term with the sum of the weights says the same",
				Samples.only("perceptual", study).message());
		loss.getTerms().removeLast();
		term.setNode(Samples.node(study, "head"));
		assertEquals("a term of the perceptual loss of objective hinge + feature matching compares node head of SPADE generator; it must be a node of feature network features",
				Samples.only("perceptual", study).message());
		term.setNode(null);
		assertTrue(Samples.only("perceptual", study).message().contains("compares no node"));
	}

	@Test
	void aFeatureNetworkHasWeights(@TempDir Path folder) throws Exception {
		FeatureNetwork network = features();
		assertEquals("feature network features names no file of weights, so its features are random", Samples.only("feature-weights", study).message());
		assertEquals(Severity.WARNING, Samples.only("feature-weights", study).severity());
		network.setWeights("vgg19.zip");
		assertEquals(List.of(), Samples.problems("feature-weights", study));
		assertEquals(List.of(), Samples.problems("weights-file", study), "without a study file, a relative file is nowhere to look for");
		Path file = folder.resolve("study.spade");
		assertEquals("weights of feature network features, file " + folder.resolve("vgg19.zip") + " (\"vgg19.zip\" in the study), does not exist", Validation.validate(study, file)
				.stream().filter(problem -> problem.rule().equals("weights-file")).findFirst().orElseThrow().message());
		Files.createFile(folder.resolve("vgg19.zip"));
		assertTrue(Validation.validate(study, file).stream().noneMatch(problem -> problem.rule().equals("weights-file")));
		network.setWeights("a\u0000b");
		assertTrue(Samples.only("weights-file", study).message().contains("is not a path"));
	}

	@Test
	void theNetworkOfAPerceptualLossIsLookedInto() {
		PerceptualLoss loss = NEW.createPerceptualLoss();
		loss.setId("perceptual");
		loss.setNetwork(features());
		term(loss, loss.getNetwork().getNodes().get(1));
		objective.setPerceptual(loss);
		((Convolution) loss.getNetwork().getNodes().get(1)).setKernel("99");
		assertTrue(Samples.only("too-small", study).message().contains("edge image -> conv (3 x 64 x 64)"));
	}

	@Test
	void anEncodersAnswerFitsTheStyleCodeOfTheGenerator() {
		StyleEncoder encoder = encoder("16");
		experiment.setEncoder(encoder);
		objective.setDivergence(divergence());
		assertEquals("encoder encoder gives style codes, but generator SPADE generator has no style code input that takes them", Samples.only("encoder", study).message());
		StyleCodeInput input = Blocks.add(Samples.generator(study), "style", NEW.createStyleCodeInput());
		input.setSize("8");
		assertEquals(List.of(), Samples.problems("encoder", study));
		input.setSize("ngf/4");
		assertEquals("encoder encoder answers 16 x 1 x 1, means and log variances of 8 values, but style code input style of generator SPADE generator takes 16; "
				+ "the answer must be 32 x 1 x 1", Samples.only("encoder", study).message());
	}

	@Test
	void codesAreDrawnTogetherByADivergenceLoss() {
		objective.setDivergence(divergence());
		assertEquals("objective hinge + feature matching has a divergence loss, but experiment SPADE names no encoder whose codes it could compare",
				Samples.only("divergence", study).message());
		experiment.setEncoder(encoder("16"));
		assertEquals(List.of(), Samples.problems("divergence", study));
		objective.setDivergence(null);
		assertEquals("objective hinge + feature matching has no divergence loss, so codes of encoder encoder may lie anywhere, "
				+ "and those drawn at random mean nothing to generator SPADE generator", Samples.only("free-codes", study).message());
		assertEquals(Severity.WARNING, Samples.only("free-codes", study).severity());
	}

	private List<Problem> errors() {
		return Validation.validate(study, null).stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
	}

	private Segmenter segmenter() {
		Segmenter segmenter = Samples.named("segmenter", NEW.createSegmenter());
		study.getNetworks().add(segmenter);
		Blocks.output(segmenter, Blocks.convolution(segmenter, "scores", "labels", Blocks.add(segmenter, "image", NEW.createImageInput())));
		return segmenter;
	}

	private FeatureNetwork features() {
		FeatureNetwork network = Samples.named("features", NEW.createFeatureNetwork());
		study.getNetworks().add(network);
		Blocks.output(network, Blocks.convolution(network, "conv", "8", Blocks.add(network, "image", NEW.createImageInput())));
		return network;
	}

	private StyleEncoder encoder(String values) {
		StyleEncoder encoder = Samples.named("encoder", NEW.createStyleEncoder());
		study.getNetworks().add(encoder);
		Linear linear = Blocks.add(encoder, "linear", NEW.createLinear(), Blocks.add(encoder, "image", NEW.createImageInput()));
		linear.setFilters(values);
		Blocks.output(encoder, linear);
		return encoder;
	}

	private static PerceptualTerm term(PerceptualLoss loss, Node node) {
		PerceptualTerm term = NEW.createPerceptualTerm();
		term.setId("term" + loss.getTerms().size());
		term.setNode(node);
		loss.getTerms().add(term);
		return term;
	}

	private static L1Loss l1(String weight) {
		L1Loss loss = NEW.createL1Loss();
		loss.setId("l1");
		loss.setWeight(weight);
		return loss;
	}

	private static DivergenceLoss divergence() {
		DivergenceLoss loss = NEW.createDivergenceLoss();
		loss.setId("divergence");
		return loss;
	}

	private static CrossEntropyLoss crossEntropy(String weight) {
		CrossEntropyLoss loss = NEW.createCrossEntropyLoss();
		loss.setId("cross_entropy");
		loss.setWeight(weight);
		return loss;
	}
}
