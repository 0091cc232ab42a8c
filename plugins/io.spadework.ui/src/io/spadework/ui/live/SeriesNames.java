package io.spadework.ui.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which series the live view draws, in which order, and what it calls them. */
public final class SeriesNames {

	private static final String LOSS = "loss/";
	private static final List<String> ORDER = List.of("loss/G/total", "loss/G/adversarial", "loss/G/feature_matching", "loss/D/total", "loss/D/real", "loss/D/fake");

	private SeriesNames() {
	}

	/** The loss terms among a run's series, the usual ones first. */
	public static List<String> losses(Collection<String> series) {
		return series.stream().filter(name -> name.startsWith(LOSS)).sorted(Comparator.comparingInt(SeriesNames::rank).thenComparing(Comparator.naturalOrder())).toList();
	}

	private static int rank(String name) {
		int rank = ORDER.indexOf(name);
		return rank < 0 ? ORDER.size() : rank;
	}

	/** A loss term in words: {@code loss/G/feature_matching} is G feature matching. */
	public static String words(String series) {
		String term = series.startsWith(LOSS) ? series.substring(LOSS.length()) : series;
		return term.replace('/', ' ').replace('_', ' ');
	}

	/** A loss value for people: four significant digits. */
	public static String value(double value) {
		if (!Double.isFinite(value)) {
			return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
		}
		double size = Math.abs(value);
		if (size != 0 && (size < 0.001 || size >= 100_000)) {
			return String.format(Locale.ROOT, "%.2e", value);
		}
		return String.format(Locale.ROOT, size < 10 ? "%.3f" : size < 1000 ? "%.1f" : "%.0f", value);
	}
}
