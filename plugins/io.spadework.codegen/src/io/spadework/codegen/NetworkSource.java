package io.spadework.codegen;

import io.spadework.model.Costs;
import io.spadework.model.Problem;
import io.spadework.model.Scope;
import io.spadework.model.Severity;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.Activation;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
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
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The class of one network: a statement per node, in the order of the diagram; blocks are methods. */
abstract class NetworkSource {

	static final String NETWORKS = "io.spadework.engine.networks.";
	/** Java allows 64 kB of byte code a method; so many statements stay far below. */
	private static final int LONGEST_METHOD = 200;
	private static final int LONGEST_VERTEX_NAME = 60;
	private static final int LONGEST_LINE = 150;
	/** What generated methods call their own variables. */
	private static final Set<String> RESERVED = Set.of("graph", "name", "labelMap", "map", "image", "taps", "judges", "scaleCount", "k", "x", "in", "out", "middle", "skip",
			"channels", "filters", "height", "width", "hiddenFilters", "maskKernel", "innerNorm",
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
	}

	/** The whole file. */
	abstract String text() throws GenerationException;

	/** Java text that yields the vertex name of a node's output. */
	abstract String reference(Node node);

	/** Java text that yields the name under which a node's own vertex is added. */
	abstract String nameOf(Node node);

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

	/** The sources of the edges into a node's data port, in the order of the edges. */
	final List<Node> dataInputs(Node node) {
		return inputs(node, Port.DATA);
	}

	/** Where a node's label map comes from. */
	final Node labelMap(Node node) throws GenerationException {
		List<Node> sources = inputs(node, Port.LABEL_MAP);
		if (sources.size() != 1) {
			throw new GenerationException(Elements.describe(node) + " needs one edge into its label map port, and has " + sources.size());
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
		while (at instanceof Upsample || at instanceof Activation || at instanceof Normalisation) {
			at = input(at);
		}
		String expression = switch (at) {
		case Convolution convolution -> convolution.getFilters();
		case Seed seed -> seed.getFilters();
		case SpadeBlock block -> block.getFilters();
		default -> null;
		};
		return expression == null ? Integer.toString(expected) : fields.integer(expression, at, "filters");
	}

	final String norm(NormKind kind) {
		return engine("Norm") + "." + kind.name();
	}

	/** The statement that adds a node to the graph, and its tap. */
	List<String> statement(Node node) throws GenerationException {
		if (node instanceof LabelMapInput || node instanceof ImageInput || node instanceof Output) {
			return List.of();
		}
		String name = nameOf(node);
		String call = switch (node) {
		case Seed seed -> blocks.seedCall(seed);
		case SpadeBlock block -> blocks.spadeCall(block);
		case Convolution convolution -> "graph.addLayer(" + name + ", " + convolution(convolution) + ", " + reference(input(node)) + ");";
		case Normalisation normalisation -> vertex(name, "new " + engine("Normalise") + "(" + norm(normalisation.getKind()) + ", "
				+ fields.decimal(normalisation.getEpsilon(), node, "epsilon") + ")", reference(input(node)));
		case Upsample upsample -> vertex(name, "new " + engine("UpsampleNearest") + "(" + fields.integer(upsample.getFactor(), node, "factor") + ")", reference(input(node)));
		case Activation activation -> vertex(name, activation(activation), reference(input(node)));
		case Concatenation concatenation -> {
			List<String> sources = new ArrayList<>();
			for (Node source : dataInputs(node)) {
				sources.add(reference(source));
			}
			if (sources.isEmpty()) {
				throw new GenerationException(Elements.describe(node) + " has nothing to concatenate");
			}
			yield vertex(name, "new " + engine("Concatenate") + "()", String.join(", ", sources));
		}
		default -> throw new GenerationException(Elements.describe(node) + " is of a kind that the code generator does not know");
		};
		String renamed = name(node).equals(node.getName()) ? "" : "; " + JavaText.comment(Elements.nameAndId(node));
		return List.of(broken(call, " // " + shape(node) + renamed));
	}

	/** A statement and its comment, on two lines where one would be too long to read. */
	private static String broken(String call, String comment) {
		int layer = call.indexOf("new ");
		if (call.length() + comment.length() <= LONGEST_LINE || layer < 0) {
			return call + comment;
		}
		return call.substring(0, layer).stripTrailing() + comment + "\n\t\t" + call.substring(layer);
	}

	private static String vertex(String name, String vertex, String inputs) {
		return "graph.addVertex(" + name + ", " + vertex + ", " + inputs + ");";
	}

	private String convolution(Convolution convolution) throws GenerationException {
		StringBuilder builder = new StringBuilder("new " + engine("Convolution") + ".Builder()");
		builder.append(".filters(").append(fields.integer(convolution.getFilters(), convolution, "filters")).append(")");
		builder.append(".kernel(").append(fields.integer(convolution.getKernel(), convolution, "kernel")).append(")");
		String stride = fields.integer(convolution.getStride(), convolution, "stride");
		if (!stride.equals("1")) {
			builder.append(".stride(").append(stride).append(")");
		}
		String padding = fields.integer(convolution.getPadding(), convolution, "padding");
		if (!padding.equals("0")) {
			builder.append(".padding(").append(padding).append(")");
		}
		if (!convolution.isBias()) {
			builder.append(".bias(false)");
		}
		if (convolution.isSpectralNorm()) {
			builder.append(".spectralNorm(true)");
		}
		if (input(convolution) instanceof LabelMapInput) {
			builder.append(".inputGradient(false)");
		}
		return builder.append(".build()").toString();
	}

	private String activation(Activation activation) throws GenerationException {
		return engine("Activate") + switch (activation.getFunction()) {
		case RELU -> ".relu()";
		case LEAKY_RELU -> ".leakyRelu(" + fields.decimal(activation.getSlope(), activation, "slope") + ")";
		case TANH -> ".tanh()";
		};
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
		Map<Node, List<Node>> sources = new HashMap<>();
		for (Edge edge : network.getEdges()) {
			if (edge.getSource() != null && edge.getTarget() != null) {
				sources.computeIfAbsent(edge.getTarget(), t -> new ArrayList<>()).add(edge.getSource());
			}
		}
		return sources;
	}

	/** A vertex is called as its node; the slash is kept for what a block has inside. */
	private void nameVertices() {
		Set<String> taken = new HashSet<>();
		for (Node node : order) {
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
