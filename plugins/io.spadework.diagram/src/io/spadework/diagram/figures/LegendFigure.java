package io.spadework.diagram.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;

import io.spadework.notation.Heat;

/** What the warmth of nodes says: a bar from cold to hot between what they cost. */
public final class LegendFigure extends Figure {

	private static final int BAR = 120;
	private static final int STEPS = 40;
	private static final int GAP = 8;

	private final String title;
	private final String most;
	private final Palette palette;

	/** The legend of a graph's heat. */
	public LegendFigure(Heat heat, Palette palette) {
		this.palette = palette;
		title = "Coloured by " + heat.measure().label() + ":  0";
		most = heat.most() + " (the dearest node)";
	}

	private int width(String text) {
		return FigureUtilities.getTextWidth(text, palette.detail());
	}

	@Override
	public Dimension getPreferredSize(int widthHint, int heightHint) {
		return new Dimension(width(title) + width(most) + BAR + 2 * GAP + 4, FigureUtilities.getTextExtents(title, palette.detail()).height + 6);
	}

	@Override
	protected void paintFigure(Graphics graphics) {
		Rectangle area = getBounds();
		int height = FigureUtilities.getTextExtents(title, palette.detail()).height;
		int y = area.y + (area.height - height) / 2;
		graphics.setFont(palette.detail());
		graphics.setForegroundColor(palette.color(palette.theme().quietText()));
		graphics.drawText(title, area.x, y);
		int x = area.x + width(title) + GAP;
		graphics.setAntialias(SWT.OFF);
		for (int step = 0; step < STEPS; step++) {
			graphics.setBackgroundColor(palette.color(Heat.on(palette.theme(), Math.sqrt((step + 0.5) / STEPS)).fill()));
			graphics.fillRectangle(x + step * BAR / STEPS, y + 2, BAR / STEPS, height - 4);
		}
		graphics.setForegroundColor(palette.color(palette.theme().frame()));
		graphics.setLineWidth(1);
		graphics.drawRectangle(x - 1, y + 1, BAR + 1, height - 3);
		graphics.setForegroundColor(palette.color(palette.theme().quietText()));
		graphics.drawText(most, x + BAR + GAP, y);
	}
}
