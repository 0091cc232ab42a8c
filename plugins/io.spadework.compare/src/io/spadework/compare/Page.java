package io.spadework.compare;

import java.util.List;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import io.spadework.diagram.export.Picture;

/** One side from which runs are looked at: a page of the editor. */
interface Page {

	/** What the page's tab says. */
	String title();

	/** Makes the page's control. */
	Control create(Composite parent);

	/** Shows runs as they are now; called on the display's thread, often. */
	void show(Shown shown);

	/** What is seen now as pictures for files; none where there is nothing to draw. */
	default List<Picture> pictures() {
		return List.of();
	}

	/** Takes the keyboard. */
	void setFocus();
}
