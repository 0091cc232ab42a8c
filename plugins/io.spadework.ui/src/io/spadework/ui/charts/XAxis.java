package io.spadework.ui.charts;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.Format;
import java.util.Locale;

/** What a chart's x axis counts. */
public enum XAxis {

	/** Training steps. */
	STEP("step", new WholeSteps()),
	/** Seconds of training, pauses not counted. */
	WALL("training time", new Duration()),
	/** Epochs. */
	EPOCH("epoch", new WholeSteps()),
	/** Layers of networks of unlike depth: percent of the way from the first one to the image. */
	DEPTH("percent of the way to the image", new WholeSteps()),
	/** Images seen. */
	IMAGES("images", new WholeSteps());

	private final String title;
	private final Format format;

	XAxis(String title, Format format) {
		this.title = title;
		this.format = format;
	}

	/** The axis's title. */
	public String title() {
		return title;
	}

	/** Names places on the axis; empty where a place has no name. */
	public Format format() {
		return format;
	}

	/** A place in words. */
	public String words(double x) {
		return this == WALL ? format.format(x) : title + " " + format.format(Math.rint(x));
	}

	/** Names the ticks at whole steps; there is nothing between two steps to name. */
	private static final class WholeSteps extends DecimalFormat {

		private static final long serialVersionUID = 1L;

		WholeSteps() {
			super("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
		}

		@Override
		public StringBuffer format(double step, StringBuffer text, FieldPosition position) {
			return step == Math.rint(step) ? super.format(step, text, position) : text;
		}
	}

	/** Seconds as people say them. */
	private static final class Duration extends DecimalFormat {

		private static final long serialVersionUID = 1L;

		@Override
		public StringBuffer format(double seconds, StringBuffer text, FieldPosition position) {
			if (seconds < 0) {
				return text;
			}
			long whole = (long) seconds;
			if (seconds < 60) {
				return text.append(seconds == Math.rint(seconds) || seconds >= 10 ? String.format(Locale.ROOT, "%.0f s", seconds) : String.format(Locale.ROOT, "%.1f s", seconds));
			}
			return text.append(whole < 3600 ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60) : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60));
		}
	}
}
