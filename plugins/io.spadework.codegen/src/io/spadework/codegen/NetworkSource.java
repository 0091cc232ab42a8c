package io.spadework.codegen;

import io.spadework.model.Costs;
import io.spadework.model.Problem;
import io.spadework.model.Scope;
import io.spadework.model.Severity;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.Wiring;
import io.spadework.model.study.Activation;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
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
import io.spadework.model.study.Pooling;
import io.spadework.model.study.Port;
import io.spadework.model.study.Product;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The class of one network: a statement per node, in the order of the diagram; blocks are methods. */
abstract class NetworkSource {

	static final String NETWORKS = "io.spadework.engine.networks.";
	/** Java allows 64 kB of byte code a method; so many statements stay far below. */
	private static final int LONGEST_METHOD = 200;
	/** Inputs of a graph besides label map and image are called so, whatever their nodes are: by these names the engine knows what to feed them. */
	static final String EDGE_MAP = "edge map";
	static final String STYLE_CODE = "style code";
	private static final int LONGEST_VERTEX_NAME = 60;
	private static final int LONGEST_LINE = 150;
	/** What generated methods call their own variables. */
	private static final Set<String> RESERVED = Set.of("graph", "name", "labelMap", "map", "image", "taps", "judges", "scaleCount", "k", "x", "in", "out", "middle", "skip",
			"edges", "channels", "filters", "height", "width", "hiddenFilters", "maskKernel", "innerNorm",
			"spectralNorm");

	final Study study;
	final Experiment experiment;
	final Network network;
	final Scope scope;
	final Shapes shapes;
	final String className;
	final SourceFile file;
	final SourceFile body;
	final ParameterFields fields;
	final Output output;
	/** Nodes that the output or a tap needs, inputs before what uses them. */
	final List<Node> order;

	private final Map<Node, String> names = new LinkedHashMap<>();
	private final BlockMethods blocks;
	private final Layers layers;
	/** Writes the methods that hold parts of a large network. */
	private final List<Runnable> parts = new ArrayList<>();

	NetworkSource(Study study, Experiment experiment, Network network, String packageName, String className) throws GenerationException {
		this.study = study;
		this.experiment = experiment;
		this.network = network;
		this.className = className;
		this.scope = Scope.of(experiment);
		this.shapes = Shapes.infer(network, experiment);
		for (Problem problem : shapes.problems()) {
			if (problem.severity() == Severity.ERROR) {
				throw new GenerationException(problem.message());
			}
		}
		this.file = new SourceFile(packageName);
		this.body = new SourceFile(packageName);
		this.fields = new ParameterFields(study, experiment, scope, RESERVED);
		this.output = onlyOutput();
		this.order = ordered(needed());
		nameVertices();
		this.blocks = new BlockMethods(this, order);
		this.layers = new Layers(this);
	}

	/** The whole file. */
	abstract String text() throws GenerationException;

	/** Java text that yields the vertex name of a node's output. */
	abstract String reference(Node node);

	/** Java text that yields the name under which a node's own vertex is added. */
	abstract String nameOf(Node node);

	/** Java text that yields the name of something inside a node. */
	abstract String nameOf(Node node, String part);

	/** Java text that yields the name of a vertex that is always there, for what needs no input but must know how many images there are. */
	abstract String anyVertex();

	/** Java text of an integer that may differ from scale to scale. */
	abstract String perScale(Node node, ToIntFunction<Shape> size) throws GenerationException;

	/** Whether feature matching's taps keep a node alive. */
	abstract boolean keepsTaps();

	/** The class comment's first sentence. */
	final void classComment(String sentence) {
		file.line("/**");
		file.line(" * " + sentence);
		file.line(" * " + String.format(Locale.ROOT, "%,d", Costs.of(network, experiment).total().parameters()) + " parameters. Generated from network "
				+ JavaText.comment(Elements.nameAndId(network)) + " of study " + JavaText.comment(Elements.nameAndId(study)) + ".");
		file.line(" */");
	}

	/** The statements that build every node, in methods of bounded length; each statement may be several lines. */
	final void buildNodes(String parameters, String arguments) throws GenerationException {
		List<List<String>> statements = new ArrayList<>();
		for (Node node : order) {
			List<String> statement = statement(node);
			if (!statement.isEmpty()) {
				statements.add(statement);
			}
		}
		if (statements.size() <= LONGEST_METHOD) {
			statements.forEach(statement -> statement.forEach(body::line));
			return;
		}
		for (int part = 1, from = 0; from < statements.size(); part++, from += LONGEST_METHOD) {
			body.line("part" + part + "(" + arguments + ");");
			List<List<String>> slice = statements.subList(from, Math.min(statements.size(), from + LONGEST_METHOD));
			int number = part;
			parts.add(() -> {
				body.gap().line("/** Part " + number + ": a Java method cannot hold the whole network. */");
				body.open("private void part" + number + "(" + parameters + ")");
				slice.forEach(statement -> statement.forEach(body::line));
				body.close();
			});
		}
	}

	/** Writes the methods that the statements so far call. */
	final void finishMethods() throws GenerationException {
		parts.forEach(Runnable::run);
		blocks.write();
	}

	/** Imports a class of the engine's networks and returns how to call it. */
	final String engine(String simpleName) {
		return body.use(NETWORKS + simpleName);
	}

	final String graphBuilder() {
		return body.use("org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder");
	}

	final String name(Node node) {
		return names.get(node);
	}

	final Shape shape(Node node) throws GenerationException {
		Shape shape = shapes.of(node);
		if (shape == null) {
			throw new GenerationException(Elements.describe(node) + " in network " + Elements.nameAndId(network) + ": its shape is not known, because an input is missing");
		}
		return shape;
	}

	/** The first needed node of a kind. */
	final Optional<Node> first(Class<? extends Node> kind) {
		return order.stream().filter(kind::isInstance).findFirst();
	}

	/** Java text for the type of an input of the graph. */
	final String inputType(Shape shape) {
		return body.use("org.deeplearning4j.nn.conf.inputs.InputType") + ".convolutional(" + shape.height() + ", " + shape.width() + ", " + shape.channels() + ")";
	}

	/** The sources of the edges into a node's data port, in the order of the edges. */
	final List<Node> dataInputs(Node node) {
		return inputs(node, Port.DATA);
	}

	/** Where a node's label map comes from. */
	final Node labelMap(Node node) throws GenerationException {
		return only(node, Port.LABEL_MAP);
	}

	/** Where a node's style code comes from. */
	final Node style(Node node) throws GenerationException {
		return only(node, Port.STYLE);
	}

	/** The one node that feeds a port. */
	private static Node only(Node node, Port port) throws GenerationException {
		List<Node> sources = inputs(node, port);
		if (sources.size() != 1) {
			throw new GenerationException(
					Elements.describe(node) + " needs one edge into its " + port.getLiteral().replace('_', ' ') + " port, and has " + sources.size());
		}
		return sources.get(0);
	}

	/** The one input of a node. */
	final Node input(Node node) throws GenerationException {
		List<Node> sources = dataInputs(node);
		if (sources.size() != 1) {
			throw new GenerationException(Elements.describe(node) + " needs one edge into it, and has " + sources.size());
		}
		return sources.get(0);
	}

	/** Java text for the channels of a node's output: symbolic where the study is. */
	final String channels(Node node) throws GenerationException {
		int expected = shape(node).channels();
		Node at = node;
		while (keepsChannels(at)) {
			at = dataInputs(at).get(0);
		}
		String expression = at instanceof WeightedNode weighted ? weighted.getFilters() : null;
		return expression == null ? Integer.toString(expected) : fields.integer(expression, at, "filters");
	}

	/** Whether a node has as many channels as its first input. */
	private static boolean keepsChannels(Node node) {
		return switch (node) {
		case Upsample n -> true;
		case Downsample n -> true;
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
		default -> false;
		};
	}

	/** Whether a node is told its height and width, which differ from scale to scale of a discriminator. */
	static boolean isToldItsSize(Node node) {
		return switch (node) {
		case SpadeBlock block -> true;
		case Spade spade -> true;
		case ResizeToHere resize -> true;
		case Downsample downsample -> downsample.getMode() != Interpolation.AREA;
		default -> false;
		};
	}

	/** Java text for a kind of statistics; null for none. */
	final String norm(NormKind kind) {
		return kind == NormKind.NONE ? "null" : engine("Norm") + "." + kind.name();
	}

	/** The statements that add a node to the graph, and its tap. */
	List<String> statement(Node node) throws GenerationException {
		List<String> calls = calls(node);
		if (calls.isEmpty()) {
			return calls;
		}
		String renamed = name(node).equals(node.getName()) ? "" : "; " + JavaText.comment(Elements.nameAndId(node));
		List<String> lines = new ArrayList<>(calls);
		lines.add(broken(lines.removeLast(), " // " + shape(node) + renamed));
		return lines;
	}

	/** The calls that add a node to the graph; the last adds the vertex of the node's name. */
	private List<String> calls(Node node) throws GenerationException {
		return switch (node) {
		case LabelMapInput input -> List.of();
		case EdgeMapInput input -> List.of();
		case ImageInput input -> List.of();
		case StyleCodeInput input -> List.of();
		case Output output -> List.of();
		case Seed seed -> List.of(blocks.seedCall(seed));
		case SpadeBlock block -> List.of(blocks.spadeCall(block));
		case Spade spade -> blocks.modulationCalls(spade);
		case Convolution convolution -> layers.convolution(convolution);
		case TransposedConvolution convolution -> List.of(layer(node, layers.transposedConvolution(convolution)));
		case Linear linear -> List.of(layer(node, layers.linear(linear)));
		case Normalisation normalisation -> List.of(normalisation.isAffine() && normalisation.getKind() != NormKind.NONE ? layer(node, layers.affineNorm(normalisation))
				: vertex(node, layers.normalise(normalisation)));
		case ConditionalBatchNorm norm -> List.of(vertex(node, layers.conditionalBatchNorm(norm), input(node), only(node, Port.CONDITION)));
		case AdaptiveInstanceNorm norm -> List.of(vertex(node, layers.adaptiveInstanceNorm(norm), input(node), only(node, Port.STYLE)));
		case NoiseSource noise -> List.of("graph.addVertex(" + nameOf(node) + ", " + layers.noise(noise) + ", " + anyVertex() + ");");
		case ResizeToHere resize -> List.of(vertex(node, layers.resize(node, resize.getMode(), resize.isAligned()), dataInputs(node).get(0)));
		default -> List.of(vertex(node, layers.vertex(node), dataInputs(node).toArray(Node[]::new)));
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
		for (Node input : inputs.length == 0 ? new Node[] { input(node) } : inputs) {
			arguments.add(reference(input));
		}
		return "graph.addVertex(" + String.join(", ", arguments) + ");";
	}

	private static List<Node> inputs(Node node, Port port) {
		// the order of edges is the network's; a node's own list is in the order of connecting
		return ((Network) node.eContainer()).getEdges().stream().filter(e -> e.getTarget() == node && e.getPort() == port && e.getSource() != null).map(Edge::getSource).toList();
	}

	private Output onlyOutput() throws GenerationException {
		List<Output> outputs = network.getNodes().stream().filter(Output.class::isInstance).map(Output.class::cast).toList();
		if (outputs.size() != 1) {
			throw new GenerationException("network " + Elements.nameAndId(network) + " needs one output, and has " + outputs.size());
		}
		return outputs.get(0);
	}

	private Set<Node> needed() {
		Map<Node, List<Node>> sources = sources();
		Set<Node> needed = new LinkedHashSet<>();
		Deque<Node> open = new ArrayDeque<>(List.of(output));
		if (keepsTaps()) {
			network.getNodes().stream().filter(Node::isTap).forEach(open::add);
		}
		while (!open.isEmpty()) {
			Node node = open.poll();
			if (needed.add(node)) {
				open.addAll(sources.getOrDefault(node, List.of()));
			}
		}
		return needed;
	}

	/** Inputs first; among nodes that could come next, the one that the study lists first. */
	private List<Node> ordered(Set<Node> needed) throws GenerationException {
		Map<Node, List<Node>> sources = sources();
		Map<Node, Integer> position = new HashMap<>();
		network.getNodes().forEach(node -> position.put(node, position.size()));
		Map<Node, Integer> waiting = new HashMap<>();
		Map<Node, List<Node>> users = new HashMap<>();
		PriorityQueue<Node> ready = new PriorityQueue<>(Comparator.comparing(position::get));
		for (Node node : needed) {
			List<Node> inputs = sources.getOrDefault(node, List.of());
			waiting.put(node, inputs.size());
			inputs.forEach(source -> users.computeIfAbsent(source, s -> new ArrayList<>()).add(node));
			if (inputs.isEmpty()) {
				ready.add(node);
			}
		}
		List<Node> result = new ArrayList<>();
		while (!ready.isEmpty()) {
			Node node = ready.poll();
			result.add(node);
			for (Node user : users.getOrDefault(node, List.of())) {
				if (waiting.merge(user, -1, Integer::sum) == 0) {
					ready.add(user);
				}
			}
		}
		if (result.size() < needed.size()) {
			Node stuck = needed.stream().filter(node -> !result.contains(node)).findFirst().orElseThrow();
			throw new GenerationException("network " + Elements.nameAndId(network) + " has a cycle through or before " + Elements.describe(stuck));
		}
		return result;
	}

	private Map<Node, List<Node>> sources() {
		Wiring wiring = Wiring.of(network);
		Map<Node, List<Node>> sources = new HashMap<>();
		for (Edge edge : network.getEdges()) {
			// of what a resize is sized after nothing is needed but its size, which is known here
			if (edge.getSource() != null && edge.getTarget() != null && !wiring.measures(edge)) {
				sources.computeIfAbsent(edge.getTarget(), t -> new ArrayList<>()).add(edge.getSource());
			}
		}
		return sources;
	}

	/** A vertex is called as its node; the slash is kept for what a block has inside. */
	private void nameVertices() {
		first(EdgeMapInput.class).ifPresent(node -> names.put(node, EDGE_MAP));
		first(StyleCodeInput.class).ifPresent(node -> names.put(node, STYLE_CODE));
		Set<String> taken = new HashSet<>(names.values());
		for (Node node : order) {
			if (names.containsKey(node)) {
				continue;
			}
			String name = node.getName() == null ? "" : node.getName().replace('/', '_').replaceAll("[\\p{C}\\s]+", " ").strip();
			if (name.codePointCount(0, name.length()) > LONGEST_VERTEX_NAME) {
				name = name.substring(0, name.offsetByCodePoints(0, LONGEST_VERTEX_NAME)).strip();
			}
			if (name.isEmpty()) {
				name = node.eClass().getName().toLowerCase(Locale.ROOT);
			}
			String unique = name;
			for (int n = 2; !taken.add(unique); n++) {
				unique = name + " " + n;
			}
			names.put(node, unique);
		}
	}
}
