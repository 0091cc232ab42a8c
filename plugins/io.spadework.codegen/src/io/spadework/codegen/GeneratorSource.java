package io.spadework.codegen;

import io.spadework.model.Shape;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import java.util.List;
import java.util.function.ToIntFunction;

/** The class of a generator: label map in, image out. */
final class GeneratorSource extends NetworkSource {

	GeneratorSource(Study study, Experiment experiment, Generator generator, String packageName, String className) throws GenerationException {
		super(study, experiment, generator, packageName, className);
	}

	@Override
	String text() throws GenerationException {
		Node labelMap = order.stream().filter(LabelMapInput.class::isInstance).findFirst()
				.orElseThrow(() -> new GenerationException("generator " + Elements.nameAndId(network) + ": no label map reaches its output"));
		Node last = input(output);
		if (last instanceof LabelMapInput) {
			throw new GenerationException("generator " + Elements.nameAndId(network) + ": its output is the label map itself; put at least a convolution between");
		}
		Shape in = shape(labelMap);
		String image = reference(last);
		String builder = graphBuilder();
		String graph = engine("GeneratorGraph");
		body.line("/** The network as DL4J configures it; behind each node the shape of its output, channels x height x width. */");
		body.open("public " + graph + " define()");
		body.line(builder + " graph = " + engine("Graphs") + ".builder();");
		body.line("graph.addInputs(" + reference(labelMap) + ").setInputTypes(" + body.use("org.deeplearning4j.nn.conf.inputs.InputType") + ".convolutional(" + in.height() + ", "
				+ in.width() + ", " + in.channels() + ")); // height, width, channels");
		buildNodes(builder + " graph", "graph");
		body.line("graph.setOutputs(" + image + ");");
		body.line("return new " + graph + "(graph.build(), " + reference(labelMap) + ", " + image + ");");
		body.close();
		finishMethods();

		classComment("Generator: label map " + in + " to image " + shape(last) + ".");
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
			return JavaText.literal(name(order.stream().filter(LabelMapInput.class::isInstance).findFirst().orElse(node)));
		}
		return nameOf(node);
	}

	@Override
	String nameOf(Node node) {
		return JavaText.literal(name(node));
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
