package io.spadework.codegen;

import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Generator;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StyleCodeInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The class of a generator: label map in, image out; and methods for those parts of it that finer generators have as a stage. */
final class GeneratorSource extends NetworkSource {

	private static final String LABEL_MAP = "labelMap";
	private static final String EDGES = "edges";
	private static final String STYLE = "styleCode";

	private final Optional<Shapes> whole;
	private final List<StageCut> cuts;

	/** @param whole the shapes of all of it; without them only its parts can be built */
	GeneratorSource(Project project, Generator generator, Optional<Shapes> whole) {
		super(project, generator, Stream.concat(whole.stream(), project.cuts(generator).stream().map(StageCut::shapes)).toList());
		this.whole = whole;
		this.cuts = project.cuts(generator);
	}

	@Override
	String text() throws GenerationException {
		String gives = "";
		if (whole.isPresent()) {
			gives = writeDefine(whole.get());
		}
		for (StageCut cut : cuts) {
			if (cut != cuts.get(0) || whole.isPresent()) {
				body.gap();
			}
			writePart(cut);
		}
		classComment("Generator" + (gives.isEmpty() ? ", of which others have a part." : ": " + gives + "."), whole);
		return finished();
	}

	/** Returns what comes in and goes out, in words. */
	private String writeDefine(Shapes shapes) throws GenerationException {
		List<Node> nodes = needed(network);
		Node labelMap = nodes.stream().filter(LabelMapInput.class::isInstance).findFirst()
				.orElseThrow(() -> new GenerationException("generator " + Elements.nameAndId(network) + ": no label map reaches its output"));
		Output output = output(network);
		Node last = inputs(output, Port.DATA).get(0);
		if (last instanceof LabelMapInput) {
			throw new GenerationException("generator " + Elements.nameAndId(network) + ": its output is the label map itself; put at least a convolution between");
		}
		Optional<Node> style = nodes.stream().filter(StyleCodeInput.class::isInstance).findFirst();
		boolean edges = nodes.stream().anyMatch(node -> node instanceof EdgeMapInput || node instanceof Stage stage && project.cut(stage).needsEdges());
		String map = JavaText.literal(names(network).of(labelMap));
		String edgeMap = JavaText.literal(VertexNames.EDGE_MAP);
		String styleCode = JavaText.literal(VertexNames.STYLE_CODE);
		String graph = engine("GeneratorGraph");
		String builder = graphBuilder();
		writeDefine(graph, shapes);
		body.line("/** The network as DL4J configures it for images of so many pixels; behind each node the shape of its output for " + shapes.frame().height() + " x "
				+ shapes.frame().width() + ", channels x height x width. */");
		body.open("public " + graph + " define(int height, int width)");
		body.line(builder + " graph = " + engine("Graphs") + ".builder();");
		List<String> inputs = new ArrayList<>(List.of(map));
		List<String> types = new ArrayList<>(List.of(inputType("height", "width", shape(labelMap, shapes).channels())));
		if (edges) {
			inputs.add(edgeMap);
			types.add(inputType("height", "width", 1));
		}
		if (style.isPresent()) {
			inputs.add(styleCode);
			types.add(inputType("1", "1", shape(style.get(), shapes).channels()));
		}
		body.line("graph.addInputs(" + String.join(", ", inputs) + ").setInputTypes(" + String.join(", ", types) + "); // height, width, channels");
		JavaNames locals = locals();
		Body statements = statements(shapes, Naming.PLAIN, locals).edges(edgeMap);
		enter(statements, nodes, map, edgeMap, styleCode);
		List<Node> rest = afterPart(nodes, null, statements, locals, "\"\"", map, edgeMap, styleCode);
		build(statements, rest, builder + " graph", "graph");
		String image = statements.reference(output);
		body.line("graph.setOutputs(" + image + ");");
		String styled = style.isEmpty() ? "" : ".style(" + styleCode + ", " + shape(style.get(), shapes).channels() + ")";
		body.line("return new " + graph + "(graph.build(), " + map + ", " + image + ")" + styled + ";");
		body.close();
		Shape shown = shape(last, shapes);
		return "label map " + shape(labelMap, shapes) + (edges ? ", edge map" : "") + (style.isPresent() ? " and style code" : "") + " to image " + shown;
	}

	/** The method that adds a part of the network to a finer one. */
	private void writePart(StageCut cut) throws GenerationException {
		String builder = graphBuilder();
		List<Node> nodes = needed(network, Set.of(cut.last()));
		JavaNames locals = locals();
		Body statements = statements(cut.shapes(), Naming.PREFIXED, locals).edges(EDGES);
		enter(statements, nodes, LABEL_MAP, EDGES, STYLE);
		List<String> parameters = new ArrayList<>(List.of(builder + " graph", "String prefix", "String " + LABEL_MAP));
		if (cut.needsEdges()) {
			parameters.add("String " + EDGES);
		}
		if (cut.needsStyle()) {
			parameters.add("String " + STYLE);
		}
		String part = cut.last() instanceof Output ? "the network" : "the network up to " + JavaText.comment(Elements.nameAndId(cut.last()));
		body.line("/**");
		body.line(" * Adds " + part + " to a graph, its vertices called as in the network, but behind a prefix such as \"global/\".");
		body.line(" * Behind each node is the shape of its output for " + cut.shapes().frame().height() + " x " + cut.shapes().frame().width() + ", channels x height x width.");
		body.line(" * Returns the name of the vertex with its output.");
		body.line(" */");
		String declared = String.join(", ", parameters);
		body.open("String " + cut.method() + "(" + declared + ")");
		List<Node> rest = afterPart(nodes, cut, statements, locals, "prefix", LABEL_MAP, EDGES, STYLE);
		build(statements, rest, declared, String.join(", ", parameters.stream().map(parameter -> parameter.substring(parameter.lastIndexOf(' ') + 1)).toList()));
		body.line("return " + statements.reference(cut.last()) + ";");
		body.close();
	}

	private static void enter(Body statements, List<Node> nodes, String labelMap, String edgeMap, String styleCode) {
		for (Node node : nodes) {
			switch (node) {
			// every label map node is the one label map that comes in
			case LabelMapInput input -> statements.entering(node, labelMap);
			case EdgeMapInput input -> statements.entering(node, edgeMap);
			case StyleCodeInput input -> statements.entering(node, styleCode);
			default -> {
				// made inside
			}
			}
		}
		statements.images(labelMap);
	}

	/** Begins with the largest part that has a method of its own; returns the nodes that are left. */
	private List<Node> afterPart(List<Node> nodes, StageCut itself, Body statements, JavaNames locals, String prefix, String labelMap, String edgeMap, String styleCode)
			throws GenerationException {
		Set<Node> wanted = new HashSet<>(nodes);
		for (StageCut cut : cuts.reversed()) {
			List<Node> part = needed(network, Set.of(cut.last()));
			if (cut == itself || part.size() > wanted.size() || itself != null && part.size() == wanted.size() || !wanted.containsAll(part)) {
				continue;
			}
			List<String> arguments = new ArrayList<>(List.of("graph", prefix, labelMap));
			if (cut.needsEdges()) {
				arguments.add(edgeMap);
			}
			if (cut.needsStyle()) {
				arguments.add(styleCode);
			}
			String call = cut.method() + "(" + String.join(", ", arguments) + ");";
			boolean inside = cut.last() instanceof BlockUse || cut.last() instanceof Stage || cut.last() instanceof Output;
			if (inside && nodes.size() <= Body.LONGEST_METHOD) {
				String variable = locals.camelCase(cut.last() instanceof Output ? "output" : cut.last().getName(), "part", "Part");
				call = "String " + variable + " = " + call;
				statements.entering(cut.last(), variable);
			}
			body.line(call);
			return nodes.stream().filter(node -> !part.contains(node)).toList();
		}
		return nodes;
	}
}
