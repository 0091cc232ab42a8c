package io.spadework.runs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that happened in a run, one line of events.jsonl.
 *
 * @param step training step it happened at
 * @param time ISO-8601 instant
 * @param kind checkpoint, phase, pause, resume, warning, error, end or sample
 * @param message one sentence for a person
 */
public record Event(int step, String time, String kind, String message) {

	/** An event that happens now. */
	public static Event now(int step, String kind, String message) {
		return new Event(step, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(), kind, message);
	}
}
