package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.common.util.Enumerator;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EEnumLiteral;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.forms.widgets.FormToolkit;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.Names;

/** A feature that is chosen among what there is: a literal, or an element of the study. */
final class ChoiceField extends Field {

	private Combo combo;
	private List<Object> choices = List.of();

	ChoiceField(StudyEditor editor, EObject element, EStructuralFeature feature) {
		super(editor, element, feature);
	}

	@Override
	void create(Composite parent, FormToolkit toolkit) {
		label(parent, toolkit);
		combo = new Combo(parent, SWT.READ_ONLY);
		toolkit.adapt(combo, true, false);
		combo.setLayoutData(wide(2));
		describe(combo);
		combo.addListener(SWT.Selection, e -> {
			set(choices.get(combo.getSelectionIndex()));
			editor.endChange();
		});
		// scrolling the page must not change what is under the pointer
		combo.addListener(SWT.MouseVerticalWheel, e -> e.doit = combo.isFocusControl());
		refresh();
	}

	@Override
	void refresh() {
		List<Object> now = new ArrayList<>();
		if (feature instanceof EReference reference) {
			Object chosen = element.eGet(feature);
			if (!feature.isRequired() || chosen == null)
				now.add(null);
			now.addAll(Candidates.of(element, reference));
			if (chosen != null && !now.contains(chosen))
				now.add(chosen);
		} else {
			((EEnum) feature.getEType()).getELiterals().stream().map(EEnumLiteral::getInstance).forEach(now::add);
		}
		choices = now;
		String[] items = now.stream().map(ChoiceField::text).toArray(String[]::new);
		if (!List.of(items).equals(List.of(combo.getItems())))
			combo.setItems(items);
		combo.select(now.indexOf(element.eGet(feature)));
	}

	private static String text(Object choice) {
		return choice == null ? "(none)" : choice instanceof Enumerator literal ? Words.of(literal) : Names.of((EObject) choice);
	}

	@Override
	Control control() {
		return combo;
	}
}
