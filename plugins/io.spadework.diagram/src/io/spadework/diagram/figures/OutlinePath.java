package io.spadework.diagram.figures;

import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.widgets.Display;

import io.spadework.notation.Outline;

/** The geometry of the notation's outlines. */
final class OutlinePath {

	/** How far a slanted side leans, in pixels. */
	static final int SLANT = 16;

	private static final int CORNER = 7;

	/** What an octagon lacks at each corner, in pixels. */
	private static final int CUT = 12;

	private OutlinePath() {
	}

	/** The outline inside a rectangle, shrunk by a distance; to be disposed by the caller. */
	static Path of(Outline outline, Rectangle box, float shrunk) {
		Path path = new Path(Display.getCurrent());
		float x = box.x + shrunk;
		float y = box.y + shrunk;
		float right = box.x + box.width - shrunk;
		float bottom = box.y + box.height - shrunk;
		switch (outline) {
		case ROUNDED_BOX, DOUBLE_BOX, PILE, BANDED_BOX -> polygon(path, CORNER - Math.min(shrunk, 4), x, y, right, y, right, bottom, x, bottom);
		case PILL -> polygon(path, (bottom - y) / 2, x, y, right, y, right, bottom, x, bottom);
		case NARROWING -> polygon(path, 4, x, y, right, y, right - SLANT, bottom, x + SLANT, bottom);
		case WIDENING -> polygon(path, 4, x + SLANT, y, right - SLANT, y, right, bottom, x, bottom);
		case HEXAGON -> polygon(path, 4, x + SLANT, y, right - SLANT, y, right, (y + bottom) / 2, right - SLANT, bottom, x + SLANT, bottom, x, (y + bottom) / 2);
		case OCTAGON -> polygon(path, 3, x + CUT, y, right - CUT, y, right, y + CUT, right, bottom - CUT, right - CUT, bottom, x + CUT, bottom, x, bottom - CUT, x, y + CUT);
		case PARALLELOGRAM -> polygon(path, 4, x + SLANT, y, right, y, right - SLANT, bottom, x, bottom);
		case CIRCLE -> path.addArc((x + right) / 2 - (bottom - y) / 2, y, bottom - y, bottom - y, 0, 360);
		}
		return path;
	}

	/** How far the outline stands back from the bounds at half height. */
	static int sideInset(Outline outline) {
		return switch (outline) {
		case NARROWING, WIDENING, PARALLELOGRAM -> SLANT / 2;
		default -> 0;
		};
	}

	/** A closed polygon with rounded corners. */
	private static void polygon(Path path, float corner, float... points) {
		int n = points.length / 2;
		for (int i = 0; i < n; i++) {
			float x = points[2 * i];
			float y = points[2 * i + 1];
			float[] in = toward(x, y, points[2 * ((i + n - 1) % n)], points[2 * ((i + n - 1) % n) + 1], corner);
			float[] out = toward(x, y, points[2 * ((i + 1) % n)], points[2 * ((i + 1) % n) + 1], corner);
			if (i == 0)
				path.moveTo(in[0], in[1]);
			else
				path.lineTo(in[0], in[1]);
			// a cubic with its handles at 0.55 of the way is a circle's quarter to the eye
			path.cubicTo(in[0] + (x - in[0]) * 0.55f, in[1] + (y - in[1]) * 0.55f, out[0] + (x - out[0]) * 0.55f, out[1] + (y - out[1]) * 0.55f, out[0], out[1]);
		}
		path.close();
	}

	private static float[] toward(float x, float y, float otherX, float otherY, float distance) {
		float length = (float) Math.hypot(otherX - x, otherY - y);
		float part = length == 0 ? 0 : Math.min(distance / length, 0.5f);
		return new float[] {x + (otherX - x) * part, y + (otherY - y) * part};
	}
}
