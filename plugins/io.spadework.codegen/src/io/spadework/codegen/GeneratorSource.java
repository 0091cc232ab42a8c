package io.spadework.codegen;

import io.spadework.model.Shape;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.model.study.StyleCodeInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The class of a generator: label map in, image out. */
final class GeneratorSource extends NetworkSource {

	GeneratorSource(Study study, Experiment experiment, Generator generator, String packageName, String className) throws GenerationException {
		super(study, experiment, generator, packageName, className);
	}

	@Override
	String text() throws GenerationException {
		Node labelMap = first(LabelMapInput.class)
				.orElseThrow(() -> new GenerationException("generator " + Elements.nameAndId(network) + ": no label map reaches its output"));
		Optional<Node> edgeMap = first(EdgeMapInput.class);
		Optional<Node> style = first(StyleCodeInput.class);
		Node last = input(output);
		if (last instanceof LabelMapInput) {
			throw new GenerationException("generator " + Elements.nameAndId(network) + ": its output is the label map itself; put at least a convolution between");
		}
		String image = reference(last);
		String builder = graphBuilder();
		String graph = engine("GeneratorGraph");
		body.line("/** The network as DL4J configures it; behind each node the shape of its output, channels x height x width. */");
		body.open("public " + graph + " define()");
		body.line(builder + " graph = " + engine("Graphs") + ".builder();");
		List<String> names = new ArrayList<>();
		List<String> types = new ArrayList<>();
		for (Node input : Stream.of(Optional.of(labelMap), edgeMap, style).flatMap(Optional::stream).toList()) {
			names.add(reference(input));
			types.add(inputType(shape(input)));
		}
		body.line("graph.addInputs(" + String.join(", ", names) + ").setInputTypes(" + String.join(", ", types) + "); // height, width, channels");
		buildNodes(builder + " graph", "graph");
		body.line("graph.setOutputs(" + image + ");");
		body.line("return new " + graph + "(graph.build(), " + reference(labelMap) + ", " + image + ");");
		body.close();
		finishMethods();

		classComment("Generator: label map " + shape(labelMap) + (edgeMap.isPresent() ? ", edge map" : "") + (style.isPresent() ? " and style code" : "") + " to image "
				+ shape(last) + ".");
		file.open("public class " + className);
		file.gap();
		fields.declare(file, "protected final");
		file.include(body);
		file.close();
		return file.text();
	}

	@Override
	String reference(Node node) {
		if (node instanceof LabelMapInput) {
			// every label map node is the one label map that comes in
			return JavaText.literal(name(first(LabelMapInput.class).orElse(node)));
		}
		return nameOf(node);
	}

	@Override
	String nameOf(Node node) {
		return JavaText.literal(name(node));
	}

	@Override
	String nameOf(Node node, String part) {
		return JavaText.literal(name(node) + "/" + part);
	}

	@Override
	String anyVertex() {
		return JavaText.literal(name(first(LabelMapInput.class).orElseThrow()));
	}

	@Override
	List<String> statement(Node node) throws GenerationException {
		if (node instanceof ImageInput) {
			throw new GenerationException(Elements.describe(node) + ": a generator has no image to begin with");
		}
		return super.statement(node);
	}

	@Override
	String perScale(Node node, ToIntFunction<Shape> size) throws GenerationException {
		return Integer.toString(size.applyAsInt(shape(node)));
	}

	@Override
	boolean keepsTaps() {
		return false;
	}
}
