package io.spadework.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.Comparison;
import io.spadework.ui.runs.HoveredRun;

/** The run that stands out on every page: the one under the mouse, here or in another part of the workbench, else the one that was picked. */
final class Highlight {

	private final List<Runnable> watchers = new ArrayList<>();
	private final Runnable leave = HoveredRun.onChange(this::look);
	private final Map<String, RunFolder> folders = new LinkedHashMap<>();
	private String picked;
	private String run;

	/** Takes in which runs there are. */
	void of(Comparison comparison) {
		folders.clear();
		comparison.runs().forEach(each -> folders.put(each.label(), each.folder()));
		look();
	}

	/** Label of the run that stands out; null for none. */
	String run() {
		return run;
	}

	/** Lets the run under the mouse stand out, or none (null). */
	void set(String label) {
		HoveredRun.set(label == null ? null : folders.get(label));
	}

	/** Lets a run stand out until another one is picked, or the same again. */
	void pick(String label) {
		picked = Objects.equals(label, picked) ? null : label;
		look();
	}

	private void look() {
		RunFolder hovered = HoveredRun.get();
		String now = folders.keySet().stream().filter(label -> folders.get(label).equals(hovered)).findFirst().orElse(picked);
		if (!Objects.equals(now, run)) {
			run = now;
			watchers.forEach(Runnable::run);
		}
	}

	/** Runs something after each change. */
	void watch(Runnable watcher) {
		watchers.add(watcher);
	}

	/** Looks at the mouse no longer. */
	void dispose() {
		leave.run();
	}
}
