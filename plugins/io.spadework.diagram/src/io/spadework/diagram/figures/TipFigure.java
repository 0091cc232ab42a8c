package io.spadework.diagram.figures;

import java.util.List;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.MarginBorder;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.ToolbarLayout;
import org.eclipse.swt.graphics.Font;

import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Colour;

/** What a node says when the pointer rests on it: everything in full, its formula, its costs, its problems. */
public final class TipFigure extends Figure {

	private final Palette palette;

	/** A tooltip for a node. */
	public TipFigure(NodeNotation look, List<Problem> problems, Palette palette) {
		this.palette = palette;
		prepare();
		write(look.kind() + " " + look.name(), palette.name(), palette.theme().text());
		write(look.detail());
		write(look.inside());
		look.formula().lines().forEach(line -> write(line, palette.detail(), look.family().on(palette.theme()).stroke()));
		if (!look.output().isEmpty())
			write("output " + look.output());
		if (!look.parameters().isEmpty())
			write(look.parameters() + " parameters · " + look.multiplyAdds() + " multiply-adds an image");
		if (look.tap())
			write("tap: feature matching compares this output for real and generated images");
		for (Problem problem : problems)
			write(problem.message(), palette.detail(), problem.severity() == Severity.ERROR ? palette.theme().error() : palette.theme().warning());
	}

	/** A tooltip for a node with more lines. */
	TipFigure(NodeNotation look, List<Problem> problems, List<String> more, Palette palette) {
		this(look, problems, palette);
		more.forEach(line -> write(line, palette.detail(), palette.theme().text()));
	}

	/** A tooltip of plain lines. */
	public TipFigure(Palette palette, String... lines) {
		this.palette = palette;
		prepare();
		for (String line : lines)
			write(line);
	}

	private void prepare() {
		setLayoutManager(new ToolbarLayout());
		setOpaque(true);
		setBackgroundColor(palette.color(palette.theme().canvas()));
		setBorder(new MarginBorder(6, 8, 6, 8));
	}

	private void write(String text) {
		if (!text.isEmpty())
			write(text, palette.detail(), palette.theme().quietText());
	}

	private void write(String text, Font font, Colour colour) {
		Label label = new Label(text);
		label.setFont(font);
		label.setForegroundColor(palette.color(colour));
		label.setLabelAlignment(PositionConstants.LEFT);
		add(label);
	}
}
