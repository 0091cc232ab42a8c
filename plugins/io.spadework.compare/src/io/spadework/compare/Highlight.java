package io.spadework.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The run that stands out on every page: the one under the mouse, else the one that was picked. */
final class Highlight {

	private final List<Runnable> watchers = new ArrayList<>();
	private String pointed;
	private String picked;

	/** Label of the run that stands out; null for none. */
	String run() {
		return pointed == null ? picked : pointed;
	}

	/** Lets the run under the mouse stand out, or none (null). */
	void set(String label) {
		change(label, picked);
	}

	/** Lets a run stand out until another one is picked, or the same again. */
	void pick(String label) {
		change(pointed, Objects.equals(label, picked) ? null : label);
	}

	private void change(String newPointed, String newPicked) {
		String before = run();
		pointed = newPointed;
		picked = newPicked;
		if (!Objects.equals(before, run())) {
			watchers.forEach(Runnable::run);
		}
	}

	/** Runs something after each change. */
	void watch(Runnable watcher) {
		watchers.add(watcher);
	}
}
