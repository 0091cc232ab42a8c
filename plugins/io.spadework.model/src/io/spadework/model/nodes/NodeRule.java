package io.spadework.model.nodes;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
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
			.of(new LabelMapInputRule(), new EdgeMapInputRule(), new ImageInputRule(), new StyleCodeInputRule(), new NoiseSourceRule(), new SeedRule(),
					new ConvolutionRule(), new TransposedConvolutionRule(), new LinearRule(), new NormalisationRule(), new SpadeRule(),
					new ConditionalBatchNormRule(), new AdaptiveInstanceNormRule(), new SpadeBlockRule(), new ActivationRule(), new DropoutRule(),
					new UpsampleRule(), new DownsampleRule(), new ResizeToHereRule(), new PoolingRule(), new AdaptivePoolingRule(), new PaddingRule(),
					new CropRule(), new ReshapeRule(), new ConcatenationRule(), new SumRule(), new ProductRule(), new OutputRule())
			.collect(Collectors.toUnmodifiableMap(NodeRule::kind, Function.identity()));

	private final EClass kind;
	private final Class<N> type;
	private final int leastData;
	private final int mostData;
	private final Set<Port> ports = EnumSet.noneOf(Port.class);

	/** Data edges from least to most, and exactly one edge at each of the other ports given. */
	NodeRule(EClass kind, Class<N> type, int leastData, int mostData, Port... others) {
		this.kind = kind;
		this.type = type;
		this.leastData = leastData;
		this.mostData = mostData;
		if (mostData > 0) {
			ports.add(Port.DATA);
		}
		ports.addAll(List.of(others));
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

	/** The ports where edges may enter. */
	public Set<Port> ports() {
		return Collections.unmodifiableSet(ports);
	}

	/** How many edges must enter at a port. */
	public int leastInputs(Port port) {
		return port == Port.DATA ? leastData : ports.contains(port) ? 1 : 0;
	}

	/** How many edges may enter at a port. */
	public int mostInputs(Port port) {
		return port == Port.DATA ? mostData : ports.contains(port) ? 1 : 0;
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

	abstract Shape shape(N node, Inputs inputs) throws MisfitException, ExpressionException;

	/** A node without weights costs what its output occupies. */
	Cost cost(N node, Inputs inputs, Shape output) throws ExpressionException {
		return Cost.activation(output);
	}
}
