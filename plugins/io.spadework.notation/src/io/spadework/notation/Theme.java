package io.spadework.notation;

/** The two backgrounds a diagram is drawn on. */
public enum Theme {
	LIGHT(0xFFFFFF, 0x16181D, 0x5B6270, 0x6B7280, 0xD5D9E0, 0x0B6BCB, 0xB42318, 0x9A6700, 0x157F3C),
	DARK(0x1E1F22, 0xECEDEF, 0xA3A9B5, 0x8E95A3, 0x43474F, 0x6CB6FF, 0xFF8A80, 0xE3B341, 0x55DB88);

	private final Colour canvas;
	private final Colour text;
	private final Colour quietText;
	private final Colour line;
	private final Colour frame;
	private final Colour selection;
	private final Colour error;
	private final Colour warning;
	private final Colour good;

	Theme(int canvas, int text, int quietText, int line, int frame, int selection, int error, int warning, int good) {
		this.canvas = Colour.of(canvas);
		this.text = Colour.of(text);
		this.quietText = Colour.of(quietText);
		this.line = Colour.of(line);
		this.frame = Colour.of(frame);
		this.selection = Colour.of(selection);
		this.error = Colour.of(error);
		this.warning = Colour.of(warning);
		this.good = Colour.of(good);
	}

	/** Behind everything. */
	public Colour canvas() {
		return canvas;
	}

	/** Text on the canvas. */
	public Colour text() {
		return text;
	}

	/** Text that steps back: shapes on edges, totals. */
	public Colour quietText() {
		return quietText;
	}

	/** Edges that carry activations. */
	public Colour line() {
		return line;
	}

	/** Around the copies of a discriminator. */
	public Colour frame() {
		return frame;
	}

	/** Around what is selected. */
	public Colour selection() {
		return selection;
	}

	/** The mark of an error. */
	public Colour error() {
		return error;
	}

	/** The mark of a warning. */
	public Colour warning() {
		return warning;
	}

	/** Around what an edge that is being drawn may lead to. */
	public Colour good() {
		return good;
	}
}
