package io.spadework.diagram;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.eclipse.core.runtime.preferences.InstanceScope;

/** How the user likes studies to be shown. */
public final class DiagramPreferences {

	/** The node of the workspace's settings. */
	public static final String NODE = "io.spadework.diagram";

	/** The background of diagrams. */
	public static final String THEME = "theme";

	/** Diagrams are as light or dark as the workbench. */
	public static final String AS_WORKBENCH = "workbench";

	/** Diagrams are light. */
	public static final String LIGHT = "light";

	/** Diagrams are dark. */
	public static final String DARK = "dark";

	/** The page that a study opens with. */
	public static final String FIRST_PAGE = "firstPage";

	/** A study opens with the diagram of its first experiment's generator. */
	public static final String GENERATOR = "generator";

	/** A study opens with its overview. */
	public static final String OVERVIEW = "overview";

	private DiagramPreferences() {
	}

	private static IEclipsePreferences node() {
		return InstanceScope.INSTANCE.getNode(NODE);
	}

	static String theme() {
		return node().get(THEME, AS_WORKBENCH);
	}

	static boolean opensWithOverview() {
		return OVERVIEW.equals(node().get(FIRST_PAGE, GENERATOR));
	}

	/** Runs something after each change of the background, until the returned action is run. */
	static Runnable onChange(Runnable changed) {
		IPreferenceChangeListener listener = event -> {
			if (THEME.equals(event.getKey()))
				changed.run();
		};
		node().addPreferenceChangeListener(listener);
		return () -> node().removePreferenceChangeListener(listener);
	}
}
