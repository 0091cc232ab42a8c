package io.spadework.compare;

import java.util.function.Supplier;

import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** Says what a control shows to those who don't see it. */
final class Named extends AccessibleAdapter {

	private final Supplier<String> name;

	Named(String name) {
		this(() -> name);
	}

	Named(Supplier<String> name) {
		this.name = name;
	}

	@Override
	public void getName(AccessibleEvent event) {
		event.result = name.get();
	}
}
