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
import io.spadework.notation.Block;
import io.spadework.notation.Colour;

/** What a block says when the pointer rests on it: everything in full, its formula, its costs, its problems. */
public final class TipFigure extends Figure {

	private final Palette palette;

	/** A tooltip for a block. */
	public TipFigure(Block block, List<Problem> problems, Palette palette) {
		this.palette = palette;
		prepare();
		write(block.kind() + " " + block.name(), palette.name(), palette.theme().text());
		write(block.detail());
		write(block.inside());
		block.formula().lines().forEach(line -> write(line, palette.detail(), block.family().on(palette.theme()).stroke()));
		if (!block.output().isEmpty())
			write("output " + block.output());
		if (!block.parameters().isEmpty())
			write(block.parameters() + " parameters · " + block.multiplyAdds() + " multiply-adds an image");
		if (block.tap())
			write("tap: feature matching compares this output for real and generated images");
		for (Problem problem : problems)
			write(problem.message(), palette.detail(), problem.severity() == Severity.ERROR ? palette.theme().error() : palette.theme().warning());
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
