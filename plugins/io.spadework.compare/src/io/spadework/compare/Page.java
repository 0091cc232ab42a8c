package io.spadework.compare;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** One side from which runs are looked at: a page of the editor. */
interface Page {

	/** What the page's tab says. */
	String title();

	/** Makes the page's control. */
	Control create(Composite parent);

	/** Shows runs as they are now; called on the display's thread, often. */
	void show(Shown shown);

	/** Takes the keyboard. */
	void setFocus();
}
