package io.spadework.paint;

import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Spinner;

/** A whole number that is set with a slider or written beside it: a row of a layout with three columns. */
final class Amount {

	static final int COLUMNS = 3;

	private final Scale scale;
	private final Spinner spinner;
	private final IntConsumer changed;

	Amount(Composite parent, String text, int least, int most, int value, String tip, IntConsumer changed) {
		this.changed = changed;
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
		scale = new Scale(parent, SWT.HORIZONTAL);
		scale.setMinimum(least);
		scale.setMaximum(most);
		scale.setSelection(value);
		scale.setToolTipText(tip);
		GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
		wide.widthHint = 60;
		scale.setLayoutData(wide);
		scale.addListener(SWT.Selection, event -> set(scale.getSelection()));
		spinner = new Spinner(parent, SWT.BORDER);
		spinner.setValues(value, least, most, 0, 1, 10);
		spinner.setToolTipText(tip);
		spinner.addListener(SWT.Selection, event -> set(spinner.getSelection()));
	}

	/** Makes it so much larger. */
	void add(int more) {
		set(scale.getSelection() + more);
	}

	private void set(int value) {
		scale.setSelection(value);
		if (spinner.getSelection() != scale.getSelection()) {
			spinner.setSelection(scale.getSelection());
		}
		changed.accept(scale.getSelection());
	}
}
