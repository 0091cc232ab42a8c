package io.spadework.diagram.forms;

import java.util.Locale;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.IFormColors;
import org.eclipse.ui.forms.widgets.FormToolkit;

import io.spadework.diagram.StudyEditor;

/** One feature of an element in a form of three columns: its name, where it is changed, and what follows from it. */
abstract class Field {

	final StudyEditor editor;
	final EObject element;
	final EStructuralFeature feature;

	Field(StudyEditor editor, EObject element, EStructuralFeature feature) {
		this.editor = editor;
		this.element = element;
		this.feature = feature;
	}

	/** Makes the controls of its row. */
	abstract void create(Composite parent, FormToolkit toolkit);

	/** Shows the value as it is now. */
	abstract void refresh();

	/** Where the value is changed. */
	abstract Control control();

	/** The name before the control. */
	final void label(Composite parent, FormToolkit toolkit) {
		Label label = toolkit.createLabel(parent, Words.of(feature) + (feature.isRequired() && feature.getDefaultValueLiteral() == null ? " *" : ""));
		label.setForeground(toolkit.getColors().getColor(IFormColors.TITLE));
		label.setToolTipText(Words.meaning(feature));
		label.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
	}

	/** Says name and meaning of the feature of a control, to eyes and to screen readers. */
	final void describe(Control control) {
		control.setToolTipText(Words.meaning(feature));
		control.setData("feature", feature);
		control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent e) {
				e.result = Words.of(feature);
			}

			@Override
			public void getDescription(AccessibleEvent e) {
				e.result = Words.meaning(feature);
			}
		});
		control.addListener(SWT.FocusOut, e -> editor.endChange());
	}

	/** Fills the columns that are left. */
	static GridData wide(int columns) {
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, columns, 1);
		data.widthHint = 160;
		return data;
	}

	final void set(Object value) {
		editor.set("Change " + Words.of(feature).toLowerCase(Locale.ROOT), element, feature, value);
	}
}
