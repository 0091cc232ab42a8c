package io.spadework.ui.runs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Table;

import io.spadework.launch.RunState.Phase;
import io.spadework.runs.catalogue.RunField;
import io.spadework.ui.Icons;
import io.spadework.ui.charts.Colours;

/** The pictures in the list of runs: a swatch of the run's colour before its name, and an icon before its status. They go with the table. */
final class RunImages {

	private static final int SWATCH = 12;

	private final Table table;
	private final LocalResourceManager icons;
	private final Map<RGB, Image> swatches = new HashMap<>();
	private Map<Path, Color> colours = Map.of();

	RunImages(Table table) {
		this.table = table;
		icons = new LocalResourceManager(JFaceResources.getResources(), table);
		table.addListener(SWT.Dispose, event -> swatches.values().forEach(Image::dispose));
	}

	/** The picture beside a run's value of a field, null for none. */
	Image of(RunRow row, RunField field) {
		return switch (field.word()) {
		case "name" -> swatches.computeIfAbsent(colour(row).getRGB(), RunImages::swatch);
		case "status" -> icons.get(Icons.descriptor(icon(row.state().phase())));
		default -> null;
		};
	}

	/** The run's colour in every chart. */
	Color colour(RunRow row) {
		return colours.getOrDefault(row.run().path(), Colours.around(table).text());
	}

	/** Takes the colours of runs, by folder; whether some are others than before. */
	boolean setColours(Map<Path, Color> newColours) {
		boolean others = !colours.equals(newColours);
		colours = Map.copyOf(newColours);
		return others;
	}

	private static Image swatch(RGB rgb) {
		PaletteData palette = new PaletteData(0xFF0000, 0xFF00, 0xFF);
		ImageData data = new ImageData(SWATCH, SWATCH, 24, palette);
		data.alphaData = new byte[SWATCH * SWATCH];
		for (int y = 1; y < SWATCH - 1; y++) {
			for (int x = 1; x < SWATCH - 1; x++) {
				data.setPixel(x, y, palette.getPixel(rgb));
				data.setAlpha(x, y, 255);
			}
		}
		return new Image(null, data);
	}

	private static String icon(Phase phase) {
		return switch (phase) {
			case WAITING, STARTING -> "run-waiting";
			case RUNNING -> "run-running";
			case PAUSED -> "run-paused";
			case FINISHED -> "run-finished";
			case STOPPING, STOPPED -> "run-stopped";
			case FAILED -> "run-failed";
			case INTERRUPTED -> "run-interrupted";
		};
	}
}
