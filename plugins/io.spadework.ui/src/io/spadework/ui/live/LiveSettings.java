package io.spadework.ui.live;

import java.util.Set;
import java.util.TreeSet;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;

import io.spadework.ui.charts.XAxis;

/** How a person likes to look at runs, kept from start to start. */
final class LiveSettings {

	private static final String TAB = "tab";
	private static final String AXIS = "axis";
	private static final String LOGARITHMIC = "logarithmic";
	private static final String SMOOTHING = "smoothing";
	private static final String HIDDEN = "hidden";
	private static final String NODES = "nodes";
	private static final String MEASURE = "measure";

	private final IEclipsePreferences kept = InstanceScope.INSTANCE.getNode("io.spadework.ui/live");
	private volatile Tab tab = named(Tab.class, kept.get(TAB, ""), Tab.LOSSES);
	private volatile XAxis axis = named(XAxis.class, kept.get(AXIS, ""), XAxis.STEP);
	private volatile boolean logarithmic = kept.getBoolean(LOGARITHMIC, false);
	private volatile double smoothing = Math.clamp(kept.getDouble(SMOOTHING, 0), 0, 0.999);
	private volatile Set<String> hidden = read(kept.get(HIDDEN, ""));

	private volatile boolean nodes = kept.getBoolean(NODES, false);
	private volatile NodeMeasure measure = named(NodeMeasure.class, kept.get(MEASURE, ""), NodeMeasure.SPREAD);

	private static <E extends Enum<E>> E named(Class<E> type, String name, E otherwise) {
		for (E each : type.getEnumConstants()) {
			if (each.name().equals(name)) {
				return each;
			}
		}
		return otherwise;
	}

	private static Set<String> read(String lines) {
		Set<String> read = new TreeSet<>();
		lines.lines().filter(line -> !line.isBlank()).forEach(read::add);
		return Set.copyOf(read);
	}

	Tab tab() {
		return tab;
	}

	void setTab(Tab newTab) {
		tab = newTab;
		kept.put(TAB, newTab.name());
	}

	XAxis axis() {
		return axis;
	}

	void setAxis(XAxis newAxis) {
		axis = newAxis;
		kept.put(AXIS, newAxis.name());
	}

	boolean isLogarithmic() {
		return logarithmic;
	}

	void setLogarithmic(boolean on) {
		logarithmic = on;
		kept.putBoolean(LOGARITHMIC, on);
	}

	/** 0 = none, below 1 the weight of the past. */
	double smoothing() {
		return smoothing;
	}

	void setSmoothing(double weight) {
		smoothing = weight;
		kept.putDouble(SMOOTHING, weight);
	}

	/** The curves that are switched off. */
	Set<String> hidden() {
		return hidden;
	}

	void setHidden(Set<String> ids) {
		hidden = Set.copyOf(ids);
		kept.put(HIDDEN, String.join("\n", new TreeSet<>(ids)));
	}

	/** True where diagrams are coloured by what is sampled of their nodes. */
	boolean nodes() {
		return nodes;
	}

	void setNodes(boolean on) {
		nodes = on;
		kept.putBoolean(NODES, on);
	}

	/** What diagrams are coloured by. */
	NodeMeasure measure() {
		return measure;
	}

	void setMeasure(NodeMeasure newMeasure) {
		measure = newMeasure;
		kept.put(MEASURE, newMeasure.name());
	}
}
