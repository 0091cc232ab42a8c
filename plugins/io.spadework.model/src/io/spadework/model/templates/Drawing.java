package io.spadework.model.templates;

import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyFactory;

/** Draws a graph node by node, with ids that say what they stand for. */
final class Drawing {

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
		BlockInput input = node(name, StudyFactory.eINSTANCE.createBlockInput());
		input.setPort(port);
		input.setChannels(channels);
		return input;
	}

	/** Adds a use of a block that another node feeds. */
	BlockUse use(Node before, String name, Block block) {
		BlockUse use = after(before, name, StudyFactory.eINSTANCE.createBlockUse());
		use.setBlock(block);
		return use;
	}

	/** Gives a block's parameter a value in a use. */
	static void argument(BlockUse use, String parameter, String value) {
		Argument argument = StudyFactory.eINSTANCE.createArgument();
		argument.setId(use.getId() + "." + parameter);
		argument.setParameter(use.getBlock().getParameters().stream().filter(each -> each.getName().equals(parameter)).findFirst().orElseThrow());
		argument.setValue(value);
		use.getArguments().add(argument);
	}

	/** Adds a parameter to a block; without a value every use must give one. */
	static BlockParameter parameter(Block block, String name, String value, String description) {
		BlockParameter parameter = StudyFactory.eINSTANCE.createBlockParameter();
		parameter.setId(block.getId() + "." + name);
		parameter.setName(name);
		parameter.setValue(value);
		parameter.setDescription(description);
		block.getParameters().add(parameter);
		return parameter;
	}

	private void edge(Node source, Node target, Port port) {
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setId(source.getId() + "-" + target.getId().substring(prefix.length()));
		edge.setSource(source);
		edge.setTarget(target);
		edge.setPort(port);
		graph.getEdges().add(edge);
	}
}
