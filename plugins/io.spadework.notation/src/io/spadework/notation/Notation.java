package io.spadework.notation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.Activation;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
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
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.Interpolation;
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
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Product;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Seed;
import io.spadework.model.study.Spade;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.Study;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.Sum;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;

/** How one network is drawn, with the numbers of one experiment: the single source for every diagram editor. */
public final class Notation {

	/** An input that conditions more blocks than this is drawn as a rail beside the blocks, not as single edges. */
	public static final int MOST_SINGLE_EDGES = 3;

	private static final PortNotation DATA = new PortNotation(Port.DATA, "data", false);
	private static final PortNotation MANY_DATA = new PortNotation(Port.DATA, "data", true);
	private static final PortNotation LABEL_MAP = new PortNotation(Port.LABEL_MAP, "label map", false);
	private static final PortNotation STYLE = new PortNotation(Port.STYLE, "style code", false);
	private static final PortNotation CONDITION = new PortNotation(Port.CONDITION, "condition", false);

	private final Network network;
	private final Scope scope;
	private final Shapes shapes;
	private final Costs costs;

	private Notation(Network network, Scope scope, Shapes shapes, Costs costs) {
		this.network = network;
		this.scope = scope;
		this.shapes = shapes;
		this.costs = costs;
	}

	/** The notation of a network in an experiment; without one (null) shapes and costs are unknown. */
	public static Notation of(Network network, Experiment experiment) {
		if (experiment == null)
			return new Notation(network, network.eContainer() instanceof Study study ? Scope.of(study) : null, null, null);
		Shapes shapes = Shapes.infer(network, experiment);
		return new Notation(network, Scope.of(experiment), shapes, Costs.of(network, shapes));
	}

	/** The notation of a network in the first experiment of its study that uses it. */
	public static Notation of(Network network) {
		List<Experiment> experiments = experimentsOf(network);
		return of(network, experiments.isEmpty() ? null : experiments.get(0));
	}

	/** The experiments of the study that use a network, in the study's order. */
	public static List<Experiment> experimentsOf(Network network) {
		if (!(network.eContainer() instanceof Study study))
			return List.of();
		return study.getExperiments().stream().filter(e -> e.getGenerator() == network || e.getDiscriminator() == network).toList();
	}

	/** How a node is drawn. */
	public Block of(Node node) {
		return switch (node) {
		case LabelMapInput input -> block(input, "Label map", "one-hot labels", "", "S: one channel per label, 1 where the pixel has it",
				Family.LABEL_MAP, Outline.PARALLELOGRAM, "", "label-map", List.of());
		case ImageInput input -> block(input, "Image", "RGB in [-1, 1]", "", "x or G(S): real or generated, 3 channels",
				Family.IMAGE, Outline.PARALLELOGRAM, "", "image", List.of());
		case EdgeMapInput input -> block(input, "Edge map", "instance edges", "", "1 where a neighbour belongs to another instance", Family.LABEL_MAP,
				Outline.PARALLELOGRAM, "", "edge-map", List.of());
		case StyleCodeInput style -> block(style, "Style code", value(style.getSize()) + " numbers", "", "z: drawn from N(0, 1), or encoded from an image",
				Family.STYLE, Outline.PARALLELOGRAM, "", "style-code", List.of());
		case NoiseSource noise -> block(noise, "Noise", value(noise.getChannels()) + " x " + size(noise.getHeight(), noise.getWidth()), "",
				"y ~ N(0, 1), drawn anew for every image", Family.STYLE, Outline.CIRCLE, "ε", "noise", List.of());
		case Seed seed -> block(seed, "Seed", dots(filters(seed), "3x3", spectral(seed)),
				"resize label map to " + size(seed.getHeight(), seed.getWidth()) + " → conv",
				"y = W ⋆ resize(S, " + size(seed.getHeight(), seed.getWidth()) + ") + b, nearest neighbour",
				Family.CONVOLUTION, Outline.NARROWING, "", "seed", List.of(LABEL_MAP));
		case Convolution c -> block(c, "Convolution",
				dots(filters(c), kernel(c) + " s" + pair(c.getStride(), c.getStrideWidth()), unless(c.getDilation(), 1, "dilation "),
						unless(c.getGroups(), 1, "groups "), c.getPaddingMode() == PaddingMode.REFLECT ? "reflect" : "", spectral(c), bias(c.isBias())),
				"", convolutionFormula(c), Family.CONVOLUTION,
				Math.max(number(c.getStride(), 1), number(stated(c.getStrideWidth(), c.getStride()), 1)) > 1 ? Outline.NARROWING : Outline.ROUNDED_BOX, "",
				"convolution", List.of(DATA));
		case TransposedConvolution c -> block(c, "Transposed convolution",
				dots(filters(c), square(c.getKernel()) + " s" + value(c.getStride()), spectral(c), bias(c.isBias())), "", transposedFormula(c),
				Family.CONVOLUTION, Outline.WIDENING, "", "transposed-convolution", List.of(DATA));
		case Linear l -> block(l, "Linear", dots(filters(l), spectral(l), bias(l.isBias())), "", weighted(l) + " · x" + (l.isBias() ? " + b" : "")
				+ ", x all channels, rows and columns" + spectralNote(l), Family.CONVOLUTION, Outline.PILL, "", "linear", List.of(DATA));
		case Spade s -> block(s, "SPADE (" + norm(s.getInnerNorm()) + " norm)", dots(square(s.getKernel()), "hidden " + value(s.getHidden())), "",
				modulationFormula(s.getInnerNorm(), s.getKernel(), s.getHidden()), Family.SPADE, Outline.PILL, "", "spade", List.of(DATA, LABEL_MAP));
		case ConditionalBatchNorm n -> block(n, "Conditional batch norm", value(n.getClasses()) + " classes", "",
				"y = γ[class] · (x − μ) / σ + β[class], μ and σ per channel over the batch", Family.NORMALISATION, Outline.ROUNDED_BOX, "",
				"conditional-batch-norm", List.of(DATA, CONDITION));
		case AdaptiveInstanceNorm n -> block(n, "AdaIN", "scale and shift from the style code", "",
				"y = (1 + γ(z)) · (x − μ) / σ + β(z), μ and σ per channel and sample; γ, β linear", Family.STYLE, Outline.ROUNDED_BOX, "",
				"adaptive-instance-norm", List.of(DATA, STYLE));
		case SpadeBlock s -> block(s, "SPADE block (" + norm(s.getInnerNorm()) + " norm)",
				dots(filters(s), square(s.getKernel()), "hidden " + value(s.getHidden()), spectral(s)),
				"SPADE → conv → SPADE → conv, " + (learnedSkip(s) ? "+ learned skip" : "+ skip"), spadeFormula(s), Family.SPADE,
				Outline.DOUBLE_BOX, "", "spade-block", List.of(DATA, LABEL_MAP));
		case Upsample u -> block(u, "Upsampling", mode(u.getMode(), u.isAligned()) + " × " + value(u.getFactor()), "",
				u.getMode() == Interpolation.BILINEAR ? bilinearFormula(u.isAligned())
						: "y[c, i, j] = x[c, ⌊i / " + value(u.getFactor()) + "⌋, ⌊j / " + value(u.getFactor()) + "⌋]",
				Family.RESAMPLING, Outline.WIDENING, "", "upsample", List.of(DATA));
		case Downsample d -> block(d, "Downsampling", mode(d.getMode(), d.isAligned()) + " / " + value(d.getFactor()), "",
				resizeFormula(d.getMode(), d.isAligned()), Family.RESAMPLING, Outline.NARROWING, "", "downsample", List.of(DATA));
		case ResizeToHere r -> block(r, "Resize to here", mode(r.getMode(), r.isAligned()), "",
				resizeFormula(r.getMode(), r.isAligned()) + "; height and width are the second input's", Family.RESAMPLING, Outline.CIRCLE, "R", "resize-to-here",
				List.of(MANY_DATA));
		case Pooling p -> block(p, "Pooling",
				dots(p.getKind().getLiteral() + " " + square(p.getKernel()) + " s" + value(p.getStride()), unless(p.getPadding(), 0, "padding "),
						p.isCeil() ? "ceil" : "", p.getKind() == PoolingKind.AVERAGE && !p.isCountPadding() && number(p.getPadding(), 0) > 0 ? "padding not counted" : ""),
				"", poolingFormula(p), Family.RESAMPLING, Outline.ROUNDED_BOX, "", "pooling", List.of(DATA));
		case AdaptivePooling p -> block(p, "Adaptive pooling", p.getKind().getLiteral() + " to " + size(p.getHeight(), p.getWidth()), "",
				"part i of n: the " + (p.getKind() == PoolingKind.MAX ? "largest" : "average") + " of ⌊i H / n⌋ ≤ row < ⌈(i + 1) H / n⌉, columns alike",
				Family.RESAMPLING, Outline.PILL, "", "adaptive-pooling", List.of(DATA));
		case Padding p -> block(p, "Padding", dots(p.getMode() == PaddingMode.ZERO ? "zeros" : "reflect", sides(p.getTop(), p.getBottom(), p.getLeft(), p.getRight())), "",
				p.getMode() == PaddingMode.ZERO ? "zeros around x" : "x mirrored at its outermost pixels, which are not repeated", Family.JOIN,
				Outline.WIDENING, "", "padding", List.of(DATA));
		case Crop c -> block(c, "Crop", sides(c.getTop(), c.getBottom(), c.getLeft(), c.getRight()), "", "y[c, i, j] = x[c, i + top, j + left]", Family.JOIN,
				Outline.NARROWING, "", "crop", List.of(DATA));
		case Reshape r -> block(r, "Reshape", value(r.getChannels()) + " x " + size(r.getHeight(), r.getWidth()), "",
				"the same values in the same order, in another shape", Family.JOIN, Outline.PILL, "", "reshape", List.of(DATA));
		case Dropout d -> block(d, "Dropout", "rate " + value(d.getRate()), "",
				"in training y = x / (1 − " + value(d.getRate()) + ") with probability 1 − " + value(d.getRate()) + ", otherwise 0; y = x in evaluation",
				Family.STYLE, Outline.PILL, "", "dropout", List.of(DATA));
		case Normalisation n -> block(n, "Normalisation", dots(norm(n.getKind()) + " norm", n.isAffine() && n.getKind() != NormKind.NONE ? "affine" : ""), "", normalisationFormula(n),
				Family.NORMALISATION, Outline.PILL, "", "normalisation", List.of(DATA));
		case Activation a -> block(a, "Activation", function(a), "", activationFormula(a), Family.ACTIVATION, Outline.PILL, "", "activation",
				List.of(DATA));
		case Concatenation c -> block(c, "Concatenation", "along the channels", "", "the inputs stacked along the channels, in the order of the edges",
				Family.JOIN, Outline.CIRCLE, "C", "concatenation", List.of(MANY_DATA));
		case Sum sum -> block(sum, "Sum", "value by value", "", "the inputs added up", Family.JOIN, Outline.CIRCLE, "+", "sum", List.of(MANY_DATA));
		case Product product -> block(product, "Product", "value by value", "", "the inputs multiplied", Family.JOIN, Outline.CIRCLE, "×", "product",
				List.of(MANY_DATA));
		case Output o -> block(o, "Output", network instanceof Discriminator ? "a score per patch" : "image in [-1, 1]", "",
				network instanceof Discriminator ? "D(S, x), one score per patch of the image" : "G(S), 3 channels", Family.IMAGE,
				Outline.PARALLELOGRAM, "", "output", List.of(DATA));
		default -> throw new IllegalArgumentException("No notation for a node of class " + node.eClass().getName());
		};
	}

	/** How an edge is drawn. */
	public Line of(Edge edge) {
		Shape shape = shapes == null ? null : shapes.of(edge);
		return new Line(edge.getPort(), conditions(edge), shape == null ? "" : shape.toString());
	}

	/** What stands above the network. */
	public Title title() {
		Cost total = costs == null ? null : costs.total();
		String totals = total == null ? "used by no experiment: shapes and costs unknown"
				: Numbers.count(total.parameters()) + " parameters · " + Numbers.count(total.multiplyAdds()) + " multiply-adds an image" + unknown();
		if (!(network instanceof Discriminator discriminator))
			return new Title(network.getName(), totals, List.of());
		int scales = (int) number(discriminator.getScales(), 1);
		String name = network.getName() + " × " + scales + (scales == 1 ? " scale" : " scales");
		return new Title(name, total == null || scales == 1 ? totals : totals + ", all scales", scaleLines(scales));
	}

	/** What is missing in the totals. */
	private String unknown() {
		long unknown = network.getNodes().stream().filter(n -> shapes.of(n) == null).count();
		return unknown == 0 ? "" : ", without " + unknown + (unknown == 1 ? " block" : " blocks") + " of unknown shape";
	}

	/** The inputs whose conditioning edges are drawn as one rail. */
	public Set<Node> rails() {
		return network.getNodes().stream().filter(n -> n.getOutgoing().stream().filter(Notation::conditions).count() > MOST_SINGLE_EDGES)
				.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Whether an edge brings a label map, style code or condition to a block beside its data; a seed's label map is its data. */
	public static boolean conditions(Edge edge) {
		return edge.getPort() != Port.DATA && !(edge.getTarget() instanceof Seed);
	}

	private Block block(Node node, String kind, String detail, String inside, String formula, Family family, Outline outline, String symbol,
			String icon, List<PortNotation> ports) {
		Shape shape = shapes == null ? null : shapes.of(node);
		Cost cost = costs == null ? null : costs.of(node);
		boolean learned = cost != null && cost.parameters() > 0;
		return new Block(kind, Objects.requireNonNullElse(node.getName(), ""), detail, inside, shape == null ? "" : shape.toString(),
				learned ? Numbers.count(cost.parameters()) : "", learned ? Numbers.count(cost.multiplyAdds()) : "", formula, family, outline,
				symbol, icon, ports, node.isTap());
	}

	private List<String> scaleLines(int scales) {
		List<String> lines = new ArrayList<>();
		for (int k = 1; shapes != null && k <= Math.min(scales, shapes.scales()); k++) {
			Shape seen = seenBy(shapes.scale(k));
			String how = k == 1 ? ": label map and image" : ": average-pooled 3x3 s2" + (k == 2 ? "" : ", " + (k - 1) + " times");
			lines.add("D" + subscript(k) + " sees " + (seen == null ? "?" : seen) + how);
		}
		return lines;
	}

	/** All inputs of a scale stacked, null if unknown. */
	private Shape seenBy(Shapes scale) {
		List<Shape> inputs = new ArrayList<>();
		for (Node node : network.getNodes())
			if (node instanceof LabelMapInput || node instanceof ImageInput)
				inputs.add(scale.of(node));
		if (inputs.isEmpty() || inputs.contains(null))
			return null;
		return new Shape(inputs.stream().mapToInt(Shape::channels).sum(), inputs.get(0).height(), inputs.get(0).width());
	}

	private boolean learnedSkip(SpadeBlock block) {
		if (shapes == null || shapes.of(block) == null)
			return false;
		return block.getIncoming().stream().filter(e -> e.getPort() == Port.DATA).map(shapes::of)
				.anyMatch(in -> in != null && in.channels() != shapes.of(block).channels());
	}

	private String convolutionFormula(Convolution c) {
		double padding = number(c.getPadding(), 0);
		double height = number(c.getPaddingTop(), padding) + number(c.getPaddingBottom(), padding);
		double width = number(c.getPaddingLeft(), padding) + number(c.getPaddingRight(), padding);
		String y = weighted(c) + " ⋆ x" + (c.isBias() ? " + b" : "") + spectralNote(c) + "; ";
		String rows = side(height, c.getKernel(), c.getStride(), c.getDilation());
		String columns = side(width, stated(c.getKernelWidth(), c.getKernel()), stated(c.getStrideWidth(), c.getStride()), c.getDilation());
		return rows.equals(columns) ? y + "side " + rows : y + "height " + rows + ", width " + columns;
	}

	private String side(double padding, String kernel, String stride, String dilation) {
		double apart = number(dilation, 1);
		String reach = apart == 1 ? value(kernel) : Numbers.setting(apart * (number(kernel, 1) - 1) + 1);
		return "⌊(n + " + Numbers.setting(padding) + " − " + reach + ") / " + value(stride) + "⌋ + 1";
	}

	private String transposedFormula(TransposedConvolution c) {
		double added = number(c.getKernel(), 0) - 2 * number(c.getPadding(), 0) + number(c.getOutputPadding(), 0);
		return weighted(c) + " ⋆ᵀ x" + (c.isBias() ? " + b" : "") + spectralNote(c) + "; side (n − 1) · " + value(c.getStride())
				+ (added < 0 ? " − " : " + ") + Numbers.setting(Math.abs(added));
	}

	private static String weighted(WeightedNode node) {
		return node.isSpectralNorm() ? "y = (W / σ(W))" : "y = W";
	}

	private static String spectralNote(WeightedNode node) {
		return node.isSpectralNorm() ? ", σ(W) the largest singular value" : "";
	}

	private String spadeFormula(SpadeBlock s) {
		return modulationFormula(s.getInnerNorm(), s.getKernel(), s.getHidden()) + "\nblock: skip(x) + conv(φ(SPADE(conv(φ(SPADE(x)))))), φ = leaky ReLU 0.2";
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
		String value = value(expression);
		String noun = value.equals("1") ? " filter" : " filters";
		return (value.equals(expression) ? value : expression + " → " + value) + noun;
	}

	private static String spectral(WeightedNode node) {
		return node.isSpectralNorm() ? "SN" : "";
	}

	private String square(String side) {
		return value(side) + "x" + value(side);
	}

	private String kernel(Convolution c) {
		return value(c.getKernel()) + "x" + value(stated(c.getKernelWidth(), c.getKernel()));
	}

	/** One number where both are alike, otherwise "2x1". */
	private String pair(String height, String width) {
		return width == null || stated(width, height).equals(height) ? value(height) : value(height) + "x" + value(width);
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
