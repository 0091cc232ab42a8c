package io.spadework.engine.data;

import io.spadework.runs.data.DataPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A look at pairs before a training, one after another, for as long as it may take and somebody wants it. */
final class DataCheck {

	/** So many wrong pairs are told of; a person who has mended them asks again. */
	private static final int MOST_TOLD = 5;
	private static final long BETWEEN_WORDS = 5_000_000_000L;

	/** Looks at one pair; throws where it can't be trained on. */
	interface Look {

		void at(DataPair pair) throws DataException;
	}

	private DataCheck() {
	}

	/**
	 * Looks at them in their order; throws naming the first few that can't be trained on.
	 *
	 * @param what what of a pair is looked at, for people
	 * @param most how long it may take; what is left then is not looked at
	 * @param goOn told every few seconds how far it is; says whether to go on
	 */
	static void of(List<DataPair> pairs, String what, Look look, Duration most, Predicate<String> goOn) throws DataException {
		List<String> wrong = new ArrayList<>();
		long started = System.nanoTime();
		long told = started;
		for (int i = 0; i < pairs.size() && wrong.size() < MOST_TOLD; i++) {
			long now = System.nanoTime();
			if (now - started > most.toNanos()) {
				goOn.test("Data: " + what + " of " + i + " pairs were looked at, of " + pairs.size() + ", in " + most.toSeconds() + " s; the others are when their turn comes.");
				break;
			}
			if (now - told > BETWEEN_WORDS) {
				told = now;
				if (!goOn.test("Data: looking at " + what + " of all pairs, " + i + " of " + pairs.size() + ".")) {
					break;
				}
			}
			try {
				look.at(pairs.get(i));
			} catch (DataException e) {
				wrong.add(e.getMessage());
			}
		}
		if (!wrong.isEmpty()) {
			throw new DataException(String.join("\n", wrong) + (wrong.size() == MOST_TOLD ? "\nThere may be more such pairs" : ""));
		}
	}
}
