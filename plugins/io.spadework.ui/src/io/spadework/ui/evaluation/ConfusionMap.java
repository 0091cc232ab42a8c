package io.spadework.ui.evaluation;

import java.util.List;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.Transform;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import io.spadework.runs.Confusion;
import io.spadework.ui.charts.Colours;

/** A confusion matrix as a heat map: a row for each true class, a column for what was found. The mouse and the arrow keys say what a cell means. */
final class ConfusionMap extends Canvas {

	private static final int MARGIN = 8;
	private static final int LONGEST_NAME = 130;
	/** Cells below this width have no number. */
	private static final int NUMBERED = 34;
	private static final Point NONE = new Point(-1, -1);

	private Confusion confusion;
	private boolean shares = true;
	private Point cell = NONE;

	ConfusionMap(Composite parent) {
		super(parent, SWT.DOUBLE_BUFFERED);
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseMove, event -> point(at(event)));
		addListener(SWT.MouseExit, event -> point(NONE));
		addListener(SWT.KeyDown, this::move);
		addListener(SWT.FocusIn, event -> redraw());
		addListener(SWT.FocusOut, event -> redraw());
		addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_ARROW_NEXT && event.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
		getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = "Confusion of classes. " + words();
			}
		});
	}

	/** Shows a confusion; null shows nothing. */
	void show(Confusion now) {
		if (confusion == null || now == null || confusion.labels().size() != now.labels().size()) {
			cell = NONE;
		}
		confusion = now;
		redraw();
	}

	/** Whether cells are shares of their row, rather than of the most frequent cell. */
	void setShares(boolean ofRow) {
		shares = ofRow;
		redraw();
	}

	/** What the cell that is pointed at means; a hint where none is. */
	String words() {
		if (confusion == null || cell.x < 0) {
			return "Rows are the true classes, columns what the segmenter found.";
		}
		String truth = confusion.labels().get(cell.y);
		String found = confusion.labels().get(cell.x);
		long pixels = confusion.pixels().get(cell.y).get(cell.x);
		return String.format(Locale.ROOT, cell.x == cell.y ? "%1$s, found: %3$s of its pixels (%4$,d)" : "%1$s, taken for %2$s: %3$s of its pixels (%4$,d)", truth, found,
				EvaluationTables.percent(confusion.share(cell.y, cell.x)), pixels);
	}

	/** Points at a cell, and returns what it means. */
	String point(int label, int found) {
		point(new Point(found, label));
		return words();
	}

	private void point(Point now) {
		if (!now.equals(cell)) {
			cell = now;
			setToolTipText(cell.x < 0 ? null : words());
			redraw();
			notifyListeners(SWT.Selection, new Event());
		}
	}

	private void move(Event event) {
		if (confusion == null) {
			return;
		}
		int last = confusion.labels().size() - 1;
		Point from = cell.x < 0 ? new Point(0, 0) : cell;
		switch (event.keyCode) {
			case SWT.ARROW_LEFT -> point(new Point(Math.max(0, from.x - 1), from.y));
			case SWT.ARROW_RIGHT -> point(new Point(Math.min(last, from.x + 1), from.y));
			case SWT.ARROW_UP -> point(new Point(from.x, Math.max(0, from.y - 1)));
			case SWT.ARROW_DOWN -> point(new Point(from.x, Math.min(last, from.y + 1)));
			case SWT.HOME -> point(new Point(0, 0));
			case SWT.END -> point(new Point(last, last));
			default -> {
				// not for the map
			}
		}
	}

	private Point at(Event event) {
		if (confusion == null) {
			return NONE;
		}
		GC gc = new GC(this);
		Rectangle cells = cells(gc);
		gc.dispose();
		int n = confusion.labels().size();
		return cells.contains(event.x, event.y) ? new Point(Math.min(n - 1, (event.x - cells.x) * n / cells.width), Math.min(n - 1, (event.y - cells.y) * n / cells.height)) : NONE;
	}

	/** Where the cells lie: beside the names of the rows and below those of the columns. */
	private Rectangle cells(GC gc) {
		int longest = Math.min(LONGEST_NAME, confusion.labels().stream().mapToInt(label -> gc.textExtent(label).x).max().orElse(0));
		Rectangle area = getClientArea();
		int left = longest + 2 * MARGIN;
		int n = confusion.labels().size();
		int width = Math.max(n, (area.width - left - MARGIN) / n * n);
		int height = Math.max(n, (area.height - left - MARGIN) / n * n);
		return new Rectangle(left, left, width, height);
	}

	private void paint(GC gc) {
		Colours colours = Colours.around(this);
		gc.setBackground(colours.ground());
		gc.fillRectangle(getClientArea());
		if (confusion == null) {
			return;
		}
		gc.setAntialias(SWT.ON);
		Rectangle cells = cells(gc);
		int n = confusion.labels().size();
		int width = cells.width / n;
		int height = cells.height / n;
		long most = confusion.pixels().stream().flatMap(List::stream).mapToLong(Long::longValue).max().orElse(1);
		for (int y = 0; y < n; y++) {
			name(gc, colours, confusion.labels().get(y), cells.x - MARGIN, cells.y + y * height + height / 2, false);
			name(gc, colours, confusion.labels().get(y), cells.x + y * width + width / 2, cells.y - MARGIN, true);
			for (int x = 0; x < n; x++) {
				double share = confusion.share(y, x);
				double shade = shares ? share : (double) confusion.pixels().get(y).get(x) / Math.max(1, most);
				cell(gc, colours, new Rectangle(cells.x + x * width, cells.y + y * height, width, height), Double.isFinite(shade) ? shade : 0, share, x == y);
			}
		}
		gc.setForeground(colours.grid());
		gc.drawRectangle(cells.x, cells.y, n * width, n * height);
		if (cell.x >= 0) {
			gc.setForeground(colours.text());
			gc.setLineWidth(2);
			gc.drawRectangle(cells.x + cell.x * width + 1, cells.y + cell.y * height + 1, width - 2, height - 2);
			gc.setLineWidth(1);
		}
	}

	/** Found pixels are blue, taken ones red. */
	private static void cell(GC gc, Colours colours, Rectangle place, double shade, double share, boolean found) {
		Color full = colours.curve(found ? 0 : 7);
		Color shaded = mixed(colours.ground(), full, Math.sqrt(shade));
		gc.setBackground(shaded);
		gc.fillRectangle(place);
		if (place.width >= NUMBERED && share >= 0.005) {
			String text = String.format(Locale.ROOT, "%.0f", 100 * share);
			Point size = gc.textExtent(text);
			if (size.y <= place.height) {
				boolean far = Math.abs(brightness(shaded) - brightness(colours.text())) > Math.abs(brightness(shaded) - brightness(colours.ground()));
				gc.setForeground(far ? colours.text() : colours.ground());
				gc.drawText(text, place.x + (place.width - size.x) / 2, place.y + (place.height - size.y) / 2, true);
			}
		}
	}

	/** From 0 to 255, as the eye weighs the primaries (ITU-R BT.601). */
	private static int brightness(Color colour) {
		return (299 * colour.getRed() + 587 * colour.getGreen() + 114 * colour.getBlue()) / 1000;
	}

	private static Color mixed(Color from, Color to, double share) {
		return new Color(mixed(from.getRed(), to.getRed(), share), mixed(from.getGreen(), to.getGreen(), share), mixed(from.getBlue(), to.getBlue(), share));
	}

	private static int mixed(int from, int to, double share) {
		return (int) Math.round(from + (to - from) * share);
	}

	/** A class's name that ends at a place, upright for columns. */
	private static void name(GC gc, Colours colours, String name, int x, int y, boolean upright) {
		String text = name;
		while (text.length() > 1 && gc.textExtent(text).x > LONGEST_NAME) {
			text = text.substring(0, text.length() - 2) + "\u2026";
		}
		Point size = gc.textExtent(text);
		gc.setForeground(colours.text());
		if (!upright) {
			gc.drawText(text, x - size.x, y - size.y / 2, true);
			return;
		}
		Transform turned = new Transform(gc.getDevice());
		try {
			gc.getTransform(turned);
			turned.translate(x - size.y / 2f, y);
			turned.rotate(-90);
			gc.setTransform(turned);
			gc.drawText(text, 0, 0, true);
		} finally {
			gc.setTransform(null);
			turned.dispose();
		}
	}
}
