package io.spadework.compare;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.draw2d.FigureUtilities;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import io.spadework.diagram.Named;
import io.spadework.diagram.export.Picture;
import io.spadework.ui.charts.Colours;

/** A picture in which each run is something that one can point at and pick; the same is painted on the screen and into files. */
abstract class RunCanvas extends Canvas {

	/** What a file shows, in pixels. */
	private static final Rectangle FILE = new Rectangle(0, 0, 900, 480);

	private final Highlight highlight;
	private List<String> runs = List.of();
	private Map<String, Color> colours = Map.of();
	private Set<String> kept = Set.of();
	private Colours palette = Colours.around(this);

	RunCanvas(Composite parent, Highlight highlight) {
		super(parent, SWT.DOUBLE_BUFFERED);
		this.highlight = highlight;
		highlight.watch(() -> {
			if (!isDisposed()) {
				redraw();
				tellName();
			}
		});
		addListener(SWT.Paint, event -> {
			Graphics graphics = new SWTGraphics(event.gc);
			graphics.setFont(getFont());
			paint(graphics, area());
			graphics.dispose();
		});
		addListener(SWT.MouseMove, event -> {
			String run = at(event.x, event.y);
			setToolTipText(run == null ? null : tip(run));
			highlight.set(run);
		});
		addListener(SWT.MouseExit, event -> highlight.set(null));
		addListener(SWT.MouseDown, event -> {
			setFocus();
			String run = at(event.x, event.y);
			if (run != null) {
				highlight.pick(run);
			}
		});
		addListener(SWT.KeyDown, this::key);
		addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_ARROW_NEXT && event.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
		Named.name(this, () -> says() + (highlight.run() == null ? "" : ". " + tip(highlight.run())));
	}

	/** Shows other runs. */
	final void show(List<String> newRuns, Map<String, Color> newColours, Colours newPalette) {
		runs = newRuns;
		colours = newColours;
		palette = newPalette;
		setBackground(palette.ground());
		redraw();
	}

	/** Lets all runs but some step back; an empty set lets none. */
	final void keep(Set<String> newKept) {
		kept = newKept;
		redraw();
	}

	/** Arrows go from run to run, as the mouse would; Enter picks one. */
	void key(Event event) {
		int step = event.keyCode == SWT.ARROW_RIGHT || event.keyCode == SWT.ARROW_DOWN ? 1 : event.keyCode == SWT.ARROW_LEFT || event.keyCode == SWT.ARROW_UP ? -1 : 0;
		if (step != 0 && !runs.isEmpty()) {
			int from = runs.indexOf(highlight.run());
			highlight.set(runs.get(from < 0 ? 0 : Math.floorMod(from + step, runs.size())));
		} else if (event.character == SWT.CR && highlight.run() != null) {
			highlight.pick(highlight.run());
		}
	}

	private Rectangle area() {
		return new Rectangle(0, 0, getClientArea().width, getClientArea().height);
	}

	/** Lets those who don't see the picture know that it says something else. */
	final void tellName() {
		getAccessible().sendEvent(ACC.EVENT_NAME_CHANGED, null);
	}

	/** What the picture shows, for those who don't see it. */
	abstract String says();

	/** Paints everything into an area. */
	abstract void paint(Graphics graphics, Rectangle area);

	/** The run at a place; null for none. */
	abstract String at(int x, int y);

	/** What is said of a run. */
	abstract String tip(String run);

	/** The picture for a file. */
	final Picture picture(String title) {
		return new Picture(title, FILE, palette.ground(), graphics -> {
			graphics.setFont(getFont());
			paint(graphics, FILE);
		});
	}

	final List<String> runs() {
		return runs;
	}

	final Colours palette() {
		return palette;
	}

	/** Prepares for painting a run; whether it is one that stands out. */
	final boolean begin(Graphics graphics, String run) {
		boolean stands = run.equals(highlight.run());
		boolean back = highlight.run() != null && !stands || !kept.isEmpty() && !kept.contains(run);
		graphics.setAlpha(back ? 60 : 255);
		graphics.setForegroundColor(colours.getOrDefault(run, palette.text()));
		return stands;
	}

	/** The runs in the order of painting: the one that stands out comes last. */
	final List<String> painted() {
		return runs.stream().sorted((a, b) -> Boolean.compare(a.equals(highlight.run()), b.equals(highlight.run()))).toList();
	}

	final int width(String text) {
		return FigureUtilities.getTextWidth(text, getFont());
	}

	final int line() {
		return FigureUtilities.getFontMetrics(getFont()).getHeight();
	}

	/** Writes a text with its middle at a place, but within an area. */
	final void centred(Graphics graphics, String text, int x, int y, Rectangle area) {
		int width = width(text);
		graphics.drawText(text, Math.max(area.x + 2, Math.min(area.right() - width - 2, x - width / 2)), y);
	}
}
