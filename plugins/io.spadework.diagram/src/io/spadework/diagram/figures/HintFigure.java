package io.spadework.diagram.figures;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.draw2d.CompoundBorder;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.LineBorder;
import org.eclipse.draw2d.MarginBorder;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.ToolbarLayout;

import io.spadework.notation.Colour;

/** What comes of a gesture, or why nothing can, beside the pointer. */
public final class HintFigure extends Figure {

	/** Characters of a line. */
	private static final int LINE = 64;

	/** A hint in the colours of the diagram; a refusal is told apart. */
	public HintFigure(String text, boolean refuses, Palette palette) {
		setLayoutManager(new ToolbarLayout());
		setOpaque(true);
		setBackgroundColor(palette.color(palette.theme().canvas()));
		Colour ink = refuses ? palette.theme().error() : palette.theme().text();
		setBorder(new CompoundBorder(new LineBorder(palette.color(refuses ? ink : palette.theme().selection()), 1), new MarginBorder(4, 7, 4, 7)));
		for (String line : lines(text)) {
			Label label = new Label(line);
			label.setFont(palette.detail());
			label.setForegroundColor(palette.color(ink));
			label.setLabelAlignment(PositionConstants.LEFT);
			add(label);
		}
	}

	private static List<String> lines(String text) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String word : text.split("\\s+")) {
			if (!line.isEmpty() && line.length() + word.length() >= LINE) {
				lines.add(line.toString());
				line.setLength(0);
			}
			line.append(line.isEmpty() ? "" : " ").append(word);
		}
		lines.add(line.toString());
		return lines;
	}
}
