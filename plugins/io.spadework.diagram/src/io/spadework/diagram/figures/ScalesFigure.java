package io.spadework.diagram.figures;

import java.util.List;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;

/** The scales of a discriminator as a pile of sheets: the nodes lie on the first, the others show their lower edge and what they see. */
public final class ScalesFigure extends Figure {

	/** Height of the strip of text of a sheet, in pixels. */
	public static final int STRIP = 26;

	/** From the strip and the edges of the first sheet to the nodes, in pixels. */
	public static final int INSET = 22;

	private static final int STEP = 10;

	private final List<String> lines;
	private final Palette palette;

	/** A sheet for each line. */
	public ScalesFigure(List<String> lines, Palette palette) {
		this.lines = lines;
		this.palette = palette;
	}

	/** Bounds of the pile around nodes. */
	public Rectangle around(Rectangle blocks) {
		Rectangle first = blocks.getExpanded(INSET, INSET);
		int wanted = lines.stream().mapToInt(l -> FigureUtilities.getTextWidth(l, palette.detail())).max().orElse(0) + 2 * STEP * lines.size() + 24;
		int width = Math.max(first.width, wanted);
		return new Rectangle(first.x - (width - first.width) / 2, first.y - STRIP, width, first.height + STRIP * lines.size());
	}

	@Override
	protected void paintFigure(Graphics graphics) {
		graphics.setAntialias(SWT.ON);
		graphics.setFont(palette.detail());
		graphics.setLineWidth(1);
		Rectangle all = getBounds();
		int firstHeight = all.height - STRIP * (lines.size() - 1);
		for (int sheet = lines.size() - 1; sheet >= 0; sheet--) {
			Rectangle paper = new Rectangle(all.x + sheet * STEP, all.y, all.width - 1 - 2 * sheet * STEP, firstHeight + sheet * STRIP - 1);
			graphics.setBackgroundColor(palette.color(palette.theme().canvas().mixedWith(palette.theme().frame(), 0.06 + 0.22 * sheet)));
			graphics.setForegroundColor(palette.color(palette.theme().frame().mixedWith(palette.theme().line(), 0.35)));
			graphics.fillRoundRectangle(paper, 14, 14);
			graphics.drawRoundRectangle(paper, 14, 14);
			graphics.setForegroundColor(palette.color(palette.theme().quietText()));
			int height = FigureUtilities.getTextExtents(lines.get(sheet), palette.detail()).height;
			int y = sheet == 0 ? paper.y + 7 : paper.bottom() - STRIP + (STRIP - height) / 2 + 1;
			graphics.drawText(lines.get(sheet), paper.x + 14, y);
		}
	}
}
