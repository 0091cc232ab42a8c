package io.spadework.codegen;

import io.spadework.model.Shape;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.SpadeBlock;
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

	DiscriminatorSource(Study study, Experiment experiment, Discriminator discriminator, String packageName, String className) throws GenerationException {
		super(study, experiment, discriminator, packageName, className);
		this.discriminator = discriminator;
		this.scales = shapes.scales();
		this.judgesLabelMap = order.stream().anyMatch(LabelMapInput.class::isInstance);
	}

	@Override
	String text() throws GenerationException {
		Node image = order.stream().filter(ImageInput.class::isInstance).findFirst()
				.orElseThrow(() -> new GenerationException("discriminator " + Elements.nameAndId(network) + ": no image reaches its output"));
		Shape imageShape = shape(image);
		int labelChannels = shapes.frame().labelMap().channels();
		writeDefine(imageShape, labelChannels);
		writeScale();
		finishMethods();

		classComment("Discriminator: judges " + (judgesLabelMap ? "label map and image together" : "the image alone") + ", patch by patch, at " + scales
				+ (scales == 1 ? " scale." : " scales."));
		file.open("public class " + className);
		file.gap();
		fields.declare(file, "protected final");
		file.include(body);
		file.close();
		return file.text();
	}

	private void writeDefine(Shape image, int labelChannels) throws GenerationException {
		String graph = engine("DiscriminatorGraph");
		String list = body.use("java.util.List");
		String type = body.use("org.deeplearning4j.nn.conf.inputs.InputType") + ".convolutional(" + image.height() + ", " + image.width() + ", ";
		String pool = "new " + engine("AveragePool") + "(3, 2, 1)";
		String count = fields.integer(discriminator.getScales(), discriminator, "scales");
		body.line("/** The network as DL4J configures it: the same architecture for every scale, each on images half as large as the one before. */");
		body.open("public " + graph + " define()");
		body.line(graphBuilder() + " graph = " + engine("Graphs") + ".builder();");
		body.line("graph.addInputs(\"" + LABEL_MAP + "\", \"" + IMAGE + "\").setInputTypes(" + type + labelChannels + "), " + type + image.channels()
				+ ")); // height, width, channels");
		if (!judgesLabelMap) {
			body.line("graph.allowDisconnected(true); // no node looks at the label map");
		}
		body.line("graph.addVertex(\"" + IMAGE_TAP + "\", new " + engine("Tap") + "(), \"" + IMAGE + "\"); // where the generator's gradient leaves");
		if (!count.matches("\\w+") || count.matches("\\d+")) {
			body.line("int scaleCount = " + count + ";");
			count = "scaleCount";
		}
		body.line("String map = \"" + LABEL_MAP + "\";");
		body.line("String image = \"" + IMAGE_TAP + "\";");
		body.line(list + "<" + graph + ".Scale> judges = new " + body.use("java.util.ArrayList") + "<>();");
		body.open("for (int k = 1; k <= " + count + "; k++)");
		body.line("judges.add(scale(graph, " + (resolutionMatters() ? "k, " : "") + "\"scale\" + k, map, image));");
		body.open("if (k < " + count + ")");
		if (judgesLabelMap) {
			body.line("graph.addVertex(\"" + LABEL_MAP + "/\" + k, " + pool + ", map);");
			body.line("map = \"" + LABEL_MAP + "/\" + k;");
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
		String parameters = graphBuilder() + " graph, " + k + "String name, String labelMap, String image";
		String list = body.use("java.util.List");
		body.gap();
		body.line("/** One scale: its taps for feature matching and its score per patch; behind each node the shape of its output at scale 1. */");
		body.open("private " + scale + " scale(" + parameters + ")");
		body.line(list + "<String> taps = new " + body.use("java.util.ArrayList") + "<>();");
		buildNodes(parameters + ", " + list + "<String> taps", "graph, " + (k.isEmpty() ? "" : "k, ") + "name, labelMap, image, taps");
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
		return node instanceof LabelMapInput ? "labelMap" : node instanceof ImageInput ? "image" : nameOf(node);
	}

	@Override
	String nameOf(Node node) {
		return "name + " + JavaText.literal("/" + name(node));
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
		return scales > 1 && order.stream().anyMatch(SpadeBlock.class::isInstance);
	}
}
