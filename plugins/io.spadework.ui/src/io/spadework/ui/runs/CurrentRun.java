package io.spadework.ui.runs;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.spadework.launch.RunState;

/** The run that the commands of the main menu are about: the one that the live view has shown last. Belongs to the UI thread. */
public final class CurrentRun {

	private static final List<Runnable> listeners = new CopyOnWriteArrayList<>();
	private static RunState state;

	private CurrentRun() {
	}

	/** Where it stands; null where there is none. */
	public static RunState state() {
		return state;
	}

	/** Says which one it is, or where it stands now. */
	public static void is(RunState now) {
		if (!Objects.equals(state, now)) {
			state = now;
			listeners.forEach(Runnable::run);
		}
	}

	/** Calls back when it is another one, or stands elsewhere. */
	public static void onChange(Runnable listener) {
		listeners.add(listener);
	}

	/** Calls a listener no more. */
	public static void forget(Runnable listener) {
		listeners.remove(listener);
	}
}
