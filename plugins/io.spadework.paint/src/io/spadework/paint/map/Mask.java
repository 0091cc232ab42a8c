package io.spadework.paint.map;

import java.util.Arrays;
import java.util.BitSet;
import java.util.IntSummaryStatistics;
import java.util.List;

/** Pixels of a map that a tool is about to change. */
public final class Mask {

	/** A corner of a figure, or the middle of a brush. */
	public record Spot(int x, int y) {
	}

	private final int originX;
	private final int originY;
	private final int width;
	private final int height;
	private final BitSet pixels;
	private int left = Integer.MAX_VALUE;
	private int top = Integer.MAX_VALUE;
	private int right;
	private int bottom;

	/** For a map's pixels between two corners, both included. */
	private Mask(LabelMap map, int x0, int y0, int x1, int y1) {
		originX = Math.max(0, x0);
		originY = Math.max(0, y0);
		width = Math.max(0, Math.min(map.width() - 1, x1) + 1 - originX);
		height = Math.max(0, Math.min(map.height() - 1, y1) + 1 - originY);
		pixels = new BitSet(width * height);
	}

	private static Mask whole(LabelMap map) {
		return new Mask(map, 0, 0, map.width() - 1, map.height() - 1);
	}

	/** A line of a round brush: every pixel whose middle is nearer to it than half the diameter; a diameter of 1 is a pencil. */
	public static Mask line(LabelMap map, Spot from, Spot to, int diameter) {
		double radius = diameter / 2.0;
		int reach = diameter <= 1 ? 0 : (int) Math.ceil(radius);
		Mask mask = new Mask(map, Math.min(from.x, to.x) - reach, Math.min(from.y, to.y) - reach, Math.max(from.x, to.x) + reach, Math.max(from.y, to.y) + reach);
		if (diameter <= 1) {
			mask.pencil(from, to);
			return mask;
		}
		double dx = to.x - (double) from.x;
		double dy = to.y - (double) from.y;
		double square = dx * dx + dy * dy;
		for (int y = mask.originY; y < mask.originY + mask.height; y++) {
			for (int x = mask.originX; x < mask.originX + mask.width; x++) {
				double along = square == 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / square));
				double away = Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
				if (away < radius) {
					mask.add(x, y);
				}
			}
		}
		return mask;
	}

	/** Bresenham's line: one pixel for each step along its longer side. */
	private void pencil(Spot from, Spot to) {
		int steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
		for (int i = 0; i <= steps; i++) {
			double share = steps == 0 ? 0 : i / (double) steps;
			add((int) Math.round(from.x + share * (to.x - from.x)), (int) Math.round(from.y + share * (to.y - from.y)));
		}
	}

	/** A filled rectangle with two pixels as opposite corners. */
	public static Mask rectangle(LabelMap map, Spot one, Spot other) {
		Mask mask = new Mask(map, Math.min(one.x, other.x), Math.min(one.y, other.y), Math.max(one.x, other.x), Math.max(one.y, other.y));
		for (int y = mask.originY; y < mask.originY + mask.height; y++) {
			for (int x = mask.originX; x < mask.originX + mask.width; x++) {
				mask.add(x, y);
			}
		}
		return mask;
	}

	/** A filled polygon, its outline included: pixels whose middle is inside by the even-odd rule. */
	public static Mask polygon(LabelMap map, List<Spot> corners) {
		IntSummaryStatistics across = corners.stream().mapToInt(Spot::x).summaryStatistics();
		IntSummaryStatistics down = corners.stream().mapToInt(Spot::y).summaryStatistics();
		Mask mask = new Mask(map, across.getMin(), down.getMin(), across.getMax(), down.getMax());
		for (int i = 0; i < corners.size(); i++) {
			mask.pencil(corners.get(i), corners.get((i + 1) % corners.size()));
		}
		for (int y = mask.originY; y < mask.originY + mask.height; y++) {
			double[] crossings = new double[corners.size()];
			int count = 0;
			for (int i = 0; i < corners.size(); i++) {
				Spot a = corners.get(i);
				Spot b = corners.get((i + 1) % corners.size());
				if (a.y <= y != b.y <= y) {
					crossings[count++] = a.x + (y - a.y) * (b.x - (double) a.x) / (b.y - a.y);
				}
			}
			Arrays.sort(crossings, 0, count);
			for (int i = 0; i + 1 < count; i += 2) {
				for (int x = Math.max(0, (int) Math.ceil(crossings[i])); x <= Math.min(map.width() - 1, (int) Math.floor(crossings[i + 1])); x++) {
					mask.add(x, y);
				}
			}
		}
		return mask;
	}

	/** The pixels of one label that hang together with a pixel by their sides. */
	public static Mask region(LabelMap map, Spot start) {
		Mask mask = whole(map);
		if (!map.contains(start.x, start.y)) {
			return mask;
		}
		int label = map.label(start.x, start.y);
		int[] stack = new int[1024];
		int size = 0;
		stack[size++] = start.y * map.width() + start.x;
		while (size > 0) {
			int at = stack[--size];
			int y = at / map.width();
			int x = at % map.width();
			if (mask.pixels.get(at)) {
				continue;
			}
			int first = x;
			while (first > 0 && map.label(first - 1, y) == label && !mask.has(first - 1, y)) {
				first--;
			}
			int last = x;
			while (last + 1 < map.width() && map.label(last + 1, y) == label && !mask.has(last + 1, y)) {
				last++;
			}
			for (int i = first; i <= last; i++) {
				mask.add(i, y);
			}
			for (int next : new int[] { y - 1, y + 1 }) {
				boolean inside = false;
				for (int i = first; next >= 0 && next < map.height() && i <= last; i++) {
					boolean open = map.label(i, next) == label && !mask.has(i, next);
					if (open && !inside) {
						if (size == stack.length) {
							stack = Arrays.copyOf(stack, 2 * size);
						}
						stack[size++] = next * map.width() + i;
					}
					inside = open;
				}
			}
		}
		return mask;
	}

	/** Every pixel of one label. */
	public static Mask everywhere(LabelMap map, int label) {
		Mask mask = whole(map);
		for (int y = 0; y < map.height(); y++) {
			for (int x = 0; x < map.width(); x++) {
				if (map.label(x, y) == label) {
					mask.add(x, y);
				}
			}
		}
		return mask;
	}

	private void add(int x, int y) {
		if (isInside(x, y)) {
			pixels.set((y - originY) * width + x - originX);
			left = Math.min(left, x);
			top = Math.min(top, y);
			right = Math.max(right, x + 1);
			bottom = Math.max(bottom, y + 1);
		}
	}

	/** Whether a pixel of the map is meant. */
	public boolean has(int x, int y) {
		return isInside(x, y) && pixels.get((y - originY) * width + x - originX);
	}

	private boolean isInside(int x, int y) {
		return x >= originX && y >= originY && x < originX + width && y < originY + height;
	}

	/** How many pixels are meant. */
	public int count() {
		return pixels.cardinality();
	}

	int left() {
		return right == 0 ? 0 : left;
	}

	int top() {
		return bottom == 0 ? 0 : top;
	}

	int right() {
		return right;
	}

	int bottom() {
		return bottom;
	}
}
