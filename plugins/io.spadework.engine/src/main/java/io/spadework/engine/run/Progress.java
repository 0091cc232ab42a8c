package io.spadework.engine.run;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Tells on standard output how far the training is. */
final class Progress {

	/** In which form. */
	enum Style {
		/** One line that is written over. */
		BAR,
		/** A new line every few seconds. */
		LINES,
		/** Nothing. */
		NONE;

		static Style named(String name) throws UserException {
			return Arrays.stream(values()).filter(style -> style.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
					.orElseThrow(() -> new UserException("--progress " + name + " is unknown: bar, lines or none."));
		}
	}

	private static final int BAR_WIDTH = 24;
	private static final long BETWEEN_LINES = 5_000_000_000L;
	private static final long BETWEEN_BARS = 200_000_000L;

	private final Style style;
	private final PrintStream out;
	private final int total;
	private long lastWritten;
	private boolean barOpen;
	private double secondsPerStep;

	Progress(Style style, PrintStream out, int total) {
		this.style = style;
		this.out = out;
		this.total = total;
	}

	/** Reports a step that took so many seconds. */
	void step(int step, double seconds, Map<String, Double> values) {
		// recent steps count more, so that a machine getting slower shows
		secondsPerStep = secondsPerStep == 0 || step < 5 ? seconds : 0.95 * secondsPerStep + 0.05 * seconds;
		long now = System.nanoTime();
		boolean due = step == total || lastWritten == 0 || now - lastWritten >= (style == Style.BAR ? BETWEEN_BARS : BETWEEN_LINES);
		if (style == Style.NONE || !due) {
			return;
		}
		lastWritten = now;
		String losses = loss(values, "loss/G/total", "G") + loss(values, "loss/D/total", "D") + loss(values, "loss/S/cross_entropy", "S");
		String text = String.format(Locale.ROOT, "step %d of %d, %.1f images/s%s, %s left", step, total, values.getOrDefault(Session.SPEED, 0.0), losses, duration(Math.round((total - step) * secondsPerStep)));
		if (style == Style.LINES) {
			out.println(text);
		} else {
			int done = (int) ((long) BAR_WIDTH * step / total);
			out.print("\r[" + "#".repeat(done) + "-".repeat(BAR_WIDTH - done) + "] " + text + "\u001b[K");
			barOpen = true;
		}
		out.flush();
	}

	/** Says something on a line of its own. */
	void say(String text) {
		if (style == Style.NONE) {
			return;
		}
		if (barOpen) {
			out.println();
			barOpen = false;
		}
		out.println(text);
		out.flush();
	}

	private static String loss(Map<String, Double> values, String series, String network) {
		Double loss = values.get(series);
		return loss == null ? "" : String.format(Locale.ROOT, ", loss %s %.3f", network, loss);
	}

	/** Seconds as hours, minutes and seconds. */
	static String duration(long seconds) {
		return seconds < 3600 ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
				: String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
	}
}
