package io.spadework.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import io.spadework.diagram.Named;
import io.spadework.ui.charts.Colours;

/** Sample grids beside each other, each under its run's name; or the first two over each other. */
final class SampleCanvas extends Canvas {

	/** A run's grid at a step; null where it has none. */
	record Sample(String run, int step, ImageData data) {
	}

	private static final int MARGIN = 8;
	/** A grid has label map, generated and real image beside each other. */
	static final int COLUMNS = 3;
	private static final int BLINK_MILLISECONDS = 700;
	private static final int FRAME = 3;

	private final Highlight highlight;
	private final List<Image> images = new ArrayList<>();
	private List<Sample> samples = List.of();
	private Colours palette = Colours.around(this);
	private Map<String, Color> colours = Map.of();
	private boolean over;
	private boolean blinking;
	private boolean second;
	/** Where the second run begins in each column, as a share of its width. */
	private double edge = 0.5;

	SampleCanvas(Composite parent, Highlight highlight) {
		super(parent, SWT.DOUBLE_BUFFERED);
		this.highlight = highlight;
		highlight.watch(() -> {
			if (!isDisposed()) {
				redraw();
			}
		});
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.Dispose, event -> disposeImages());
		addListener(SWT.MouseDown, this::drag);
		addListener(SWT.MouseMove, event -> {
			if ((event.stateMask & SWT.BUTTON1) != 0) {
				drag(event);
			}
			highlight.set(at(event.x, event.y));
		});
		addListener(SWT.MouseExit, event -> highlight.set(null));
		addListener(SWT.KeyDown, event -> {
			if (over && (event.keyCode == SWT.ARROW_LEFT || event.keyCode == SWT.ARROW_RIGHT)) {
				edge = Math.max(0, Math.min(1, edge + (event.keyCode == SWT.ARROW_LEFT ? -0.02 : 0.02)));
				redraw();
			}
		});
		Named.name(this, "Samples of the compared runs");
	}

	void paint(Colours newPalette, Map<String, Color> newColours) {
		palette = newPalette;
		colours = newColours;
		setBackground(palette.ground());
		redraw();
	}

	void show(List<Sample> newSamples) {
		disposeImages();
		samples = newSamples;
		samples.forEach(sample -> images.add(sample.data() == null ? null : new Image(getDisplay(), sample.data())));
		redraw();
	}

	/** Lays the first two over each other. */
	void over(boolean newOver) {
		if (over != newOver) {
			over = newOver;
			setCursor(over ? getDisplay().getSystemCursor(SWT.CURSOR_SIZEWE) : null);
			redraw();
		}
	}

	/** Shows the two in turns. */
	void blink(boolean newBlinking) {
		blinking = newBlinking;
		second = false;
		redraw();
		if (blinking) {
			getDisplay().timerExec(BLINK_MILLISECONDS, this::turn);
		}
	}

	private void turn() {
		if (!isDisposed() && blinking) {
			second = !second;
			redraw();
			getDisplay().timerExec(BLINK_MILLISECONDS, this::turn);
		}
	}

	private void drag(Event event) {
		setFocus();
		if (over && !images.isEmpty() && images.get(0) != null) {
			Rectangle place = place(images.get(0), room());
			double across = Math.clamp((event.x - place.x) / (double) place.width, 0, 1) * COLUMNS;
			edge = across - Math.min(COLUMNS - 1, Math.floor(across));
			redraw();
		}
	}

	private Rectangle room() {
		Rectangle area = getClientArea();
		return new Rectangle(MARGIN, 3 * MARGIN, area.width - 2 * MARGIN, area.height - 4 * MARGIN);
	}

	private void paint(GC gc) {
		if (isEmpty()) {
			hint(gc, "No samples yet. A training writes some every few steps.");
		} else if (isOver()) {
			paintOver(gc);
		} else {
			paintBeside(gc);
		}
	}

	private boolean isEmpty() {
		return images.stream().allMatch(Objects::isNull);
	}

	private boolean isOver() {
		return over && images.size() > 1 && images.get(0) != null && images.get(1) != null;
	}

	private void hint(GC gc, String text) {
		gc.setForeground(palette.faint());
		gc.drawText(text, (getClientArea().width - gc.textExtent(text).x) / 2, getClientArea().height / 2, true);
	}

	private void paintOver(GC gc) {
		Image below = images.get(0);
		Image above = images.get(1);
		Rectangle place = place(below, room());
		crisp(gc, below, place);
		Rectangle from = below.getBounds();
		Rectangle other = above.getBounds();
		if (blinking) {
			Image turn = second ? above : below;
			gc.drawImage(turn, 0, 0, turn.getBounds().width, turn.getBounds().height, place.x, place.y, place.width, place.height);
			name(gc, samples.get(second ? 1 : 0), place.x);
			return;
		}
		gc.drawImage(below, 0, 0, from.width, from.height, place.x, place.y, place.width, place.height);
		gc.setForeground(palette.text());
		gc.setLineWidth(2);
		for (int column = 0; column < COLUMNS; column++) {
			int split = (int) Math.round((column + edge) * place.width / COLUMNS);
			int cut = (int) Math.round((column + edge) * other.width / COLUMNS);
			int width = (column + 1) * place.width / COLUMNS - split;
			int rest = (column + 1) * other.width / COLUMNS - cut;
			if (width > 0 && rest > 0) {
				gc.drawImage(above, cut, 0, rest, other.height, place.x + split, place.y, width, place.height);
			}
			gc.drawLine(place.x + split, place.y, place.x + split, place.y + place.height);
		}
		name(gc, samples.get(0), place.x);
		String right = caption(samples.get(1));
		name(gc, samples.get(1), Math.max(place.x + place.width / 2, place.x + place.width - gc.textExtent(right).x));
	}

	private void paintBeside(GC gc) {
		for (int i = 0; i < samples.size(); i++) {
			Rectangle cell = cell(i);
			gc.setForeground(colours.getOrDefault(samples.get(i).run(), palette.text()));
			gc.drawText(caption(gc, samples.get(i), cell.width), cell.x, cell.y - 2 * MARGIN, true);
			Image image = images.get(i);
			if (image == null) {
				gc.setForeground(palette.faint());
				gc.drawText("no samples up to this step", cell.x, cell.y + cell.height / 2, true);
			} else {
				Rectangle place = place(image, cell);
				crisp(gc, image, place);
				gc.drawImage(image, 0, 0, image.getBounds().width, image.getBounds().height, place.x, place.y, place.width, place.height);
				if (samples.get(i).run().equals(highlight.run())) {
					frame(gc, place, samples.get(i).run());
				}
			}
		}
	}

	/** The frame of the run that stands out. */
	private void frame(GC gc, Rectangle place, String run) {
		gc.setForeground(colours.getOrDefault(run, palette.text()));
		gc.setLineWidth(FRAME);
		gc.drawRectangle(place.x - FRAME / 2 - 1, place.y - FRAME / 2 - 1, place.width + FRAME + 1, place.height + FRAME + 1);
	}

	/** The run whose grid is at a place; null for none, and where two lie over each other. */
	private String at(int x, int y) {
		return isOver() || isEmpty() ? null : IntStream.range(0, samples.size()).filter(i -> cell(i).contains(x, y)).mapToObj(i -> samples.get(i).run()).findFirst().orElse(null);
	}

	/** The room of a grid beside the others. */
	private Rectangle cell(int i) {
		Rectangle room = room();
		int columns = columns(room);
		int rows = (samples.size() + columns - 1) / columns;
		return new Rectangle(room.x + i % columns * room.width / columns, room.y + i / columns * room.height / rows, room.width / columns - MARGIN, room.height / rows - 3 * MARGIN);
	}

	/** As many columns as show the grids largest. */
	private int columns(Rectangle room) {
		Image first = images.stream().filter(image -> image != null).findFirst().orElseThrow();
		int best = 1;
		double most = 0;
		for (int columns = 1; columns <= samples.size(); columns++) {
			int rows = (samples.size() + columns - 1) / columns;
			double scale = Math.min((room.width / columns - MARGIN) / (double) first.getBounds().width, (room.height / rows - 3 * MARGIN) / (double) first.getBounds().height);
			if (scale > most) {
				most = scale;
				best = columns;
			}
		}
		return best;
	}

	private static String caption(Sample sample) {
		return sample.run() + (sample.step() < 0 ? "" : String.format(Locale.ROOT, ", step %,d", sample.step()));
	}

	/** The caption as far as there is room for it: without the step, then without the middle of the name. */
	private static String caption(GC gc, Sample sample, int width) {
		String text = caption(sample);
		for (int kept = sample.run().length(); gc.textExtent(text).x > width && kept > 4; kept -= 2) {
			text = kept == sample.run().length() ? sample.run() : sample.run().substring(0, kept / 2) + "\u2026" + sample.run().substring(sample.run().length() - kept / 2);
		}
		return text;
	}

	private void name(GC gc, Sample sample, int x) {
		gc.setForeground(colours.getOrDefault(sample.run(), palette.text()));
		gc.drawText(caption(sample), x, MARGIN / 2, true);
	}

	/** Enlarged pixels stay pixels. */
	private static void crisp(GC gc, Image image, Rectangle place) {
		gc.setAdvanced(true);
		gc.setInterpolation(place.width >= 2 * image.getBounds().width ? SWT.NONE : SWT.HIGH);
	}

	/** As large as it fits. */
	private static Rectangle place(Image image, Rectangle room) {
		Rectangle size = image.getBounds();
		double scale = Math.min(room.width / (double) size.width, room.height / (double) size.height);
		return new Rectangle(room.x, room.y, Math.max(1, (int) (scale * size.width)), Math.max(1, (int) (scale * size.height)));
	}

	private void disposeImages() {
		images.stream().filter(image -> image != null).forEach(Image::dispose);
		images.clear();
	}
}
