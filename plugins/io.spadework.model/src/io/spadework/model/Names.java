package io.spadework.model;

import java.util.Locale;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.study.Argument;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;

/** How messages and labels call an element. */
public final class Names {

	private Names() {
	}

	/** The name of a named element, "head -> up1" for an edge, else the id, else the kind. */
	public static String of(EObject element) {
		if (element instanceof Edge edge) {
			return end(edge.getSource()) + " -> " + end(edge.getTarget());
		}
		if (element instanceof Argument argument && argument.getParameter() != null) {
			return of(argument.getParameter()) + " of " + of(argument.eContainer());
		}
		if (element instanceof NamedElement named && named.getName() != null && !named.getName().isBlank()) {
			return named.getName();
		}
		if (element instanceof Element identified && identified.getId() != null && !identified.getId().isBlank()) {
			return identified.getId();
		}
		return kind(element);
	}

	/** The kind of an element in words, such as "label map input". */
	public static String kind(EObject element) {
		return kind(element.eClass());
	}

	/** A kind of element in words. */
	public static String kind(EClass kind) {
		return kind.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
	}

	private static String end(Node node) {
		return node == null ? "?" : of(node);
	}
}
