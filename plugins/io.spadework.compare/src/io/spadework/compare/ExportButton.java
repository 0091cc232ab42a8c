package io.spadework.compare;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** A button that drops down what can be written to a file. */
final class ExportButton {

	private final Menu entries;

	ExportButton(Composite parent, String says) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText("&Export …");
		button.setToolTipText(says);
		entries = new Menu(button);
		button.addListener(SWT.Selection, event -> {
			entries.setLocation(button.toDisplay(0, button.getSize().y));
			entries.setVisible(true);
		});
	}

	/** Adds something that can be written. */
	void add(String text, String says, Runnable export) {
		MenuItem item = new MenuItem(entries, SWT.PUSH);
		item.setText(text);
		item.setToolTipText(says);
		item.addListener(SWT.Selection, event -> export.run());
	}
}
