package io.spadework.paint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ScrollBar;

import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.Mask;
import io.spadework.paint.map.Mask.Spot;
import io.spadework.runs.synthesis.ServedModel.Label;

/** Shows a map in its labels' colours, or half through it the image that was made of it, and lets tools paint on it. Only what is visible is drawn, whatever the map's size. */
final class MapCanvas extends Canvas {

	private static final double MOST_ZOOM = 64;
	private static final double ZOOM_STEP = 1.25;
	private static final int UNKNOWN = -1;
	/** Pixels of the screen for one of the map from which on lines are drawn between them. */
	private static final double GRID_FROM = 12;
	private static final int GRID_ALPHA = 40;
	private static final PaletteData DIRECT = new PaletteData(0xFF0000, 0xFF00, 0xFF);

	private final Painting painting;
	private final Consumer<String> status;
	private final List<Spot> corners = new ArrayList<>();
	private final int[] colours = new int[1 << Short.SIZE];
	private List<Label> coloured = List.of();
	private Tool tool = Tool.BRUSH;
	private int diameter = 9;
	private double opacity = 1;
	private ImageData image;
	private double zoom = 1;
	private boolean fitted = true;
	private double originX;
	private double originY;
	private Painting.Stroke stroke;
	private Spot from;
	private Spot at;

	MapCanvas(Composite parent, Painting painting, Consumer<String> status) {
		super(parent, SWT.DOUBLE_BUFFERED | SWT.H_SCROLL | SWT.V_SCROLL | SWT.NO_BACKGROUND);
		this.painting = painting;
		this.status = status;
		painting.watch(() -> {
			if (!isDisposed()) {
				redraw();
			}
		});
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.Resize, event -> {
			if (fitted) {
				fit();
			} else {
				place(originX, originY);
			}
		});
		addListener(SWT.MouseDown, this::down);
		addListener(SWT.MouseMove, this::move);
		addListener(SWT.MouseUp, this::up);
		addListener(SWT.MouseDoubleClick, event -> closePolygon());
		addListener(SWT.MouseExit, event -> {
			at = null;
			redraw();
		});
		addListener(SWT.MouseWheel, this::wheel);
		addListener(SWT.KeyDown, this::key);
		for (ScrollBar bar : List.of(getHorizontalBar(), getVerticalBar())) {
			bar.addListener(SWT.Selection, event -> place(getHorizontalBar().getSelection() / zoom, getVerticalBar().getSelection() / zoom));
		}
		getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = "Label map of " + painting.map().width() + " x " + painting.map().height() + " pixels";
			}
		});
	}

	void tool(Tool newTool) {
		tool = newTool;
		from = null;
		corners.clear();
		redraw();
	}

	Tool tool() {
		return tool;
	}

	void diameter(int pixels) {
		diameter = Math.max(1, pixels);
		redraw();
	}

	/** How much of the map covers the image below it, 0 to 1. */
	void opacity(double newOpacity) {
		opacity = newOpacity;
		redraw();
	}

	/** The image that was made of the map; null for none. */
	void image(ImageData newImage) {
		image = newImage;
		if (opacity < 1) {
			redraw();
		}
	}

	/** Enlarges or shrinks about the middle. */
	void zoom(boolean in) {
		Rectangle area = getClientArea();
		zoomAbout(area.width / 2, area.height / 2, in ? ZOOM_STEP : 1 / ZOOM_STEP);
	}

	/** The whole map, as large as it fits. */
	void fit() {
		Rectangle area = getClientArea();
		if (area.width < 1 || area.height < 1) {
			return;
		}
		fitted = true;
		zoom = Math.min(MOST_ZOOM, Math.min(area.width / (double) painting.map().width(), area.height / (double) painting.map().height()));
		place(0, 0);
	}

	/** One pixel of the map on one of the screen. */
	void original() {
		zoomAbout(0, 0, 1 / zoom);
	}

	private void zoomAbout(int x, int y, double factor) {
		double mapX = mapX(x);
		double mapY = mapY(y);
		fitted = false;
		zoom = Math.max(0.02, Math.min(MOST_ZOOM, zoom * factor));
		place(mapX - x / zoom, mapY - y / zoom);
	}

	/** Puts a place of the map into the left top corner, as far as the map reaches; a map that is smaller than its room is centred. */
	private void place(double x, double y) {
		Rectangle area = getClientArea();
		double across = area.width / zoom;
		double down = area.height / zoom;
		LabelMap map = painting.map();
		originX = across >= map.width() ? (map.width() - across) / 2 : Math.max(0, Math.min(map.width() - across, x));
		originY = down >= map.height() ? (map.height() - down) / 2 : Math.max(0, Math.min(map.height() - down, y));
		bar(getHorizontalBar(), map.width(), across, originX);
		bar(getVerticalBar(), map.height(), down, originY);
		redraw();
	}

	private void bar(ScrollBar bar, int size, double visible, double origin) {
		bar.setEnabled(visible < size);
		bar.setValues((int) Math.max(0, origin * zoom), 0, Math.max(1, (int) (size * zoom)), Math.max(1, (int) (Math.min(visible, size) * zoom)), 20, Math.max(1, (int) (visible * zoom)));
	}

	private double mapX(int x) {
		return originX + x / zoom;
	}

	private double mapY(int y) {
		return originY + y / zoom;
	}

	private Spot spot(Event event) {
		return new Spot((int) Math.floor(mapX(event.x)), (int) Math.floor(mapY(event.y)));
	}

	private void paint(GC gc) {
		Rectangle area = getClientArea();
		if (area.width < 1 || area.height < 1) {
			return;
		}
		if (coloured != painting.labels()) {
			coloured = painting.labels();
			Arrays.fill(colours, UNKNOWN);
			coloured.forEach(label -> colours[label.value()] = label.colour());
		}
		Image drawn = new Image(getDisplay(), visible(area));
		gc.drawImage(drawn, 0, 0);
		drawn.dispose();
		if (zoom >= GRID_FROM) {
			grid(gc, area);
		}
		cursor(gc);
	}

	/** Lines between pixels. */
	private void grid(GC gc, Rectangle area) {
		gc.setAlpha(GRID_ALPHA);
		gc.setForeground(getDisplay().getSystemColor(SWT.COLOR_BLACK));
		LabelMap map = painting.map();
		int right = Math.min(area.width, x(map.width()));
		int bottom = Math.min(area.height, y(map.height()));
		for (int column = Math.max(0, (int) mapX(0)); column <= map.width() && x(column) <= area.width; column++) {
			gc.drawLine(x(column), Math.max(0, y(0)), x(column), bottom);
		}
		for (int row = Math.max(0, (int) mapY(0)); row <= map.height() && y(row) <= area.height; row++) {
			gc.drawLine(Math.max(0, x(0)), y(row), right, y(row));
		}
		gc.setAlpha(255);
	}

	/** What of the map, and of the image below, is visible, a pixel of the screen each. */
	private ImageData visible(Rectangle area) {
		LabelMap map = painting.map();
		ImageData data = new ImageData(area.width, area.height, 32, DIRECT);
		int ground = getParent().getBackground().getRed() << 16 | getParent().getBackground().getGreen() << 8 | getParent().getBackground().getBlue();
		int[] row = new int[area.width];
		int[] columns = new int[area.width];
		for (int x = 0; x < area.width; x++) {
			columns[x] = (int) Math.floor(mapX(x));
		}
		for (int y = 0; y < area.height; y++) {
			int my = (int) Math.floor(mapY(y));
			for (int x = 0; x < area.width; x++) {
				int mx = columns[x];
				row[x] = map.contains(mx, my) ? colour(map, mx, my, x, y) : ground;
			}
			data.setPixels(0, y, area.width, row, 0);
		}
		return data;
	}

	private int colour(LabelMap map, int mx, int my, int x, int y) {
		int label = map.label(mx, my);
		int known = colours[label];
		int colour = known != UNKNOWN ? known : label == painting.dontCare() ? chequer(x, y, 0x9A9A9A, 0x7C7C7C) : chequer(x, y, 0xE040A0, 0x303030);
		if (opacity >= 1 || image == null) {
			return colour;
		}
		int ix = Math.min(image.width - 1, (int) (mapX(x) * image.width / map.width()));
		int iy = Math.min(image.height - 1, (int) (mapY(y) * image.height / map.height()));
		RGB rgb = image.palette.getRGB(image.getPixel(Math.max(0, ix), Math.max(0, iy)));
		return mixed(colour >> 16 & 255, rgb.red) << 16 | mixed(colour >> 8 & 255, rgb.green) << 8 | mixed(colour & 255, rgb.blue);
	}

	private int mixed(int above, int below) {
		return (int) Math.round(opacity * above + (1 - opacity) * below);
	}

	/** Stands for labels that have no colour: don't-care in grey, those that nothing is known of in shrill colours. */
	private static int chequer(int x, int y, int one, int other) {
		return (x / 6 + y / 6) % 2 == 0 ? one : other;
	}

	private void cursor(GC gc) {
		gc.setAntialias(SWT.ON);
		gc.setForeground(getDisplay().getSystemColor(SWT.COLOR_WHITE));
		gc.setXORMode(false);
		if (!corners.isEmpty()) {
			for (int i = 0; i < corners.size(); i++) {
				Spot next = i + 1 < corners.size() ? corners.get(i + 1) : at;
				line(gc, corners.get(i), next);
			}
		}
		if (from != null && at != null && tool == Tool.LINE) {
			line(gc, from, at);
		}
		if (from != null && at != null && tool == Tool.RECTANGLE) {
			int x = x(Math.min(from.x(), at.x()));
			int y = y(Math.min(from.y(), at.y()));
			twice(gc, () -> gc.drawRectangle(x, y, x(Math.max(from.x(), at.x()) + 1) - x, y(Math.max(from.y(), at.y()) + 1) - y));
		}
		if (at != null && (tool == Tool.BRUSH || tool == Tool.ERASER || tool == Tool.COPY || tool == Tool.LINE)) {
			int size = Math.max(2, (int) (diameter * zoom));
			twice(gc, () -> gc.drawOval(x(at.x()) + (int) (zoom / 2) - size / 2, y(at.y()) + (int) (zoom / 2) - size / 2, size, size));
		}
	}

	private int x(double mapX) {
		return (int) Math.round((mapX - originX) * zoom);
	}

	private int y(double mapY) {
		return (int) Math.round((mapY - originY) * zoom);
	}

	private void line(GC gc, Spot a, Spot b) {
		if (b != null) {
			twice(gc, () -> gc.drawLine(x(a.x() + 0.5), y(a.y() + 0.5), x(b.x() + 0.5), y(b.y() + 0.5)));
		}
	}

	/** Dark and light, so that it is seen on every ground. */
	private void twice(GC gc, Runnable drawing) {
		gc.setLineWidth(3);
		gc.setForeground(getDisplay().getSystemColor(SWT.COLOR_BLACK));
		drawing.run();
		gc.setLineWidth(1);
		gc.setForeground(getDisplay().getSystemColor(SWT.COLOR_WHITE));
		drawing.run();
	}

	private void down(Event event) {
		setFocus();
		Spot spot = spot(event);
		if (event.button == 3 || event.button == 1 && tool == Tool.PICK) {
			pick(spot);
			return;
		}
		if (event.button != 1 || painting.isBusy()) {
			return;
		}
		LabelMap map = painting.map();
		switch (tool) {
		case BRUSH, PENCIL, ERASER, COPY -> {
			if (tool == Tool.COPY && painting.source() == null) {
				status.accept("Choose what to copy from first: New …, From a data set …, Copy with the brush.");
				return;
			}
			stroke = painting.begin(tool.title());
			from = spot;
			dab(spot);
		}
		case LINE, RECTANGLE -> from = spot;
		case POLYGON -> corners.add(spot);
		case FILL -> painting.paint(tool.title(), seen -> Mask.region(seen, spot), value());
		case REPLACE -> {
			if (map.contains(spot.x(), spot.y())) {
				int replaced = map.label(spot.x(), spot.y());
				painting.paint(tool.title(), seen -> Mask.everywhere(seen, replaced), value());
			}
		}
		case PICK -> pick(spot);
		}
	}

	/** Goes on with a stroke, to a spot. */
	private void dab(Spot to) {
		Mask mask = Mask.line(painting.map(), from, to, tool == Tool.PENCIL ? 1 : diameter);
		if (tool == Tool.COPY) {
			stroke.copy(mask);
		} else {
			stroke.paint(mask, value());
		}
		from = to;
	}

	private int value() {
		return tool == Tool.ERASER ? painting.dontCare() : painting.label();
	}

	private void pick(Spot spot) {
		if (painting.map().contains(spot.x(), spot.y())) {
			painting.choose(painting.map().label(spot.x(), spot.y()));
		}
	}

	private void move(Event event) {
		at = spot(event);
		say();
		if (stroke != null && from != null) {
			dab(at);
		}
		redraw();
	}

	private void say() {
		LabelMap map = painting.map();
		if (!map.contains(at.x(), at.y())) {
			status.accept("");
			return;
		}
		int label = map.label(at.x(), at.y());
		String name = painting.labels().stream().filter(each -> each.value() == label).map(Label::name).findFirst()
				.orElse(label == painting.dontCare() ? "don't-care, which the model doesn't know" : "no label of the model");
		status.accept(at.x() + ", " + at.y() + ": " + label + ", " + name);
	}

	private void up(Event event) {
		if (event.button != 1) {
			return;
		}
		if (stroke != null) {
			Painting.Stroke ended = stroke;
			stroke = null;
			from = null;
			ended.end();
		} else if (from != null) {
			Spot start = from;
			Spot to = spot(event);
			from = null;
			painting.paint(tool.title(), map -> tool == Tool.LINE ? Mask.line(map, start, to, diameter) : Mask.rectangle(map, start, to), value());
		}
	}

	private void closePolygon() {
		if (tool == Tool.POLYGON && corners.size() > 1) {
			List<Spot> closed = List.copyOf(corners);
			corners.clear();
			painting.paint(tool.title(), map -> Mask.polygon(map, closed), value());
		}
	}

	private void wheel(Event event) {
		if ((event.stateMask & SWT.MOD1) != 0) {
			zoomAbout(event.x, event.y, event.count > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
			event.doit = false;
		}
	}

	/** Keys move a cursor of their own and paint where it is, so that no mouse is needed. */
	private void key(Event event) {
		int step = (event.stateMask & SWT.SHIFT) != 0 ? 8 : 1;
		switch (event.keyCode) {
		case SWT.ARROW_LEFT -> cursor(-step, 0);
		case SWT.ARROW_RIGHT -> cursor(step, 0);
		case SWT.ARROW_UP -> cursor(0, -step);
		case SWT.ARROW_DOWN -> cursor(0, step);
		case ' ' -> press();
		case SWT.CR, SWT.KEYPAD_CR -> closePolygon();
		case SWT.ESC -> {
			corners.clear();
			from = null;
			redraw();
		}
		default -> {
			// other keys are commands
		}
		}
	}

	private void cursor(int dx, int dy) {
		LabelMap map = painting.map();
		Spot old = at == null ? new Spot(map.width() / 2, map.height() / 2) : at;
		at = new Spot(Math.max(0, Math.min(map.width() - 1, old.x() + dx)), Math.max(0, Math.min(map.height() - 1, old.y() + dy)));
		say();
		redraw();
	}

	/** What a click of the mouse at the cursor would do; of tools that drag, the first press begins and the second ends. */
	private void press() {
		if (at == null) {
			cursor(0, 0);
		}
		Event event = new Event();
		event.button = 1;
		event.x = x(at.x() + 0.5);
		event.y = y(at.y() + 0.5);
		if (from == null) {
			down(event);
			if (tool.isFreehand()) {
				up(event);
			}
		} else {
			up(event);
		}
	}
}
