package io.spadework.compare;

import io.spadework.model.Scope;
import io.spadework.ui.live.SeriesNames;

/** Numbers at the ends of an axis. */
final class Values {

	private Values() {
	}

	/** A whole number as such, another with four significant digits. */
	static String text(double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e7 ? Scope.text(value) : SeriesNames.value(value);
	}
}
