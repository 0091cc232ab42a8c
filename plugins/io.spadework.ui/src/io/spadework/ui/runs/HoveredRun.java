package io.spadework.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.spadework.runs.RunFolder;

/** The run under the mouse, whatever part shows it: it stands out in all of them. Belongs to the UI thread. */
public final class HoveredRun {

	private static final List<Runnable> watchers = new ArrayList<>();
	private static RunFolder hovered;

	private HoveredRun() {
	}

	/** The run that one points at; null for none. */
	public static RunFolder get() {
		return hovered;
	}

	/** Says which run one points at now, null for none. */
	public static void set(RunFolder run) {
		if (!Objects.equals(run, hovered)) {
			hovered = run;
			List.copyOf(watchers).forEach(Runnable::run);
		}
	}

	/** Runs something after each change, until the returned action is run. */
	public static Runnable onChange(Runnable changed) {
		watchers.add(changed);
		return () -> watchers.remove(changed);
	}
}
