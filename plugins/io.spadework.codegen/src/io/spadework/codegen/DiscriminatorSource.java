package io.spadework.codegen;

import io.spadework.model.Shape;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The class of a discriminator: label map and image in, a score per patch at every scale out. */
final class DiscriminatorSource extends NetworkSource {

	private static final String LABEL_MAP = "label map";
	private static final String IMAGE = "image";
	/** Behind the image input, where the generator's gradient leaves. */
	private static final String IMAGE_TAP = "image/tap";

	private final Discriminator discriminator;
	private final int scales;
	private final boolean judgesLabelMap;
	private final boolean judgesEdgeMap;

	DiscriminatorSource(Study study, Experiment experiment, Discriminator discriminator, String packageName, String className) throws GenerationException {
		super(study, experiment, discriminator, packageName, className);
		this.discriminator = discriminator;
		this.scales = shapes.scales();
		this.judgesLabelMap = first(LabelMapInput.class).isPresent();
		this.judgesEdgeMap = first(EdgeMapInput.class).isPresent();
	}

	@Override
	String text() throws GenerationException {
		Node image = first(ImageInput.class)
				.orElseThrow(() -> new GenerationException("discriminator " + Elements.nameAndId(network) + ": no image reaches its output"));
		writeDefine(shape(image));
		writeScale();
		finishMethods();

		String judged = (judgesLabelMap ? "label map" : "") + (judgesLabelMap && judgesEdgeMap ? ", " : "") + (judgesEdgeMap ? "edge map" : "");
		classComment("Discriminator: judges " + (judged.isEmpty() ? "the image alone" : judged + " and image together") + ", patch by patch, at " + scales
				+ (scales == 1 ? " scale." : " scales."));
		file.open("public class " + className);
		file.gap();
		fields.declare(file, "protected final");
		file.include(body);
		file.close();
		return file.text();
	}

	private void writeDefine(Shape image) throws GenerationException {
		String graph = engine("DiscriminatorGraph");
		String list = body.use("java.util.List");
		String pool = "new " + engine("AveragePool") + "(3, 2, 1)";
		String count = fields.integer(discriminator.getScales(), discriminator, "scales");
		body.line("/** The network as DL4J configures it: the same architecture for every scale, each on images half as large as the one before. */");
		body.open("public " + graph + " define()");
		body.line(graphBuilder() + " graph = " + engine("Graphs") + ".builder();");
		body.line("graph.addInputs(\"" + LABEL_MAP + "\", " + (judgesEdgeMap ? "\"" + EDGE_MAP + "\", " : "") + "\"" + IMAGE + "\").setInputTypes("
				+ inputType(shapes.frame().labelMap()) + ", " + (judgesEdgeMap ? inputType(shapes.frame().edgeMap()) + ", " : "") + inputType(image)
				+ "); // height, width, channels");
		if (!judgesLabelMap) {
			body.line("graph.allowDisconnected(true); // no node looks at the label map");
		}
		body.line("graph.addVertex(\"" + IMAGE_TAP + "\", new " + engine("Tap") + "(), \"" + IMAGE + "\"); // where the generator's gradient leaves");
		if (!count.matches("\\w+") || count.matches("\\d+")) {
			body.line("int scaleCount = " + count + ";");
			count = "scaleCount";
		}
		body.line("String map = \"" + LABEL_MAP + "\";");
		if (judgesEdgeMap) {
			body.line("String edges = \"" + EDGE_MAP + "\";");
		}
		body.line("String image = \"" + IMAGE_TAP + "\";");
		body.line(list + "<" + graph + ".Scale> judges = new " + body.use("java.util.ArrayList") + "<>();");
		body.open("for (int k = 1; k <= " + count + "; k++)");
		body.line("judges.add(scale(graph, " + (resolutionMatters() ? "k, " : "") + "\"scale\" + k, map, " + (judgesEdgeMap ? "edges, " : "") + "image));");
		body.open("if (k < " + count + ")");
		if (judgesLabelMap) {
			body.line("graph.addVertex(\"" + LABEL_MAP + "/\" + k, " + pool + ", map);");
			body.line("map = \"" + LABEL_MAP + "/\" + k;");
		}
		if (judgesEdgeMap) {
			body.line("graph.addVertex(\"" + EDGE_MAP + "/\" + k, " + pool + ", edges);");
			body.line("edges = \"" + EDGE_MAP + "/\" + k;");
		}
		body.line("graph.addVertex(\"" + IMAGE + "/\" + k, " + pool + ", image);");
		body.line("image = \"" + IMAGE + "/\" + k;");
		body.close();
		body.close();
		body.line("return " + graph + ".of(graph, \"" + LABEL_MAP + "\", \"" + IMAGE + "\", \"" + IMAGE_TAP + "\", judges);");
		body.close();
	}

	private void writeScale() throws GenerationException {
		String scale = engine("DiscriminatorGraph") + ".Scale";
		String k = resolutionMatters() ? "int k, " : "";
		String parameters = graphBuilder() + " graph, " + k + "String name, String labelMap, " + (judgesEdgeMap ? "String edges, " : "") + "String image";
		String list = body.use("java.util.List");
		body.gap();
		body.line("/** One scale: its taps for feature matching and its score per patch; behind each node the shape of its output at scale 1. */");
		body.open("private " + scale + " scale(" + parameters + ")");
		body.line(list + "<String> taps = new " + body.use("java.util.ArrayList") + "<>();");
		buildNodes(parameters + ", " + list + "<String> taps", "graph, " + (k.isEmpty() ? "" : "k, ") + "name, labelMap, " + (judgesEdgeMap ? "edges, " : "") + "image, taps");
		body.line("return new " + scale + "(taps, " + nameOf(output) + ");");
		body.close();
	}

	/** Adds to the node's own statement that of its tap; the output is a tap of what feeds it. */
	@Override
	List<String> statement(Node node) throws GenerationException {
		List<String> lines = new ArrayList<>(super.statement(node));
		if (node instanceof Output) {
			lines.add("graph.addVertex(" + nameOf(node) + ", new " + engine("Tap") + "(), " + reference(input(node)) + "); // " + shape(node));
		}
		if (node.isTap()) {
			if (node instanceof Output) {
				String tap = "name + " + JavaText.literal("/" + name(node) + "/tap");
				lines.add("graph.addVertex(" + tap + ", new " + engine("Tap") + "(), " + reference(input(node)) + ");");
				lines.add("taps.add(" + tap + ");");
			} else {
				lines.add("taps.add(" + engine("Graphs") + ".tap(graph, " + reference(node) + "));");
			}
		}
		return lines;
	}

	@Override
	String reference(Node node) {
		return switch (node) {
		case LabelMapInput input -> "labelMap";
		case EdgeMapInput input -> "edges";
		case ImageInput input -> "image";
		default -> nameOf(node);
		};
	}

	@Override
	String nameOf(Node node) {
		return "name + " + JavaText.literal("/" + name(node));
	}

	@Override
	String nameOf(Node node, String part) {
		return "name + " + JavaText.literal("/" + name(node) + "/" + part);
	}

	@Override
	String anyVertex() {
		return "image";
	}

	@Override
	String perScale(Node node, ToIntFunction<Shape> size) throws GenerationException {
		StringBuilder java = new StringBuilder();
		for (int k = 1; k <= scales; k++) {
			int value = size.applyAsInt(shapes.scale(k).of(node));
			java.append(k < scales ? "k == " + k + " ? " + value + " : " : Integer.toString(value));
		}
		return java.toString();
	}

	@Override
	boolean keepsTaps() {
		return true;
	}

	/** Whether a node of this network has to be told its resolution, which differs from scale to scale. */
	private boolean resolutionMatters() {
		return scales > 1 && order.stream().anyMatch(NetworkSource::isToldItsSize);
	}
}
