package io.spadework.diagram.forms;

import java.util.List;
import java.util.Locale;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.forms.widgets.FormToolkit;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.Names;
import io.spadework.model.study.Element;

/** A feature that holds several elements of the study: those that are checked. */
final class SeveralField extends Field {

	private Table table;
	private List<Element> choices = List.of();

	SeveralField(StudyEditor editor, EObject element, EReference feature) {
		super(editor, element, feature);
	}

	@Override
	void create(Composite parent, FormToolkit toolkit) {
		label(parent, toolkit);
		table = toolkit.createTable(parent, SWT.CHECK | SWT.BORDER);
		GridData data = wide(2);
		data.heightHint = 60;
		table.setLayoutData(data);
		describe(table);
		table.addListener(SWT.Selection, e -> {
			if (e.detail == SWT.CHECK)
				check(choices.get(table.indexOf((TableItem) e.item)), ((TableItem) e.item).getChecked());
		});
		refresh();
	}

	private void check(Element chosen, boolean in) {
		List<EObject> list = NewElement.list(element, (EReference) feature);
		editor.change("Change " + Words.of(feature).toLowerCase(Locale.ROOT), () -> {
			if (in)
				list.add(chosen);
			else
				list.remove(chosen);
		});
	}

	@Override
	void refresh() {
		choices = Candidates.of(element, (EReference) feature);
		table.setItemCount(choices.size());
		for (int i = 0; i < choices.size(); i++) {
			table.getItem(i).setText(Names.of(choices.get(i)));
			table.getItem(i).setChecked(((List<?>) element.eGet(feature)).contains(choices.get(i)));
		}
	}

	@Override
	Control control() {
		return table;
	}
}
