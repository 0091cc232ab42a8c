package io.spadework.paint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.runs.synthesis.ServedModel.StyleSource;
import io.spadework.runs.synthesis.SynthesisRequest.Style;
import io.spadework.runs.synthesis.SynthesisRequest.StyleImage;

/** Which style the image has: that of one picture of the strip, a mix of two, its encoder's mean or a draw. */
final class StylePane {

	private static final int THUMBNAIL = 56;
	private static final int GAP = 6;
	private static final int MIXES = 100;
	private static final long LARGEST_PICTURE = 64L << 20;

	/** A picture of the strip. */
	private record Picture(String name, byte[] file, Image thumbnail) {
	}

	private final Group group;
	private final Runnable changed;
	private final Canvas strip;
	private final Label says;
	private final Scale mix;
	private final Button add;
	private final Button remove;
	private final Button draw;
	private final Button mean;
	private final List<Picture> pictures = new ArrayList<>();
	private StyleSource source = StyleSource.NONE;
	private int first = -1;
	private int second = -1;
	private Long sample;
	private long draws;

	StylePane(Composite parent, Runnable changed) {
		this.changed = changed;
		group = new Group(parent, SWT.NONE);
		group.setText("Style");
		group.setLayout(new GridLayout(4, false));
		group.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
		says = new Label(group, SWT.WRAP);
		GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false, 4, 1);
		wide.widthHint = 240;
		says.setLayoutData(wide);
		strip = new Canvas(group, SWT.DOUBLE_BUFFERED);
		GridData place = new GridData(SWT.FILL, SWT.CENTER, true, false, 4, 1);
		place.heightHint = THUMBNAIL + 2 * GAP;
		strip.setLayoutData(place);
		strip.setToolTipText("A click takes a picture's style, a click with Ctrl mixes it with that; arrow keys choose, too");
		strip.addListener(SWT.Paint, event -> paint(event.gc));
		strip.addListener(SWT.MouseDown, this::click);
		strip.addListener(SWT.KeyDown, this::key);
		strip.addListener(SWT.FocusIn, event -> strip.redraw());
		strip.addListener(SWT.FocusOut, event -> strip.redraw());
		mix = new Scale(group, SWT.HORIZONTAL);
		mix.setMaximum(MIXES);
		mix.setToolTipText("The second picture's share of the style");
		mix.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 4, 1));
		mix.addListener(SWT.Selection, event -> changed.run());
		add = button("&Add picture …", "Adds pictures to the strip", this::add);
		remove = button("Re&move", "Removes the chosen picture from the strip", this::remove);
		draw = button("&Draw", "Draws another style at random, about the chosen picture's where there is one", () -> {
			sample = ++draws;
			changed.run();
			enable();
		});
		mean = button("M&ean", "The style without chance", () -> {
			sample = null;
			changed.run();
			enable();
		});
		strip.addListener(SWT.Dispose, event -> pictures.forEach(picture -> picture.thumbnail().dispose()));
		model(StyleSource.NONE, false);
	}

	private Button button(String text, String tip, Runnable pressed) {
		Button button = new Button(group, SWT.PUSH);
		button.setText(text);
		button.setToolTipText(tip);
		button.addListener(SWT.Selection, event -> pressed.run());
		return button;
	}

	/** What the models can do with styles. */
	void model(StyleSource newSource, boolean loaded) {
		source = newSource;
		says.setText(!loaded ? "The model says whether it has a style." : switch (source) {
		case ENCODER -> pictures.isEmpty() ? "The model takes its style from a picture: add one, or draw a style." : "";
		case CODE -> "The model has no encoder: its style can only be drawn.";
		case NONE -> "The model has no style: the same map always gives the same image.";
		});
		((GridData) says.getLayoutData()).exclude = says.getText().isEmpty();
		says.setVisible(!says.getText().isEmpty());
		enable();
		group.requestLayout();
	}

	private void enable() {
		add.setEnabled(source == StyleSource.ENCODER);
		remove.setEnabled(source == StyleSource.ENCODER && first >= 0);
		strip.setEnabled(source == StyleSource.ENCODER);
		mix.setEnabled(source == StyleSource.ENCODER && first >= 0 && second >= 0);
		draw.setEnabled(source != StyleSource.NONE);
		mean.setEnabled(source == StyleSource.ENCODER && sample != null);
		strip.redraw();
	}

	/** The style to ask for; null where there is none to choose. */
	Style style() {
		if (source == StyleSource.NONE) {
			return null;
		}
		List<StyleImage> images = new ArrayList<>();
		for (int index : new int[] { first, second }) {
			if (source == StyleSource.ENCODER && index >= 0 && index < pictures.size()) {
				images.add(new StyleImage.InMemory(pictures.get(index).file()));
			}
		}
		return new Style(images, images.size() == 2 ? mix.getSelection() / (double) MIXES : 0, sample);
	}

	/** Adds pictures of a model's samples. */
	void offer(String name, List<byte[]> files) {
		for (int i = 0; i < files.size(); i++) {
			put(name + " " + (i + 1), files.get(i));
		}
		model(source, true);
	}

	private void add() {
		FileDialog dialog = new FileDialog(group.getShell(), SWT.OPEN | SWT.MULTI);
		dialog.setText("Pictures Whose Style to Take");
		dialog.setFilterExtensions(new String[] { "*.png;*.jpg;*.jpeg", "*.*" });
		if (dialog.open() == null) {
			return;
		}
		List<Path> files = new ArrayList<>();
		for (String name : dialog.getFileNames()) {
			files.add(Path.of(dialog.getFilterPath(), name));
		}
		Job.create("Reading pictures", monitor -> {
			for (Path file : files) {
				try {
					if (Files.size(file) > LARGEST_PICTURE) {
						throw new IOException("it has " + Files.size(file) + " bytes; a picture has at most " + LARGEST_PICTURE);
					}
					byte[] bytes = Files.readAllBytes(file);
					strip.getDisplay().asyncExec(() -> {
						if (!strip.isDisposed()) {
							put(file.getFileName().toString(), bytes);
							first = pictures.size() - 1;
							model(source, true);
							changed.run();
						}
					});
				} catch (IOException e) {
					StatusManager.getManager().handle(Status.error(file + " can't be read: " + e.getMessage(), e), StatusManager.SHOW);
				}
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	private void put(String name, byte[] file) {
		try {
			ImageData data = Pictures.of(file);
			double scale = THUMBNAIL / (double) Math.max(data.width, data.height);
			Image whole = new Image(strip.getDisplay(), data);
			Image small = new Image(strip.getDisplay(), Math.max(1, (int) (scale * data.width)), Math.max(1, (int) (scale * data.height)));
			GC gc = new GC(small);
			gc.setInterpolation(SWT.HIGH);
			gc.drawImage(whole, 0, 0, data.width, data.height, 0, 0, small.getBounds().width, small.getBounds().height);
			gc.dispose();
			whole.dispose();
			pictures.add(new Picture(name, file, small));
		} catch (SWTException e) {
			StatusManager.getManager().handle(Status.error(name + " is no picture that can be read: " + e.getMessage(), e), StatusManager.SHOW);
		}
	}

	private void remove() {
		pictures.remove(first).thumbnail().dispose();
		first = second = -1;
		model(source, true);
		changed.run();
	}

	private void paint(GC gc) {
		for (int i = 0; i < pictures.size(); i++) {
			int x = GAP + i * (THUMBNAIL + GAP);
			gc.drawImage(pictures.get(i).thumbnail(), x, GAP);
			if (i == first || i == second) {
				gc.setLineWidth(3);
				gc.setForeground(strip.getDisplay().getSystemColor(i == first ? SWT.COLOR_LIST_SELECTION : SWT.COLOR_WIDGET_NORMAL_SHADOW));
				gc.drawRectangle(x - 2, GAP - 2, THUMBNAIL + 3, THUMBNAIL + 3);
			}
		}
		if (strip.isFocusControl()) {
			gc.drawFocus(0, 0, strip.getClientArea().width, strip.getClientArea().height);
		}
	}

	private void click(Event event) {
		strip.setFocus();
		int index = (event.x - GAP) / (THUMBNAIL + GAP);
		if (index >= 0 && index < pictures.size()) {
			take(index, (event.stateMask & SWT.MOD1) != 0);
		}
	}

	private void key(Event event) {
		if (event.keyCode == SWT.ARROW_LEFT && first > 0) {
			take(first - 1, false);
		} else if (event.keyCode == SWT.ARROW_RIGHT && first + 1 < pictures.size()) {
			take(first + 1, false);
		} else if (event.keyCode == SWT.DEL && first >= 0) {
			remove();
		}
	}

	/** Takes a picture as the style, or as the one to mix with. */
	void take(int index, boolean asSecond) {
		if (asSecond && first >= 0 && index != first) {
			second = second == index ? -1 : index;
			mix.setSelection(MIXES / 2);
		} else {
			first = first == index ? -1 : index;
			second = -1;
		}
		enable();
		changed.run();
	}

	/** How many pictures the strip has. */
	int pictures() {
		return pictures.size();
	}
}
