package io.spadework.ui.live;

import java.util.Set;
import java.util.TreeSet;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

import io.spadework.ui.charts.XAxis;

/** How a person likes to look at runs, kept from start to start; the preference page Live View changes the same settings. */
public final class LiveSettings {

	/** The node of the workspace's settings. */
	public static final String NODE = "io.spadework.ui/live";

	/** What the x axis counts: the name of an {@link XAxis}. */
	public static final String AXIS = "axis";

	/** Whether the axis of values is logarithmic. */
	public static final String LOGARITHMIC = "logarithmic";

	/** How much curves are smoothed: the name of a {@link Smoothing}. */
	public static final String SMOOTHING = "smoothing";

	/** Milliseconds between looks for new points. */
	public static final String REFRESH = "refresh";

	/** Every so many milliseconds where the user has chosen nothing. */
	public static final int USUAL_REFRESH = 400;

	/** Looking more often than this costs more than it shows. */
	public static final int LEAST_REFRESH = 100;

	/** Looking less often than this is not following. */
	public static final int MOST_REFRESH = 60_000;

	private static final String TAB = "tab";
	private static final String HIDDEN = "hidden";
	private static final String NODES = "nodes";
	private static final String MEASURE = "measure";

	/** Several changes at a time are written once. */
	private static final int PAUSE_MILLISECONDS = 300;

	private final IEclipsePreferences kept = InstanceScope.INSTANCE.getNode(NODE);
	private final Job keeping = Job.createSystem("Keeping how runs are looked at", (ICoreRunnable) monitor -> keep());

	/** Calls back, in any thread, when anything changes; the answer takes the listener away again. */
	Runnable onChange(Runnable changed) {
		IPreferenceChangeListener listener = event -> changed.run();
		kept.addPreferenceChangeListener(listener);
		return () -> kept.removePreferenceChangeListener(listener);
	}

	/** Writes the settings to the workspace. */
	void keep() {
		try {
			kept.flush();
		} catch (BackingStoreException e) {
			Platform.getLog(LiveSettings.class).log(Status.warning("How runs are looked at cannot be kept: " + e.getMessage(), e));
		}
	}

	private <E extends Enum<E>> E kept(String key, Class<E> type, E otherwise) {
		String name = kept.get(key, "");
		for (E each : type.getEnumConstants()) {
			if (each.name().equals(name)) {
				return each;
			}
		}
		return otherwise;
	}

	Tab tab() {
		return kept(TAB, Tab.class, Tab.LOSSES);
	}

	void setTab(Tab tab) {
		kept.put(TAB, tab.name());
		keeping.schedule(PAUSE_MILLISECONDS);
	}

	XAxis axis() {
		return kept(AXIS, XAxis.class, XAxis.STEP);
	}

	void setAxis(XAxis axis) {
		kept.put(AXIS, axis.name());
		keeping.schedule(PAUSE_MILLISECONDS);
	}

	boolean isLogarithmic() {
		return kept.getBoolean(LOGARITHMIC, false);
	}

	void setLogarithmic(boolean on) {
		kept.putBoolean(LOGARITHMIC, on);
		keeping.schedule(PAUSE_MILLISECONDS);
	}

	Smoothing smoothing() {
		return kept(SMOOTHING, Smoothing.class, Smoothing.NONE);
	}

	void setSmoothing(Smoothing smoothing) {
		kept.put(SMOOTHING, smoothing.name());
		keeping.schedule(PAUSE_MILLISECONDS);
	}

	/** Milliseconds between looks for new points. */
	int refresh() {
		return Math.clamp(kept.getInt(REFRESH, USUAL_REFRESH), LEAST_REFRESH, MOST_REFRESH);
	}

	/** The curves that are switched off. */
	Set<String> hidden() {
		Set<String> hidden = new TreeSet<>();
		kept.get(HIDDEN, "").lines().filter(line -> !line.isBlank()).forEach(hidden::add);
		return hidden;
	}

	void setHidden(Set<String> ids) {
		kept.put(HIDDEN, String.join("\n", new TreeSet<>(ids)));
		keeping.schedule(PAUSE_MILLISECONDS);
	}

	/** True where diagrams are coloured by what is sampled of their nodes. */
	boolean nodes() {
		return kept.getBoolean(NODES, false);
	}

	void setNodes(boolean on) {
		kept.putBoolean(NODES, on);
		keeping.schedule(PAUSE_MILLISECONDS);
	}

	/** What diagrams are coloured by. */
	NodeMeasure measure() {
		return kept(MEASURE, NodeMeasure.class, NodeMeasure.SPREAD);
	}

	void setMeasure(NodeMeasure measure) {
		kept.put(MEASURE, measure.name());
		keeping.schedule(PAUSE_MILLISECONDS);
	}
}
