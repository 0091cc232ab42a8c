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
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Seed;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.Study;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;

/** How one network is drawn, with the numbers of one experiment: the single source for every diagram editor. */
public final class Notation {

	/** An input that conditions more blocks than this is drawn as a rail beside the blocks, not as single edges. */
	public static final int MOST_SINGLE_EDGES = 3;

	private static final PortNotation DATA = new PortNotation(Port.DATA, "data", false);
	private static final PortNotation MANY_DATA = new PortNotation(Port.DATA, "data", true);
	private static final PortNotation LABEL_MAP = new PortNotation(Port.LABEL_MAP, "label map", false);

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
		case Seed seed -> block(seed, "Seed", dots(filters(seed), "3x3", spectral(seed)),
				"resize label map to " + size(seed.getHeight(), seed.getWidth()) + " → conv",
				"y = W ⋆ resize(S, " + size(seed.getHeight(), seed.getWidth()) + ") + b, nearest neighbour",
				Family.CONVOLUTION, Outline.NARROWING, "", "seed", List.of(LABEL_MAP));
		case Convolution c -> block(c, "Convolution",
				dots(filters(c), square(c.getKernel()) + " s" + value(c.getStride()), spectral(c), c.isBias() ? "" : "no bias"), "",
				convolutionFormula(c), Family.CONVOLUTION, number(c.getStride(), 1) > 1 ? Outline.NARROWING : Outline.ROUNDED_BOX, "",
				"convolution", List.of(DATA));
		case SpadeBlock s -> block(s, "SPADE block (" + norm(s.getInnerNorm()) + " norm)",
				dots(filters(s), square(s.getKernel()), "hidden " + value(s.getHidden()), spectral(s)),
				"SPADE → conv → SPADE → conv, " + (learnedSkip(s) ? "+ learned skip" : "+ skip"), spadeFormula(s), Family.SPADE,
				Outline.DOUBLE_BOX, "", "spade-block", List.of(DATA, LABEL_MAP));
		case Upsample u -> block(u, "Upsampling", "nearest × " + value(u.getFactor()), "",
				"y[c, i, j] = x[c, ⌊i / " + value(u.getFactor()) + "⌋, ⌊j / " + value(u.getFactor()) + "⌋]", Family.RESAMPLING,
				Outline.WIDENING, "", "upsample", List.of(DATA));
		case Normalisation n -> block(n, "Normalisation", norm(n.getKind()) + " norm", "",
				"y = (x − μ) / √(σ² + " + value(n.getEpsilon()) + "), μ and σ per channel" + (n.getKind() == NormKind.INSTANCE ? " and sample" : " over the batch"),
				Family.NORMALISATION, Outline.PILL, "", "normalisation", List.of(DATA));
		case Activation a -> block(a, "Activation", function(a), "", activationFormula(a), Family.ACTIVATION, Outline.PILL, "", "activation",
				List.of(DATA));
		case Concatenation c -> block(c, "Concatenation", "along the channels", "", "the inputs stacked along the channels, in the order of the edges",
				Family.JOIN, Outline.CIRCLE, "C", "concatenation", List.of(MANY_DATA));
		case Output o -> block(o, "Output", network instanceof Discriminator ? "a score per patch" : "image in [-1, 1]", "",
				network instanceof Discriminator ? "D(S, x), one score per patch of the image" : "G(S), 3 channels", Family.IMAGE,
				Outline.PARALLELOGRAM, "", "output", List.of(DATA));
		default -> throw new IllegalArgumentException("No notation for a node of class " + node.eClass().getName());
		};
	}

	/** How an edge is drawn. */
	public Line of(Edge edge) {
		Shape shape = shapes == null ? null : shapes.of(edge);
		return new Line(conditions(edge), shape == null ? "" : shape.toString());
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

	/** Whether an edge brings the label map to a block beside its data; a seed's label map is its data. */
	public static boolean conditions(Edge edge) {
		return edge.getPort() == Port.LABEL_MAP && !(edge.getTarget() instanceof Seed);
	}

	private Block block(Node node, String kind, String detail, String inside, String formula, Family family, Outline outline, String symbol,
			String icon, List<PortNotation> ports) {
		Shape shape = shapes == null ? null : shapes.of(node);
		Cost cost = costs == null ? null : costs.of(node);
		boolean learned = node instanceof WeightedNode && cost != null && shape != null;
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
		String y = c.isSpectralNorm() ? "y = (W / σ(W)) ⋆ x" : "y = W ⋆ x";
		String spectral = c.isSpectralNorm() ? ", σ(W) the largest singular value" : "";
		return y + (c.isBias() ? " + b" : "") + spectral + "; side ⌊(n + " + Numbers.setting(2 * number(c.getPadding(), 0)) + " − " + value(c.getKernel())
				+ ") / " + value(c.getStride()) + "⌋ + 1";
	}

	private String spadeFormula(SpadeBlock s) {
		String kernel = square(s.getKernel());
		return "SPADE: y = (1 + γ(m)) · (h − μ) / σ + β(m)\n"
				+ "μ, σ per channel" + (s.getInnerNorm() == NormKind.BATCH ? " over batch and pixels" : " and sample over pixels") + "; m the label map, resized (nearest)\n"
				+ "γ, β: conv " + kernel + " → " + value(s.getHidden()) + ", ReLU, conv " + kernel + " each\n"
				+ "block: skip(x) + conv(φ(SPADE(conv(φ(SPADE(x)))))), φ = leaky ReLU 0.2";
	}

	private String activationFormula(Activation a) {
		return switch (a.getFunction()) {
		case RELU -> "y = max(x, 0)";
		case LEAKY_RELU -> "y = x where x > 0, otherwise " + value(a.getSlope()) + " x";
		case TANH -> "y = tanh(x)";
		};
	}

	private String function(Activation a) {
		return switch (a.getFunction()) {
		case RELU -> "ReLU";
		case LEAKY_RELU -> "leaky ReLU " + value(a.getSlope());
		case TANH -> "tanh";
		};
	}

	private static String norm(NormKind kind) {
		return kind.getLiteral();
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
