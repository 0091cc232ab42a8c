package io.spadework.compare;

import org.eclipse.swt.graphics.Color;

import io.spadework.diagram.DiagramView;
import io.spadework.model.difference.State;
import io.spadework.notation.Colour;
import io.spadework.notation.Theme;

/** The colours of what became of things, the same in tables, diagrams and legends. A sign tells them apart where colours don't. */
final class States {

	private States() {
	}

	/** The colour of a state; the quiet one for what is the same. */
	static Color colour(State state) {
		Theme theme = DiagramView.theme();
		Colour colour = switch (state) {
		case SAME -> theme.quietText();
		case CHANGED -> theme.warning();
		case ADDED -> theme.good();
		case REMOVED -> theme.error();
		};
		return new Color(colour.red(), colour.green(), colour.blue());
	}

	/** The sign of a state: +, − or ~. */
	static String sign(State state) {
		return switch (state) {
		case SAME -> "";
		case CHANGED -> "~";
		case ADDED -> "+";
		case REMOVED -> "\u2212";
		};
	}
}
