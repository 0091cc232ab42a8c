package io.spadework.sirius.tests;

import java.util.List;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

/** Views as Sirius would make them for a diagram, of its own metamodel. */
final class Views {

	private final Specification specification;
	private final EObject diagram;

	/** A diagram of an element of the study, with no layer on but the first one. */
	Views(Specification specification, EObject shown) {
		this.specification = specification;
		diagram = EcoreUtil.create(specification.type("DSemanticDiagram"));
		set(diagram, "target", shown);
	}

	EObject diagram() {
		return diagram;
	}

	/** Turns a layer of a representation on. */
	@SuppressWarnings("unchecked")
	void turnOn(String representation, String layer) {
		EObject owner = specification.named("RepresentationDescription", representation);
		((List<EObject>) Specification.value(diagram, "activatedLayers"))
				.add(specification.all("Layer").stream().filter(each -> layer.equals(Specification.value(each, "name")) && EcoreUtil.isAncestor(owner, each)).findFirst().orElseThrow());
	}

	/** The view of an element by a mapping. */
	EObject node(String mapping, EObject element) {
		EObject view = EcoreUtil.create(specification.type("DNode"));
		set(view, "target", element);
		set(view, "actualMapping", specification.named("NodeMapping", mapping));
		return view;
	}

	/** The view of an element by a mapping of containers, in the diagram. */
	@SuppressWarnings("unchecked")
	EObject container(String mapping, EObject element) {
		EObject view = EcoreUtil.create(specification.type("DNodeList"));
		set(view, "target", element);
		set(view, "actualMapping", specification.named("ContainerMapping", mapping));
		((List<EObject>) Specification.value(diagram, "ownedDiagramElements")).add(view);
		return view;
	}

	/** The view of an edge between two views. */
	EObject edge(EObject source, EObject target) {
		EObject view = EcoreUtil.create(specification.type("DEdge"));
		set(view, "sourceNode", source);
		set(view, "targetNode", target);
		return view;
	}

	private static void set(EObject view, String feature, EObject value) {
		view.eSet(view.eClass().getEStructuralFeature(feature), value);
	}
}
