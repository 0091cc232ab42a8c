package io.spadework.runs;

import java.util.Locale;

/** What can be asked of a running training: a file of this name in {@code <run>/control/}. */
public enum Request {
	STOP, PAUSE, RESUME, CHECKPOINT, SAMPLE;

	/** Name of the request's file. */
	public String fileName() {
		return name().toLowerCase(Locale.ROOT);
	}
}
