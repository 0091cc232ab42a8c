package io.spadework.sirius;

import java.util.List;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;

/** What services read of Sirius's own model, by the names of its features: this bundle is built without Sirius. */
final class Views {

	private Views() {
	}

	/** The element of the study that a view, a diagram or a table shows; null where it shows none. */
	static EObject semantic(EObject view) {
		return get(view, "target") instanceof EObject element ? element : null;
	}

	/** The name of the mapping that a view was made by; empty for anything else. */
	static String mapping(EObject view) {
		return get(view, "actualMapping") instanceof EObject mapping && get(mapping, "name") instanceof String name ? name : "";
	}

	/** The view that an edge's view comes from; null for anything but an edge's view. */
	static EObject source(EObject view) {
		return get(view, "sourceNode") instanceof EObject source ? source : null;
	}

	/** The view that an edge's view goes to; null for anything but an edge's view. */
	static EObject target(EObject view) {
		return get(view, "targetNode") instanceof EObject target ? target : null;
	}

	/** The diagram that a view is in; null while it is being made. */
	static EObject diagram(EObject view) {
		EObject diagram = view;
		while (diagram != null && diagram.eClass().getEStructuralFeature("activatedLayers") == null)
			diagram = diagram.eContainer();
		return diagram;
	}

	/** Whether a layer of a diagram is on; of a diagram that is not known (null), whether it is when a diagram is new. */
	static boolean isOn(EObject diagram, String layer) {
		if (diagram == null)
			return GraphServices.SHAPES.equals(layer);
		return get(diagram, "activatedLayers") instanceof List<?> layers && layers.stream().anyMatch(each -> layer.equals(get((EObject) each, "name")));
	}

	private static Object get(EObject object, String feature) {
		EStructuralFeature found = object == null ? null : object.eClass().getEStructuralFeature(feature);
		return found == null ? null : object.eGet(found);
	}
}
