package io.spadework.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.osgi.service.prefs.BackingStoreException;

import io.spadework.ui.charts.Colours;

/**
 * The colours of runs. A run has the one that somebody chose for it in this workspace; else one by its folder's name, the same wherever it is shown, unless a run before it in
 * the same place has that already.
 */
public final class RunColours {

	private static final String NODE = "io.spadework.ui/runColours";
	/** How far the colours of a second and a third round stand from those of the first. */
	private static final double[] TINTS = { 0, 0.38, -0.34 };

	private RunColours() {
	}

	/** Chooses a run's colour from now on; null lets it have one by its name again. */
	public static void choose(Path run, RGB colour) {
		IEclipsePreferences chosen = InstanceScope.INSTANCE.getNode(NODE);
		if (colour == null) {
			chosen.remove(key(run));
		} else {
			chosen.put(key(run), String.format("#%02x%02x%02x", colour.red, colour.green, colour.blue));
		}
		try {
			chosen.flush();
		} catch (BackingStoreException e) {
			// the colour is kept until the workbench closes
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

	/** The colours of runs that are shown together, on the ground of a palette. */
	public static Map<Path, Color> of(Collection<Path> runs, Colours palette) {
		Map<Path, Color> colours = new LinkedHashMap<>();
		List<Path> others = new ArrayList<>();
		Set<Color> taken = new LinkedHashSet<>();
		for (Path run : runs) {
			String chosen = chosen(run);
			if (chosen == null) {
				others.add(run);
			} else {
				colours.put(run, colour(chosen));
				taken.add(colours.get(run));
			}
		}
		List<Color> free = palette.curves();
		int round = 0;
		for (Path run : others) {
			if (taken.containsAll(free)) {
				taken.removeAll(free);
				round++;
				free = tinted(palette, TINTS[round % TINTS.length]);
				taken.removeAll(free);
			}
			int at = Math.floorMod(String.valueOf(run.getFileName()).hashCode(), free.size());
			while (!taken.add(free.get(at % free.size()))) {
				at++;
			}
			colours.put(run, free.get(at % free.size()));
		}
		return colours;
	}

	/** A colour written #rrggbb. */
	public static Color colour(String text) {
		int rgb = Integer.parseInt(text.substring(1), 16);
		return new Color(rgb >> 16, rgb >> 8 & 255, rgb & 255);
	}

	/** The palette's colours, nearer to the text or the ground by a share. */
	private static List<Color> tinted(Colours palette, double share) {
		Color toward = share < 0 ? palette.text() : palette.ground();
		double part = Math.abs(share);
		return palette.curves().stream().map(colour -> new Color(mixed(colour.getRed(), toward.getRed(), part), mixed(colour.getGreen(), toward.getGreen(), part),
				mixed(colour.getBlue(), toward.getBlue(), part))).toList();
	}

	private static int mixed(int colour, int other, double part) {
		return (int) Math.round(colour + part * (other - colour));
	}

	private static String key(Path run) {
		return run.toAbsolutePath().normalize().toString();
	}
}
