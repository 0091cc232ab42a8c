package io.spadework.diagram.forms;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.forms.widgets.FormToolkit;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.Element;

/** What a page shows of an element besides its features: a picture, a formula, a table. */
interface Supplement {

	/** Makes the supplement of an element, or none (null). */
	interface Maker {

		/** The parent has a layout of one column. */
		Supplement make(StudyEditor editor, FormToolkit toolkit, Composite parent, Element element);
	}

	/** Whether it is seen above the features, as there are many of them. */
	default boolean isFirst() {
		return false;
	}

	/** Shows the study as it is now. */
	void refresh();
}
