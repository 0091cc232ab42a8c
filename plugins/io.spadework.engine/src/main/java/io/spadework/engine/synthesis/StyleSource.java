package io.spadework.engine.synthesis;

import java.util.Locale;

/** Where a model's style codes come from. */
public enum StyleSource {

	/** Its encoder finds them in images. */
	ENCODER,
	/** They are drawn: it has no encoder. */
	CODE,
	/** It has none. */
	NONE;

	/** Its name in protocols. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
