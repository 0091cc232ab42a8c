package io.spadework.diagram.parts;

import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.editparts.AbstractGraphicalEditPart;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** An edit part that tells screen readers what it shows. */
public abstract class SpokenPart extends AbstractGraphicalEditPart {

	private AccessibleEditPart accessible;

	/** What it shows, in words. */
	protected abstract String spoken();

	@Override
	protected AccessibleEditPart getAccessibleEditPart() {
		if (accessible == null)
			accessible = new AccessibleGraphicalEditPart() {
				@Override
				public void getName(AccessibleEvent e) {
					e.result = spoken();
				}
			};
		return accessible;
	}
}
