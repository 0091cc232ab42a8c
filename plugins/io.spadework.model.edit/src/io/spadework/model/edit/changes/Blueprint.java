package io.spadework.model.edit.changes;

import java.util.Map;

import org.eclipse.emf.ecore.EAttribute;

import io.spadework.model.Names;
import io.spadework.model.study.Node;
import io.spadework.model.study.StudyPackage.Literals;

/** What a new node states where its kind has no value of its own: numbers that work nearly anywhere, and a short name. */
final class Blueprint {

	private static final Map<EAttribute, String> NUMBERS = Map.of(Literals.WEIGHTED_NODE__FILTERS, "64", Literals.NOISE_SOURCE__HEIGHT, "1", Literals.NOISE_SOURCE__WIDTH, "1",
			Literals.CONDITIONAL_BATCH_NORM__CLASSES, "10", Literals.RESIZE__HEIGHT, "64", Literals.RESIZE__WIDTH, "64", Literals.RESHAPE__CHANNELS, "64");

	private Blueprint() {
	}

	static Node of(Node node) {
		NUMBERS.forEach((attribute, value) -> {
			if (attribute.getEContainingClass().isSuperTypeOf(node.eClass())) {
				node.eSet(attribute, value);
			}
		});
		node.setName(Names.kind(node));
		return node;
	}
}
