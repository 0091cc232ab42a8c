package io.spadework.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.spadework.model.nodes.Activations.Entry;
import io.spadework.model.nodes.Inputs;
import io.spadework.model.nodes.MisfitException;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.StyleCodeInput;

/**
 * The graphs inside block uses and stages. Each is inferred once for the same entries and arguments, so that a block that repeats, and blocks in blocks, cost little
 * however often they are used.
 */
final class Instances {

	/** Blocks in blocks and stages in stages. */
	static final int DEEPEST = 32;
	/** Nodes of a network with everything inside. */
	static final int MOST_NODES = 50_000;

	/** What the shapes inside a use depend on. */
	private record Key(Graph graph, Node upTo, Frame frame, List<Entry> entering, Map<String, Double> numbers) {
	}

	/** The graphs inside one node, and what the last one answers; null where that cannot be known. */
	record Found(List<Shapes> graphs, Shape answer) {
	}

	private final Scope scope;
	private final Map<Key, Shapes> known = new HashMap<>();
	private final Map<Graph, Wiring> wirings = new IdentityHashMap<>();
	private final Deque<Graph> open = new ArrayDeque<>();
	/** Nodes that were looked at, those of equal graphs once. */
	private long inferred;

	/** For networks whose parameters have these values. */
	Instances(Scope scope) {
		this.scope = scope;
	}

	/** Begins another scale of a discriminator, which may have as many nodes again. */
	void nextScale() {
		inferred = 0;
	}

	Wiring wiring(Graph graph) {
		return wirings.computeIfAbsent(graph, Wiring::of);
	}

	/** A block's graph once for each repetition, each fed by the one before. */
	Found repetitions(BlockUse use, Inputs inputs, Shapes outside) throws MisfitException, ExpressionException {
		Block block = use.getBlock();
		if (block == null) {
			throw new MisfitException(Rule.BLOCK, "block use " + Names.of(use) + " names no block");
		}
		Map<String, Double> arguments = arguments(use, block, outside.scope());
		int repeat = Numbers.whole(use, Literals.BLOCK_USE__REPEAT, outside.scope());
		Map<BlockInput, Entry> entering = entering(block, inputs, outside);
		BlockInput first = block.getNodes().stream().filter(node -> node instanceof BlockInput input && input.getPort() == Port.DATA).map(BlockInput.class::cast).findFirst()
				.orElse(null);
		if (repeat > 1 && first == null) {
			throw new MisfitException(Rule.REPEAT, "block use " + Names.of(use) + " repeats block " + Names.of(block) + " " + repeat
					+ " times, but the block has no data input that the repetition before could feed");
		}
		List<Shapes> graphs = new ArrayList<>();
		long size = 0;
		for (int i = 0; i < repeat; i++) {
			Shapes inside = instance(use, new Key(block, null, outside.frame(), List.copyOf(entering.values()), arguments), scope.inside(block, arguments, channels(entering)), entering);
			graphs.add(inside);
			size += inside.size();
			if (size > MOST_NODES) {
				throw new MisfitException(Rule.TOO_MANY_NODES, "block use " + Names.of(use) + " would make more than " + MOST_NODES
						+ " nodes with everything inside; fewer repetitions or smaller blocks are needed");
			}
			if (inside.answer() == null) {
				return new Found(List.copyOf(graphs), null);
			}
			if (first != null) {
				entering.put(first, new Entry(inside.answer(), false));
			}
		}
		return new Found(List.copyOf(graphs), graphs.getLast().answer());
	}

	/** The generator inside a stage, as far as the stage needs it, on the label map that enters. */
	Found stage(Stage stage, Inputs inputs, Shapes outside) throws MisfitException, ExpressionException {
		Graph generator = stage.getNetwork();
		if (generator == null) {
			throw new MisfitException(Rule.STAGE, "stage " + Names.of(stage) + " names no generator");
		}
		Node upTo = stage.getUpTo();
		if (upTo != null && upTo.eContainer() != generator) {
			throw new MisfitException(Rule.STAGE, "stage " + Names.of(stage) + " goes up to " + Names.of(upTo) + ", which is not a node of its generator " + Names.of(generator));
		}
		Edge edge = inputs.edge(Port.LABEL_MAP);
		Shape map = inputs.shape(edge);
		Frame frame = new Frame(outside.frame().labels(), map.height(), map.width());
		if (!outside.isMap(edge.getSource()) || !map.equals(frame.labelMap())) {
			throw new MisfitException(Rule.LABEL_MAP_SOURCE, inputs.describe(edge) + " enters at label_map, so it must be the label map, perhaps resized, with "
					+ frame.labelMap().channels() + " channels");
		}
		for (Edge style : inputs.edges(Port.STYLE)) {
			int size = Numbers.whole(generator.getNodes().stream().filter(StyleCodeInput.class::isInstance).findFirst().orElseThrow(), Literals.STYLE_CODE_INPUT__SIZE,
					outside.scope());
			if (!inputs.shape(style).equals(new Shape(size, 1, 1))) {
				throw new MisfitException(Rule.STYLE, inputs.describe(style) + " enters at style, so it must be the style code of generator " + Names.of(generator) + ", "
						+ size + " x 1 x 1");
			}
		}
		Shapes inside = instance(stage, new Key(generator, upTo, frame, List.of(), Map.of()), scope, Map.of());
		return new Found(List.of(inside), upTo == null ? inside.answer() : inside.of(upTo));
	}

	private Shapes instance(Node node, Key key, Scope inner, Map<BlockInput, Entry> entering) throws MisfitException {
		Shapes shapes = known.get(key);
		if (shapes != null) {
			return shapes;
		}
		if (open.contains(key.graph())) {
			throw new MisfitException(Rule.RECURSION, Names.kind(node) + " " + Names.of(node) + " stands inside " + Names.of(key.graph())
					+ ", which it uses itself; nothing can contain itself");
		}
		if (open.size() >= DEEPEST) {
			throw new MisfitException(Rule.TOO_MANY_NODES, Names.kind(node) + " " + Names.of(node) + " stands inside " + DEEPEST + " others; fewer levels are needed");
		}
		if (inferred > MOST_NODES) {
			throw new MisfitException(Rule.TOO_MANY_NODES, Names.kind(node) + " " + Names.of(node) + " is not looked into, as there are more than " + MOST_NODES
					+ " nodes already; fewer repetitions or smaller blocks are needed");
		}
		open.push(key.graph());
		try {
			shapes = Shapes.infer(key.graph(), key.upTo(), key.frame(), inner, entering, this);
		} finally {
			open.pop();
		}
		inferred += shapes.order().size();
		known.put(key, shapes);
		return shapes;
	}

	/** How a block calls the numbers of channels that enter it. */
	private static Map<String, Double> channels(Map<BlockInput, Entry> entering) {
		Map<String, Double> channels = new LinkedHashMap<>();
		entering.forEach((input, entry) -> {
			if (input.getChannels() != null && !input.getChannels().isBlank()) {
				channels.put(input.getChannels(), (double) entry.shape().channels());
			}
		});
		return channels;
	}

	private static Map<BlockInput, Entry> entering(Block block, Inputs inputs, Shapes outside) {
		Map<BlockInput, Entry> entering = new LinkedHashMap<>();
		Map<Port, Integer> next = new EnumMap<>(Port.class);
		for (Node node : block.getNodes()) {
			if (node instanceof BlockInput input) {
				Edge edge = inputs.edges(input.getPort()).get(next.merge(input.getPort(), 1, Integer::sum) - 1);
				entering.put(input, new Entry(inputs.shape(edge), outside.isMap(edge.getSource())));
			}
		}
		return entering;
	}

	private static Map<String, Double> arguments(BlockUse use, Block block, Scope outside) throws MisfitException, ExpressionException {
		Map<String, Double> values = new LinkedHashMap<>();
		for (Argument argument : use.getArguments()) {
			BlockParameter parameter = argument.getParameter();
			if (parameter == null || parameter.eContainer() != block) {
				throw new MisfitException(Rule.ARGUMENT, "an argument of block use " + Names.of(use) + " names no parameter of block " + Names.of(block));
			}
			if (values.put(parameter.getName(), Numbers.real(argument, Literals.ARGUMENT__VALUE, outside)) != null) {
				throw new MisfitException(Rule.ARGUMENT, "block use " + Names.of(use) + " gives parameter " + parameter.getName() + " of block " + Names.of(block) + " two values");
			}
		}
		for (BlockParameter parameter : block.getParameters()) {
			if (!values.containsKey(parameter.getName()) && !Numbers.isStated(parameter, Literals.BLOCK_PARAMETER__VALUE)) {
				throw new MisfitException(Rule.ARGUMENT, "block use " + Names.of(use) + " gives no value for parameter " + parameter.getName() + " of block " + Names.of(block)
						+ ", which has none of its own");
			}
		}
		return values;
	}
}
