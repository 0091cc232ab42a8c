package io.spadework.codegen;

import io.spadework.model.Costs;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.Wiring;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The class of one network: a statement per node, in the order of the diagram; blocks are methods. */
abstract class NetworkSource implements Channels.Graphs {

	static final String NETWORKS = "io.spadework.engine.networks.";
	/** What methods of generated classes are called already. */
	static final Set<String> METHODS = Set.of("define", "scale", "spade", "clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");
	/** What the methods of a network call their own variables. */
	private static final Set<String> RESERVED = Set.of("graph", "name", "prefix", "labelMap", "map", "image", "taps", "judges", "scaleCount", "k", "i", "x", "edges", "styleCode",
			"channels", "height", "width", "hiddenFilters", "maskKernel", "innerNorm");

	final Project project;
	final Network network;
	final String className;
	final SourceFile file;
	final SourceFile body;
	final ParameterFields fields;
	final Channels channels;
	final Usages usages;
	final SpadeMethod spades;
	final Blocks blocks;
	final JavaNames methods;

	private final Map<Graph, Wiring> wirings = new IdentityHashMap<>();
	private final Map<Graph, VertexNames> names = new IdentityHashMap<>();
	private final Map<Block, Boolean> tapped = new HashMap<>();
	private final Map<Block, Boolean> untold = new HashMap<>();
	/** Writes the methods that hold parts of a large network. */
	private final List<Runnable> parts = new ArrayList<>();

	/** @param shapes of the network, and of those parts of it that are built by themselves */
	NetworkSource(Project project, Network network, List<Shapes> shapes) {
		this.project = project;
		this.network = network;
		this.className = project.className(network);
		this.file = new SourceFile(project.packageName);
		this.body = new SourceFile(project.packageName);
		this.fields = new ParameterFields(project.study, project.experiment, RESERVED);
		this.channels = new Channels(this, fields.variables());
		this.usages = new Usages(shapes);
		this.spades = new SpadeMethod(this);
		this.blocks = new Blocks(this);
		this.methods = project.methods(network);
	}

	/** The shapes of a network; throws, saying what is wrong, where they cannot be known. */
	static Shapes inferred(Project project, Network network, int reduction) throws GenerationException {
		Shapes shapes = Shapes.infer(network, project.experiment, reduction);
		for (Problem problem : shapes.problems()) {
			if (problem.severity() == Severity.ERROR) {
				throw new GenerationException(problem.message());
			}
		}
		return shapes;
	}

	/** The whole file. */
	abstract String text() throws GenerationException;

	/** Whether feature matching's taps keep a node alive. */
	boolean keepsTaps() {
		return false;
	}

	/** The class comment's first sentence. */
	final void classComment(String sentence, Optional<Shapes> priced) {
		file.line("/**");
		file.line(" * " + sentence);
		String parameters = priced.map(shapes -> String.format(Locale.ROOT, "%,d", Costs.of(shapes).total().parameters()) + " parameters. ").orElse("");
		file.line(" * " + parameters + "Generated from network " + JavaText.comment(Elements.nameAndId(network)) + " of study "
				+ JavaText.comment(Elements.nameAndId(project.study)) + ".");
		file.line(" */");
	}

	/** The whole class, once its comment and its own methods are written. */
	final String finished() {
		parts.forEach(Runnable::run);
		blocks.include(body);
		spades.write();
		file.open("public class " + className);
		file.gap();
		fields.declare(file);
		file.include(body);
		file.close();
		return file.text();
	}

	/** The statements that build nodes, in methods of bounded length. */
	final void build(Body statements, List<Node> nodes, String parameters, String arguments) throws GenerationException {
		List<List<String>> split = statements.parts(nodes);
		if (split.size() == 1) {
			split.get(0).forEach(body::line);
			return;
		}
		for (int i = 1; i <= split.size(); i++) {
			String method = methods.camelCase("part " + i, "part", "OfNetwork");
			body.line(method + "(" + arguments + ");");
			List<String> lines = split.get(i - 1);
			int number = i;
			parts.add(() -> {
				body.gap().line("/** Part " + number + ": a Java method cannot hold the whole network. */");
				body.open("private void " + method + "(" + parameters + ")");
				lines.forEach(body::line);
				body.close();
			});
		}
	}

	/** A graph's statements in a method of the network itself. */
	final Body statements(Shapes shapes, Naming naming, JavaNames locals) {
		return new Body(this, new Channels.Place(shapes, fields.variables(), Map.of()), fields, naming, locals).showingShapes();
	}

	/** Names for the variables of a method of the network itself. */
	final JavaNames locals() {
		Set<String> reserved = new HashSet<>(CodeGenerator.TAKEN);
		reserved.addAll(RESERVED);
		reserved.addAll(fields.names());
		return new JavaNames(reserved);
	}

	/** Imports a class of the engine's networks and returns how to call it. */
	final String engine(String simpleName) {
		return body.use(NETWORKS + simpleName);
	}

	final String graphBuilder() {
		return body.use("org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder");
	}

	/** Java text for the type of an input with so many channels; height and width are Java text. */
	final String inputType(String height, String width, int inputChannels) {
		return body.use("org.deeplearning4j.nn.conf.inputs.InputType") + ".convolutional(" + height + ", " + width + ", " + inputChannels + ")";
	}

	/** Java text for a kind of statistics; null for none. */
	final String norm(NormKind kind) {
		return kind == NormKind.NONE ? "null" : engine("Norm") + "." + kind.name();
	}

	/** Writes the method that defines the network at the experiment's size. */
	final void writeDefine(String graph, Shapes shapes) {
		body.line("/** The network for " + shapes.frame().height() + " x " + shapes.frame().width() + " pixels, height x width. */");
		body.open("public " + graph + " define()");
		body.line("return define(" + shapes.frame().height() + ", " + shapes.frame().width() + ");");
		body.close();
		body.gap();
	}

	/** What the vertices of a graph are called. */
	final VertexNames names(Graph graph) {
		return names.computeIfAbsent(graph, VertexNames::new);
	}

	/** Where what a use gives comes from, if the block passes on what enters it; otherwise null. */
	final Node passedThrough(BlockUse use) {
		Node last = end(output(use.getBlock()));
		return last instanceof BlockInput input ? Blocks.entering(use, this).get(input) : null;
	}

	/** The name of the vertex that gives what a node gives. */
	final String path(Node node, Shapes shapes) {
		String name = names(shapes.graph()).of(node);
		return switch (node) {
		case BlockUse use -> {
			List<Shapes> inside = shapes.inside(use);
			yield name + (inside.size() > 1 ? "/" + (inside.size() - 1) : "") + "/" + path(end(output(use.getBlock())), inside.getLast());
		}
		case Stage stage -> name + "/" + path(end(Project.last(stage)), shapes.inside(stage).get(0));
		default -> name;
		};
	}

	/** The node that computes what another gives: not an output, nor a use that passes on what enters it. */
	private Node end(Node node) {
		Node at = node;
		while (true) {
			Node before = at instanceof Output ? inputs(at, Port.DATA).get(0) : at instanceof BlockUse use ? passedThrough(use) : null;
			if (before == null) {
				return at;
			}
			at = before;
		}
	}

	/** The sources of the edges into a port, in the order of the edges. */
	final List<Node> inputs(Node node, Port port) {
		return wiring((Graph) node.eContainer()).into(node, port).stream().map(Edge::getSource).toList();
	}

	@Override
	public final List<Node> dataInputs(Node node) {
		return inputs(node, Port.DATA);
	}

	@Override
	public final Map<BlockInput, Node> entering(BlockUse use) {
		return Blocks.entering(use, this);
	}

	@Override
	public final Node last(Stage stage) {
		return Project.last(stage);
	}

	/** The one output of a graph. */
	static Output output(Graph graph) {
		return graph.getNodes().stream().filter(Output.class::isInstance).map(Output.class::cast).findFirst().orElseThrow();
	}

	/** The nodes that a graph's output or a tap needs, inputs before what uses them. */
	final List<Node> needed(Graph graph) {
		Set<Node> last = Collections.newSetFromMap(new IdentityHashMap<>());
		last.add(output(graph));
		if (keepsTaps()) {
			graph.getNodes().stream().filter(this::hasTaps).forEach(last::add);
		}
		return needed(graph, last);
	}

	/** The nodes that some nodes of a graph need, and these. */
	final List<Node> needed(Graph graph, Set<Node> last) {
		Wiring wiring = wiring(graph);
		Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
		last.stream().filter(node -> !needed.contains(node)).forEach(node -> needed.addAll(wiring.before(node)));
		return wiring.order().stream().filter(needed::contains).toList();
	}

	/** Whether a node is a tap, or one is inside it. */
	final boolean hasTaps(Node node) {
		return node.isTap() || node instanceof BlockUse use && any(use.getBlock(), tapped, this::hasTaps);
	}

	/** Whether a node must be told by some vertex how many images there are. */
	final boolean needsImages(Node node) {
		return node instanceof NoiseSource || node instanceof BlockUse use && use.getBlock().getNodes().stream().noneMatch(BlockInput.class::isInstance)
				&& any(use.getBlock(), untold, this::needsImages);
	}

	/** Whether something is true of any node of a block; each block is looked at once. */
	private static boolean any(Block block, Map<Block, Boolean> known, Predicate<Node> property) {
		Boolean answer = known.get(block);
		if (answer == null) {
			answer = block.getNodes().stream().anyMatch(property);
			known.put(block, answer);
		}
		return answer;
	}

	/** Shape of a node that must have one. */
	static Shape shape(Node node, Shapes shapes) throws GenerationException {
		Shape shape = shapes.of(node);
		if (shape == null) {
			throw new GenerationException(Elements.describe(node) + ": its shape is not known, because an input is missing");
		}
		return shape;
	}

	private Wiring wiring(Graph graph) {
		return wirings.computeIfAbsent(graph, Wiring::of);
	}
}
