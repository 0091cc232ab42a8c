package io.spadework.runs.compare;

import java.util.Locale;

/** What the numbers say of one group against another; never more than they carry. */
public enum Verdict {
	BETTER, WORSE, UNCLEAR;

	/** The word in documents. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
