package io.spadework.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import io.spadework.paint.map.LabelMap;

/** What was made in this session, the newest at the left; a click brings a map back. */
final class HistoryStrip extends Canvas {

	/** A map and the image that was made of it. */
	record Moment(LabelMap map, byte[] png) {
	}

	private static final int THUMBNAIL = 64;
	private static final int GAP = 6;
	/** Older ones are forgotten: pictures take memory. */
	private static final int MOST = 200;

	private final List<Moment> moments = new ArrayList<>();
	private final List<Image> images = new ArrayList<>();
	private int chosen;

	HistoryStrip(Composite parent, Consumer<Moment> back) {
		super(parent, SWT.DOUBLE_BUFFERED);
		setToolTipText("What was made in this session, the newest first; a click brings its map back");
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseDown, event -> {
			int index = at(event);
			if (index < moments.size()) {
				chosen = index;
				back.accept(moments.get(moments.size() - 1 - index));
			}
		});
		addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.ARROW_LEFT || event.keyCode == SWT.ARROW_RIGHT) {
				chosen = Math.max(0, Math.min(moments.size() - 1, chosen + (event.keyCode == SWT.ARROW_LEFT ? -1 : 1)));
				redraw();
			} else if ((event.character == ' ' || event.character == SWT.CR) && !moments.isEmpty()) {
				back.accept(moments.get(moments.size() - 1 - chosen));
			}
		});
		addListener(SWT.FocusIn, event -> redraw());
		addListener(SWT.FocusOut, event -> redraw());
		addListener(SWT.Dispose, event -> images.forEach(Image::dispose));
	}

	private static int at(Event event) {
		return Math.max(0, (event.x - GAP) / (THUMBNAIL + GAP));
	}

	/** Adds what was made just now, where its map is another one than the last. */
	void add(Moment moment) {
		if (!moments.isEmpty() && moments.get(moments.size() - 1).map().equals(moment.map())) {
			moments.set(moments.size() - 1, moment);
			images.remove(images.size() - 1).dispose();
		} else {
			moments.add(moment);
			chosen = 0;
		}
		images.add(new Image(getDisplay(), Pictures.of(moment.png())));
		if (moments.size() > MOST) {
			moments.remove(0);
			images.remove(0).dispose();
		}
		redraw();
	}

	/** All of them, the oldest first. */
	List<Moment> moments() {
		return List.copyOf(moments);
	}

	private void paint(GC gc) {
		gc.setInterpolation(SWT.HIGH);
		if (images.isEmpty()) {
			gc.drawText("What is painted appears here, step by step.", GAP, GAP, true);
		}
		for (int i = 0; i < images.size(); i++) {
			int x = GAP + i * (THUMBNAIL + GAP);
			if (x > getClientArea().width) {
				break;
			}
			Image image = images.get(images.size() - 1 - i);
			double scale = THUMBNAIL / (double) Math.max(image.getBounds().width, image.getBounds().height);
			gc.drawImage(image, 0, 0, image.getBounds().width, image.getBounds().height, x, GAP, Math.max(1, (int) (scale * image.getBounds().width)),
					Math.max(1, (int) (scale * image.getBounds().height)));
			if (isFocusControl() && i == chosen) {
				gc.drawFocus(x - 2, GAP - 2, THUMBNAIL + 4, THUMBNAIL + 4);
			}
		}
	}
}
