package io.spadework.paint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.LastFolder;
import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.runs.synthesis.ServedModel;

/** The ways from one map to another: a blank one, a file's, a data set's, one of the model's samples. */
final class OtherMaps {

	private static final Pattern SIZE = Pattern.compile("(\\d{1,5})\\s*[x×*, ]\\s*(\\d{1,5})");
	private static final String SAMPLE = "Take a sample's map";

	/** Takes what was found. */
	interface Taker {

		/** Makes the map another one, which undo takes back. */
		void become(String name, LabelMap map);

		/** Makes a map the one that the brush copies from. */
		void copyFrom(LabelMap map);

		/** Makes an image, a PNG, the style. */
		void favour(String title, byte[] image);
	}

	private final Shell shell;
	private final Painting painting;
	private final Taker taker;

	OtherMaps(Shell shell, Painting painting, Taker taker) {
		this.shell = shell;
		this.painting = painting;
		this.taker = taker;
	}

	/**
	 * A menu of the ways.
	 *
	 * @param model   the run or model that is painted with; null for none
	 * @param samples its samples' maps
	 */
	Menu menu(Control parent, Path model, List<LabelMap> samples) {
		Menu menu = new Menu(parent);
		item(menu, "&Blank map …", this::blank);
		item(menu, "From a &file …", this::file);
		item(menu, "From a &data set …", () -> data(model));
		if (!samples.isEmpty()) {
			new MenuItem(menu, SWT.SEPARATOR);
		}
		for (int i = 0; i < samples.size(); i++) {
			LabelMap map = samples.get(i);
			item(menu, "The model's sample &" + (i + 1), () -> taker.become(SAMPLE, map));
		}
		return menu;
	}

	/** Adds an entry to a menu. */
	static void item(Menu menu, String text, Runnable chosen) {
		MenuItem item = new MenuItem(menu, SWT.PUSH);
		item.setText(text);
		item.addListener(SWT.Selection, event -> chosen.run());
	}

	private void blank() {
		InputDialog dialog = new InputDialog(shell, "Blank Map", "Width x height of the map, all of it " + labelName() + ":", painting.map().width() + " x " + painting.map().height(),
				text -> size(text) == null ? "Two whole numbers such as 128 x 128, together at most " + LabelMap.MOST_PIXELS + " pixels." : null);
		if (dialog.open() == Window.OK) {
			Point size = size(dialog.getValue());
			taker.become("Blank map", new LabelMap(size.x, size.y, painting.label()));
		}
	}

	private String labelName() {
		return painting.labels().stream().filter(label -> label.value() == painting.label()).map(ServedModel.Label::name).findFirst().orElse("label " + painting.label());
	}

	/** Width and height as a person writes them; null where that is none. */
	private static Point size(String text) {
		Matcher matcher = SIZE.matcher(text.strip());
		if (!matcher.matches()) {
			return null;
		}
		int width = Integer.parseInt(matcher.group(1));
		int height = Integer.parseInt(matcher.group(2));
		return width < 1 || height < 1 || (long) width * height > LabelMap.MOST_PIXELS ? null : new Point(width, height);
	}

	private void file() {
		FileDialog dialog = new FileDialog(shell, SWT.OPEN);
		dialog.setText("Label Map");
		dialog.setFilterExtensions(new String[] { "*.png", "*.*" });
		String file = LastFolder.open(dialog);
		if (file != null) {
			open(Path.of(file));
		}
	}

	/** Takes the map of a file, which is read in the background. */
	void open(Path file) {
		List<ServedModel.Label> labels = painting.labels();
		Job.create("Reading " + file.getFileName(), (ICoreRunnable) monitor -> {
			try (InputStream in = Files.newInputStream(file)) {
				LabelMap map = MapFile.read(in, labels);
				shell.getDisplay().asyncExec(() -> taker.become("Take a file's map", map));
			} catch (IOException e) {
				failed(file.toString(), e);
			}
		}).schedule();
	}

	/** Says that something is no map. */
	static void failed(String what, IOException reason) {
		StatusManager.getManager().handle(Status.error(what + " can't be painted on: " + reason.getMessage(), reason), StatusManager.SHOW | StatusManager.LOG);
	}

	private void data(Path model) {
		SampleDialog dialog = new SampleDialog(shell, model, painting.labels());
		dialog.open();
		if (dialog.use() == null) {
			return;
		}
		try {
			switch (dialog.use()) {
			case WHOLE_MAP -> taker.become(SAMPLE, dialog.map());
			case COPY -> taker.copyFrom(dialog.map());
			case STYLE -> taker.favour("The sample's image", dialog.image());
			}
		} catch (IOException e) {
			failed("The sample's map", e);
		}
	}
}
