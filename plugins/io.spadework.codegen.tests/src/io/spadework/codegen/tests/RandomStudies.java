package io.spadework.codegen.tests;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.Wiring;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.AxisScale;
import io.spadework.model.study.Backend;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.CrossEntropyLoss;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.DivergenceLoss;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Halving;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.ImageScaling;
import io.spadework.model.study.Initialisation;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.L1Loss;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Label;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Objective;
import io.spadework.model.study.OptimiserKind;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Product;
import io.spadework.model.study.Reduction;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.StyleEncoder;
import io.spadework.model.study.Sum;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;
import io.spadework.model.study.SweepKind;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EEnum;

/**
 * Valid studies with small random networks, always the same ones for a seed. Kinds of nodes and values of enumerations are dealt like cards, so that each of them
 * comes up about as often; a node that does not fit where it was tried is taken away again.
 */
final class RandomStudies {

	private static final int SIDE = 16;
	/** Pictures that are not scaled are cut to multiples of this; coarse generators see a fraction of it. */
	private static final int LARGER_SIDE = 32;
	private static final int MOST_CHANNELS = 24;
	private static final int LARGEST_SIDE = 48;
	private static final int TRIES = 30;
	private static final int GENERATOR_NODES = 11;
	private static final int DISCRIMINATOR_NODES = 6;
	private static final int BLOCKS = 3;
	private static final String STYLE_SIZE = "8";
	private static final List<EClass> FOLDERS = List.of(StudyPackage.Literals.COCO_STUFF, StudyPackage.Literals.ADE20K, StudyPackage.Literals.ADE20K_OUTDOOR,
			StudyPackage.Literals.CITYSCAPES, StudyPackage.Literals.FACADES, StudyPackage.Literals.FOLDER_DATASET);

	private final Random random;
	private final Map<String, List<Object>> decks = new HashMap<>();
	private int studies;
	private Sketch sketch;
	private Network network;
	private Node labelMap;
	private StyleCodeInput style;
	private List<Block> blocks = List.of();
	private int named;

	RandomStudies(long seed) {
		random = new Random(seed);
	}

	/** The next study; all are called differently. */
	Sketch next() {
		sketch = Sketch.blank();
		sketch.study.setName("Study " + ++studies);
		sketch.study.getBlocks().clear();
		sketch.parameter("w", "" + (2 + random.nextInt(4)));
		sketch.parameter("half", "w/2");
		if (studies % 3 == 0) {
			ParameterOverride override = Sketch.NEW.createParameterOverride();
			override.setId("override");
			override.setParameter(sketch.parameter("wide", "1"));
			override.setValue("w + 1");
			sketch.experiment.getOverrides().add(override);
		}
		data();
		plan();
		sketch.experiment.setBackend(deal(Backend.values()));
		blocks = blocks();
		if (isSegmentation()) {
			segmentation();
		} else {
			synthesis();
		}
		if (studies % 5 == 1) {
			Evaluation evaluation = Sketch.NEW.createEvaluation();
			evaluation.setId("evaluation");
			evaluation.setName("evaluation");
			evaluation.setEvery(pick("0", "w"));
			evaluation.setSamples(pick("0", "1"));
			sketch.study.getEvaluations().add(evaluation);
			sketch.experiment.setEvaluation(evaluation);
		}
		if (studies % 6 == 2) {
			sweep();
		}
		return sketch;
	}

	/** Whether a segmenter is trained instead of a generator. */
	private boolean isSegmentation() {
		return studies % 10 == 7;
	}

	/** Whether nothing judges the generator but losses. */
	private boolean isUnjudged() {
		return studies % 10 == 3;
	}

	/** Whether the generator has a coarser one as a stage. */
	private boolean isStaged() {
		return studies % 4 == 0;
	}

	/** Whether the coarser one is trained before. */
	private boolean hasPhases() {
		return isStaged() && studies % 8 == 0;
	}

	private void data() {
		Dataset data = sketch.experiment.getDataset();
		if (studies % 6 == 0) {
			EClass kind = (EClass) draw("folders", () -> new ArrayList<>(FOLDERS));
			StoredDataset stored = (StoredDataset) Sketch.NEW.create(kind);
			stored.setId("stored");
			stored.setName("folder");
			stored.setFolder("../data");
			stored.setLabels("10");
			boolean ade = kind == StudyPackage.Literals.ADE20K || kind == StudyPackage.Literals.ADE20K_OUTDOOR;
			stored.setDontCare(ade || random.nextBoolean());
			stored.setEdges(!ade && kind != StudyPackage.Literals.FACADES);
			if (stored instanceof Ade20kOutdoor outdoor) {
				outdoor.setList("outdoor.txt");
			}
			if (stored instanceof FolderDataset folders) {
				folders.setEdges(random.nextBoolean());
				folders.setInstanceFolder(folders.isEdges() ? "instances" : null);
			}
			stored.setCrop("crop");
			sketch.study.getDatasets().add(stored);
			sketch.experiment.setDataset(stored);
			data = stored;
		} else {
			((Landscapes) data).setCount("8");
			((Landscapes) data).setHeldOut("2");
			data.setEdges(random.nextInt(4) > 0);
			((Landscapes) data).setAllDay(studies % 7 == 0);
		}
		if (studies % 9 == 0) {
			nameLabels(data, 1 + studies % 10);
		}
		data.setLoad("crop");
		data.setPreprocess(hasPhases() ? deal(Preprocess.RESIZE_AND_CROP, Preprocess.CROP, Preprocess.SCALE_WIDTH, Preprocess.FIXED) : deal(Preprocess.values()));
		int side = data.getPreprocess() == Preprocess.NONE || isStaged() ? LARGER_SIDE : SIDE;
		sketch.study.getParameters().stream().filter(parameter -> parameter.getName().equals("crop")).forEach(parameter -> parameter.setValue("" + side));
		data.setFlip(random.nextBoolean());
	}

	/** Names the first labels, some with colours of their own. */
	private static void nameLabels(Dataset data, int count) {
		for (int i = 0; i < count; i++) {
			Label label = (Label) Sketch.NEW.create(StudyPackage.Literals.LABEL);
			label.setId("label" + i);
			label.setName("label \"" + i + "\"");
			label.setColour(i % 2 == 0 ? null : "#0" + i + "a0ff");
			data.getLabelTable().add(label);
		}
	}

	private void plan() {
		TrainingPlan plan = sketch.experiment.getPlan();
		plan.setBatch("2");
		plan.setTtur(random.nextBoolean());
		plan.setInitialisation(deal(Initialisation.values()));
		plan.setOptimiser(deal(OptimiserKind.values()));
		plan.setReuseFake(random.nextBoolean());
		plan.setAveraging(pick("0", "0.9", "1 - 1/100"));
		plan.setDiscriminatorSteps(pick("1", "1", "2"));
	}

	private void sweep() {
		Sweep sweep = Sketch.NEW.createSweep();
		sweep.setId("sweep");
		sweep.setName("sweep");
		sweep.setExperiment(sketch.experiment);
		sweep.setKind(deal(SweepKind.values()));
		sweep.setCount("2");
		SweepAxis axis = Sketch.NEW.createSweepAxis();
		axis.setId("axis");
		axis.setParameter(sketch.study.getParameters().stream().filter(parameter -> parameter.getName().equals("w")).findFirst().orElseThrow());
		axis.setScale(deal(AxisScale.values()));
		if (sweep.getKind() == SweepKind.GRID) {
			axis.setValues("2;3");
		} else {
			axis.setLeast("2");
			axis.setMost("4");
			axis.setWhole(true);
		}
		sweep.getAxes().add(axis);
		sketch.study.getSweeps().add(sweep);
	}

	/** Blocks that keep the size of what enters, each perhaps with the one before inside. */
	private List<Block> blocks() {
		List<Block> made = new ArrayList<>();
		for (int i = 0; i < BLOCKS; i++) {
			Block block = sketch.newBlock("Block " + i);
			BlockInput x = sketch.input(block, "x", Port.DATA, "fin");
			Node map = random.nextBoolean() ? sketch.input(block, "label map", Port.LABEL_MAP, random.nextBoolean() ? "channels" : null) : null;
			String last = "fin";
			if (random.nextBoolean()) {
				sketch.parameter(block, "fout", random.nextBoolean() ? null : pick("min(8, fin)", "2 + fin/fin"));
				sketch.parameter(block, "fmid", pick("max(2, fin - w)", "ceil(fout/2)", "fout"));
				last = pick("fmid", "fout");
			}
			Node end = x;
			for (int j = 0; j < 1 + random.nextInt(3); j++) {
				end = blockNode(block, end, x, map, last);
			}
			List<Block> inner = made.stream().filter(each -> map != null || !isMapped(each)).toList();
			if (!inner.isEmpty() && random.nextInt(3) > 0) {
				end = blockUse(inner.get(random.nextInt(inner.size())), end, map, pick("1", "2", "w"));
			}
			if (end == x || random.nextBoolean()) {
				Convolution convolution = sketch.convolution(end, "last", last);
				convolution.setTap(random.nextInt(4) == 0);
				end = convolution;
			}
			sketch.output(end);
			made.add(block);
		}
		return made;
	}

	private Node blockNode(Block block, Node from, Node x, Node map, String filters) {
		String name = "node " + ++named;
		switch (random.nextInt(map == null ? 4 : 5)) {
		case 0:
			Activation activation = sketch.node(block, Sketch.NEW.createActivation(), name);
			activation.setFunction(deal(ActivationFunction.values()));
			sketch.edge(from, activation);
			return activation;
		case 1:
			Convolution convolution = sketch.convolution(from, name, filters);
			convolution.setSpectralNorm(random.nextBoolean());
			return convolution;
		case 2:
			Normalisation norm = sketch.node(block, Sketch.NEW.createNormalisation(), name);
			norm.setKind(NormKind.INSTANCE);
			sketch.edge(from, norm);
			return norm;
		case 3:
			Concatenation both = sketch.node(block, Sketch.NEW.createConcatenation(), name);
			sketch.edge(from, both);
			sketch.edge(from == x ? sketch.convolution(x, name + " beside", "2") : x, both);
			return both;
		default:
			Spade spade = sketch.node(block, Sketch.NEW.createSpade(), name);
			spade.setHidden(pick("w", "4", "fin"));
			spade.setInnerNorm(deal(NormKind.values()));
			sketch.edge(from, spade);
			sketch.labelMap(map, spade);
			return spade;
		}
	}

	/** Whether a block takes a label map. */
	private static boolean isMapped(Block block) {
		return block.getNodes().stream().anyMatch(node -> node instanceof BlockInput input && input.getPort() == Port.LABEL_MAP);
	}

	/** A use of a block; the label map is for blocks that take one. */
	private BlockUse blockUse(Block block, Node from, Node map, String repeat) {
		BlockUse use = sketch.use(block, "use " + ++named, from);
		use.setRepeat(repeat);
		if (isMapped(block)) {
			sketch.labelMap(map, use);
		}
		for (BlockParameter parameter : block.getParameters()) {
			if (parameter.getValue() == null || random.nextInt(3) == 0) {
				sketch.argument(use, parameter.getName(), pick("w", "2*w", "5", "ceil(half)"));
			}
		}
		return use;
	}

	private void synthesis() {
		objective();
		Generator coarser = isStaged() ? coarser("Coarse", hasPhases() && studies % 16 == 0 ? coarser("Coarsest", null) : null) : null;
		generator(coarser);
		if (isUnjudged()) {
			sketch.study.getNetworks().remove(sketch.discriminator());
			sketch.experiment.setDiscriminator(null);
		} else {
			discriminator();
		}
		// the coarser generators take no style code, and an encoder needs one that does in every phase
		if (style != null && !hasPhases() && random.nextBoolean()) {
			encoder();
		}
		if (hasPhases()) {
			phases(coarser);
		}
	}

	private void objective() {
		Objective objective = sketch.experiment.getObjective();
		if (isUnjudged()) {
			objective.setAdversarial(null);
			objective.setFeatureMatching(null);
		} else {
			objective.getAdversarial().setKind(deal(AdversarialKind.values()));
			objective.getAdversarial().setReduction(deal(Reduction.values()));
			if (random.nextInt(4) == 0) {
				objective.setFeatureMatching(null);
			} else {
				objective.getFeatureMatching().setReduction(deal(Reduction.values()));
			}
		}
		if (isUnjudged() || random.nextInt(4) == 0) {
			L1Loss loss = Sketch.NEW.createL1Loss();
			loss.setId("l1");
			objective.setL1(loss);
		}
		if (random.nextInt(5) == 0) {
			perceptual(objective);
		}
	}

	private void perceptual(Objective objective) {
		FeatureNetwork eyes = Sketch.NEW.createFeatureNetwork();
		eyes.setId("eyes");
		eyes.setName("Eyes");
		eyes.setScaling(deal(ImageScaling.values()));
		sketch.study.getNetworks().add(eyes);
		ImageInput image = sketch.node(eyes, Sketch.NEW.createImageInput(), "image");
		Node one = layer(image, "one");
		Node two = layer(one, "two");
		sketch.output(two);
		PerceptualLoss loss = Sketch.NEW.createPerceptualLoss();
		loss.setId("perceptual");
		loss.setNetwork(eyes);
		loss.setMasked(random.nextBoolean());
		for (Node node : List.of(two, image, one)) {
			PerceptualTerm term = Sketch.NEW.createPerceptualTerm();
			term.setId("term" + ++named);
			term.setNode(node);
			term.setWeight(pick("1", "1/w", "w"));
			loss.getTerms().add(term);
		}
		objective.setPerceptual(loss);
	}

	/** A convolution and what follows it; a block instead at times. */
	private Node layer(Node from, String name) {
		Convolution convolution = sketch.convolution(from, name, pick("w", "4"));
		convolution.setStride(pick("1", "2"));
		Activation activation = sketch.node((Graph) from.eContainer(), Sketch.NEW.createActivation(), name + " active");
		activation.setFunction(deal(ActivationFunction.RELU, ActivationFunction.LEAKY_RELU, ActivationFunction.ELU));
		sketch.edge(convolution, activation);
		Block block = blocks.get(random.nextInt(BLOCKS));
		return isMapped(block) ? activation : blockUse(block, activation, null, pick("1", "2"));
	}

	/** A generator that stands inside of another. */
	private Generator coarser(String name, Generator inside) {
		Generator coarser = Sketch.NEW.createGenerator();
		coarser.setId(name);
		coarser.setName(name);
		sketch.study.getNetworks().add(coarser);
		LabelMapInput map = sketch.node(coarser, Sketch.NEW.createLabelMapInput(), "label map");
		Node last = sketch.convolution(map, "first", "w");
		if (inside != null) {
			Concatenation both = sketch.node(coarser, Sketch.NEW.createConcatenation(), "both");
			sketch.edge(last, both);
			sketch.edge(sized(stage(inside, map, "inside"), last, "inside sized"), both);
			last = both;
		}
		last = blockUse(blocks.get(random.nextInt(BLOCKS)), last, map, pick("1", "2"));
		Convolution middle = sketch.convolution(last, "middle", "w");
		sketch.output(sketch.tanh(middle));
		return coarser;
	}

	/** A stage on the label map at half the size: the whole of its generator or a part. */
	private Stage stage(Generator generator, Node map, String name) {
		Graph graph = (Graph) map.eContainer();
		Downsample half = sketch.node(graph, Sketch.NEW.createDownsample(), name + " map");
		half.setMode(Interpolation.NEAREST);
		sketch.edge(map, half);
		Stage stage = sketch.node(graph, Sketch.NEW.createStage(), name);
		stage.setNetwork(generator);
		stage.setUpTo(deal(null, node(generator, "middle"), generator.getNodes().stream().filter(BlockUse.class::isInstance).findFirst().orElseThrow()));
		sketch.labelMap(half, stage);
		return stage;
	}

	private static Node node(Graph graph, String name) {
		return graph.getNodes().stream().filter(node -> node.getName().equals(name)).findFirst().orElseThrow();
	}

	private ResizeToHere sized(Node node, Node here, String name) {
		ResizeToHere sized = sketch.node((Graph) node.eContainer(), Sketch.NEW.createResizeToHere(), name);
		sized.setMode(deal(Interpolation.NEAREST, Interpolation.BILINEAR));
		sized.setAligned(random.nextBoolean());
		sketch.edge(node, sized);
		sketch.edge(here, sized);
		return sized;
	}

	private void phases(Generator coarser) {
		List<Phase> phases = sketch.experiment.getPlan().getPhases();
		Stage stage = stageOf(sketch.generator());
		Stage inner = stageOf(coarser);
		if (inner != null) {
			phases.add(phase("coarsest", inner.getNetwork(), "4"));
		}
		phases.add(phase("coarse", coarser, "2"));
		Phase fine = phase("fine", sketch.generator(), "1");
		fine.getFrozen().add(stage);
		if (inner != null && random.nextBoolean()) {
			fine.getFrozen().add(inner);
		}
		phases.add(fine);
		phases.add(phase("all", sketch.generator(), "1"));
	}

	private static Stage stageOf(Generator generator) {
		return generator.getNodes().stream().filter(Stage.class::isInstance).map(Stage.class::cast).findFirst().orElse(null);
	}

	private static Phase phase(String name, Generator generator, String reduction) {
		Phase phase = Sketch.NEW.createPhase();
		phase.setId("phase_" + name);
		phase.setName(name);
		phase.setGenerator(generator);
		phase.setReduction(reduction);
		return phase;
	}

	private void encoder() {
		StyleEncoder encoder = Sketch.NEW.createStyleEncoder();
		encoder.setId("encoder");
		encoder.setName("Encoder");
		sketch.study.getNetworks().add(encoder);
		Node last = layer(layer(sketch.node(encoder, Sketch.NEW.createImageInput(), "image"), "one"), "two");
		Linear code = sketch.node(encoder, Sketch.NEW.createLinear(), "code");
		code.setFilters("2*" + STYLE_SIZE);
		sketch.edge(last, code);
		sketch.output(code);
		sketch.experiment.setEncoder(encoder);
		DivergenceLoss loss = Sketch.NEW.createDivergenceLoss();
		loss.setId("divergence");
		sketch.experiment.getObjective().setDivergence(loss);
	}

	private void segmentation() {
		sketch.study.getNetworks().clear();
		sketch.experiment.setGenerator(null);
		sketch.experiment.setDiscriminator(null);
		Segmenter segmenter = Sketch.NEW.createSegmenter();
		segmenter.setId("segmenter");
		segmenter.setName("Segmenter");
		sketch.study.getNetworks().add(segmenter);
		ImageInput image = sketch.node(segmenter, Sketch.NEW.createImageInput(), "image");
		Node last = sized(layer(layer(image, "one"), "two"), image, "sized");
		sketch.output(sketch.convolution(last, "scores", "labels"));
		sketch.experiment.setSegmenter(segmenter);
		Objective objective = sketch.experiment.getObjective();
		objective.setAdversarial(null);
		objective.setFeatureMatching(null);
		CrossEntropyLoss loss = Sketch.NEW.createCrossEntropyLoss();
		loss.setId("entropy");
		objective.setCrossEntropy(loss);
	}

	private void generator(Generator coarser) {
		network = sketch.generator();
		style = null;
		labelMap = sketch.node(network, Sketch.NEW.createLabelMapInput(), "label map");
		List<Node> maps = new ArrayList<>(List.of(labelMap));
		if (coarser != null) {
			maps.add(stage(coarser, labelMap, "stage"));
		}
		for (int i = 0; i < GENERATOR_NODES; i++) {
			grow(maps, "generator kinds", Set.of(StudyPackage.Literals.IMAGE_INPUT, StudyPackage.Literals.OUTPUT));
		}
		Node all = joined(maps);
		Convolution image = sketch.convolution(all, "to image", "3");
		Activation tanh = sketch.node(network, Sketch.NEW.createActivation(), "squashed");
		tanh.setFunction(ActivationFunction.TANH);
		sketch.edge(image, tanh);
		sketch.output(tanh);
	}

	/** In phases it sees images of several sizes, so that it is a simple one. */
	private void discriminator() {
		Discriminator judge = sketch.discriminator();
		judge.setScales("" + (1 + random.nextInt(2)));
		judge.setHalving(deal(Halving.values()));
		if (hasPhases()) {
			sketch.withSmallestDiscriminator();
			return;
		}
		network = judge;
		labelMap = sketch.node(network, Sketch.NEW.createLabelMapInput(), "label map");
		ImageInput image = sketch.node(network, Sketch.NEW.createImageInput(), "image");
		List<Node> maps = new ArrayList<>(List.of(labelMap, image));
		for (int i = 0; i < DISCRIMINATOR_NODES; i++) {
			grow(maps, "discriminator kinds", Set.of(StudyPackage.Literals.IMAGE_INPUT, StudyPackage.Literals.STYLE_CODE_INPUT, StudyPackage.Literals.OUTPUT));
		}
		Convolution features = sketch.convolution(joined(maps), "features", "w");
		features.setTap(true);
		sketch.output(sketch.convolution(features, "score", "1"));
	}

	/** Everything that nothing uses yet, at the label map's size, stacked. */
	private Node joined(List<Node> maps) {
		Wiring wiring = Wiring.of(network);
		List<Node> loose = maps.stream().filter(node -> node == labelMap || node.getOutgoing().isEmpty()).toList();
		Concatenation all = sketch.node(network, Sketch.NEW.createConcatenation(), "all");
		for (Node node : loose) {
			if (isLabelMapSized(node)) {
				sketch.edge(node, all);
			} else {
				sketch.edge(sized(node, labelMap, "sized " + ++named), all);
			}
		}
		if (all.getIncoming().size() == 1) {
			sketch.edge(loose.get(0), all);
		}
		return all;
	}

	/** Whether a node has the label map's size, at all scales. */
	private boolean isLabelMapSized(Node node) {
		Shapes shapes = Shapes.infer(network, sketch.experiment);
		return IntStream.rangeClosed(1, shapes.scales()).mapToObj(shapes::scale).allMatch(scale -> scale.of(node).sameSize(scale.of(labelMap)));
	}

	/** Adds a node of the kind that is dealt, where it fits; kinds that fit nowhere are put aside for the next. */
	private void grow(List<Node> maps, String deck, Set<EClass> without) {
		EClass kind = (EClass) draw(deck, () -> StudyPackage.eINSTANCE.getEClassifiers().stream().filter(EClass.class::isInstance).map(EClass.class::cast)
				.filter(each -> !each.isAbstract() && StudyPackage.Literals.NODE.isSuperTypeOf(each) && !without.contains(each)
						&& each != StudyPackage.Literals.BLOCK_INPUT && each != StudyPackage.Literals.STAGE).collect(Collectors.toList()));
		if (!moreInputs() && (kind == StudyPackage.Literals.STYLE_CODE_INPUT || kind == StudyPackage.Literals.EDGE_MAP_INPUT)) {
			putBack(deck, kind);
			return;
		}
		for (int i = 0; i < TRIES; i++) {
			int nodes = network.getNodes().size();
			int edges = network.getEdges().size();
			Node node = make(kind, maps);
			if (node == null || fits()) {
				if (node != null) {
					maps.add(node);
				}
				return;
			}
			while (network.getEdges().size() > edges) {
				var edge = network.getEdges().remove(edges);
				edge.setSource(null);
				edge.setTarget(null);
			}
			while (network.getNodes().size() > nodes) {
				Node removed = network.getNodes().remove(nodes);
				style = removed == style ? null : style;
				maps.remove(removed);
			}
		}
		putBack(deck, kind);
	}

	private void putBack(String deck, EClass kind) {
		decks.get(deck).add(random.nextInt(decks.get(deck).size() + 1), kind);
	}

	/** Whether this study may have a style code and edge maps; every third may. */
	private boolean moreInputs() {
		return studies % 3 == 1;
	}

	/** Whether the network is without faults at all scales, and small. */
	private boolean fits() {
		Shapes shapes = Shapes.infer(network, sketch.experiment);
		return shapes.problems().isEmpty() && network.getNodes().stream().map(shapes::of)
				.allMatch(shape -> shape != null && shape.channels() <= MOST_CHANNELS && Math.max(shape.height(), shape.width()) <= LARGEST_SIDE);
	}

	private Shape shape(Node node) {
		return Shapes.infer(network, sketch.experiment).of(node);
	}

	/** A node of a kind, fed as it needs; null where the network has one already and can have no other. */
	private Node make(EClass kind, List<Node> maps) {
		Node from = maps.get(random.nextInt(maps.size()));
		Node node = (Node) Sketch.NEW.create(kind);
		if (node instanceof StyleCodeInput) {
			return style == null ? styleCode() : null;
		}
		if (node instanceof BlockUse) {
			return blockUse(blocks.get(random.nextInt(BLOCKS)), from, labelMap, pick("1", "1", "2", "3", "w"));
		}
		if (node instanceof EdgeMapInput || node instanceof LabelMapInput) {
			boolean there = network.getNodes().stream().anyMatch(kind::isInstance);
			return there || !sketch.experiment.getDataset().isEdges() ? null : sketch.node(network, node, "edge map");
		}
		sketch.node(network, node, kind.getName() + " " + ++named);
		if (node instanceof WeightedNode weighted) {
			weighted.setFilters(pick("w", "2*w", "max(3, w)", "ceil(half) + 1", "min(8, w*w)", "6"));
			weighted.setSpectralNorm(random.nextBoolean());
		}
		if (!(node instanceof NoiseSource)) {
			sketch.edge(from, node);
		}
		settle(node, from, maps);
		return node;
	}

	private StyleCodeInput styleCode() {
		style = sketch.node(network, Sketch.NEW.createStyleCodeInput(), "style code");
		style.setSize(STYLE_SIZE);
		return style;
	}

	private void settle(Node node, Node from, List<Node> maps) {
		switch (node) {
		case Convolution convolution -> settle(convolution);
		case TransposedConvolution convolution -> {
			settle((KernelNode) convolution);
			convolution.setOutputPadding(pick("0", "1", "2"));
			convolution.setOutputPaddingWidth(deal(null, "0", "1"));
		}
		case Linear linear -> linear.setBias(random.nextBoolean());
		case Normalisation norm -> {
			norm.setKind(deal(NormKind.values()));
			norm.setAffine(random.nextBoolean());
			norm.setEpsilon(pick("1e-5", "0.001", "1/1000"));
		}
		case Spade spade -> {
			spade.setHidden(pick("w", "4", "5"));
			spade.setKernel(pick("1", "3", "5"));
			spade.setInnerNorm(deal(NormKind.values()));
			sketch.labelMap(labelMap, spade);
		}
		case ConditionalBatchNorm norm -> {
			norm.setClasses("w + 1");
			Activation choice = sketch.node(network, Sketch.NEW.createActivation(), "choice " + ++named);
			choice.setFunction(ActivationFunction.SOFTMAX);
			sketch.edge(code(maps, "w + 1"), choice);
			sketch.edge(choice, norm).setPort(Port.CONDITION);
		}
		case AdaptiveInstanceNorm norm -> {
			boolean drawn = moreInputs() && network == sketch.generator();
			Node code = !drawn ? code(maps, "5") : style != null ? style : styleCode();
			if (drawn && !maps.contains(code)) {
				maps.add(code);
			}
			sketch.edge(code, norm).setPort(Port.STYLE);
		}
		case Activation activation -> {
			activation.setFunction(deal(ActivationFunction.values()));
			activation.setSlope(pick("0.2", "1/(2 + w)"));
			activation.setTap(network == sketch.discriminator() && random.nextBoolean());
		}
		case Dropout dropout -> dropout.setRate(pick("0.5", "1/w", "0"));
		case Upsample upsample -> {
			upsample.setMode(deal(Interpolation.NEAREST, Interpolation.BILINEAR));
			upsample.setAligned(random.nextBoolean());
			upsample.setFactor(pick("2", "3"));
		}
		case Downsample downsample -> {
			downsample.setMode(deal(Interpolation.values()));
			downsample.setAligned(random.nextBoolean());
			downsample.setFactor(pick("2", "3"));
		}
		case Resize resize -> {
			resize.setMode(deal(Interpolation.values()));
			resize.setAligned(random.nextBoolean());
			resize.setHeight(pick("4", "crop/2", "crop"));
			resize.setWidth(pick("5", "crop/2", "crop"));
		}
		case ResizeToHere resize -> {
			resize.setMode(deal(Interpolation.values()));
			resize.setAligned(random.nextBoolean());
			sketch.edge(maps.get(random.nextInt(maps.size())), resize);
		}
		case Pooling pooling -> {
			pooling.setKind(deal(PoolingKind.values()));
			pooling.setKernel(pick("2", "3"));
			pooling.setStride(pick("1", "2", "3"));
			pooling.setPadding(pick("0", "1"));
			pooling.setCeil(random.nextBoolean());
			pooling.setCountPadding(random.nextBoolean());
		}
		case AdaptivePooling pooling -> {
			pooling.setKind(deal(PoolingKind.values()));
			pooling.setHeight(pick("1", "3"));
			pooling.setWidth(pick("1", "2", "5"));
		}
		case Padding padding -> {
			padding.setMode(deal(PaddingMode.values()));
			padding.setTop(pick("0", "1", "2"));
			padding.setRight(pick("0", "1", "3"));
		}
		case Crop crop -> {
			crop.setTop(pick("0", "1", "2"));
			crop.setRight(pick("0", "1", "3"));
		}
		case Reshape reshape -> {
			Shape shape = shape(from);
			boolean flat = shape.size() <= MOST_CHANNELS;
			reshape.setChannels("" + (flat ? shape.size() : shape.channels()));
			reshape.setHeight(flat ? "1" : "" + shape.width());
			reshape.setWidth(flat ? "1" : "" + shape.height());
		}
		case NoiseSource noise -> {
			noise.setHeight(pick("4", "crop"));
			noise.setWidth(pick("4", "crop"));
		}
		case Concatenation join -> another(join, from, maps, false);
		case Sum join -> another(join, from, maps, true);
		case Product join -> another(join, from, maps, true);
		default -> throw new AssertionError("nothing is known of " + node.eClass().getName());
		}
	}

	private void settle(Convolution convolution) {
		settle((KernelNode) convolution);
		convolution.setPaddingMode(deal(PaddingMode.values()));
	}

	private void settle(KernelNode node) {
		node.setKernel(pick("1", "3", "4"));
		node.setStride(pick("1", "2"));
		node.setDilation(pick("1", "1", "2"));
		node.setGroups(pick("1", "1", "2", "3"));
		node.setPadding(pick("0", "1", "2"));
		node.setBias(random.nextBoolean());
		if (random.nextInt(3) == 0) {
			node.setKernelWidth(pick("1", "5"));
			node.setStrideWidth(pick("1", "3"));
			node.setPaddingLeft(pick("0", "3"));
			node.setPaddingBottom(pick("0", "1"));
		}
	}

	/** A single pixel with so many channels, made of some map. */
	private Node code(List<Node> maps, String channels) {
		AdaptivePooling pooling = sketch.node(network, Sketch.NEW.createAdaptivePooling(), "global " + ++named);
		sketch.edge(maps.get(random.nextInt(maps.size())), pooling);
		Linear linear = sketch.node(network, Sketch.NEW.createLinear(), "code " + ++named);
		linear.setFilters(channels);
		sketch.edge(pooling, linear);
		return linear;
	}

	/** Feeds a join with a second map of the same shape, or size where it stacks. */
	private void another(Node join, Node from, List<Node> maps, boolean alike) {
		Shape shape = shape(from);
		List<Node> others = maps.stream().filter(node -> node != from && (alike ? shape(node).equals(shape) : shape(node).sameSize(shape))).toList();
		if (!others.isEmpty()) {
			sketch.edge(others.get(random.nextInt(others.size())), join);
			return;
		}
		Activation other = sketch.node(network, Sketch.NEW.createActivation(), "other " + ++named);
		other.setFunction(deal(ActivationFunction.values()));
		sketch.edge(from, other);
		sketch.edge(other, join);
	}

	private String pick(String... choices) {
		return choices[random.nextInt(choices.length)];
	}

	@SafeVarargs
	private <E> E deal(E... values) {
		// by place: a value may be null, or not be the same one in the next study
		E last = values[values.length - 1];
		return values[(int) draw(last.getClass().getName() + values.length, () -> IntStream.range(0, values.length).boxed().collect(Collectors.toList()))];
	}

	private Object draw(String deck, Supplier<List<?>> cards) {
		List<Object> left = decks.computeIfAbsent(deck, name -> new ArrayList<>());
		if (left.isEmpty()) {
			left.addAll(cards.get());
		}
		return left.remove(random.nextInt(left.size()));
	}

	/** How often each value comes up in all these studies, as "Class.feature=value", and each class. */
	static Map<String, Integer> census(List<Sketch> sketches) {
		Map<String, Integer> census = new LinkedHashMap<>();
		for (Sketch sketch : sketches) {
			census.merge("Study", 1, Integer::sum);
			sketch.study.eAllContents().forEachRemaining(element -> {
				census.merge(element.eClass().getName(), 1, Integer::sum);
				element.eClass().getEAllAttributes().stream().filter(attribute -> attribute.getEAttributeType() instanceof EEnum)
						.forEach(attribute -> census.merge(attribute.getEAttributeType().getName() + "." + element.eGet(attribute), 1, Integer::sum));
			});
		}
		return census;
	}

	/** The whole number that an expression of a study has. */
	static int value(Sketch sketch, String expression) {
		try {
			return Scope.of(sketch.experiment).integer(expression);
		} catch (ExpressionException e) {
			throw new AssertionError(e);
		}
	}
}
