package io.spadework.diagram.figures;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.ToolbarLayout;
import org.eclipse.draw2d.geometry.Dimension;

import io.spadework.notation.Heat;
import io.spadework.notation.Title;

/** The name of the graph and what it costs. */
public final class TitleFigure extends Figure {

	private static final int SLACK = 6;

	private final Label name;
	private final Label totals;

	/** A title. */
	public TitleFigure(Title title, Palette palette) {
		this(title, null, palette);
	}

	/**
	 * A title.
	 *
	 * @param heat what the nodes are coloured by, which gets a legend; null where they have the colours of their families
	 */
	public TitleFigure(Title title, Heat heat, Palette palette) {
		ToolbarLayout layout = new ToolbarLayout();
		layout.setSpacing(2);
		setLayoutManager(layout);
		name = new Label(title.name());
		name.setFont(palette.title());
		name.setForegroundColor(palette.color(palette.theme().text()));
		totals = new Label(title.totals());
		totals.setFont(palette.detail());
		totals.setForegroundColor(palette.color(palette.theme().quietText()));
		for (Label label : new Label[] {name, totals}) {
			label.setLabelAlignment(PositionConstants.LEFT);
			add(label);
		}
		if (heat != null)
			add(new LegendFigure(heat, palette));
	}

	@Override
	public Dimension getPreferredSize(int widthHint, int heightHint) {
		return super.getPreferredSize(widthHint, heightHint).getExpanded(SLACK, 0);
	}
}
