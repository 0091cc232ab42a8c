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
import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.Backend;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.Initialisation;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Product;
import io.spadework.model.study.Reduction;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Seed;
import io.spadework.model.study.Spade;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.Sum;
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
	/** Pictures that are not scaled are cut to multiples of this. */
	private static final int LEAST_UNPREPARED = 32;
	private static final int MOST_CHANNELS = 24;
	private static final int LARGEST_SIDE = 48;
	private static final int TRIES = 30;
	private static final int GENERATOR_NODES = 11;
	private static final int DISCRIMINATOR_NODES = 6;

	private final Random random;
	private final Map<String, List<Object>> decks = new HashMap<>();
	private int studies;
	private Sketch sketch;
	private Network network;
	private Node labelMap;
	private StyleCodeInput style;
	private int named;

	RandomStudies(long seed) {
		random = new Random(seed);
	}

	/** The next study; all are called differently. */
	Sketch next() {
		sketch = Sketch.blank();
		sketch.study.setName("Study " + ++studies);
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
		generator();
		discriminator();
		return sketch;
	}

	private void data() {
		boolean coco = studies % 6 == 0;
		Dataset data = sketch.experiment.getDataset();
		if (coco) {
			CocoStuff folder = Sketch.NEW.createCocoStuff();
			folder.setId("coco");
			folder.setName("folder");
			folder.setFolder("../data");
			folder.setLabels("10");
			folder.setDontCare(random.nextBoolean());
			folder.setCrop("crop");
			sketch.study.getDatasets().add(folder);
			sketch.experiment.setDataset(folder);
			data = folder;
		} else {
			((Landscapes) data).setCount("8");
			((Landscapes) data).setHeldOut("2");
		}
		data.setLoad("crop");
		data.setEdges(random.nextInt(4) > 0);
		data.setPreprocess(deal(Preprocess.values()));
		int side = data.getPreprocess() == Preprocess.NONE ? LEAST_UNPREPARED : SIDE;
		sketch.study.getParameters().stream().filter(parameter -> parameter.getName().equals("crop")).forEach(parameter -> parameter.setValue("" + side));
		data.setFlip(random.nextBoolean());
	}

	private void plan() {
		TrainingPlan plan = sketch.experiment.getPlan();
		plan.setBatch("2");
		plan.setTtur(random.nextBoolean());
		plan.setInitialisation(deal(Initialisation.values()));
		sketch.experiment.setBackend(deal(Backend.values()));
		sketch.experiment.getObjective().getAdversarial().setKind(deal(AdversarialKind.values()));
		sketch.experiment.getObjective().getAdversarial().setReduction(deal(Reduction.values()));
		if (studies % 4 == 0) {
			sketch.experiment.getObjective().setFeatureMatching(null);
		} else {
			sketch.experiment.getObjective().getFeatureMatching().setReduction(deal(Reduction.values()));
		}
	}

	private void generator() {
		network = sketch.generator();
		style = null;
		labelMap = sketch.node(network, Sketch.NEW.createLabelMapInput(), "label map");
		List<Node> maps = new ArrayList<>(List.of(labelMap));
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

	private void discriminator() {
		Discriminator judge = sketch.discriminator();
		network = judge;
		judge.setScales("" + (1 + random.nextInt(2)));
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
		List<Node> loose = maps.stream().filter(node -> node == labelMap || node.getOutgoing().stream().allMatch(wiring::measures)).toList();
		Concatenation all = sketch.node(network, Sketch.NEW.createConcatenation(), "all");
		for (Node node : loose) {
			if (isLabelMapSized(node)) {
				sketch.edge(node, all);
			} else {
				ResizeToHere sized = sketch.node(network, Sketch.NEW.createResizeToHere(), "sized " + ++named);
				sized.setMode(deal(Interpolation.NEAREST, Interpolation.BILINEAR));
				sized.setAligned(random.nextBoolean());
				sketch.edge(node, sized);
				sketch.edge(labelMap, sized);
				sketch.edge(sized, all);
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
				.filter(each -> !each.isAbstract() && StudyPackage.Literals.NODE.isSuperTypeOf(each) && !without.contains(each)).collect(Collectors.toList()));
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
		if (node instanceof EdgeMapInput || node instanceof LabelMapInput) {
			boolean there = network.getNodes().stream().anyMatch(kind::isInstance);
			return there || !sketch.experiment.getDataset().isEdges() ? null : sketch.node(network, node, "edge map");
		}
		sketch.node(network, node, kind.getName() + " " + ++named);
		if (node instanceof WeightedNode weighted) {
			weighted.setFilters(pick("w", "2*w", "max(3, w)", "ceil(half) + 1", "min(8, w*w)", "6"));
			weighted.setSpectralNorm(random.nextBoolean());
		}
		if (!(node instanceof NoiseSource || node instanceof Seed)) {
			sketch.edge(from, node);
		}
		settle(node, from, maps);
		return node;
	}

	private StyleCodeInput styleCode() {
		style = sketch.node(network, Sketch.NEW.createStyleCodeInput(), "style code");
		style.setSize("8");
		return style;
	}

	private void settle(Node node, Node from, List<Node> maps) {
		switch (node) {
		case Seed seed -> {
			seed.setHeight(pick("4", "crop/2"));
			seed.setWidth(pick("4", "crop/2"));
			sketch.labelMap(labelMap, seed);
		}
		case Convolution convolution -> settle(convolution);
		case TransposedConvolution convolution -> {
			convolution.setKernel(pick("3", "4", "2"));
			convolution.setStride(pick("1", "2", "3"));
			convolution.setPadding(pick("0", "1"));
			convolution.setOutputPadding(pick("0", "1", "2"));
			convolution.setBias(random.nextBoolean());
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
		case SpadeBlock block -> {
			block.setHidden(pick("w", "4", "5"));
			block.setKernel(pick("1", "3"));
			block.setInnerNorm(deal(NormKind.values()));
			sketch.labelMap(labelMap, block);
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
		convolution.setKernel(pick("1", "3", "4"));
		convolution.setStride(pick("1", "2"));
		convolution.setDilation(pick("1", "1", "2"));
		convolution.setGroups(pick("1", "1", "2", "3"));
		convolution.setPadding(pick("0", "1", "2"));
		convolution.setPaddingMode(deal(PaddingMode.values()));
		convolution.setBias(random.nextBoolean());
		if (random.nextInt(3) == 0) {
			convolution.setKernelWidth(pick("1", "5"));
			convolution.setStrideWidth(pick("1", "3"));
			convolution.setPaddingLeft(pick("0", "3"));
			convolution.setPaddingBottom(pick("0", "1"));
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
		String deck = values[0].getClass().getName() + values.length;
		@SuppressWarnings("unchecked") // a deck holds what it was made of
		E value = (E) draw(deck, () -> new ArrayList<>(List.of(values)));
		return value;
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
