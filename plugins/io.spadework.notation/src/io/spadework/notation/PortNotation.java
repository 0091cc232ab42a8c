package io.spadework.notation;

import java.util.List;

import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;

/** Where edges enter a node: the port, its name for people, and whether several edges may enter. */
public record PortNotation(Port port, String label, boolean many) {

	/** The ports of a node, in the order of the metamodel. */
	static List<PortNotation> of(Node node) {
		NodeRule<?> rule = NodeRule.of(node);
		return rule.ports(node).stream().map(port -> new PortNotation(port, label(port), rule.mostInputs(node, port) > 1)).toList();
	}

	/** What a port is called: "data", "label map", "style code" or "condition". */
	static String label(Port port) {
		return switch (port) {
		case DATA -> "data";
		case LABEL_MAP -> "label map";
		case STYLE -> "style code";
		case CONDITION -> "condition";
		};
	}
}
