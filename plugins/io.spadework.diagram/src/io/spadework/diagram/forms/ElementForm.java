package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.EcorePackage;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.forms.widgets.FormToolkit;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.StudyPackage.Literals;

/** All features of an element, each with the control that goes with its type. */
final class ElementForm {

	private final EObject element;
	private final List<Field> fields = new ArrayList<>();

	/** A form in a composite that gets its layout here. */
	ElementForm(StudyEditor editor, FormToolkit toolkit, Composite parent, EObject element) {
		this.element = element;
		GridLayout layout = new GridLayout(3, false);
		layout.horizontalSpacing = 10;
		parent.setLayout(layout);
		for (EStructuralFeature feature : element.eClass().getEAllStructuralFeatures())
			if (isShown(feature)) {
				Field field = field(editor, element, feature);
				field.create(parent, toolkit);
				fields.add(field);
			}
	}

	/** Contained elements have forms of their own; ids are for the file. */
	private static boolean isShown(EStructuralFeature feature) {
		return feature != Literals.ELEMENT__ID && !feature.isTransient() && !(feature instanceof EReference reference && reference.isContainment());
	}

	private static Field field(StudyEditor editor, EObject element, EStructuralFeature feature) {
		if (feature instanceof EReference reference)
			return reference.isMany() ? new SeveralField(editor, element, reference) : new ChoiceField(editor, element, reference);
		if (feature.getEType() instanceof EEnum)
			return new ChoiceField(editor, element, feature);
		if (feature.getEType() == EcorePackage.Literals.EBOOLEAN)
			return new CheckField(editor, element, feature);
		return new TextField(editor, element, feature);
	}

	/** The element whose features are shown. */
	EObject element() {
		return element;
	}

	/** Shows the values as they are now. */
	void refresh() {
		fields.forEach(Field::refresh);
	}

	/** Where a feature is changed; null if it has no control. */
	Control control(EStructuralFeature feature) {
		return fields.stream().filter(field -> field.feature == feature).map(Field::control).findFirst().orElse(null);
	}

	/** Gives the keyboard to the first field. */
	void setFocus() {
		if (!fields.isEmpty())
			fields.get(0).control().setFocus();
	}
}
