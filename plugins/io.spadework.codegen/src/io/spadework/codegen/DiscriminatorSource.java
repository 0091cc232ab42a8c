package io.spadework.codegen;

import io.spadework.model.Shapes;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Halving;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import java.util.List;
import java.util.Optional;

/** The class of a discriminator: label map and image in, a score per patch at every scale out. */
final class DiscriminatorSource extends NetworkSource {

	private static final String LABEL_MAP = "label map";
	private static final String IMAGE = "image";
	/** Behind the image input, where the generator's gradient leaves. */
	private static final String IMAGE_TAP = "image/tap";

	private final Discriminator discriminator;
	private final Shapes shapes;
	private final List<Node> nodes;
	private final boolean judgesLabelMap;
	private final boolean judgesEdgeMap;

	DiscriminatorSource(Project project, Discriminator discriminator, Shapes shapes) {
		super(project, discriminator, List.of(shapes));
		this.discriminator = discriminator;
		this.shapes = shapes;
		this.nodes = needed(discriminator);
		this.judgesLabelMap = nodes.stream().anyMatch(LabelMapInput.class::isInstance);
		this.judgesEdgeMap = nodes.stream().anyMatch(EdgeMapInput.class::isInstance);
	}

	@Override
	String text() throws GenerationException {
		Node image = nodes.stream().filter(ImageInput.class::isInstance).findFirst()
				.orElseThrow(() -> new GenerationException("discriminator " + Elements.nameAndId(network) + ": no image reaches its output"));
		writeDefine(shape(image, shapes).channels());
		writeScale();
		String judged = (judgesLabelMap ? "label map" : "") + (judgesLabelMap && judgesEdgeMap ? ", " : "") + (judgesEdgeMap ? "edge map" : "");
		classComment("Discriminator: judges " + (judged.isEmpty() ? "the image alone" : judged + " and image together") + ", patch by patch, at " + shapes.scales()
				+ (shapes.scales() == 1 ? " scale." : " scales."), Optional.of(shapes));
		return finished();
	}

	@Override
	boolean keepsTaps() {
		return true;
	}

	private void writeDefine(int imageChannels) throws GenerationException {
		String graph = engine("DiscriminatorGraph");
		String list = body.use("java.util.List");
		String count = fields.integer(discriminator.getScales(), discriminator, "scales");
		writeDefine(graph, shapes);
		body.line("/** The network as DL4J configures it for images of so many pixels: the same architecture for every scale, each on images half as large as the one before. */");
		body.open("public " + graph + " define(int height, int width)");
		body.line(graphBuilder() + " graph = " + engine("Graphs") + ".builder();");
		body.line("graph.addInputs(\"" + LABEL_MAP + "\", " + (judgesEdgeMap ? "\"" + VertexNames.EDGE_MAP + "\", " : "") + "\"" + IMAGE + "\").setInputTypes("
				+ inputType("height", "width", shapes.frame().labelMap().channels()) + ", " + (judgesEdgeMap ? inputType("height", "width", 1) + ", " : "")
				+ inputType("height", "width", imageChannels) + "); // height, width, channels");
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
			body.line("String edges = \"" + VertexNames.EDGE_MAP + "\";");
		}
		body.line("String image = \"" + IMAGE_TAP + "\";");
		body.line(list + "<" + graph + ".Scale> judges = new " + body.use("java.util.ArrayList") + "<>();");
		body.open("for (int k = 1; k <= " + count + "; k++)");
		body.line("judges.add(scale(graph, \"scale\" + k, map, " + (judgesEdgeMap ? "edges, " : "") + "image));");
		body.open("if (k < " + count + ")");
		if (discriminator.getHalving() != Halving.AVERAGE_POOLING) {
			body.line("height = (height + 1) / 2; // half, rounded up");
			body.line("width = (width + 1) / 2;");
		}
		if (judgesLabelMap) {
			halve(LABEL_MAP, "map");
		}
		if (judgesEdgeMap) {
			halve(VertexNames.EDGE_MAP, "edges");
		}
		halve(IMAGE, "image");
		body.close();
		body.close();
		body.line("return " + graph + ".of(graph, \"" + LABEL_MAP + "\", \"" + IMAGE + "\", \"" + IMAGE_TAP + "\", judges);");
		body.close();
	}

	private void halve(String what, String variable) {
		String half = switch (discriminator.getHalving()) {
		case AVERAGE_POOLING -> engine("AveragePool") + "(3, 2, 1)";
		case BILINEAR -> engine("ResizeBilinear") + "(height, width, false /* corners aligned */)";
		case NEAREST -> engine("ResizeNearest") + "(height, width)";
		};
		body.line("graph.addVertex(\"" + what + "/\" + k, new " + half + ", " + variable + ");");
		body.line(variable + " = \"" + what + "/\" + k;");
	}

	private void writeScale() throws GenerationException {
		String scale = engine("DiscriminatorGraph") + ".Scale";
		String parameters = graphBuilder() + " graph, String name, String labelMap, " + (judgesEdgeMap ? "String edges, " : "") + "String image";
		String list = body.use("java.util.List");
		body.gap();
		body.line("/** One scale: its taps for feature matching and its score per patch; behind each node the shape of its output at scale 1. */");
		body.open("private " + scale + " scale(" + parameters + ")");
		body.line(list + "<String> taps = new " + body.use("java.util.ArrayList") + "<>();");
		Body statements = statements(shapes, Naming.INSIDE, locals());
		for (Node node : nodes) {
			switch (node) {
			case LabelMapInput input -> statements.entering(node, "labelMap");
			case EdgeMapInput input -> statements.entering(node, "edges");
			case ImageInput input -> statements.entering(node, "image");
			default -> {
				// made inside
			}
			}
		}
		statements.images("image");
		build(statements, nodes, parameters + ", " + list + "<String> taps", "graph, name, labelMap, " + (judgesEdgeMap ? "edges, " : "") + "image, taps");
		Output output = output(network);
		String score = statements.nameOf(output);
		body.line("graph.addVertex(" + score + ", new " + engine("Tap") + "(), " + statements.reference(output) + "); // " + shape(output, shapes));
		body.line("return new " + scale + "(taps, " + score + ");");
		body.close();
	}
}
