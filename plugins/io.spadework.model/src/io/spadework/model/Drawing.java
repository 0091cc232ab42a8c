package io.spadework.model;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyFactory;

/** Draws a network node by node, with ids that say what they stand for. */
final class Drawing {

	private final Network network;
	private final String prefix;

	/** The prefix keeps the ids of this network apart from those of others. */
	Drawing(Network network, String prefix) {
		this.network = network;
		this.prefix = prefix;
	}

	/** Adds a node. */
	<N extends Node> N node(String name, N node) {
		node.setId(prefix + name.replace(' ', '_'));
		node.setName(name);
		network.getNodes().add(node);
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

	private void edge(Node source, Node target, Port port) {
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setId(source.getId() + "-" + target.getId().substring(prefix.length()));
		edge.setSource(source);
		edge.setTarget(target);
		edge.setPort(port);
		network.getEdges().add(edge);
	}
}
