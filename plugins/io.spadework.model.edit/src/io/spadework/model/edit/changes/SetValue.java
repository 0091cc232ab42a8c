package io.spadework.model.edit.changes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;

/** Gives an attribute, or a reference to one element, another value in all elements that are selected. Expressions follow the new name of a parameter. */
public final class SetValue implements Change {

	private final List<EObject> elements;
	private final EStructuralFeature feature;
	private final Object value;

	/** A value for elements that all have the feature; null unsets it. */
	public SetValue(Collection<? extends EObject> elements, EStructuralFeature feature, Object value) {
		this.elements = List.copyOf(elements);
		this.feature = feature;
		this.value = value;
	}

	/** Another name for an element. */
	public static SetValue rename(NamedElement element, String name) {
		return new SetValue(List.of(element), Literals.NAMED_ELEMENT__NAME, name.strip());
	}

	@Override
	public String label() {
		return feature == Literals.NAMED_ELEMENT__NAME ? "Rename" : "Set " + words(feature.getName());
	}

	private static String words(String camelCase) {
		return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase();
	}

	@Override
	public String refusal() {
		if (elements.isEmpty()) {
			return "Nothing is selected.";
		}
		if (elements.stream().allMatch(element -> Objects.equals(element.eGet(feature), value))) {
			return "This is the value already.";
		}
		if (feature == Literals.NAMED_ELEMENT__NAME) {
			return refusedName();
		}
		if (feature.getEType() == Literals.EXPRESSION) {
			return refusedExpression();
		}
		if (value instanceof Block block) {
			for (EObject element : elements) {
				if (element instanceof BlockUse use && use.eContainer() instanceof Graph graph && Create.contains(block, graph)) {
					return "Block " + block.getName() + " contains this block; nothing can contain itself.";
				}
			}
		}
		return null;
	}

	private String refusedName() {
		if (!(value instanceof String name) || name.isBlank()) {
			return "A name cannot be empty.";
		}
		if (elements.size() > 1) {
			return "Several elements cannot have one name.";
		}
		EObject element = elements.get(0);
		Object siblings = element.eContainer() == null ? null : element.eContainer().eGet(element.eContainingFeature());
		boolean taken = siblings instanceof Collection<?> all && all.stream().anyMatch(other -> other != element && other instanceof NamedElement named && name.equals(named.getName()));
		return taken ? "\"" + name + "\" is the name of another one here." : null;
	}

	private String refusedExpression() {
		String text = (String) value;
		if (text == null || text.isBlank()) {
			return feature.isRequired() ? "A number, or an expression such as 16*ngf, is needed here." : null;
		}
		try {
			Scope.names(text);
			return null;
		} catch (ExpressionException e) {
			return e.getMessage();
		}
	}

	@Override
	public void make() {
		for (EObject element : elements) {
			if (feature == Literals.NAMED_ELEMENT__NAME && (element instanceof Parameter || element instanceof BlockParameter)) {
				follow((NamedElement) element, (String) value);
			}
			Object stored = value instanceof String text && text.isBlank() && !feature.isRequired() ? null : value;
			element.eSet(feature, stored);
		}
	}

	/** The expressions that mean a parameter say its new name; a block's own names come before the study's. */
	private static void follow(NamedElement parameter, String name) {
		Map<String, String> meanings = Map.of(parameter.getName(), name);
		if (parameter instanceof BlockParameter) {
			Expressions.substitute(parameter.eContainer(), meanings);
			return;
		}
		for (EObject each : parameter.eContainer() instanceof Study study ? study.eContents() : List.<EObject>of()) {
			if (!(each instanceof Block block) || !Set.copyOf(block.getParameters().stream().map(NamedElement::getName).toList()).contains(parameter.getName())) {
				Expressions.substitute(each, meanings);
			}
		}
	}

	/** The elements that change. */
	public List<Element> elements() {
		return elements.stream().filter(Element.class::isInstance).map(Element.class::cast).toList();
	}
}
