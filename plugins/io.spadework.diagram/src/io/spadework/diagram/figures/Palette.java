package io.spadework.diagram.figures;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;

import io.spadework.notation.Colour;
import io.spadework.notation.Theme;

/** The notation's colours and the workbench's fonts as the toolkit has them; nothing here needs disposing. */
public final class Palette {

	private final Theme theme;
	private final Font name;
	private final Font detail;
	private final Font title;

	/** Colours for a background, fonts derived from the dialog font. Needs the display's thread. */
	public Palette(Theme theme) {
		this.theme = theme;
		FontData base = JFaceResources.getDefaultFont().getFontData()[0];
		name = font(base.getHeight(), SWT.BOLD);
		detail = font(Math.max(7, base.getHeight() - 1), SWT.NORMAL);
		title = font(base.getHeight() + 4, SWT.BOLD);
	}

	/** The background that the colours are for. */
	public Theme theme() {
		return theme;
	}

	/** A colour of the notation. */
	public Color color(Colour colour) {
		return new Color(colour.red(), colour.green(), colour.blue());
	}

	/** Names of nodes. */
	public Font name() {
		return name;
	}

	/** Everything else in nodes and on edges. */
	public Font detail() {
		return detail;
	}

	/** The name of the graph. */
	public Font title() {
		return title;
	}

	private static Font font(int height, int style) {
		return JFaceResources.getResources().create(FontDescriptor.createFrom(JFaceResources.getDefaultFont()).setHeight(height).setStyle(style));
	}
}
