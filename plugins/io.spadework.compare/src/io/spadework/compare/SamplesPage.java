package io.spadework.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;

import io.spadework.diagram.Named;
import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.ui.charts.Colours;

/** Samples of all runs at one step, chosen with one slider; or two runs over each other, wiped by the mouse or blinking. */
final class SamplesPage implements Page {

	/** The largest sample grid that is shown, in pixels of the file. */
	private static final int LARGEST = 64_000_000;

	private final Highlight highlight;
	private final Job reading = Job.createSystem("Reading samples", this::read);
	private SampleCanvas canvas;
	private Scale slider;
	private Label step;
	private Button newest;
	private Combo left;
	private Combo right;
	private Button blink;
	private Label note;
	private Shown shown;
	private int[] steps = new int[0];
	private volatile List<Wanted> wanted = List.of();

	/** A grid that should be shown. */
	private record Wanted(String run, int step, Path file) {
	}

	SamplesPage(Highlight highlight) {
		this.highlight = highlight;
	}

	@Override
	public String title() {
		return "Samples";
	}

	@Override
	public Control create(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		page.setLayout(new GridLayout(9, false));
		Label label = new Label(page, SWT.NONE);
		label.setText("Ste&p");
		slider = new Scale(page, SWT.HORIZONTAL);
		slider.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		slider.setToolTipText("The step whose samples are shown; where a run has none of it, its last one before");
		slider.addListener(SWT.Selection, event -> {
			newest.setSelection(false);
			want();
		});
		step = new Label(page, SWT.NONE);
		step.setText("");
		newest = new Button(page, SWT.TOGGLE);
		newest.setText("&Newest");
		newest.setSelection(true);
		newest.setToolTipText("Follows the newest step that runs have samples of");
		newest.addListener(SWT.Selection, event -> want());
		label = new Label(page, SWT.NONE);
		label.setText("&Wipe between");
		left = choice(page, "The run whose samples lie below");
		right = choice(page, "The run whose samples lie above: drag the edge between both, or let them blink");
		blink = new Button(page, SWT.TOGGLE);
		blink.setText("&Blink");
		blink.setEnabled(false);
		blink.setToolTipText("Shows both runs in turns");
		note = new Label(page, SWT.NONE);
		note.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 9, 1));
		say("");
		canvas = new SampleCanvas(page, highlight);
		canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 9, 1));
		blink.addListener(SWT.Selection, event -> canvas.blink(blink.getSelection()));
		return page;
	}

	private Combo choice(Composite parent, String says) {
		Combo combo = new Combo(parent, SWT.READ_ONLY);
		combo.setToolTipText(says);
		Named.name(combo, says);
		combo.addListener(SWT.Selection, event -> {
			boolean two = left.getSelectionIndex() > 0 && right.getSelectionIndex() > 0;
			blink.setEnabled(two);
			if (!two) {
				blink.setSelection(false);
				canvas.blink(false);
			}
			want();
		});
		return combo;
	}

	@Override
	public void show(Shown newShown) {
		boolean otherRuns = shown == null || !labels(shown).equals(labels(newShown));
		shown = newShown;
		canvas.paint(Colours.around(canvas.getParent()), shown.colours(Colours.around(canvas.getParent())));
		if (otherRuns) {
			List<String> side = new ArrayList<>(List.of("All runs"));
			side.addAll(labels(shown));
			for (Combo combo : List.of(left, right)) {
				combo.setItems(side.toArray(String[]::new));
				combo.select(0);
			}
			left.getParent().layout();
		}
		want();
	}

	private static List<String> labels(Shown shown) {
		return shown.comparison().runs().stream().map(ComparedRun::label).toList();
	}

	/** Finds the files to show, in the background, and shows them. */
	private void want() {
		if (shown == null) {
			return;
		}
		Shown now = shown;
		boolean follow = newest.getSelection();
		int chosen = steps.length == 0 ? 0 : steps[Math.min(slider.getSelection(), steps.length - 1)];
		boolean two = left.getSelectionIndex() > 0 && right.getSelectionIndex() > 0;
		List<String> only = two ? List.of(left.getText(), right.getText()) : labels(now);
		Job.createSystem("Looking for samples", monitor -> {
			Map<String, NavigableMap<Integer, Path>> grids = new TreeMap<>();
			TreeSet<Integer> all = new TreeSet<>();
			for (ComparedRun run : now.comparison().runs()) {
				NavigableMap<Integer, Path> own = new TreeMap<>();
				run.folder().sampleGrids().forEach(file -> own.put(RunFolder.stepOf(file), file));
				grids.put(run.label(), own);
				all.addAll(own.keySet());
			}
			int at = all.isEmpty() ? 0 : follow ? all.last() : all.contains(chosen) ? chosen : all.first();
			List<Wanted> found = new ArrayList<>();
			for (String run : only) {
				Map.Entry<Integer, Path> entry = grids.getOrDefault(run, new TreeMap<>()).floorEntry(at);
				found.add(new Wanted(run, entry == null ? -1 : entry.getKey(), entry == null ? null : entry.getValue()));
			}
			int[] sorted = all.stream().mapToInt(Integer::intValue).toArray();
			if (!canvas.isDisposed()) {
				canvas.getDisplay().asyncExec(() -> slide(sorted, at, found, two));
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	private void slide(int[] found, int at, List<Wanted> files, boolean two) {
		if (slider.isDisposed()) {
			return;
		}
		steps = found;
		slider.setEnabled(steps.length > 1);
		slider.setMaximum(Math.max(1, steps.length - 1));
		slider.setPageIncrement(Math.max(1, steps.length / 10));
		int index = Arrays.binarySearch(steps, at);
		slider.setSelection(Math.max(0, index));
		step.setText(steps.length == 0 ? "no samples yet" : String.format(Locale.ROOT, "%,d", at));
		step.requestLayout();
		canvas.over(two);
		if (!files.equals(wanted)) {
			wanted = files;
			reading.schedule();
		}
	}

	private IStatus read(IProgressMonitor monitor) {
		List<Wanted> files = wanted;
		List<SampleCanvas.Sample> samples = new ArrayList<>();
		for (Wanted one : files) {
			samples.add(new SampleCanvas.Sample(one.run(), one.step(), load(one.file())));
		}
		String unlike = unlikeMaps(samples);
		if (!canvas.isDisposed()) {
			canvas.getDisplay().asyncExec(() -> {
				if (!canvas.isDisposed() && files.equals(wanted)) {
					canvas.show(samples);
					say(unlike);
				}
			});
		}
		return Status.OK_STATUS;
	}

	private void say(String text) {
		note.setText(text);
		note.setVisible(!text.isEmpty());
		((GridData) note.getLayoutData()).exclude = text.isEmpty();
		note.getParent().layout();
	}

	/** Says which runs were shown other label maps than the first one, so that their images can't be held against each other; empty where none was. */
	private static String unlikeMaps(List<SampleCanvas.Sample> samples) {
		List<SampleCanvas.Sample> seen = samples.stream().filter(sample -> sample.data() != null).toList();
		List<String> unlike = seen.stream().skip(1).filter(sample -> !sameMaps(seen.get(0).data(), sample.data())).map(SampleCanvas.Sample::run).toList();
		return unlike.isEmpty() ? "" : "Other label maps than " + seen.get(0).run() + " has: " + String.join(", ", unlike) + ". Their images show other scenes.";
	}

	/** Whether the first columns of two grids, the label maps, are alike. */
	private static boolean sameMaps(ImageData first, ImageData second) {
		if (first.width != second.width || first.height != second.height) {
			return false;
		}
		for (int y = 0; y < first.height; y += 2) {
			for (int x = 0; x < first.width / SampleCanvas.COLUMNS - 2; x += 2) {
				if (!first.palette.getRGB(first.getPixel(x, y)).equals(second.palette.getRGB(second.getPixel(x, y)))) {
					return false;
				}
			}
		}
		return true;
	}

	/** A grid, or null where there is none or it can't be read: a run may just be writing it. */
	private static ImageData load(Path file) {
		if (file == null) {
			return null;
		}
		try (var in = Files.newInputStream(file)) {
			ImageData data = new ImageData(in);
			return (long) data.width * data.height > LARGEST ? null : data;
		} catch (IOException | SWTException e) {
			return null;
		}
	}

	@Override
	public void setFocus() {
		slider.setFocus();
	}
}
