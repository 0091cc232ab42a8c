package io.spadework.codegen;

import io.spadework.model.Shapes;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.StyleCodeInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The class of a network that looks at an image and nothing else: a style encoder, a segmenter or a feature network. */
final class ImageSource extends NetworkSource {

	private final Shapes shapes;

	ImageSource(Project project, Network network, Shapes shapes) {
		super(project, network, List.of(shapes));
		this.shapes = shapes;
	}

	@Override
	String text() throws GenerationException {
		List<Node> watched = watched();
		List<Node> nodes = needed(network, among(watched));
		Node image = nodes.stream().filter(ImageInput.class::isInstance).findFirst()
				.orElseThrow(() -> new GenerationException(Elements.describe(network) + ": no image reaches its output"));
		for (Node node : nodes) {
			if (node instanceof LabelMapInput || node instanceof EdgeMapInput || node instanceof StyleCodeInput) {
				throw new GenerationException(Elements.describe(node) + ": " + Elements.describe(network) + " sees nothing but the image");
			}
		}
		String type = switch (network) {
		case FeatureNetwork features -> "FeatureGraph";
		case Segmenter segmenter -> "SegmenterGraph";
		default -> "EncoderGraph";
		};
		String graph = engine(type);
		String builder = graphBuilder();
		String input = JavaText.literal(names(network).of(image));
		writeDefine(graph, shapes);
		body.line("/** The network as DL4J configures it for images of so many pixels; behind each node the shape of its output for " + shapes.frame().height() + " x "
				+ shapes.frame().width() + ", channels x height x width. */");
		body.open("public " + graph + " define(int height, int width)");
		body.line(builder + " graph = " + engine("Graphs") + ".builder();");
		body.line("graph.addInputs(" + input + ").setInputTypes(" + inputType("height", "width", shape(image, shapes).channels()) + "); // height, width, channels");
		Body statements = statements(shapes, Naming.PLAIN, locals());
		nodes.stream().filter(ImageInput.class::isInstance).forEach(node -> statements.entering(node, input));
		build(statements, nodes, builder + " graph", "graph");
		if (network instanceof FeatureNetwork features) {
			answerTaps(features, watched, statements, input);
		} else {
			Output output = output(network);
			String answer = statements.reference(output);
			if (answer.equals(input)) {
				throw new GenerationException(Elements.describe(network) + ": its output is the image itself; put at least a convolution between");
			}
			body.line("graph.setOutputs(" + answer + ");");
			body.line("return new " + graph + "(graph.build(), " + input + ", " + answer + ");");
		}
		body.close();
		classComment(sentence(image), Optional.of(shapes));
		return finished();
	}

	private String sentence(Node image) throws GenerationException {
		String sees = "image " + shape(image, shapes);
		return switch (network) {
		case FeatureNetwork features -> "Feature network: " + sees + " to the activations that a loss compares.";
		case Segmenter segmenter -> "Segmenter: " + sees + " to " + shape(output(network), shapes) + ", a score for each label and pixel.";
		default -> "Style encoder: " + sees + " to " + shape(output(network), shapes) + ", means and logarithms of variances.";
		};
	}

	/** The nodes that the network is there for: those that the loss compares, each once, or its output. */
	private List<Node> watched() {
		return network instanceof FeatureNetwork ? project.experiment.getObjective().getPerceptual().getTerms().stream().map(PerceptualTerm::getNode).distinct().toList()
				: List.of(output(network));
	}

	private static Set<Node> among(List<Node> nodes) {
		Set<Node> set = Collections.newSetFromMap(new IdentityHashMap<>());
		set.addAll(nodes);
		return set;
	}

	private void answerTaps(FeatureNetwork features, List<Node> watched, Body statements, String input) throws GenerationException {
		List<String> taps = new ArrayList<>();
		for (Node node : watched) {
			taps.add(engine("Graphs") + ".tap(graph, " + statements.reference(node) + ")");
		}
		body.line(body.use("java.util.List") + "<String> taps = List.of(" + String.join(", ", taps) + ");");
		body.line("graph.setOutputs(taps.toArray(String[]::new));");
		String weights = features.getWeights() == null || features.getWeights().isBlank() ? "null /* drawn at random */" : JavaText.literal(features.getWeights());
		body.line("return new FeatureGraph(" + JavaText.literal(JavaText.clip(String.valueOf(features.getName()))) + ", graph.build(), " + input + ", taps, " + engine("ImageScaling")
				+ "." + features.getScaling().name() + ", " + weights + ");");
	}
}
