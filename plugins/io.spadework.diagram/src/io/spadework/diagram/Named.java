package io.spadework.diagram;

import java.util.function.Supplier;

import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Control;

/** Says to screen readers what a control is called. */
public final class Named extends AccessibleAdapter {

	private final Supplier<String> name;

	private Named(Supplier<String> name) {
		this.name = name;
	}

	/** Names a control. */
	public static void name(Control control, String name) {
		name(control, () -> name);
	}

	/** Names a control by what it shows at the time. */
	public static void name(Control control, Supplier<String> name) {
		control.getAccessible().addAccessibleListener(new Named(name));
	}

	@Override
	public void getName(AccessibleEvent e) {
		if (e.childID == ACC.CHILDID_SELF) { // rows and entries have names of their own
			e.result = name.get();
		}
	}
}
