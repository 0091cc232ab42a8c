package io.spadework.codegen.tests;

import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Port;
import io.spadework.model.study.Seed;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import java.util.Map;

/** A study on the built-in landscapes whose networks tests draw themselves. */
final class Sketch {

	static final StudyFactory NEW = StudyFactory.eINSTANCE;

	final Study study;
	final Experiment experiment;
	private int ids;

	private Sketch(Study study) {
		this.study = study;
		this.experiment = study.getExperiments().get(0);
	}

	/** The published networks, narrow and small: 64 x 64, 16 filters, 2 scales. */
	static Sketch landscapes() {
		return new Sketch(Templates.named("spade").create(Map.of("crop", "64", "ngf", "16", "ndf", "16"), new DataChoice.BuiltInLandscapes()));
	}

	/** The same study with empty networks. */
	static Sketch blank() {
		Sketch sketch = landscapes();
		for (Network network : new Network[] { sketch.generator(), sketch.discriminator() }) {
			network.getEdges().clear();
			network.getNodes().clear();
		}
		return sketch;
	}

	/** The smallest generator: label map, seed at full size, convolution, tanh. */
	Sketch withSmallestGenerator() {
		LabelMapInput map = node(generator(), NEW.createLabelMapInput(), "label map");
		Seed seed = seed(map, "seed", "4");
		Node last = tanh(seed);
		edge(last, node(generator(), NEW.createOutput(), "output"));
		return this;
	}

	/** The smallest discriminator: both inputs concatenated, one tapped convolution, one to a score. */
	Sketch withSmallestDiscriminator() {
		LabelMapInput map = node(discriminator(), NEW.createLabelMapInput(), "label map");
		ImageInput image = node(discriminator(), NEW.createImageInput(), "image");
		Concatenation both = node(discriminator(), NEW.createConcatenation(), "both");
		edge(map, both);
		edge(image, both);
		Convolution features = convolution(both, "features", "4");
		features.setTap(true);
		edge(convolution(features, "score", "1"), node(discriminator(), NEW.createOutput(), "output"));
		return this;
	}

	Generator generator() {
		return experiment.getGenerator();
	}

	Discriminator discriminator() {
		return experiment.getDiscriminator();
	}

	<N extends Node> N node(Network network, N node, String name) {
		node.setId("n" + ++ids);
		node.setName(name);
		network.getNodes().add(node);
		return node;
	}

	Edge edge(Node from, Node to) {
		Edge edge = NEW.createEdge();
		edge.setId("e" + ++ids);
		edge.setSource(from);
		edge.setTarget(to);
		((Network) from.eContainer()).getEdges().add(edge);
		return edge;
	}

	void labelMap(Node from, Node to) {
		edge(from, to).setPort(Port.LABEL_MAP);
	}

	Seed seed(Node map, String name, String filters) {
		Seed seed = node((Network) map.eContainer(), NEW.createSeed(), name);
		seed.setFilters(filters);
		seed.setHeight("64");
		seed.setWidth("64");
		labelMap(map, seed);
		return seed;
	}

	/** A 3 x 3 convolution that keeps the size. */
	Convolution convolution(Node from, String name, String filters) {
		Convolution convolution = node((Network) from.eContainer(), NEW.createConvolution(), name);
		convolution.setFilters(filters);
		edge(from, convolution);
		return convolution;
	}

	SpadeBlock block(Node from, Node map, String name, String filters) {
		SpadeBlock block = node((Network) from.eContainer(), NEW.createSpadeBlock(), name);
		block.setFilters(filters);
		edge(from, block);
		labelMap(map, block);
		return block;
	}

	/** Convolution to three channels and tanh: what a generator ends in. */
	Activation tanh(Node from) {
		Convolution image = convolution(from, "to image", "3");
		Activation tanh = node((Network) from.eContainer(), NEW.createActivation(), "tanh");
		tanh.setFunction(ActivationFunction.TANH);
		edge(image, tanh);
		return tanh;
	}

	Output output(Node from) {
		Output output = node((Network) from.eContainer(), NEW.createOutput(), "output");
		edge(from, output);
		return output;
	}

	Parameter parameter(String name, String value) {
		Parameter parameter = NEW.createParameter();
		parameter.setId("p" + ++ids);
		parameter.setName(name);
		parameter.setValue(value);
		study.getParameters().add(parameter);
		return parameter;
	}
}
