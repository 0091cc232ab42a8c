package io.spadework.diagram.forms;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.forms.widgets.FormToolkit;

import io.spadework.diagram.StudyEditor;

/** A feature that is so or not. */
final class CheckField extends Field {

	private Button check;

	CheckField(StudyEditor editor, EObject element, EStructuralFeature feature) {
		super(editor, element, feature);
	}

	@Override
	void create(Composite parent, FormToolkit toolkit) {
		toolkit.createLabel(parent, "");
		check = toolkit.createButton(parent, Words.of(feature), SWT.CHECK);
		check.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		describe(check);
		check.addListener(SWT.Selection, e -> {
			set(check.getSelection());
			editor.endChange();
		});
		refresh();
	}

	@Override
	void refresh() {
		check.setSelection((Boolean) element.eGet(feature));
	}

	@Override
	Control control() {
		return check;
	}
}
