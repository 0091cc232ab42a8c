package io.spadework.model.tests;

import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

/** Draws blocks, and graphs that use them. */
final class Blocks {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	private Blocks() {
	}

	/** An empty block of a study. */
	static Block block(Study study, String name) {
		Block block = NEW.createBlock();
		block.setId(name);
		block.setName(name);
		study.getBlocks().add(block);
		return block;
	}

	/** A block that is one convolution from fin to its parameter fout. */
	static Block widening(Study study, String name, String filters) {
		Block block = block(study, name);
		output(block, convolution(block, "conv", filters, input(block, "x", Port.DATA, "fin")));
		return block;
	}

	static BlockParameter parameter(Block block, String name, String value) {
		BlockParameter parameter = NEW.createBlockParameter();
		parameter.setId(block.getId() + "." + name);
		parameter.setName(name);
		parameter.setValue(value);
		block.getParameters().add(parameter);
		return parameter;
	}

	static BlockInput input(Block block, String name, Port port, String channels) {
		BlockInput input = add(block, name, NEW.createBlockInput());
		input.setPort(port);
		input.setChannels(channels);
		return input;
	}

	static Convolution convolution(Graph graph, String name, String filters, Node before) {
		Convolution convolution = add(graph, name, NEW.createConvolution(), before);
		convolution.setFilters(filters);
		return convolution;
	}

	static void output(Graph graph, Node before) {
		add(graph, "output", NEW.createOutput(), before);
	}

	static BlockUse use(Graph graph, String name, Block block, Node... data) {
		BlockUse use = add(graph, name, NEW.createBlockUse(), data);
		use.setBlock(block);
		return use;
	}

	static Argument argument(BlockUse use, BlockParameter parameter, String value) {
		Argument argument = NEW.createArgument();
		argument.setId(use.getId() + ".argument" + use.getArguments().size());
		argument.setParameter(parameter);
		argument.setValue(value);
		use.getArguments().add(argument);
		return argument;
	}

	/** Adds a node that others feed at its data port. */
	static <N extends Node> N add(Graph graph, String name, N node, Node... data) {
		node.setId(graph.getId() + "_" + name.replace(' ', '_'));
		node.setName(name);
		graph.getNodes().add(node);
		for (Node source : data) {
			feed(source, node, Port.DATA);
		}
		return node;
	}

	static Edge feed(Node source, Node target, Port port) {
		Graph graph = (Graph) target.eContainer();
		Edge edge = NEW.createEdge();
		edge.setId(graph.getId() + ".edge" + graph.getEdges().size());
		edge.setSource(source);
		edge.setTarget(target);
		edge.setPort(port);
		graph.getEdges().add(edge);
		return edge;
	}
}
