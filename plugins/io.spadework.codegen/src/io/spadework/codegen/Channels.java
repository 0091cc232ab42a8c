package io.spadework.codegen;

import io.spadework.model.ExpressionException;
import io.spadework.model.Shapes;
import io.spadework.model.study.Activation;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Output;
import io.spadework.model.study.Padding;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.Product;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.Sum;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Traces how many channels a node gives back to where the study says so, through blocks too, as long as that is readable; otherwise it is a number. */
final class Channels {

	private static final int LONGEST = 60;
	/** A chain of so many nodes is followed; a block on the way counts as many. */
	private static final int FARTHEST = 200;
	private static final int BLOCK = 50;

	private final Graphs graphs;
	private final Map<String, ? extends JavaExpression> studyNames;

	/** Who feeds whom. */
	interface Graphs {
		/** The sources of the edges into a node's data port. */
		List<Node> dataInputs(Node node);

		/** What enters a block's inputs, by input. */
		Map<BlockInput, Node> entering(BlockUse use);

		/** The node that a stage gives. */
		Node last(Stage stage);
	}

	/** Where a graph stands: what its names stand for, and how many channels enter it. */
	record Place(Shapes shapes, Map<String, ? extends JavaExpression> names, Map<BlockInput, ? extends JavaExpression> entering, Map<Node, JavaExpression> known) {

		Place(Shapes shapes, Map<String, ? extends JavaExpression> names, Map<BlockInput, ? extends JavaExpression> entering) {
			this(shapes, names, entering, new IdentityHashMap<>());
		}
	}

	/** @param studyNames what stands for the parameters of the study */
	Channels(Graphs graphs, Map<String, ? extends JavaExpression> studyNames) {
		this.graphs = graphs;
		this.studyNames = studyNames;
	}

	/** The channels that a node gives. */
	JavaExpression of(Node node, Place place) {
		return of(node, place, 0);
	}

	/** Where the graph of a use stands, fed with so many channels. */
	Place inside(BlockUse use, Shapes inside, Place place, Map<BlockInput, JavaExpression> entering) {
		Block block = use.getBlock();
		Map<String, JavaExpression> names = new HashMap<>(studyNames);
		block.getParameters().forEach(parameter -> names.remove(parameter.getName()));
		entering.forEach((input, channels) -> {
			if (input.getChannels() != null) {
				names.put(input.getChannels(), channels);
			}
		});
		for (Argument argument : use.getArguments()) {
			String name = argument.getParameter().getName();
			put(names, name, argument.getValue(), value(inside, name), place.names());
		}
		for (boolean more = true; more;) {
			more = false;
			for (BlockParameter parameter : block.getParameters()) {
				String name = parameter.getName();
				more |= !names.containsKey(name) && put(names, name, parameter.getValue(), value(inside, name), names);
			}
		}
		block.getParameters().forEach(parameter -> names.putIfAbsent(parameter.getName(), new JavaExpression.Number(value(inside, parameter.getName()))));
		return new Place(inside, names, entering);
	}

	private static boolean put(Map<String, JavaExpression> names, String name, String expression, double expected, Map<String, ? extends JavaExpression> outside) {
		JavaExpression formula = Expressions.formula(expression, expected, outside);
		if (formula != null) {
			names.put(name, formula);
		}
		return formula != null;
	}

	/** The value of a name inside a use. */
	static double value(Shapes inside, String name) {
		try {
			return inside.scope().value(name);
		} catch (ExpressionException e) {
			throw new IllegalStateException("a use was inferred whose parameter " + name + " has no value", e);
		}
	}

	private JavaExpression of(Node node, Place place, int far) {
		Node at = node;
		while (keepsChannels(at)) {
			at = graphs.dataInputs(at).get(0);
		}
		JavaExpression known = place.known().get(at);
		if (known == null) {
			int expected = place.shapes().of(at).channels();
			JavaExpression traced = far > FARTHEST ? null : trace(at, place, expected, far + 1);
			boolean right = traced != null && !traced.variables().isEmpty() && Math.rint(traced.value()) == expected && traced.java(0).length() <= LONGEST;
			known = right ? traced : new JavaExpression.Number(expected);
			place.known().put(at, known);
		}
		return known;
	}

	private JavaExpression trace(Node node, Place place, int expected, int far) {
		return switch (node) {
		case WeightedNode weighted -> Expressions.formula(weighted.getFilters(), expected, place.names());
		case NoiseSource noise -> Expressions.formula(noise.getChannels(), expected, place.names());
		case Reshape reshape -> Expressions.formula(reshape.getChannels(), expected, place.names());
		case StyleCodeInput code -> Expressions.formula(code.getSize(), expected, place.names());
		case BlockInput input -> place.entering().get(input);
		case Concatenation all -> graphs.dataInputs(all).stream().map(each -> of(each, place, far))
				.reduce((left, right) -> new JavaExpression.Operation('+', left, right)).orElse(null);
		case BlockUse use -> through(use, place, far + BLOCK);
		case Stage stage -> of(graphs.last(stage), new Place(place.shapes().inside(stage).get(0), studyNames, Map.of()), far + BLOCK);
		default -> null;
		};
	}

	/** What the last repetition gives: said only where the first and the second say the same, as then all do. */
	private JavaExpression through(BlockUse use, Place place, int far) {
		if (far > FARTHEST) {
			return null;
		}
		Map<BlockInput, Node> sources = graphs.entering(use);
		Map<BlockInput, JavaExpression> entering = new LinkedHashMap<>();
		sources.forEach((input, source) -> entering.put(input, of(source, place, far)));
		JavaExpression before = null;
		for (Shapes inside : place.shapes().inside(use)) {
			JavaExpression answer = answer(use, inside, place, entering, far);
			if (before != null) {
				return answer.equals(before) ? answer : null;
			}
			before = answer;
			JavaExpression next = answer;
			sources.keySet().stream().filter(Blocks::isData).findFirst().ifPresent(first -> entering.put(first, next));
		}
		return before;
	}

	/** What one repetition gives, fed with so many channels. */
	JavaExpression answer(BlockUse use, Shapes inside, Place place, Map<BlockInput, JavaExpression> entering) {
		return answer(use, inside, place, entering, 0);
	}

	private JavaExpression answer(BlockUse use, Shapes inside, Place place, Map<BlockInput, JavaExpression> entering, int far) {
		Node output = inside.order().stream().filter(Output.class::isInstance).findFirst().orElseThrow();
		return of(output, inside(use, inside, place, entering), far);
	}

	/** Whether a node has as many channels as its first input. */
	private static boolean keepsChannels(Node node) {
		return switch (node) {
		case Upsample n -> true;
		case Downsample n -> true;
		case Resize n -> true;
		case ResizeToHere n -> true;
		case Pooling n -> true;
		case AdaptivePooling n -> true;
		case Padding n -> true;
		case Crop n -> true;
		case Activation n -> true;
		case Dropout n -> true;
		case Normalisation n -> true;
		case Spade n -> true;
		case ConditionalBatchNorm n -> true;
		case AdaptiveInstanceNorm n -> true;
		case Sum n -> true;
		case Product n -> true;
		case Output n -> true;
		default -> false;
		};
	}
}
