package io.spadework.ui.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.spadework.ui.charts.Values;

/** Which series the live view draws, in which order, and what it calls them. */
public final class SeriesNames {

	private static final String LOSS = "loss/";
	private static final List<String> ORDER = List.of("loss/G/total", "loss/G/adversarial", "loss/G/feature_matching", "loss/D/total", "loss/D/real", "loss/D/fake");

	/** The generator's series before the discriminator's. */
	static final Comparator<String> GENERATOR_FIRST = Comparator.comparing((String name) -> !name.endsWith("/G")).thenComparing(Comparator.naturalOrder());

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

	/** A loss value for people, with four significant digits. */
	public static String value(double value) {
		return Values.words(value);
	}

	/** The network whose loss a term belongs to: {@code loss/G/total} is of G. */
	static String network(String loss) {
		String[] parts = loss.split("/");
		return parts.length > 1 ? parts[1] : loss;
	}

	/** A loss term without its network. */
	static String term(String loss) {
		String[] parts = loss.split("/", 3);
		return parts.length > 2 ? parts[2].replace('/', ' ').replace('_', ' ') : words(loss);
	}
}
