package io.spadework.notation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Scope;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Activation;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Edge;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Halving;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Output;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Product;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.StyleEncoder;
import io.spadework.model.study.Sum;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;

/** How one graph is drawn, with the numbers of one experiment: the single source for every diagram editor. */
public final class Notation {

	/** An input that conditions more nodes than this is drawn as a rail beside the nodes, not as single edges. */
	public static final int MOST_SINGLE_EDGES = 3;

	/** Longer ones would push their value out of the node. */
	private static final int LONGEST_EXPRESSION = 24;

	private final Graph graph;
	private final Place place;
	private final Scope scope;
	private final Shapes shapes;
	private final Costs costs;

	private Notation(Graph graph, Place place, Scope scope, Shapes shapes) {
		this.graph = graph;
		this.place = place;
		this.scope = scope;
		this.shapes = shapes;
		costs = shapes == null ? null : Costs.of(shapes);
	}

	/** The notation of the graph at a place in an experiment. */
	public static Notation at(Place place, Experiment experiment) {
		Shapes shapes = Shapes.infer(place.network(), experiment, reduction(place.network(), experiment));
		for (Node node : place.through()) {
			List<Shapes> inside = shapes == null ? List.of() : shapes.inside(node);
			shapes = inside.isEmpty() ? null : inside.get(0);
		}
		return new Notation(place.graph(), place, shapes == null ? Scope.of(experiment) : shapes.scope(), shapes);
	}

	/** The notation of a graph where an experiment first uses it; without an experiment that does (or null) shapes and costs are unknown. */
	public static Notation of(Graph graph, Experiment experiment) {
		Place place = experiment == null ? null : Place.of(graph, experiment);
		return place == null ? new Notation(graph, null, graph.eContainer() instanceof Study study ? Scope.of(study) : null, null) : at(place, experiment);
	}

	/** The notation of a graph in the first experiment of its study that uses it. */
	public static Notation of(Graph graph) {
		return of(graph, Place.experiments(graph).stream().findFirst().orElse(null));
	}

	/** The notation of what stands behind a block use or a stage of this graph, with the numbers it has there; null where nothing does. */
	public Notation inside(Node node) {
		Graph inside = Place.inside(node);
		if (inside == null)
			return null;
		Shapes there = shapes == null ? null : shapes.inside(node).stream().findFirst().orElse(null);
		return new Notation(inside, place == null ? null : place.into(node), there == null ? scope : there.scope(), there);
	}

	/** How much smaller than the experiment's the images are that a network of it sees first. */
	private static int reduction(Network network, Experiment experiment) {
		if (network == experiment.getGenerator() || experiment.getPlan() == null)
			return 1;
		for (Phase phase : experiment.getPlan().getPhases())
			if (phase.getGenerator() == network)
				try {
					return Math.max(1, Scope.of(experiment).integer(phase.getReduction()));
				} catch (ExpressionException e) {
					return 1; // the validation says what is wrong with it
				}
		return 1;
	}

	/** The graph that is drawn. */
	public Graph graph() {
		return graph;
	}

	/** Where the graph stands; null if no experiment uses it. */
	public Place place() {
		return place;
	}

	/** How a node is drawn. */
	public NodeNotation of(Node node) {
		return switch (node) {
		case LabelMapInput input -> look(input, "Label map", "one-hot labels", "S: one channel per label, 1 where the pixel has it",
				Family.LABEL_MAP, Outline.PARALLELOGRAM);
		case ImageInput input -> look(input, "Image", "RGB in [-1, 1]", "x or G(S): real or generated, 3 channels",
				Family.IMAGE, Outline.PARALLELOGRAM);
		case EdgeMapInput input -> look(input, "Edge map", "instance edges", "1 where a neighbour belongs to another instance", Family.LABEL_MAP,
				Outline.PARALLELOGRAM);
		case StyleCodeInput style -> look(style, "Style code", value(style.getSize()) + " numbers", "z: drawn from N(0, 1), or encoded from an image",
				Family.STYLE, Outline.PARALLELOGRAM);
		case NoiseSource noise -> circle(noise, "Noise", value(noise.getChannels()) + " x " + size(noise.getHeight(), noise.getWidth()),
				"y ~ N(0, 1), drawn anew for every image", Family.STYLE, "ε");
		case BlockInput input -> look(input, "Block input", PortNotation.label(input.getPort()),
				stated(input.getChannels(), "").isEmpty() ? "what enters a use of the block here" : input.getChannels() + " channels enter a use of the block here",
				switch (input.getPort()) {
				case DATA -> Family.JOIN;
				case LABEL_MAP -> Family.LABEL_MAP;
				case STYLE, CONDITION -> Family.STYLE;
				}, Outline.PARALLELOGRAM);
		case BlockUse use -> blockUse(use);
		case Stage stage -> stage(stage);
		case Convolution c -> look(c, "Convolution", dots(kernelDetail(c), c.getPaddingMode() == PaddingMode.REFLECT ? "reflect" : "", spectral(c), bias(c.isBias())),
				convolutionFormula(c), Family.CONVOLUTION,
				Math.max(number(c.getStride(), 1), number(stated(c.getStrideWidth(), c.getStride()), 1)) > 1 ? Outline.NARROWING : Outline.ROUNDED_BOX);
		case TransposedConvolution c -> look(c, "Transposed convolution", dots(kernelDetail(c), spectral(c), bias(c.isBias())), transposedFormula(c), Family.CONVOLUTION,
				Outline.WIDENING);
		case Linear l -> look(l, "Linear", dots(filters(l), spectral(l), bias(l.isBias())), weighted(l) + " · x" + (l.isBias() ? " + b" : "")
				+ ", x all channels, rows and columns" + spectralNote(l), Family.CONVOLUTION, Outline.PILL);
		case Spade s -> look(s, "SPADE (" + norm(s.getInnerNorm()) + " norm)", dots(square(s.getKernel()), "hidden " + value(s.getHidden())),
				modulationFormula(s.getInnerNorm(), s.getKernel(), s.getHidden()), Family.SPADE, Outline.PILL);
		case ConditionalBatchNorm n -> look(n, "Conditional batch norm", value(n.getClasses()) + " classes",
				"y = γ[class] · (x − μ) / σ + β[class], μ and σ per channel over the batch", Family.NORMALISATION, Outline.ROUNDED_BOX);
		case AdaptiveInstanceNorm n -> look(n, "AdaIN", "scale and shift from the style code",
				"y = (1 + γ(z)) · (x − μ) / σ + β(z), μ and σ per channel and sample; γ, β linear", Family.STYLE, Outline.ROUNDED_BOX);
		case Upsample u -> look(u, "Upsampling", mode(u.getMode(), u.isAligned()) + " × " + value(u.getFactor()),
				u.getMode() == Interpolation.BILINEAR ? bilinearFormula(u.isAligned())
						: "y[c, i, j] = x[c, ⌊i / " + value(u.getFactor()) + "⌋, ⌊j / " + value(u.getFactor()) + "⌋]",
				Family.RESAMPLING, Outline.WIDENING);
		case Downsample d -> look(d, "Downsampling", mode(d.getMode(), d.isAligned()) + " / " + value(d.getFactor()),
				resizeFormula(d.getMode(), d.isAligned()), Family.RESAMPLING, Outline.NARROWING);
		case Resize r -> look(r, "Resize", mode(r.getMode(), r.isAligned()) + " to " + size(r.getHeight(), r.getWidth()), resizeFormula(r.getMode(), r.isAligned()),
				Family.RESAMPLING, Outline.HEXAGON);
		case ResizeToHere r -> circle(r, "Resize to here", mode(r.getMode(), r.isAligned()),
				resizeFormula(r.getMode(), r.isAligned()) + "; height and width are the second input's", Family.RESAMPLING, "R");
		case Pooling p -> look(p, "Pooling",
				dots(p.getKind().getLiteral() + " " + square(p.getKernel()) + " s" + value(p.getStride()), unless(p.getPadding(), 0, "padding "),
						p.isCeil() ? "ceil" : "", p.getKind() == PoolingKind.AVERAGE && !p.isCountPadding() && number(p.getPadding(), 0) > 0 ? "padding not counted" : ""),
				poolingFormula(p), Family.RESAMPLING, Outline.ROUNDED_BOX);
		case AdaptivePooling p -> look(p, "Adaptive pooling", p.getKind().getLiteral() + " to " + size(p.getHeight(), p.getWidth()),
				"part i of n: the " + (p.getKind() == PoolingKind.MAX ? "largest" : "average") + " of ⌊i H / n⌋ ≤ row < ⌈(i + 1) H / n⌉, columns alike",
				Family.RESAMPLING, Outline.PILL);
		case Padding p -> look(p, "Padding", dots(p.getMode() == PaddingMode.ZERO ? "zeros" : "reflect", sides(p.getTop(), p.getBottom(), p.getLeft(), p.getRight())),
				p.getMode() == PaddingMode.ZERO ? "zeros around x" : "x mirrored at its outermost pixels, which are not repeated", Family.JOIN,
				Outline.WIDENING);
		case Crop c -> look(c, "Crop", sides(c.getTop(), c.getBottom(), c.getLeft(), c.getRight()), "y[c, i, j] = x[c, i + top, j + left]", Family.JOIN,
				Outline.NARROWING);
		case Reshape r -> look(r, "Reshape", value(r.getChannels()) + " x " + size(r.getHeight(), r.getWidth()),
				"the same values in the same order, in another shape", Family.JOIN, Outline.PILL);
		case Dropout d -> look(d, "Dropout", "rate " + value(d.getRate()),
				"in training y = x / (1 − " + value(d.getRate()) + ") with probability 1 − " + value(d.getRate()) + ", otherwise 0; y = x in evaluation",
				Family.STYLE, Outline.PILL);
		case Normalisation n -> look(n, "Normalisation", dots(norm(n.getKind()) + " norm", n.isAffine() && n.getKind() != NormKind.NONE ? "affine" : ""), normalisationFormula(n),
				Family.NORMALISATION, Outline.PILL);
		case Activation a -> look(a, "Activation", function(a), activationFormula(a), Family.ACTIVATION, Outline.PILL);
		case Concatenation c -> circle(c, "Concatenation", "along the channels", "the inputs stacked along the channels, in the order of the edges",
				Family.JOIN, "C");
		case Sum sum -> circle(sum, "Sum", "value by value", "the inputs added up", Family.JOIN, "+");
		case Product product -> circle(product, "Product", "value by value", "the inputs multiplied", Family.JOIN, "×");
		case Output o -> output(o);
		default -> throw new IllegalArgumentException("No notation for a node of class " + node.eClass().getName());
		};
	}

	/** What a node costs for one image; null where that is unknown. */
	public Cost cost(Node node) {
		return costs == null ? null : costs.of(node);
	}

	/** What the names in the graph's expressions mean; null where that is unknown. */
	public Scope scope() {
		return scope;
	}

	/** The shapes that flow through the graph; null where they are unknown. */
	public Shapes shapes() {
		return shapes;
	}

	/** How an edge is drawn. */
	public Line of(Edge edge) {
		Shape shape = shapes == null ? null : shapes.of(edge);
		return new Line(edge.getPort(), conditions(edge), shape == null ? "" : shape.toString());
	}

	/** What stands above the graph. */
	public Title title() {
		String totals = costs == null ? "used by no experiment: shapes and costs unknown"
				: Numbers.count(costs.total().parameters()) + " parameters · " + Numbers.count(costs.total().multiplyAdds()) + " multiply-adds an image" + unknown();
		if (place != null && !place.through().isEmpty())
			totals = "as in " + place + (times(place.through().getLast()).isEmpty() ? "" : ", the first of " + times(place.through().getLast())) + ": " + totals;
		if (!(graph instanceof Discriminator discriminator))
			return new Title(graph.getName(), totals, List.of());
		int scales = (int) number(discriminator.getScales(), 1);
		String name = graph.getName() + " × " + scales + (scales == 1 ? " scale" : " scales");
		return new Title(name, costs == null || scales == 1 ? totals : totals + ", all scales", scaleLines(scales, discriminator.getHalving()));
	}

	/** What is missing in the totals. */
	private String unknown() {
		long unneeded = graph.getNodes().size() - shapes.order().size();
		if (place.through().isEmpty() || unneeded == 0 || !(place.through().getLast() instanceof Stage)) {
			long unknown = graph.getNodes().stream().filter(n -> shapes.of(n) == null).count();
			return unknown == 0 ? "" : ", without " + unknown + (unknown == 1 ? " node" : " nodes") + " of unknown shape";
		}
		return ", without the " + unneeded + (unneeded == 1 ? " node" : " nodes") + " that this stage does not need";
	}

	/** The inputs whose conditioning edges are drawn as one rail. */
	public Set<Node> rails() {
		return graph.getNodes().stream().filter(n -> n.getOutgoing().stream().filter(Notation::conditions).count() > MOST_SINGLE_EDGES)
				.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Whether an edge brings a label map, style code or condition to a node beside its data; a stage's label map is its data. */
	public static boolean conditions(Edge edge) {
		return edge.getPort() != Port.DATA && edge.getTarget() != null && NodeRule.of(edge.getTarget()).mostInputs(edge.getTarget(), Port.DATA) > 0;
	}

	private NodeNotation blockUse(BlockUse use) {
		Block block = use.getBlock();
		String times = times(use);
		String description = block == null ? "" : stated(block.getDescription(), "");
		return look(use, (block == null ? "Block" : block.getName()) + (times.isEmpty() ? "" : " × " + times),
				dots(use.getArguments().stream().map(this::argument).toArray(String[]::new)), contents(block),
				(description.isEmpty() ? "what the block's graph answers" : description)
						+ (times.isEmpty() ? "" : "\n" + times + " times in a row: each repetition's first data input is the one before"),
				Family.of(block), times.isEmpty() ? Outline.DOUBLE_BOX : Outline.PILE, "");
	}

	/** What is in a block that learns, as in "2 × SPADE, 2 × convolution"; otherwise how many nodes it has. */
	private static String contents(Block block) {
		if (block == null)
			return "";
		Map<String, Long> counts = block.getNodes().stream().filter(node -> node instanceof WeightedNode || node instanceof Spade || Place.inside(node) != null)
				.collect(Collectors.groupingBy(node -> node instanceof BlockUse use && use.getBlock() != null ? use.getBlock().getName() : noun(node), LinkedHashMap::new, Collectors.counting()));
		return counts.isEmpty() ? block.getNodes().size() + " nodes" : counts.entrySet().stream().map(e -> e.getValue() + " × " + e.getKey()).collect(Collectors.joining(", "));
	}

	private static String noun(Node node) {
		return node instanceof Spade ? "SPADE" : Names.kind(node);
	}

	/** The number of repetitions; empty where there is one. */
	private String times(Node node) {
		return node instanceof BlockUse use ? unless(use.getRepeat(), 1, "") : "";
	}

	private String argument(Argument argument) {
		return (argument.getParameter() == null ? "?" : argument.getParameter().getName()) + " = " + computed(text(argument.getValue()));
	}

	private NodeNotation stage(Stage stage) {
		String whole = stage.getUpTo() == null ? "its image" : "up to " + stage.getUpTo().getName();
		return look(stage, "Stage", stage.getNetwork() == null ? "?" : stage.getNetwork().getName(), whole, "the coarser generator's activation, " + whole, Family.of(stage.getNetwork()),
				Outline.BANDED_BOX, "");
	}

	private NodeNotation output(Output output) {
		return switch (graph) {
		case Discriminator discriminator -> output(output, "a score per patch", "D(S, x), one score per patch of the image");
		case StyleEncoder encoder -> output(output, "mean and log variance", "μ and log σ² of the style code, the one behind the other");
		case Segmenter segmenter -> output(output, "a score per label", "one score per label and pixel");
		case FeatureNetwork features -> output(output, "features", "the last activation; a perceptual loss names those that it compares");
		case Block block -> output(output, "leaves the block", "what a use of the block gives");
		default -> output(output, "image in [-1, 1]", "G(S), 3 channels");
		};
	}

	private NodeNotation output(Output output, String detail, String formula) {
		return look(output, "Output", detail, formula, Family.IMAGE, Outline.PARALLELOGRAM);
	}

	private NodeNotation look(Node node, String kind, String detail, String formula, Family family, Outline outline) {
		return look(node, kind, detail, "", formula, family, outline, "");
	}

	private NodeNotation circle(Node node, String kind, String detail, String formula, Family family, String symbol) {
		return look(node, kind, detail, "", formula, family, Outline.CIRCLE, symbol);
	}

	private NodeNotation look(Node node, String kind, String detail, String inside, String formula, Family family, Outline outline, String symbol) {
		Shape shape = shapes == null ? null : shapes.of(node);
		Cost cost = costs == null ? null : costs.of(node);
		boolean learned = cost != null && cost.parameters() > 0;
		return new NodeNotation(kind, Objects.requireNonNullElse(node.getName(), ""), detail, inside, shape == null ? "" : shape.toString(),
				learned ? Numbers.count(cost.parameters()) : "", learned ? Numbers.count(cost.multiplyAdds()) : "", formula, family, outline, symbol,
				Icons.of(node.eClass()), PortNotation.of(node), node.isTap(), false);
	}

	private List<String> scaleLines(int scales, Halving halving) {
		List<String> lines = new ArrayList<>();
		for (int k = 1; shapes != null && k <= Math.min(scales, shapes.scales()); k++) {
			Shape seen = seenBy(shapes.scale(k));
			String how = k == 1 ? ": label map and image" : ": " + halved(halving) + (k == 2 ? "" : ", " + (k - 1) + " times");
			lines.add("D" + subscript(k) + " sees " + (seen == null ? "?" : seen) + how);
		}
		return lines;
	}

	private static String halved(Halving halving) {
		return switch (halving) {
		case AVERAGE_POOLING -> "average-pooled 3x3 s2";
		case BILINEAR -> "halved, bilinear";
		case NEAREST -> "halved, nearest";
		};
	}

	/** All inputs of a scale stacked, null if unknown. */
	private Shape seenBy(Shapes scale) {
		List<Shape> inputs = new ArrayList<>();
		for (Node node : graph.getNodes())
			if (node instanceof LabelMapInput || node instanceof ImageInput)
				inputs.add(scale.of(node));
		if (inputs.isEmpty() || inputs.contains(null))
			return null;
		return new Shape(inputs.stream().mapToInt(Shape::channels).sum(), inputs.get(0).height(), inputs.get(0).width());
	}

	private String kernelDetail(KernelNode node) {
		return dots(filters(node), pair(node.getKernel(), node.getKernelWidth(), true) + " s" + pair(node.getStride(), node.getStrideWidth(), false),
				unless(node.getDilation(), 1, "dilation "), unless(node.getGroups(), 1, "groups "));
	}

	private String convolutionFormula(Convolution c) {
		String y = weighted(c) + " ⋆ x" + (c.isBias() ? " + b" : "") + spectralNote(c) + "; ";
		return y + sides(convolved(height(c), c.getKernel(), c.getStride(), c.getDilation()),
				convolved(width(c), stated(c.getKernelWidth(), c.getKernel()), stated(c.getStrideWidth(), c.getStride()), c.getDilation()));
	}

	private String convolved(double padding, String kernel, String stride, String dilation) {
		return "⌊(n + " + Numbers.setting(padding) + " − " + reach(kernel, dilation) + ") / " + value(stride) + "⌋ + 1";
	}

	private String transposedFormula(TransposedConvolution c) {
		String y = weighted(c) + " ⋆ᵀ x" + (c.isBias() ? " + b" : "") + spectralNote(c) + "; ";
		return y + sides(spread(height(c), c.getKernel(), c.getStride(), c.getDilation(), c.getOutputPadding()),
				spread(width(c), stated(c.getKernelWidth(), c.getKernel()), stated(c.getStrideWidth(), c.getStride()), c.getDilation(),
						stated(c.getOutputPaddingWidth(), c.getOutputPadding())));
	}

	private String spread(double padding, String kernel, String stride, String dilation, String outputPadding) {
		double added = number(kernel, 1) + (number(dilation, 1) - 1) * (number(kernel, 1) - 1) - padding + number(outputPadding, 0);
		return "(n − 1) · " + value(stride) + (added < 0 ? " − " : " + ") + Numbers.setting(Math.abs(added));
	}

	/** How many pixels a kernel spans. */
	private String reach(String kernel, String dilation) {
		double apart = number(dilation, 1);
		return apart == 1 ? value(kernel) : Numbers.setting(apart * (number(kernel, 1) - 1) + 1);
	}

	/** Rows of padding above and below together. */
	private double height(KernelNode node) {
		double padding = number(node.getPadding(), 0);
		return number(node.getPaddingTop(), padding) + number(node.getPaddingBottom(), padding);
	}

	/** Columns of padding to the left and right together. */
	private double width(KernelNode node) {
		double padding = number(node.getPadding(), 0);
		return number(node.getPaddingLeft(), padding) + number(node.getPaddingRight(), padding);
	}

	private static String sides(String height, String width) {
		return height.equals(width) ? "side " + height : "height " + height + ", width " + width;
	}

	private static String weighted(WeightedNode node) {
		return node.isSpectralNorm() ? "y = (W / σ(W))" : "y = W";
	}

	private static String spectralNote(WeightedNode node) {
		return node.isSpectralNorm() ? ", σ(W) the largest singular value" : "";
	}

	private String modulationFormula(NormKind norm, String side, String hidden) {
		String kernel = square(side);
		String statistics = switch (norm) {
		case BATCH -> "μ, σ per channel over batch and pixels";
		case INSTANCE -> "μ, σ per channel and sample over pixels";
		case LAYER -> "μ, σ per sample over channels and pixels";
		case NONE -> "μ = 0, σ = 1";
		};
		return "SPADE: y = (1 + γ(m)) · (h − μ) / σ + β(m)\n" + statistics + "; m the label map, resized (nearest)\n" + "γ, β: conv " + kernel + " → "
				+ value(hidden) + ", ReLU, conv " + kernel + " each";
	}

	private String normalisationFormula(Normalisation n) {
		String affine = n.isAffine() ? "; then γ y + β per channel" : "";
		return switch (n.getKind()) {
		case BATCH -> standard(n) + ", μ and σ per channel over the batch" + affine;
		case INSTANCE -> standard(n) + ", μ and σ per channel and sample" + affine;
		case LAYER -> standard(n) + ", μ and σ per sample" + affine;
		case NONE -> "y = x";
		};
	}

	private String standard(Normalisation n) {
		return "y = (x − μ) / √(σ² + " + value(n.getEpsilon()) + ")";
	}

	private static String bilinearFormula(boolean aligned) {
		return "bilinear between pixel centres" + (aligned ? ", corner to corner" : "");
	}

	private static String resizeFormula(Interpolation mode, boolean aligned) {
		return switch (mode) {
		case NEAREST -> "y[c, i, j] = x[c, ⌊i H / h⌋, ⌊j W / w⌋]";
		case BILINEAR -> bilinearFormula(aligned);
		case AREA -> "the average of the area that each pixel covers";
		};
	}

	private String poolingFormula(Pooling p) {
		String room = "(n + " + Numbers.setting(2 * number(p.getPadding(), 0)) + " − " + value(p.getKernel()) + ") / " + value(p.getStride());
		return "the " + (p.getKind() == PoolingKind.MAX ? "largest" : "average") + " of each window; side " + (p.isCeil() ? "⌈" + room + "⌉" : "⌊" + room + "⌋")
				+ " + 1";
	}

	private static String mode(Interpolation mode, boolean aligned) {
		return mode.getLiteral() + (mode == Interpolation.BILINEAR && aligned ? " (aligned)" : "");
	}

	private String activationFormula(Activation a) {
		return switch (a.getFunction()) {
		case RELU -> "y = max(x, 0)";
		case LEAKY_RELU -> "y = x where x > 0, otherwise " + value(a.getSlope()) + " x";
		case TANH -> "y = tanh(x)";
		case SIGMOID -> "y = 1 / (1 + exp(−x))";
		case SOFTMAX -> "y[c] = exp(x[c]) / Σₖ exp(x[k]), at every pixel over the channels";
		case ELU -> "y = x where x > 0, otherwise exp(x) − 1";
		case IDENTITY -> "y = x";
		};
	}

	private String function(Activation a) {
		return switch (a.getFunction()) {
		case RELU -> "ReLU";
		case LEAKY_RELU -> "leaky ReLU " + value(a.getSlope());
		case TANH -> "tanh";
		case SIGMOID -> "sigmoid";
		case SOFTMAX -> "softmax over channels";
		case ELU -> "ELU";
		case IDENTITY -> "identity";
		};
	}

	private static String norm(NormKind kind) {
		return kind == NormKind.NONE ? "no" : kind.getLiteral();
	}

	private String filters(WeightedNode node) {
		String expression = text(node.getFilters());
		return computed(expression) + (value(expression).equals("1") ? " filter" : " filters");
	}

	/** As in "16*ngf → 1024"; of a number, or a long expression, the value alone. */
	private String computed(String expression) {
		String value = value(expression);
		return value.equals(expression) || expression.length() > LONGEST_EXPRESSION ? value : expression + " → " + value;
	}

	private static String spectral(WeightedNode node) {
		return node.isSpectralNorm() ? "SN" : "";
	}

	private String square(String side) {
		return value(side) + "x" + value(side);
	}

	/** As in "3", or "2x1" where both differ or are always written. */
	private String pair(String height, String width, boolean always) {
		return !always && stated(width, height).equals(height) ? value(height) : value(height) + "x" + value(stated(width, height));
	}

	/** The expression, or the other where it is empty. */
	private static String stated(String expression, String otherwise) {
		return expression == null || expression.isBlank() ? otherwise : expression;
	}

	/** A setting with its name; nothing where it has its usual value. */
	private String unless(String expression, double usual, String name) {
		return number(expression, Double.NaN) == usual ? "" : name + value(expression);
	}

	private static String bias(boolean learned) {
		return learned ? "" : "no bias";
	}

	/** As in "3", or "1 above, 2 below, 0 left, 0 right". */
	private String sides(String top, String bottom, String left, String right) {
		Set<String> values = new LinkedHashSet<>(List.of(value(top), value(bottom), value(left), value(right)));
		return values.size() == 1 ? values.iterator().next()
				: value(top) + " above, " + value(bottom) + " below, " + value(left) + " left, " + value(right) + " right";
	}

	private String size(String height, String width) {
		return value(height) + " x " + value(width);
	}

	private static String dots(String... parts) {
		return Stream.of(parts).filter(p -> !p.isEmpty()).collect(Collectors.joining(" · "));
	}

	private static String subscript(int k) {
		return String.valueOf(k).chars().mapToObj(d -> String.valueOf((char) (d - '0' + '₀'))).collect(Collectors.joining());
	}

	/** The value of an expression, or the expression itself where it has none: the validation says why. */
	private String value(String expression) {
		double value = number(expression, Double.NaN);
		return Double.isNaN(value) ? text(expression) : Numbers.setting(value);
	}

	private double number(String expression, double otherwise) {
		if (expression == null || scope == null)
			return otherwise;
		try {
			return scope.value(expression);
		} catch (ExpressionException e) {
			return otherwise;
		}
	}

	private static String text(String expression) {
		return expression == null || expression.isBlank() ? "?" : expression.strip();
	}
}
