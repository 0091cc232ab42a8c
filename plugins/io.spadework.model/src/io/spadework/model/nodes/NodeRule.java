package io.spadework.model.nodes;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EClass;

import io.spadework.model.Cost;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Range;
import io.spadework.model.Rule;
import io.spadework.model.Shape;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;

/** What one kind of node accepts, gives and costs: the single place that knows. A new kind of node needs a class here and a line in {@link #ALL}. */
public abstract class NodeRule<N extends Node> {

	private static final Map<EClass, NodeRule<?>> ALL = Stream
			.of(new LabelMapInputRule(), new EdgeMapInputRule(), new ImageInputRule(), new StyleCodeInputRule(), new NoiseSourceRule(), new BlockInputRule(),
					new ConvolutionRule(), new TransposedConvolutionRule(), new LinearRule(), new NormalisationRule(), new SpadeRule(),
					new ConditionalBatchNormRule(), new AdaptiveInstanceNormRule(), new BlockUseRule(), new StageRule(), new ActivationRule(), new DropoutRule(),
					new UpsampleRule(), new DownsampleRule(), new ResizeRule(), new ResizeToHereRule(), new PoolingRule(), new AdaptivePoolingRule(), new PaddingRule(),
					new CropRule(), new ReshapeRule(), new ConcatenationRule(), new SumRule(), new ProductRule(), new OutputRule())
			.collect(Collectors.toUnmodifiableMap(NodeRule::kind, Function.identity()));

	private final EClass kind;
	private final Class<N> type;
	private final int leastData;
	private final int mostData;
	private final Set<Port> others;

	/** Data edges from least to most, and exactly one edge at each of the other ports given. */
	NodeRule(EClass kind, Class<N> type, int leastData, int mostData, Port... others) {
		this.kind = kind;
		this.type = type;
		this.leastData = leastData;
		this.mostData = mostData;
		this.others = Set.of(others);
	}

	/** The rule of a node's kind. */
	public static NodeRule<?> of(Node node) {
		return of(node.eClass());
	}

	/** The rule of a kind of node. */
	public static NodeRule<?> of(EClass kind) {
		NodeRule<?> rule = ALL.get(kind);
		if (rule == null) {
			throw new IllegalArgumentException("no rule says what a " + kind.getName() + " accepts and gives");
		}
		return rule;
	}

	/** The kind of node that the rule is for. */
	public EClass kind() {
		return kind;
	}

	/** The ports where edges may enter a node. */
	public final Set<Port> ports(Node node) {
		return Arrays.stream(Port.values()).filter(port -> mostInputs(node, port) > 0).collect(Collectors.toCollection(() -> EnumSet.noneOf(Port.class)));
	}

	/** How many edges must enter a node at a port. */
	public final int leastInputs(Node node, Port port) {
		return least(type.cast(node), port);
	}

	/** How many edges may enter a node at a port. */
	public final int mostInputs(Node node, Port port) {
		return most(type.cast(node), port);
	}

	int least(N node, Port port) {
		return port == Port.DATA ? leastData : others.contains(port) ? 1 : 0;
	}

	int most(N node, Port port) {
		return port == Port.DATA ? mostData : others.contains(port) ? 1 : 0;
	}

	/** Whether what a node gives is the label map or the edge map, brought to another size at most. */
	public static boolean isMap(Node node, Inputs inputs) {
		return LabelMapSource.isMap(node, inputs);
	}

	/** The shape of the node's output; throws where the inputs do not fit the node, or a number of the node has no usable value. */
	public Shape infer(Node node, Inputs inputs) throws MisfitException, ExpressionException {
		Shape output = shape(type.cast(node), inputs);
		if (output.size() > Integer.MAX_VALUE) {
			throw new MisfitException(Rule.TOO_LARGE, Names.kind(node) + " " + Names.of(node) + " would give " + output
					+ ", more values than an array can hold; fewer filters or a smaller size is needed");
		}
		if (Math.max(output.height(), output.width()) > Range.LARGEST_SIDE) {
			throw new MisfitException(Rule.TOO_LARGE,
					Names.kind(node) + " " + Names.of(node) + " would give " + output + "; no side may be longer than " + Range.LARGEST_SIDE);
		}
		return output;
	}

	/** What a node costs whose output was inferred from these inputs. */
	public Cost price(Node node, Inputs inputs, Shape output) {
		try {
			return cost(type.cast(node), inputs, output);
		} catch (ExpressionException e) {
			throw new IllegalStateException("numbers of a node changed between its shape and its cost", e);
		}
	}

	/** What a node begins in a pass, one operation after another, whatever their size. */
	public int operations() {
		return 1;
	}

	abstract Shape shape(N node, Inputs inputs) throws MisfitException, ExpressionException;

	/** A node without weights costs what its output occupies. */
	Cost cost(N node, Inputs inputs, Shape output) throws ExpressionException {
		return Cost.activation(output);
	}
}
