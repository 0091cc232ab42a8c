package io.spadework.codegen;

import io.spadework.codegen.JavaExpression.Variable;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.TransposedConvolution;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The statements that build the nodes of one graph: a network, or a block in one of its uses. */
final class Body {

	/** Java allows 64 kB of byte code a method; so many statements stay far below. */
	static final int LONGEST_METHOD = 200;
	private static final int LONGEST_LINE = 150;

	final NetworkSource source;
	final Expressions numbers;
	private final Channels.Place place;
	private final Naming naming;
	private final VertexNames names;
	private final JavaNames locals;
	private final Layers layers;
	/** Java text of the vertices that enter the graph, by the node that stands for them; also of what inner graphs gave, as far as a variable holds it. */
	private final Map<Node, String> references = new IdentityHashMap<>();
	/** What carries the channels of a repeated block that change. */
	private final Map<Node, JavaExpression> carried = new IdentityHashMap<>();
	private String anyVertex;
	private String edgeMap;
	private boolean showsShapes;

	/**
	 * @param place  where the graph stands
	 * @param naming how the names of its vertices are made
	 * @param locals the names of the method's variables
	 */
	Body(NetworkSource source, Channels.Place place, Expressions numbers, Naming naming, JavaNames locals) {
		this.source = source;
		this.place = place;
		this.numbers = numbers;
		this.naming = naming;
		this.names = source.names(place.shapes().graph());
		this.locals = locals;
		this.layers = new Layers(this);
	}

	/** A node that enters the graph, and Java text of its vertex. */
	Body entering(Node node, String vertex) {
		references.put(node, vertex);
		anyVertex = anyVertex == null ? vertex : anyVertex;
		return this;
	}

	/** Java text of a vertex that is always there, for what needs no input but must know how many images there are. */
	Body images(String vertex) {
		anyVertex = vertex;
		return this;
	}

	/** Java text of the vertex of the edge map, for stages. */
	Body edges(String vertex) {
		edgeMap = vertex;
		return this;
	}

	/** Has the shape of its output written behind each node. */
	Body showingShapes() {
		showsShapes = true;
		return this;
	}

	/** The lines that build nodes, in parts of bounded length; usually there is one. */
	List<List<String>> parts(List<Node> nodes) throws GenerationException {
		Map<Node, String> given = new IdentityHashMap<>(references);
		List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
		int statements = 0;
		boolean several = nodes.size() > LONGEST_METHOD;
		for (Node node : nodes) {
			List<String> statement = statement(node);
			parts.getLast().addAll(statement);
			statements += statement.isEmpty() ? 0 : 1;
			if (several && statements == LONGEST_METHOD) {
				parts.add(new ArrayList<>());
				statements = 0;
				// another method does not see the variables of this one
				references.clear();
				references.putAll(given);
				carried.clear();
			}
		}
		if (several) {
			references.clear();
			references.putAll(given);
		}
		return parts;
	}

	/** Java text that yields the vertex name of a node's output. */
	String reference(Node node) throws GenerationException {
		String known = references.get(node);
		if (known != null) {
			return known;
		}
		return switch (node) {
		case BlockUse use -> {
			Node through = source.passedThrough(use);
			yield through == null ? naming.of(source.path(use, place.shapes())) : reference(through);
		}
		case Stage stage -> naming.of(source.path(stage, place.shapes()));
		case Output output -> reference(input(output));
		default -> nameOf(node);
		};
	}

	/** Java text that yields the name under which a node's own vertex is added. */
	String nameOf(Node node) {
		return naming.of(names.of(node));
	}

	/** Java text that yields the name of something inside a node. */
	String nameOf(Node node, String part) {
		return naming.of(names.of(node) + "/" + part);
	}

	/** The one input of a node. */
	Node input(Node node) throws GenerationException {
		return only(node, Port.DATA);
	}

	/** The one node that feeds a port. */
	Node only(Node node, Port port) throws GenerationException {
		List<Node> sources = source.inputs(node, port);
		if (sources.size() != 1) {
			throw new GenerationException(
					Elements.describe(node) + " needs one edge into its " + port.getLiteral().replace('_', ' ') + " port, and has " + sources.size());
		}
		return sources.get(0);
	}

	/** Java text for the channels of a node's output: symbolic where the study is. */
	String channels(Node node) {
		return numbers.integer(channelsOf(node));
	}

	private JavaExpression channelsOf(Node node) {
		return carried.containsKey(node) ? carried.get(node) : source.channels.of(node, place);
	}

	private Shape shape(Node node) throws GenerationException {
		Shape shape = place.shapes().of(node);
		if (shape == null) {
			throw new GenerationException(Elements.describe(node) + ": its shape is not known, because an input is missing");
		}
		return shape;
	}

	/** The lines that add a node to the graph, and its tap. */
	private List<String> statement(Node node) throws GenerationException {
		List<String> lines = new ArrayList<>(calls(node));
		if (!lines.isEmpty()) {
			String renamed = names.of(node).equals(node.getName()) ? "" : JavaText.comment(Elements.nameAndId(node));
			String shown = showsShapes ? shape(node) + (renamed.isEmpty() ? "" : "; " + renamed) : renamed;
			int commented = lines.size() - 1;
			if (lines.get(commented).equals("}") && isSameInside(node)) {
				// what each repetition gives is told inside of the loop, if it is the same
				commented = lines.indexOf(lines.stream().filter(line -> line.startsWith("\t")).findFirst().orElseThrow());
			}
			lines.set(commented, broken(lines.get(commented), shown.isEmpty() ? "" : " // " + shown));
		}
		if (node.isTap() && source.keepsTaps()) {
			lines.addAll(tap(node));
		}
		return lines;
	}

	private boolean isSameInside(Node node) {
		return place.shapes().inside(node).stream().allMatch(inside -> place.shapes().of(node).equals(inside.answer()));
	}

	/** A tap is called after the node that it looks behind; what only passes an activation on names its tap itself, as that activation may have one too. */
	private List<String> tap(Node node) throws GenerationException {
		boolean passes = node instanceof Output || node instanceof BlockInput || node instanceof BlockUse || node instanceof Stage;
		if (!passes) {
			return List.of("taps.add(" + source.engine("Graphs") + ".tap(graph, " + reference(node) + "));");
		}
		String tap = nameOf(node, VertexNames.TAP);
		return List.of("graph.addVertex(" + tap + ", new " + source.engine("Tap") + "(), " + reference(node) + ");", "taps.add(" + tap + ");");
	}

	/** The calls that add a node to the graph. */
	private List<String> calls(Node node) throws GenerationException {
		return switch (node) {
		case LabelMapInput input -> List.of();
		case EdgeMapInput input -> List.of();
		case ImageInput input -> List.of();
		case StyleCodeInput input -> List.of();
		case BlockInput input -> List.of();
		case Output output -> List.of();
		case BlockUse use -> use(use);
		case Stage stage -> stage(stage);
		case Spade spade -> List.of(source.spades.call(spade, this));
		case Convolution convolution -> layers.convolution(convolution);
		case TransposedConvolution convolution -> List.of(layer(node, layers.transposedConvolution(convolution)));
		case Linear linear -> List.of(layer(node, layers.linear(linear)));
		case Normalisation normalisation -> List.of(normalisation.isAffine() && normalisation.getKind() != NormKind.NONE ? layer(node, layers.affineNorm(normalisation))
				: vertex(node, layers.normalise(normalisation)));
		case ConditionalBatchNorm norm -> List.of(vertex(node, layers.conditionalBatchNorm(norm), input(node), only(node, Port.CONDITION)));
		case AdaptiveInstanceNorm norm -> List.of(vertex(node, layers.adaptiveInstanceNorm(norm), input(node), only(node, Port.STYLE)));
		case NoiseSource noise -> List.of("graph.addVertex(" + nameOf(node) + ", " + layers.noise(noise) + ", " + anyVertex + ");");
		case ResizeToHere resize -> List.of(vertex(node, layers.resizeLike(resize)));
		default -> List.of(vertex(node, layers.vertex(node)));
		};
	}

	/** A statement and its comment, on two lines where one would be too long to read. */
	private static String broken(String call, String comment) {
		int layer = call.indexOf("new ");
		if (call.length() + comment.length() <= LONGEST_LINE || layer < 0) {
			return call + comment;
		}
		return call.substring(0, layer).stripTrailing() + comment + "\n\t\t" + call.substring(layer);
	}

	private String layer(Node node, String layer) throws GenerationException {
		return "graph.addLayer(" + nameOf(node) + ", " + layer + ", " + reference(input(node)) + ");";
	}

	private String vertex(Node node, String vertex, Node... inputs) throws GenerationException {
		List<String> arguments = new ArrayList<>(List.of(nameOf(node), vertex));
		for (Node input : inputs.length == 0 ? source.inputs(node, Port.DATA).toArray(Node[]::new) : inputs) {
			arguments.add(reference(input));
		}
		return "graph.addVertex(" + String.join(", ", arguments) + ");";
	}

	private List<String> stage(Stage stage) throws GenerationException {
		List<String> lines = new ArrayList<>();
		StageCut cut = source.project.cut(stage);
		List<String> arguments = new ArrayList<>(List.of("graph", nameOf(stage, ""), reference(only(stage, Port.LABEL_MAP))));
		if (cut.needsEdges()) {
			String edges = nameOf(stage, VertexNames.EDGE_MAP);
			lines.add("graph.addVertex(" + edges + ", " + source.engine("ResizeNearest") + ".like(), " + edgeMap + ", " + arguments.get(2) + ");");
			arguments.add(edges);
		}
		if (cut.needsStyle()) {
			arguments.add(reference(only(stage, Port.STYLE)));
		}
		String variable = locals.camelCase(stage.getName(), "stage", "Stage");
		lines.add("String " + variable + " = new " + source.project.className(cut.generator()) + "()." + cut.method() + "(" + String.join(", ", arguments) + ");");
		references.put(stage, variable);
		return lines;
	}

	/** The call of a block's method; a loop of it where the block repeats. */
	private List<String> use(BlockUse use) throws GenerationException {
		List<Shapes> repetitions = place.shapes().inside(use);
		Map<BlockInput, Node> sources = Blocks.entering(use, source);
		BlockInput first = sources.keySet().stream().filter(Blocks::isData).findFirst().orElse(null);
		Map<BlockInput, String> vertices = new LinkedHashMap<>();
		Map<BlockInput, JavaExpression> channels = new LinkedHashMap<>();
		for (Map.Entry<BlockInput, Node> entry : sources.entrySet()) {
			vertices.put(entry.getKey(), reference(entry.getValue()));
			channels.put(entry.getKey(), channelsOf(entry.getValue()));
		}
		String variable = locals.camelCase(use.getName(), "block", "Block");
		references.put(use, variable);
		if (repetitions.size() == 1) {
			return List.of("String " + variable + " = " + call(use, repetitions.get(0), nameOf(use), vertices, channels) + ";");
		}
		String before = vertices.put(first, variable);
		String start = "String " + variable + " = " + before + ";";
		String name = nameOf(use, "") + " + i";
		Set<String> same = new LinkedHashSet<>();
		for (Shapes repetition : repetitions) {
			same.add(variable + " = " + call(use, repetition, name, vertices, channels) + ";");
		}
		if (same.size() == 1) {
			return List.of(start, loop(use), "\t" + same.iterator().next(), "}");
		}
		List<String> carrying = carrying(use, repetitions, variable, name, vertices, channels, first);
		if (!carrying.isEmpty()) {
			carrying.addFirst(start);
			return carrying;
		}
		List<String> lines = runs(use, repetitions, variable, name, vertices, channels, first);
		lines.addFirst(start);
		return lines;
	}

	/** Repetitions one by one, those in a row that are alike in a loop. */
	private List<String> runs(BlockUse use, List<Shapes> repetitions, String variable, String name, Map<BlockInput, String> vertices,
			Map<BlockInput, JavaExpression> channels, BlockInput first) throws GenerationException {
		Map<BlockInput, JavaExpression> entering = new LinkedHashMap<>(channels);
		List<String> calls = new ArrayList<>();
		for (Shapes repetition : repetitions) {
			calls.add(call(use, repetition, name, vertices, entering));
			entering.put(first, source.channels.answer(use, repetition, place, entering));
		}
		List<String> lines = new ArrayList<>();
		for (int from = 0, to; from < calls.size(); from = to) {
			to = from + 1;
			while (to < calls.size() && calls.get(to).equals(calls.get(from))) {
				to++;
			}
			String call = variable + " = " + calls.get(from) + ";";
			if (to == from + 1) {
				int at = call.indexOf(name);
				lines.add(call.substring(0, at) + nameOf(use, Integer.toString(from)) + call.substring(at + name.length()));
			} else {
				lines.addAll(List.of("for (int i = " + from + "; i < " + to + "; i++) {", "\t" + call, "}"));
			}
		}
		return lines;
	}

	private String loop(BlockUse use) throws GenerationException {
		return "for (int i = 0; i < " + numbers.integer(use.getRepeat(), use, "repeat") + "; i++) {";
	}

	/** A loop that carries the channels along from one repetition to the next; empty where they don't follow from one another by one formula. */
	private List<String> carrying(BlockUse use, List<Shapes> repetitions, String variable, String name, Map<BlockInput, String> vertices,
			Map<BlockInput, JavaExpression> channels, BlockInput first) throws GenerationException {
		Map<BlockInput, JavaExpression> entering = new LinkedHashMap<>(channels);
		String carrier = locals.camelCase(variable + " channels", "channels", "Count");
		double count = channels.get(first).value();
		Set<String> calls = new LinkedHashSet<>();
		Set<String> answers = new LinkedHashSet<>();
		for (Shapes repetition : repetitions) {
			entering.put(first, new Variable(carrier, count, true));
			calls.add(call(use, repetition, name, vertices, entering));
			JavaExpression answer = source.channels.answer(use, repetition, place, entering);
			answers.add(numbers.integer(answer));
			count = answer.value();
		}
		if (calls.size() > 1 || answers.size() > 1) {
			return List.of();
		}
		carried.put(use, new Variable(carrier, count, true));
		return new ArrayList<>(List.of("int " + carrier + " = " + numbers.integer(channels.get(first)) + ";", loop(use),
				"\t" + variable + " = " + calls.iterator().next() + ";", "\t" + carrier + " = " + answers.iterator().next() + ";", "}"));
	}

	/** The call of the method that builds one repetition. */
	private String call(BlockUse use, Shapes inside, String name, Map<BlockInput, String> vertices, Map<BlockInput, JavaExpression> channels) throws GenerationException {
		Blocks.Method method = source.blocks.method(inside);
		Channels.Place inner = source.channels.inside(use, inside, place, channels);
		List<String> arguments = new ArrayList<>(List.of("graph", name));
		arguments.addAll(vertices.values());
		for (BlockInput input : method.channels()) {
			JavaExpression count = channels.get(input);
			int expected = inside.of(input).channels();
			arguments.add(Math.rint(count.value()) == expected ? numbers.integer(count) : Integer.toString(expected));
		}
		for (BlockParameter parameter : method.parameters()) {
			JavaExpression number = inner.names().get(parameter.getName());
			arguments.add(source.usages.isWhole(parameter) ? numbers.integer(number) : numbers.text(number, 0));
		}
		if (method.images()) {
			arguments.add(anyVertex);
		}
		if (method.taps()) {
			arguments.add("taps");
		}
		return method.name() + "(" + String.join(", ", arguments) + ")";
	}
}
