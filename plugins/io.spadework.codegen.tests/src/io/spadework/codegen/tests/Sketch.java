package io.spadework.codegen.tests;

import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Port;
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

	/** The smallest generator: label map, convolution, tanh. */
	Sketch withSmallestGenerator() {
		LabelMapInput map = node(generator(), NEW.createLabelMapInput(), "label map");
		output(tanh(convolution(map, "seed", "4")));
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

	/** Another generator: label map, convolution "middle", convolution to three channels, tanh. */
	Generator generator(String name) {
		Generator generator = NEW.createGenerator();
		generator.setId("g" + ++ids);
		generator.setName(name);
		study.getNetworks().add(generator);
		output(tanh(convolution(node(generator, NEW.createLabelMapInput(), "label map"), "middle", "4")));
		return generator;
	}

	<N extends Node> N node(Graph graph, N node, String name) {
		node.setId("n" + ++ids);
		node.setName(name);
		graph.getNodes().add(node);
		return node;
	}

	Edge edge(Node from, Node to) {
		Edge edge = NEW.createEdge();
		edge.setId("e" + ++ids);
		edge.setSource(from);
		edge.setTarget(to);
		((Graph) from.eContainer()).getEdges().add(edge);
		return edge;
	}

	void labelMap(Node from, Node to) {
		edge(from, to).setPort(Port.LABEL_MAP);
	}

	/** A 3 x 3 convolution that keeps the size. */
	Convolution convolution(Node from, String name, String filters) {
		Convolution convolution = node((Graph) from.eContainer(), NEW.createConvolution(), name);
		convolution.setFilters(filters);
		edge(from, convolution);
		return convolution;
	}

	/** A use of the study's residual block with a learned skip. */
	BlockUse residual(Node from, Node map, String name, String filters) {
		BlockUse use = use(block("residual_skip"), name, from);
		labelMap(map, use);
		argument(use, "fout", filters);
		return use;
	}

	/** A block of the study, by its id. */
	Block block(String id) {
		return study.getBlocks().stream().filter(block -> block.getId().equals(id)).findFirst().orElseThrow();
	}

	/** A block without nodes. */
	Block newBlock(String name) {
		Block block = NEW.createBlock();
		block.setId("b" + ++ids);
		block.setName(name);
		study.getBlocks().add(block);
		return block;
	}

	/** Where data enter a block; expressions of the block know their channels by a name, if one is given. */
	BlockInput input(Block block, String name, Port port, String channels) {
		BlockInput input = node(block, NEW.createBlockInput(), name);
		input.setPort(port);
		input.setChannels(channels);
		return input;
	}

	/** A parameter of a block, with a value where uses give none. */
	BlockParameter parameter(Block block, String name, String value) {
		BlockParameter parameter = NEW.createBlockParameter();
		parameter.setId("bp" + ++ids);
		parameter.setName(name);
		parameter.setValue(value);
		block.getParameters().add(parameter);
		return parameter;
	}

	/** A use of a block in the graph of what feeds it. */
	BlockUse use(Block block, String name, Node... from) {
		BlockUse use = NEW.createBlockUse();
		use.setBlock(block);
		node((Graph) from[0].eContainer(), use, name);
		for (Node each : from) {
			edge(each, use);
		}
		return use;
	}

	/** What a use chooses for a parameter. */
	Argument argument(BlockUse use, String name, String value) {
		Argument argument = NEW.createArgument();
		argument.setId("a" + ++ids);
		argument.setParameter(use.getBlock().getParameters().stream().filter(parameter -> parameter.getName().equals(name)).findFirst().orElseThrow());
		argument.setValue(value);
		use.getArguments().add(argument);
		return argument;
	}

	/** Convolution to three channels and tanh: what a generator ends in. */
	Activation tanh(Node from) {
		Convolution image = convolution(from, "to image", "3");
		Activation tanh = node((Graph) from.eContainer(), NEW.createActivation(), "tanh");
		tanh.setFunction(ActivationFunction.TANH);
		edge(image, tanh);
		return tanh;
	}

	Output output(Node from) {
		Output output = node((Graph) from.eContainer(), NEW.createOutput(), "output");
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
