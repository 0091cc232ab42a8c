package io.spadework.codegen;

import io.spadework.model.study.Block;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.StyleCodeInput;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A vertex is called as its node; the slash is kept for what a node has inside. */
final class VertexNames {

	/** Inputs of a network besides label map and image are called so, whatever their nodes are: by these names the engine knows what to feed them. */
	static final String EDGE_MAP = "edge map";
	static final String STYLE_CODE = "style code";
	/** Behind a block's name, where a loss looks at what the block gives. */
	static final String TAP = "tap";

	private static final int LONGEST = 60;

	private final Map<Node, String> names = new IdentityHashMap<>();

	/** Names the nodes of a graph. */
	VertexNames(Graph graph) {
		Set<String> taken = new HashSet<>(graph instanceof Block ? List.of(TAP) : List.of(EDGE_MAP, STYLE_CODE));
		for (Node node : graph.getNodes()) {
			switch (node) {
			case EdgeMapInput input -> names.put(node, EDGE_MAP);
			case StyleCodeInput input -> names.put(node, STYLE_CODE);
			default -> names.put(node, unique(node, taken));
			}
		}
	}

	/** What a node's vertex is called. */
	String of(Node node) {
		return names.get(node);
	}

	private static String unique(Node node, Set<String> taken) {
		String name = node.getName() == null ? "" : node.getName().replace('/', '_').replaceAll("[\\p{C}\\s]+", " ").strip();
		if (name.codePointCount(0, name.length()) > LONGEST) {
			name = name.substring(0, name.offsetByCodePoints(0, LONGEST)).strip();
		}
		if (name.isEmpty()) {
			name = node.eClass().getName().toLowerCase(Locale.ROOT);
		}
		String unique = name;
		for (int n = 2; !taken.add(unique); n++) {
			unique = name + " " + n;
		}
		return unique;
	}
}
