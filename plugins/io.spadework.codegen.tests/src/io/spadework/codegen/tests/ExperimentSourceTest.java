package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.codegen.GenerationException;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.ImageScaling;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Label;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.OptimiserKind;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Port;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Reduction;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.StyleEncoder;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.emf.ecore.EClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How objective, data set and plan read, and that the engine accepts them. */
class ExperimentSourceTest {

	@TempDir
	Path folder;

	private final Sketch sketch = Sketch.landscapes();
	private final Objective objective = sketch.experiment.getObjective();

	@Test
	void everyAdversarialLossHasItsCall() throws Exception {
		objective.getAdversarial().setKind(AdversarialKind.LEAST_SQUARES);
		objective.getAdversarial().setDiscriminatorFactor("1/2");
		objective.getAdversarial().setReduction(Reduction.SUM);
		assertSays(source(), "return AdversarialLoss.leastSquares(1, 0, 1, 0.5).discriminatorFactor(1.0 / 2).reduction(Reduction.SUM);");
		objective.getAdversarial().setKind(AdversarialKind.ORIGINAL);
		assertSays(source(), "AdversarialLoss.original()");
		objective.getAdversarial().setKind(AdversarialKind.WASSERSTEIN);
		objective.getAdversarial().setGradientPenalty("5");
		assertSays(check(), "AdversarialLoss.wasserstein(5 /* gradient penalty */)");
	}

	@Test
	void theOptimiserHasThePlansNumbersAndTwoTimeScalesWhereTwoPlay() throws Exception {
		assertSays(source(), "return new Adam(2e-4 / 2, 0, 0.9);");
		assertSays(source(), "return new Adam(2 * 2e-4, 0, 0.9);");
		sketch.parameter("rate", "1/3000");
		sketch.experiment.getPlan().setLearningRate("rate");
		sketch.experiment.getPlan().setTtur(false);
		sketch.experiment.getPlan().setOptimiser(OptimiserKind.RMSPROP);
		assertSays(source(), "return new RmsProp(rate, 0.9 /* decay */);");
		sketch.experiment.getPlan().setOptimiser(OptimiserKind.SGD);
		assertSays(check(), "return new Sgd(rate, 0 /* momentum */);");
	}

	@Test
	void thePlansFurtherWishesAreStatedWhereThereAreAny() throws Exception {
		String plain = source();
		assertFalse(plain.contains("averaging") || plain.contains("reuseFake") || plain.contains("evaluation") || plain.contains("keepCheckpoints") || plain.contains("bestCheckpoint") || plain.contains("blocksEvery"), plain);
		sketch.experiment.getPlan().setAveraging("1 - 1/1000");
		sketch.experiment.getPlan().setReuseFake(true);
		sketch.experiment.getPlan().setKeepCheckpoints("1 + 2");
		sketch.experiment.getPlan().setBestSeries("layout_accuracy");
		sketch.experiment.getPlan().setBlocksEvery("10");
		sketch.experiment.getPlan().setSeed(12345678901L);
		Evaluation evaluation = Sketch.NEW.createEvaluation();
		evaluation.setId("evaluation");
		evaluation.setName("often");
		evaluation.setEvery("50");
		sketch.study.getEvaluations().add(evaluation);
		sketch.experiment.setEvaluation(evaluation);
		String source = check();
		assertSays(source, ".averaging(1 - 1.0 / 1000)");
		assertSays(source, ".reuseFake(true)");
		assertSays(source, ".keepCheckpoints(1 + 2)");
		assertSays(source, ".bestCheckpoint(\"layout_accuracy\")");
		assertSays(source, ".blocksEvery(10)");
		assertSays(source, ".seed(12345678901L)");
		assertSays(source, ".evaluation(50 /* steps */, 0 /* samples, 0: all */)");
	}

	@Test
	void labelsAreCalledAndShownAsTheStudySays() throws Exception {
		assertFalse(source().contains("labelled"));
		for (String colour : new String[] { "#87C5F0", null }) {
			Label label = Sketch.NEW.createLabel();
			label.setId(colour == null ? "label1" : "label0");
			label.setName(colour == null ? "my \"sea\"" : "my sky");
			label.setColour(colour);
			sketch.experiment.getDataset().getLabelTable().add(label);
		}
		assertSays(check(), ".labelled(List.of(\"my sky\", \"my \\\"sea\\\"\"), 0x87c5f0, -1);");
	}

	@Test
	void aGeneratorMayLearnFromLikenessAlone() throws Exception {
		objective.setAdversarial(null);
		objective.setFeatureMatching(null);
		objective.setL1(Sketch.NEW.createL1Loss());
		objective.getL1().setId("l1");
		sketch.experiment.setDiscriminator(null);
		String source = check();
		assertSays(source, "return new L1(100);");
		assertSays(source, "return new Adam(2e-4, 0, 0.9);");
		assertFalse(source.contains("iscriminator()"), source);
	}

	@Test
	void aFrozenNetworkAnswersWhatTheLossCompares() throws Exception {
		FeatureNetwork eyes = Sketch.NEW.createFeatureNetwork();
		eyes.setId("eyes");
		eyes.setName("VGG \"19\"");
		eyes.setScaling(ImageScaling.MEAN_SUBTRACTED);
		sketch.study.getNetworks().add(eyes);
		ImageInput image = sketch.node(eyes, Sketch.NEW.createImageInput(), "image");
		Node conv = sketch.convolution(image, "conv", "ngf");
		Activation relu = sketch.node(eyes, Sketch.NEW.createActivation(), "relu");
		relu.setFunction(ActivationFunction.RELU);
		sketch.edge(conv, relu);
		sketch.output(sketch.convolution(relu, "unused", "4"));
		PerceptualLoss loss = Sketch.NEW.createPerceptualLoss();
		loss.setId("perceptual");
		loss.setNetwork(eyes);
		loss.setMasked(true);
		String[] weights = { "1/32", "2", "ngf" };
		for (Node node : new Node[] { relu, image, conv }) {
			PerceptualTerm term = Sketch.NEW.createPerceptualTerm();
			term.setId("term" + loss.getTerms().size());
			term.setNode(node);
			term.setWeight(weights[loss.getTerms().size()]);
			loss.getTerms().add(term);
		}
		objective.setPerceptual(loss);
		assertSays(check(), "return new Perceptual(new Vgg19().define(), 10, List.of(1.0 / 32, 2.0, (double) ngf), true /* masked */);");
		String network = project().files().get("landscapes/spade/Vgg19.java");
		assertSays(network, "List<String> taps = List.of(Graphs.tap(graph, \"relu\"), Graphs.tap(graph, \"image\"), Graphs.tap(graph, \"conv\"));");
		assertSays(network, "return new FeatureGraph(\"VGG \\\"19\\\"\", graph.build(), \"image\", taps, ImageScaling.MEAN_SUBTRACTED, null /* drawn at random */);");
		assertFalse(network.contains("unused"), network);
		eyes.setWeights("../vgg \"19\".npz");
		assertSays(project().files().get("landscapes/spade/Vgg19.java"), "\"../vgg \\\"19\\\".npz\");");
	}

	@Test
	void anEncoderFindsStyleCodesInImages() throws Exception {
		Sketch styled = Sketch.blank().withSmallestDiscriminator();
		Node map = styled.node(styled.generator(), Sketch.NEW.createLabelMapInput(), "label map");
		StyleCodeInput code = styled.node(styled.generator(), Sketch.NEW.createStyleCodeInput(), "z");
		code.setSize("6");
		Node norm = styled.node(styled.generator(), Sketch.NEW.createAdaptiveInstanceNorm(), "norm");
		styled.edge(styled.convolution(map, "first", "4"), norm);
		styled.edge(code, norm).setPort(Port.STYLE);
		styled.output(styled.tanh(norm));
		StyleEncoder encoder = Sketch.NEW.createStyleEncoder();
		encoder.setId("encoder");
		encoder.setName("Style encoder");
		styled.study.getNetworks().add(encoder);
		Linear linear = styled.node(encoder, Sketch.NEW.createLinear(), "code");
		linear.setFilters("2*6");
		styled.edge(styled.node(encoder, Sketch.NEW.createImageInput(), "image"), linear);
		styled.output(linear);
		styled.experiment.setEncoder(encoder);
		styled.experiment.getObjective().setDivergence(Sketch.NEW.createDivergenceLoss());
		styled.experiment.getObjective().getDivergence().setId("divergence");
		GeneratedProject project = CodeGenerator.generate(styled.experiment, null);
		String source = project.files().get("landscapes/spade/SpadeExperiment.java");
		assertSays(source, "return new StyleEncoder().define();");
		assertSays(source, "return new Divergence(0.05);");
		assertSays(project.files().get("landscapes/spade/StyleEncoder.java"), "return new EncoderGraph(graph.build(), \"image\", \"code\");");
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			EngineRun.check(styled.experiment, project, loader);
		}
	}

	@Test
	void aSegmenterIsTrainedAlone() throws Exception {
		Segmenter segmenter = Sketch.NEW.createSegmenter();
		segmenter.setId("segmenter");
		segmenter.setName("Segmenter");
		sketch.study.getNetworks().add(segmenter);
		sketch.output(sketch.convolution(sketch.node(segmenter, Sketch.NEW.createImageInput(), "image"), "scores", "labels"));
		sketch.experiment.setGenerator(null);
		sketch.experiment.setDiscriminator(null);
		sketch.experiment.setSegmenter(segmenter);
		objective.setAdversarial(null);
		objective.setFeatureMatching(null);
		objective.setCrossEntropy(Sketch.NEW.createCrossEntropyLoss());
		objective.getCrossEntropy().setId("entropy");
		String source = check();
		assertSays(source, ".segmenter(segmenter())");
		assertSays(source, "return new CrossEntropy(1);");
		assertSays(project().files().get("landscapes/spade/Segmenter.java"), "return new SegmenterGraph(graph.build(), \"image\", \"scores\");");
	}

	@Test
	void everyKindOfDataIsOpenedAsTheStudySays() throws Exception {
		assertSays(source(), "return new Landscapes(1, 1000, 16, true /* edges */, Preparation.resizeAndCrop(crop, crop, aspect, true /* flip */));");
		((Landscapes) sketch.experiment.getDataset()).setAllDay(true);
		assertSays(source(), "aspect, true /* flip */)).allDay();");
		String end = "10, true /* don't care */, false /* edges */, Preparation.scaleWidthAndCrop((int) Math.round(crop * 1.5), crop, 1, true /* flip */));";
		assertSays(source(stored(StudyPackage.Literals.COCO_STUFF)), "return new CocoStuff(\"../my \\\"data\\\"\", " + end);
		assertSays(source(stored(StudyPackage.Literals.ADE20K)), "return new Ade20k(\"../my \\\"data\\\"\", " + end);
		assertSays(source(stored(StudyPackage.Literals.CITYSCAPES)), "return new Cityscapes(\"../my \\\"data\\\"\", " + end);
		assertSays(source(stored(StudyPackage.Literals.FACADES)), "return new Facades(\"../my \\\"data\\\"\", " + end);
		Ade20kOutdoor outdoor = (Ade20kOutdoor) stored(StudyPackage.Literals.ADE20K_OUTDOOR);
		outdoor.setList("outdoor.txt");
		assertSays(source(outdoor), "return new Ade20kOutdoor(\"../my \\\"data\\\"\", \"outdoor.txt\", " + end);
		FolderDataset pairs = (FolderDataset) stored(StudyPackage.Literals.FOLDER_DATASET);
		assertSays(source(pairs), "return new FolderDataset(\"../my \\\"data\\\"\", \"labels\", \"images\", null /* no instance maps */, "
				+ "10, true /* don't care */, false /* edges */, 0.1 /* held out */, Preparation");
		pairs.setInstanceFolder("instances");
		assertSays(check(), "\"images\", \"instances\", 10");
	}

	private StoredDataset stored(EClass kind) {
		StoredDataset stored = (StoredDataset) Sketch.NEW.create(kind);
		stored.setId("data-" + kind.getName());
		stored.setName(kind.getName());
		stored.setFolder("../my \"data\"");
		stored.setLabels("10");
		stored.setDontCare(true);
		stored.setPreprocess(Preprocess.SCALE_WIDTH_AND_CROP);
		stored.setLoad("crop*1.5");
		stored.setCrop("crop");
		return stored;
	}

	private String source(Dataset data) throws Exception {
		sketch.study.getDatasets().add(data);
		sketch.experiment.setDataset(data);
		return source();
	}

	@Test
	void aPartOfTheExperimentIsChangedByOverridingItsMethod() throws Exception {
		GeneratedProject project = project();
		String main = project.starters().get("landscapes/spade/Main.java").replace("\tpublic static void main",
				"\t@Override\n\tprotected io.spadework.engine.training.Schedule schedule() {\n\t\treturn io.spadework.engine.training.Schedule.epochs(7, 0);\n\t}\n\n\tpublic static void main");
		GeneratedProject changed = new GeneratedProject(project.packageName(), project.mainClass(), project.files(), Map.of("landscapes/spade/Main.java", main));
		try (URLClassLoader loader = Engine.compile(changed, folder)) {
			Object schedule = Engine.call(Engine.training(loader, changed), "schedule");
			assertEquals(70, schedule.getClass().getMethod("total", int.class).invoke(schedule, 10));
		}
	}

	@Test
	void anObjectiveWithoutTheNetworkThatItNeedsIsRefused() {
		sketch.experiment.setDiscriminator(null);
		GenerationException refusal = assertThrows(GenerationException.class, this::project);
		assertTrue(refusal.getMessage().contains("discriminator"), refusal.getMessage());
	}

	private GeneratedProject project() throws GenerationException {
		return CodeGenerator.generate(sketch.experiment, null);
	}

	private String source() throws GenerationException {
		return project().files().get("landscapes/spade/SpadeExperiment.java");
	}

	/** The source, once the engine has found nothing wrong with the training. */
	private String check() throws Exception {
		GeneratedProject project = project();
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			Engine.call(Engine.training(loader, project), "check");
		}
		return source();
	}

	private static void assertSays(String source, String text) {
		assertTrue(source.contains(text), () -> text + " is not in " + source);
	}
}
