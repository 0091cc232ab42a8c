package io.spadework.runs.tensorboard;

import java.io.IOException;

/** A TensorBoard event file that can't be what it says it is; the message names the file and the byte. */
public final class EventFileException extends IOException {

	private static final long serialVersionUID = 1L;

	EventFileException(String message) {
		super(message);
	}
}
