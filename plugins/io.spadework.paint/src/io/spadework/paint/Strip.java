package io.spadework.paint;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ScrollBar;

/** A row of small pictures to choose from, by mouse or arrow keys; it scrolls where it is longer than its room. */
final class Strip extends Canvas {

	/** Hears which picture was chosen. */
	interface Chosen {
		void chosen(int index, boolean withControl);
	}

	private static final int GAP = 6;

	private final int side;
	private final String empty;
	private final List<Image> images = new ArrayList<>();
	private int first = -1;
	private int second = -1;

	/**
	 * @param side  pixels of a picture's longer side
	 * @param empty what stands there while there is none
	 */
	Strip(Composite parent, int side, String empty, Chosen chosen) {
		super(parent, SWT.DOUBLE_BUFFERED | SWT.H_SCROLL);
		this.side = side;
		this.empty = empty;
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.Resize, event -> scroll());
		addListener(SWT.FocusIn, event -> redraw());
		addListener(SWT.FocusOut, event -> redraw());
		addListener(SWT.Dispose, event -> images.forEach(Image::dispose));
		addListener(SWT.MouseDown, event -> {
			setFocus();
			int index = (event.x + offset() - GAP) / (side + GAP);
			if (index >= 0 && index < images.size()) {
				chosen.chosen(index, (event.stateMask & SWT.MOD1) != 0);
			}
		});
		addListener(SWT.KeyDown, event -> key(event, chosen));
		getHorizontalBar().addListener(SWT.Selection, event -> redraw());
		scroll();
	}

	private void key(Event event, Chosen chosen) {
		int step = event.keyCode == SWT.ARROW_LEFT ? -1 : event.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
		int index = first + step;
		if (step != 0 && index >= 0 && index < images.size()) {
			chosen.chosen(index, (event.stateMask & SWT.MOD1) != 0);
			show(index);
		}
	}

	/** Height that it wants. */
	int height() {
		return side + 2 * GAP + getHorizontalBar().getSize().y;
	}

	/** Adds a picture at a place. */
	void add(int index, ImageData picture) {
		images.add(index, small(picture));
		scroll();
	}

	/** Takes a picture away. */
	void remove(int index) {
		images.remove(index).dispose();
		scroll();
	}

	int size() {
		return images.size();
	}

	/** Marks one picture, and another one as the second; below 0: none. */
	void mark(int newFirst, int newSecond) {
		first = newFirst;
		second = newSecond;
		redraw();
	}

	private Image small(ImageData data) {
		double scale = side / (double) Math.max(data.width, data.height);
		Image whole = new Image(getDisplay(), data);
		Image small = new Image(getDisplay(), Math.max(1, (int) (scale * data.width)), Math.max(1, (int) (scale * data.height)));
		GC gc = new GC(small);
		gc.setInterpolation(SWT.HIGH);
		gc.drawImage(whole, 0, 0, data.width, data.height, 0, 0, small.getBounds().width, small.getBounds().height);
		gc.dispose();
		whole.dispose();
		return small;
	}

	private int offset() {
		return getHorizontalBar().isVisible() ? getHorizontalBar().getSelection() : 0;
	}

	private void scroll() {
		ScrollBar bar = getHorizontalBar();
		int whole = GAP + images.size() * (side + GAP);
		int room = Math.max(1, getClientArea().width);
		bar.setVisible(whole > room);
		bar.setValues(Math.min(bar.getSelection(), Math.max(0, whole - room)), 0, Math.max(1, whole), Math.min(room, whole), side + GAP, room);
		redraw();
	}

	/** Scrolls until a picture is seen. */
	private void show(int index) {
		int left = index * (side + GAP);
		int right = left + side + 2 * GAP;
		ScrollBar bar = getHorizontalBar();
		bar.setSelection(Math.min(left, Math.max(bar.getSelection(), right - getClientArea().width)));
		redraw();
	}

	private void paint(GC gc) {
		Rectangle room = getClientArea();
		if (images.isEmpty()) {
			gc.drawText(empty, GAP, GAP, true);
		}
		for (int i = 0; i < images.size(); i++) {
			int x = GAP + i * (side + GAP) - offset();
			if (x + side < 0 || x > room.width) {
				continue;
			}
			gc.drawImage(images.get(i), x, GAP);
			if (i == first || i == second) {
				gc.setLineWidth(3);
				gc.setForeground(getDisplay().getSystemColor(i == first ? SWT.COLOR_LIST_SELECTION : SWT.COLOR_WIDGET_NORMAL_SHADOW));
				Rectangle size = images.get(i).getBounds();
				gc.drawRectangle(x - 2, GAP - 2, size.width + 3, size.height + 3);
			}
		}
		if (isFocusControl()) {
			gc.drawFocus(0, 0, room.width, room.height);
		}
	}
}
