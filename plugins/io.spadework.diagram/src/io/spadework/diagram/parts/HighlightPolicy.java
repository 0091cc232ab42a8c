package io.spadework.diagram.parts;

import java.util.function.Consumer;

import org.eclipse.gef.editpolicies.SelectionEditPolicy;

/** Shows the selection by the figure itself, instead of handles. */
public final class HighlightPolicy extends SelectionEditPolicy {

	private final Consumer<Boolean> show;

	/** Shows through this. */
	public HighlightPolicy(Consumer<Boolean> show) {
		this.show = show;
	}

	@Override
	protected void showSelection() {
		show.accept(true);
	}

	@Override
	protected void hideSelection() {
		show.accept(false);
	}
}
