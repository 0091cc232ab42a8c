package io.spadework.ui.live;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import io.spadework.diagram.Named;
import io.spadework.ui.charts.Colours;

/** A sample grid, as large as it fits: enlarged by whole pixels, which stay crisp, where that fills most of the room, and with a good filter otherwise. */
final class SamplePane extends Canvas {

	private static final int MARGIN = 6;
	/** Share of the room's side that whole pixels must fill to be preferred. */
	private static final double WHOLE_ENOUGH = 0.8;

	private Image image;
	private List<Rectangle> bands = List.of();
	private String caption = "";
	private Colours colours;

	SamplePane(Composite parent) {
		super(parent, SWT.DOUBLE_BUFFERED);
		Named.name(this, () -> caption + ": each sample's label map, what the network makes of it, and the real image");
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.Dispose, event -> disposeImage());
	}

	void paint(Colours newColours) {
		colours = newColours;
		setBackground(colours.ground());
		redraw();
	}

	/** Shows a grid, or with null the caption alone. */
	void show(ImageData data, String newCaption) {
		disposeImage();
		image = data == null ? null : new Image(getDisplay(), data);
		bands = data == null ? List.of() : SampleBands.of(data);
		caption = newCaption;
		redraw();
	}

	/** True while a grid is shown. */
	boolean hasImage() {
		return image != null;
	}

	/** What is said above the grid, or in its place. */
	String caption() {
		return caption;
	}

	private void disposeImage() {
		if (image != null) {
			image.dispose();
			image = null;
		}
	}

	private void paint(GC gc) {
		Rectangle area = getClientArea();
		int line = gc.getFontMetrics().getHeight();
		gc.setForeground(image == null ? colours.faint() : colours.text());
		if (image == null) {
			gc.drawText(caption, (area.width - gc.textExtent(caption).x) / 2, (area.height - line) / 2, true);
			return;
		}
		gc.drawText(caption, MARGIN, MARGIN / 2, true);
		Rectangle room = new Rectangle(MARGIN, MARGIN + line, area.width - 2 * MARGIN, area.height - line - 2 * MARGIN);
		if (room.width <= 0 || room.height <= 0) {
			return;
		}
		SampleBands layout = SampleBands.in(room, bands);
		if (layout.scale() >= 1 && Math.floor(layout.scale()) >= WHOLE_ENOUGH * layout.scale()) {
			gc.setInterpolation(SWT.NONE);
			layout = layout.scaled(Math.floor(layout.scale()));
		} else {
			gc.setAdvanced(true);
			gc.setInterpolation(SWT.HIGH);
		}
		int left = room.x + (room.width - layout.width()) / 2;
		int top = room.y + (room.height - layout.height()) / 2;
		for (int i = 0; i < bands.size(); i++) {
			Rectangle from = bands.get(i);
			Rectangle to = layout.place(i);
			gc.drawImage(image, from.x, from.y, from.width, from.height, left + to.x, top + to.y, to.width, to.height);
		}
	}
}
