package io.spadework.diagram.forms;

import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** Says to screen readers what a control is called. */
final class Named extends AccessibleAdapter {

	private final String name;

	Named(String name) {
		this.name = name;
	}

	@Override
	public void getName(AccessibleEvent e) {
		e.result = name;
	}
}
