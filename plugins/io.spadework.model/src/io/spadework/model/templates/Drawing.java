package io.spadework.model.templates;

import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.Node;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyFactory;

/** Draws a graph node by node, with ids that say what they stand for. */
final class Drawing {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;

	private final Graph graph;
	private final String prefix;

	/** The prefix keeps the ids of this graph apart from those of others. */
	Drawing(Graph graph, String prefix) {
		this.graph = graph;
		this.prefix = prefix;
	}

	/** Adds a node. */
	<N extends Node> N node(String name, N node) {
		node.setId(prefix + name.replace(' ', '_'));
		node.setName(name);
		graph.getNodes().add(node);
		return node;
	}

	/** Adds a node that another feeds. */
	<N extends Node> N after(Node before, String name, N node) {
		node(name, node);
		data(before, node);
		return node;
	}

	/** Adds an edge into the data port. */
	void data(Node source, Node target) {
		edge(source, target, Port.DATA);
	}

	/** Adds an edge into the label map port. */
	void labelMap(Node source, Node target) {
		edge(source, target, Port.LABEL_MAP);
	}

	/** Adds a place where data enter a block. */
	BlockInput input(String name, Port port, String channels) {
		BlockInput input = node(name, FACTORY.createBlockInput());
		input.setPort(port);
		input.setChannels(channels);
		return input;
	}

	/** Adds a use of a block that another node feeds. */
	BlockUse use(Node before, String name, Block block) {
		BlockUse use = after(before, name, FACTORY.createBlockUse());
		use.setBlock(block);
		return use;
	}

	/** Adds a use of a block that another node feeds, and the label map where the block takes it. */
	BlockUse use(Node before, Node labelMap, String name, Block block) {
		BlockUse use = use(before, name, block);
		if (block.getNodes().stream().anyMatch(node -> node instanceof BlockInput input && input.getPort() == Port.LABEL_MAP)) {
			labelMap(labelMap, use);
		}
		return use;
	}

	/** Adds a SPADE that another node and the label map feed. */
	Node spade(Node before, Node labelMap, String name) {
		Node spade = after(before, name, Layers.spade());
		labelMap(labelMap, spade);
		return spade;
	}

	/** Adds a convolution that another node feeds, with a norm and a ReLU behind it. */
	Node normalised(Node before, String name, KernelNode convolution, Normalisation norm) {
		return after(after(after(before, name, convolution), name + " norm", norm), name + " relu", Layers.relu());
	}

	/** Adds a stage, fed by a label map, at which a coarser generator works up to one of its nodes. */
	Stage stage(Node labelMap, String name, Generator coarser, Node upTo) {
		Stage stage = node(name, FACTORY.createStage());
		stage.setNetwork(coarser);
		stage.setUpTo(upTo);
		labelMap(labelMap, stage);
		return stage;
	}

	/** Adds what puts the channels of several nodes behind one another. */
	Node concatenation(String name, Node... nodes) {
		return joined(node(name, FACTORY.createConcatenation()), nodes);
	}

	/** Adds what adds several nodes up. */
	Node sum(String name, Node... nodes) {
		return joined(node(name, FACTORY.createSum()), nodes);
	}

	/** Adds the output of the graph. */
	void output(Node answer) {
		after(answer, "output", FACTORY.createOutput());
	}

	/** Ends a generator: a convolution to the three colours that another node feeds, tanh, output. */
	void image(Node before, KernelNode toImage) {
		output(after(after(before, "to image", toImage), "image", Layers.tanh()));
	}

	private Node joined(Node join, Node... nodes) {
		for (Node node : nodes) {
			data(node, join);
		}
		return join;
	}

	/** The same use with a value for one of its block's parameters. */
	static BlockUse with(BlockUse use, String parameter, String value) {
		Argument argument = FACTORY.createArgument();
		argument.setId(use.getId() + "." + parameter);
		argument.setParameter(use.getBlock().getParameters().stream().filter(each -> each.getName().equals(parameter)).findFirst().orElseThrow());
		argument.setValue(value);
		use.getArguments().add(argument);
		return use;
	}

	/** Adds a parameter to a block; without a value every use must give one. */
	static BlockParameter parameter(Block block, String name, String value, String description) {
		BlockParameter parameter = FACTORY.createBlockParameter();
		parameter.setId(block.getId() + "." + name);
		parameter.setName(name);
		parameter.setValue(value);
		parameter.setDescription(description);
		block.getParameters().add(parameter);
		return parameter;
	}

	private void edge(Node source, Node target, Port port) {
		Edge edge = FACTORY.createEdge();
		edge.setId(source.getId() + "-" + target.getId().substring(prefix.length()));
		edge.setSource(source);
		edge.setTarget(target);
		edge.setPort(port);
		graph.getEdges().add(edge);
	}
}
