package io.spadework.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The run under the mouse, which stands out in every chart. */
final class Highlight {

	private final List<Runnable> watchers = new ArrayList<>();
	private String run;

	/** Label of the run that stands out; null for none. */
	String run() {
		return run;
	}

	/** Lets a run stand out, or none (null). */
	void set(String label) {
		if (!Objects.equals(run, label)) {
			run = label;
			watchers.forEach(Runnable::run);
		}
	}

	/** Runs something after each change. */
	void watch(Runnable watcher) {
		watchers.add(watcher);
	}

	/** Ends what {@link #watch} began. */
	void forget(Runnable watcher) {
		watchers.remove(watcher);
	}
}
