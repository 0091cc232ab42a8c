package io.spadework.diagram.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.Label;
import org.eclipse.draw2d.PositionConstants;
import org.eclipse.draw2d.geometry.Dimension;
import org.eclipse.draw2d.geometry.Insets;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Path;

import io.spadework.diagram.layout.Box;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Colour;
import io.spadework.notation.Colours;
import io.spadework.notation.Heat;
import io.spadework.notation.Heat.Warmth;
import io.spadework.notation.Outline;

/** A node: its outline with lines of text, a halo when selected and a mark when something is wrong with it. */
public final class NodeFigure extends Figure {

	/** Between the figure's bounds and the outline: room for the halo and the mark, in pixels. */
	public static final int MARGIN = 8;

	/** The widest outline; longer texts are elided and stand in full in the tooltip. */
	private static final int WIDEST = 380;

	/** Text may come out a little wider when zoomed than measured. */
	private static final int SLACK = 4;

	private static final int CIRCLE = 40;

	private static final int GAP = 8;

	/** Width of the band of a stage, in pixels. */
	private static final int BAND = 6;

	/** How far each sheet of a pile looks out under the one above, in pixels. */
	private static final int SHEET = 3;

	private static final int SHEETS = 2;

	/** Around what is inside, in pixels. */
	private static final int AROUND_INSIDE = 14;

	private final NodeNotation look;
	private final Palette palette;
	private final Colours colours;
	private final List<Line> lines = new ArrayList<>();
	private final List<Problem> problems;
	private Label tap;
	private FoldHandle fold;
	/** The room that what is inside takes; null while the node is folded, or has nothing inside. */
	private Dimension inside;
	private int width;
	private boolean selected;
	private List<String> more = List.of();
	private Boolean fits;

	/** Texts of one line: from the left, and at the right end or null. */
	private record Line(List<Label> left, Label right) {
	}

	/** A figure for a node with its problems, in the colours of its family. */
	public NodeFigure(NodeNotation look, List<Problem> problems, Palette palette) {
		this(look, problems, null, palette);
	}

	/**
	 * A figure for a node with its problems.
	 *
	 * @param warmth how hot it is by what it costs; null to colour it by its family
	 */
	public NodeFigure(NodeNotation look, List<Problem> problems, Warmth warmth, Palette palette) {
		this.look = look;
		this.palette = palette;
		this.problems = problems;
		colours = warmth == null ? look.family().on(palette.theme()) : Heat.on(palette.theme(), warmth.strength());
		write();
		if (warmth != null)
			addWarmth(warmth.text());
		setToolTip(new TipFigure(look, problems, palette));
		width = Math.min(WIDEST, preferredWidth());
	}

	/** What is drawn. */
	public NodeNotation look() {
		return look;
	}

	/** Whether the node takes a single line of text. */
	public boolean isCompact() {
		return lines.size() == 1;
	}

	/** Whether the node looks best as wide as others of its kind; inputs, outputs and circles don't. */
	public boolean isAligned() {
		return inside == null && look.outline() != Outline.CIRCLE && look.outline() != Outline.PARALLELOGRAM;
	}

	/** Width of the outline with all its sheets, even, in pixels. */
	public int width() {
		return width + width % 2;
	}

	/** Widens the outline. */
	public void widenTo(int pixels) {
		width = Math.max(width, Math.min(WIDEST, pixels));
	}

	/** The room the outline takes. */
	public Box box() {
		return new Box(width(), height(), OutlinePath.sideInset(look.outline()), look.outline() == Outline.CIRCLE);
	}

	/** Gives the node a handle that shows what is inside, or folds it away. */
	public void addFold(boolean open) {
		fold = new FoldHandle(open, palette.color(colours.stroke()));
		add(fold);
		width = Math.min(WIDEST, preferredWidth());
	}

	/** Whether a point of the window is on the handle that folds. */
	public boolean isOnFold(Point location) {
		if (fold == null)
			return false;
		Point point = location.getCopy();
		fold.translateToRelative(point);
		return fold.getBounds().getExpanded(3, 3).contains(point);
	}

	/** Makes room below the texts for what is inside. */
	public void hold(Dimension contents) {
		inside = contents;
		width = Math.max(width, contents.width + 2 * AROUND_INSIDE + sheets());
	}

	/** The upper left corner of what is inside, where the node's outline is there. */
	public Point inside(Rectangle outline) {
		return new Point(outline.x + (outline.width - sheets() - inside.width) / 2, outline.y + insets().top + textHeight() + AROUND_INSIDE);
	}

	/** The texts of the node. */
	public List<Label> labels() {
		return lines.stream().flatMap(l -> l.right == null ? l.left.stream() : Stream.concat(l.left.stream(), Stream.of(l.right))).toList();
	}

	/** Says more in the tooltip: these lines and no others. */
	public void setMore(List<String> more) {
		if (!more.equals(this.more)) {
			this.more = List.copyOf(more);
			setToolTip(new TipFigure(look, problems, more, palette));
		}
	}

	/** What is wrong with the node. */
	public List<Problem> problems() {
		return problems;
	}

	/** Whether a point of the window, if it is one, is over the text that says what the node is made with. */
	public boolean isOverDetail(Point location) {
		if (location == null || detail() == name())
			return false;
		Point point = location.getCopy();
		translateToRelative(point);
		return detail().getBounds().contains(point);
	}

	/** What a screen reader says of it. */
	public String spoken() {
		return look.kind() + " " + look.name() + (look.output().isEmpty() ? "" : ", output " + look.output()) + (problems.isEmpty() ? "" : ", " + problems.get(0).message());
	}

	/** Draws the halo, or not. */
	public void setSelected(boolean selected) {
		this.selected = selected;
		repaint();
	}

	private void write() {
		Colour quiet = colours.text().mixedWith(colours.fill(), 0.22);
		switch (look.outline()) {
		case PILL, WIDENING, HEXAGON -> {
			List<Label> left = new ArrayList<>();
			left.add(label(look.name(), palette.name(), colours.text()));
			if (!look.detail().equalsIgnoreCase(look.name()))
				left.add(label(look.detail(), palette.detail(), quiet));
			if (look.tap())
				left.add(tap());
			lines.add(new Line(left, null));
		}
		case CIRCLE -> lines.add(new Line(List.of(label(look.symbol(), palette.name(), colours.text()), label(look.name(), palette.detail(), palette.theme().text())), null));
		default -> {
			lines.add(new Line(withTap(label(look.name(), palette.name(), colours.text())),
					look.kind().equalsIgnoreCase(look.name()) ? null : label(look.kind(), palette.detail(), colours.stroke())));
			if (!look.detail().equalsIgnoreCase(look.name()))
				addLine(look.detail(), "", quiet);
			addLine(look.inside(), "", quiet);
			addLine(look.output(), look.parameters().isEmpty() ? "" : look.parameters() + " params", colours.text());
		}
		}
	}

	/** What it costs, at the end of the first line, where the family's colour would else tell the kind. */
	private void addWarmth(String text) {
		if (text.isEmpty() || look.outline() == Outline.CIRCLE)
			return;
		Line first = lines.get(0);
		if (first.right != null)
			remove(first.right);
		lines.set(0, new Line(first.left, label(text, palette.detail(), colours.text())));
	}

	/** The text that is the node's name. */
	public Label name() {
		return lines.get(0).left.get(look.outline() == Outline.CIRCLE ? 1 : 0);
	}

	/** Where what the node is made with stands; the name where there is nothing else. */
	public Label detail() {
		return lines.get(0).left.size() > 1 && lines.get(0).left.get(1) != tap ? lines.get(0).left.get(look.outline() == Outline.CIRCLE ? 0 : 1)
				: lines.size() > 1 ? lines.get(1).left.get(0) : name();
	}

	/** How an edge that is being drawn would fit: TRUE or FALSE; null where none is. */
	public void setFits(Boolean fits) {
		this.fits = fits;
		repaint();
	}

	private List<Label> withTap(Label name) {
		return look.tap() ? List.of(name, tap()) : List.of(name);
	}

	private Label tap() {
		tap = label("tap", palette.detail(), palette.theme().quietText().mixedWith(colours.text(), 0.5));
		return tap;
	}

	private void addLine(String left, String right, Colour colour) {
		if (!left.isEmpty() || !right.isEmpty())
			lines.add(new Line(List.of(label(left, palette.detail(), colour)), right.isEmpty() ? null : label(right, palette.detail(), colour)));
	}

	private Label label(String text, Font font, Colour colour) {
		Label label = new Label(text);
		label.setFont(font);
		label.setForegroundColor(palette.color(colour));
		label.setLabelAlignment(PositionConstants.LEFT);
		add(label);
		return label;
	}

	private Insets insets() {
		Insets text = textInsets();
		return fold == null ? text : new Insets(text.top, text.left + FoldHandle.SIZE + 2, text.bottom, text.right);
	}

	private Insets textInsets() {
		return switch (look.outline()) {
		case ROUNDED_BOX -> new Insets(7, 12, 7, 12);
		case DOUBLE_BOX, PILE -> new Insets(10, 14, 10, 14);
		case BANDED_BOX -> new Insets(7, 12 + BAND, 7, 12);
		case OCTAGON -> new Insets(8, 16, 8, 16);
		case PILL -> new Insets(5, 16, 5, 16);
		case NARROWING -> new Insets(7, OutlinePath.SLANT + 10, 8, OutlinePath.SLANT + 10);
		case WIDENING, HEXAGON -> new Insets(5, OutlinePath.SLANT + 8, 5, OutlinePath.SLANT + 8);
		case PARALLELOGRAM -> new Insets(6, OutlinePath.SLANT + 8, 6, OutlinePath.SLANT + 8);
		case CIRCLE -> new Insets(0, 0, 0, 0);
		};
	}

	private int preferredWidth() {
		if (look.outline() == Outline.CIRCLE)
			return CIRCLE + 2 * (GAP + widthOf(lines.get(0).left.get(1)));
		int text = 0;
		for (Line line : lines) {
			int left = line.left.stream().mapToInt(l -> widthOf(l) + GAP).sum() - GAP;
			text = Math.max(text, left + (line.right == null ? 0 : 2 * GAP + widthOf(line.right)));
		}
		return text + insets().getWidth() + sheets();
	}

	private int height() {
		if (look.outline() == Outline.CIRCLE)
			return CIRCLE;
		int height = sheets() + insets().getHeight() + textHeight() + (inside == null ? 0 : inside.height + AROUND_INSIDE);
		return height + height % 2;
	}

	private int textHeight() {
		return lines.stream().mapToInt(NodeFigure::heightOf).sum() + (lines.size() - 1) * 2;
	}

	private static int widthOf(Label label) {
		return label.getPreferredSize().width + SLACK;
	}

	private static int heightOf(Line line) {
		return line.left.stream().mapToInt(l -> l.getPreferredSize().height).max().orElse(0);
	}

	@Override
	public Dimension getPreferredSize(int widthHint, int heightHint) {
		return new Dimension(width() + 2 * MARGIN, height() + 2 * MARGIN);
	}

	/** The outline's bounds, those of the uppermost sheet of a pile. */
	public Rectangle outline() {
		return inside(getBounds(), new Insets(MARGIN, MARGIN, MARGIN + sheets(), MARGIN + sheets()));
	}

	/** A box without a border. */
	static Rectangle inside(Rectangle box, Insets border) {
		return new Rectangle(box.x + border.left, box.y + border.top, Math.max(0, box.width - border.getWidth()), Math.max(0, box.height - border.getHeight()));
	}

	/** How far the lower sheets of a pile look out. */
	private int sheets() {
		return look.outline() == Outline.PILE ? SHEETS * SHEET : 0;
	}

	@Override
	protected void layout() {
		Rectangle box = outline();
		if (look.outline() == Outline.CIRCLE) {
			Label symbol = lines.get(0).left.get(0);
			Label name = lines.get(0).left.get(1);
			Dimension size = symbol.getPreferredSize();
			int centre = box.x + box.width / 2;
			symbol.setBounds(new Rectangle(centre - size.width / 2, box.y + (box.height - size.height) / 2, size.width + SLACK, size.height));
			size = name.getPreferredSize();
			name.setBounds(new Rectangle(centre + CIRCLE / 2 + GAP, box.y + (box.height - size.height) / 2, size.width + SLACK, size.height));
			return;
		}
		Rectangle room = inside(box, insets());
		int y = room.y;
		if (fold != null)
			fold.setBounds(new Rectangle(room.x - FoldHandle.SIZE - 2, y + (heightOf(lines.get(0)) - FoldHandle.SIZE) / 2, FoldHandle.SIZE, FoldHandle.SIZE));
		for (Line line : lines) {
			int height = heightOf(line);
			int right = room.right();
			if (line.right != null) {
				right -= widthOf(line.right);
				line.right.setBounds(new Rectangle(right, y, widthOf(line.right), line.right.getPreferredSize().height));
				right -= GAP;
			}
			int wanted = line.left.stream().mapToInt(l -> widthOf(l) + GAP).sum() - GAP;
			int x = isCompact() ? room.x + Math.max(0, (room.width - wanted) / 2) : room.x;
			for (Label label : line.left) {
				int own = label.getPreferredSize().height;
				label.setBounds(new Rectangle(x, y + (height - own) / 2, Math.max(0, Math.min(widthOf(label), right - x)), own));
				x += widthOf(label) + GAP;
			}
			y += height + 2;
		}
	}

	@Override
	protected void paintFigure(Graphics graphics) {
		graphics.setAntialias(SWT.ON);
		Rectangle box = outline();
		if (fits != null)
			stroke(graphics, box, -3.5f, 3, palette.color(fits ? palette.theme().good() : palette.theme().error()));
		else if (selected)
			stroke(graphics, box, -3.5f, 3, palette.color(palette.theme().selection()));
		if (look.outline() == Outline.PILE)
			for (int sheet = SHEETS; sheet > 0; sheet--)
				sheet(graphics, box.getTranslated(sheet * SHEET, sheet * SHEET));
		Path path = OutlinePath.of(look.outline(), box, 0.75f);
		graphics.setBackgroundColor(palette.color(inside == null ? colours.fill() : colours.fill().mixedWith(palette.theme().canvas(), 0.6)));
		graphics.fillPath(path);
		path.dispose();
		if (look.outline() == Outline.BANDED_BOX) {
			graphics.setBackgroundColor(palette.color(colours.stroke()));
			graphics.fillRectangle(box.x + 4, box.y + 3, BAND, box.height - 6);
		}
		stroke(graphics, box, 1, 2, palette.color(problems.isEmpty() ? colours.stroke() : mark()));
		if (look.outline() == Outline.DOUBLE_BOX || look.outline() == Outline.PILE)
			stroke(graphics, box, 4.5f, 1, palette.color(colours.stroke().mixedWith(colours.fill(), 0.35)));
		if (tap != null)
			frame(graphics, tap);
	}

	private void frame(Graphics graphics, Label label) {
		Rectangle around = label.getBounds().getExpanded(3, 0);
		graphics.setLineWidth(1);
		graphics.setForegroundColor(label.getForegroundColor());
		graphics.drawRoundRectangle(new Rectangle(around.x, around.y, around.width - 2, around.height - 1), 6, 6);
	}

	private void sheet(Graphics graphics, Rectangle box) {
		Path path = OutlinePath.of(look.outline(), box, 0.75f);
		graphics.setBackgroundColor(palette.color(colours.fill()));
		graphics.fillPath(path);
		path.dispose();
		stroke(graphics, box, 0.75f, 1, palette.color(colours.stroke()));
	}

	private void stroke(Graphics graphics, Rectangle box, float shrunk, int lineWidth, Color color) {
		Path path = OutlinePath.of(look.outline(), box, shrunk);
		graphics.setForegroundColor(color);
		graphics.setLineWidth(lineWidth);
		graphics.setLineStyle(look.frozen() ? SWT.LINE_DASH : SWT.LINE_SOLID);
		graphics.drawPath(path);
		path.dispose();
	}

	@Override
	protected void paintClientArea(Graphics graphics) {
		super.paintClientArea(graphics);
		if (!problems.isEmpty())
			paintMark(graphics);
	}

	/** A disc with an exclamation mark over the upper right corner. */
	private void paintMark(Graphics graphics) {
		Rectangle box = outline();
		int size = 17;
		Rectangle disc = new Rectangle(box.right() - size + 6, box.y - 6, size, size);
		graphics.setAntialias(SWT.ON);
		graphics.setBackgroundColor(palette.color(mark()));
		graphics.fillOval(disc);
		graphics.setForegroundColor(palette.color(palette.theme().canvas()));
		graphics.setLineWidth(2);
		graphics.drawLine(disc.x + size / 2, disc.y + 4, disc.x + size / 2, disc.y + 9);
		graphics.drawLine(disc.x + size / 2, disc.y + 12, disc.x + size / 2, disc.y + 13);
	}

	private Colour mark() {
		return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR) ? palette.theme().error() : palette.theme().warning();
	}
}
