package io.spadework.diagram.forms;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.Ids;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Element;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Node;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.templates.DataChoice;

/** A new element with values that work as far as they can be known, and the kinds that can be made in a place. */
final class NewElement {

	private NewElement() {
	}

	/** A kind of element that can be made as part of another. */
	record Kind(EObject parent, EReference feature, EClass kind) {

		/** As in "Training plan". */
		String label() {
			return Words.of(kind);
		}

		/** Makes it as the last of its sort. */
		EObject make() {
			Element element = (Element) StudyFactory.eINSTANCE.create(kind);
			element.setId(Ids.random());
			if (feature.isMany())
				list(parent, feature).add(element);
			else
				parent.eSet(feature, element);
			fill(element);
			return element;
		}
	}

	/** The kinds that can be made in a feature of an element. */
	static List<Kind> kinds(EObject parent, EReference feature) {
		return StudyPackage.eINSTANCE.getEClassifiers().stream().filter(EClass.class::isInstance).map(EClass.class::cast)
				.filter(kind -> !kind.isAbstract() && feature.getEReferenceType().isSuperTypeOf(kind)).map(kind -> new Kind(parent, feature, kind)).toList();
	}

	/** The kinds that can be made inside an element; nodes and edges are drawn, and labels listed, instead. */
	static List<Kind> kinds(EObject parent) {
		return parent.eClass().getEAllContainments().stream().filter(feature -> feature != Literals.DATASET__LABEL_TABLE && feature != Literals.GRAPH__NODES && feature != Literals.GRAPH__EDGES)
				.filter(feature -> feature.isMany() || parent.eGet(feature) == null).flatMap(feature -> kinds(parent, feature).stream()).toList();
	}

	@SuppressWarnings("unchecked")
	static List<EObject> list(EObject parent, EReference feature) {
		return (List<EObject>) parent.eGet(feature);
	}

	private static void fill(Element element) {
		if (element instanceof NamedElement named && !(element instanceof Node))
			named.setName(freeName(named, named instanceof Parameter || named instanceof BlockParameter ? "p" : Words.of(named.eClass())));
		if (element instanceof Dataset dataset) {
			dataset.setLabels(dataset instanceof Landscapes ? String.valueOf(DataChoice.LANDSCAPE_LABELS) : "2");
			dataset.setCrop("256");
			dataset.setLoad("286");
		}
		for (EAttribute attribute : element.eClass().getEAllAttributes())
			if (attribute.isRequired() && attribute.getEAttributeType() == Literals.EXPRESSION && element.eGet(attribute) == null)
				element.eSet(attribute, "1");
		for (EReference reference : element.eClass().getEAllReferences())
			if (!reference.isContainment() && !reference.isMany() && reference.isRequired())
				Candidates.of(element, reference).stream().findFirst().ifPresent(first -> element.eSet(reference, first));
	}

	/** A wanted name, or that name with a number, that nothing else in the study has. */
	static String freeName(NamedElement element, String wanted) {
		boolean inExpressions = element instanceof Parameter || element instanceof BlockParameter;
		Set<String> taken = new HashSet<>();
		if (EcoreUtil.getRootContainer(element) instanceof Study study)
			study.eAllContents().forEachRemaining(each -> {
				if (each instanceof NamedElement named && named != element)
					taken.add(named.getName());
			});
		return Stream.iterate(1, n -> n + 1).map(n -> n == 1 ? wanted : wanted + (inExpressions ? "" : " ") + n).filter(name -> !taken.contains(name)).findFirst().orElseThrow();
	}
}
