package io.spadework.compare;

import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** Says what a control shows to those who don't see it. */
final class Named extends AccessibleAdapter {

	private final String name;

	Named(String name) {
		this.name = name;
	}

	@Override
	public void getName(AccessibleEvent event) {
		event.result = name;
	}
}
