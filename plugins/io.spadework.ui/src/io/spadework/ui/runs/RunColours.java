package io.spadework.ui.runs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.osgi.service.prefs.BackingStoreException;

import io.spadework.ui.charts.Colours;

/**
 * The colours of runs. A run has the one that somebody chose for it in this workspace; else the next one when it is first shown, which it keeps wherever it is shown. So runs that came
 * together are told apart; after forty, colours come again.
 */
public final class RunColours {

	private static final String NODE = "io.spadework.ui/runColours";
	/** By folder, the number of the colour that a run was given. */
	private static final String GIVEN = NODE + "/given";
	private static final String NEXT = "next";
	/** How far the colours of each round stand from those of the first: towards the ground, or towards the text where negative. */
	private static final double[] TINTS = { 0, 0.38, -0.34, 0.19, -0.17 };

	private RunColours() {
	}

	/** Chooses a run's colour from now on; null lets it have again the one that it was given. */
	public static void choose(Path run, RGB colour) {
		IEclipsePreferences chosen = InstanceScope.INSTANCE.getNode(NODE);
		if (colour == null) {
			chosen.remove(key(run));
		} else {
			chosen.put(key(run), String.format("#%02x%02x%02x", colour.red, colour.green, colour.blue));
		}
		keep(chosen);
	}

	private static void keep(IEclipsePreferences colours) {
		try {
			colours.flush();
		} catch (BackingStoreException e) {
			// they are kept until the workbench closes
		}
	}

	/** The colour that somebody chose for a run, #rrggbb; null where nobody did. */
	public static String chosen(Path run) {
		return InstanceScope.INSTANCE.getNode(NODE).get(key(run), null);
	}

	/** Runs something after each choice, until the returned action is run. */
	public static Runnable onChange(Runnable changed) {
		IEclipsePreferences node = InstanceScope.INSTANCE.getNode(NODE);
		IEclipsePreferences.IPreferenceChangeListener listener = event -> changed.run();
		node.addPreferenceChangeListener(listener);
		return () -> node.removePreferenceChangeListener(listener);
	}

	/** The colours of runs, on the ground of a palette: each run's depends on no other. */
	public static synchronized Map<Path, Color> of(Collection<Path> runs, Colours palette) {
		IEclipsePreferences given = InstanceScope.INSTANCE.getNode(GIVEN);
		int before = given.getInt(NEXT, 0);
		int next = before;
		Map<Path, Color> colours = new LinkedHashMap<>();
		for (Path run : runs) {
			int number = given.getInt(key(run), -1);
			if (number < 0) {
				number = next++;
				given.putInt(key(run), number);
			}
			String chosen = chosen(run);
			colours.put(run, chosen == null ? colour(number, palette) : colour(chosen));
		}
		if (next > before) {
			given.putInt(NEXT, next);
			keep(given);
		}
		return colours;
	}

	/** A colour written #rrggbb. */
	public static Color colour(String text) {
		int rgb = Integer.parseInt(text.substring(1), 16);
		return new Color(rgb >> 16, rgb >> 8 & 255, rgb & 255);
	}

	/** The colour of a number: those of the palette one after the other, then their tints. */
	private static Color colour(int number, Colours palette) {
		Color colour = palette.curve(number);
		double tint = TINTS[number / palette.curves().size() % TINTS.length];
		Color toward = tint < 0 ? palette.text() : palette.ground();
		double part = Math.abs(tint);
		return new Color(mixed(colour.getRed(), toward.getRed(), part), mixed(colour.getGreen(), toward.getGreen(), part), mixed(colour.getBlue(), toward.getBlue(), part));
	}

	private static int mixed(int colour, int other, double part) {
		return (int) Math.round(colour + part * (other - colour));
	}

	private static String key(Path run) {
		return run.toAbsolutePath().normalize().toString();
	}
}
