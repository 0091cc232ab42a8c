package io.spadework.diagram.overlay;

import java.util.List;

import io.spadework.model.study.Node;
import io.spadework.notation.Place;

/** Something measured elsewhere that diagrams show over their nodes, such as the activations of a training. */
public interface NodeOverlay {

	/** What is shown, of what: "dead channels · SPADE-1, step 500". */
	String title();

	/** The number at the low end of the colours; empty where there are no numbers yet. */
	String least();

	/** The number at the high end of the colours. */
	String most();

	/** A node's value at a place; null where it has none. */
	Value of(Place place, Node node);

	/**
	 * What is shown over a node.
	 *
	 * @param strength 0 (the low end of the colours) to 1 (the high end)
	 * @param text the number itself
	 * @param details lines for the node's tooltip
	 */
	record Value(double strength, String text, List<String> details) {
	}
}
