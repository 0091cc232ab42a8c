package io.spadework.paint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.LastFolder;
import io.spadework.paint.StyleShelf.Favourite;
import io.spadework.runs.synthesis.ServedModel.StyleSource;
import io.spadework.runs.synthesis.SynthesisRequest.Style;
import io.spadework.runs.synthesis.SynthesisRequest.StyleImage;

/** Which style the image has: that of one picture of the strip, a mix of two, its encoder's mean or a draw. */
final class StylePane {

	private static final int THUMBNAIL = 56;
	private static final int MIXES = 100;
	private static final int COLUMNS = 5;
	private static final long LARGEST_PICTURE = 64L << 20;

	/** A picture of the strip; one of a model's samples is no favourite, and not kept. */
	private record Picture(byte[] file, Favourite favourite) {
	}

	private final Group group;
	private final Runnable changed;
	private final Supplier<byte[]> result;
	private final StyleShelf shelf = new StyleShelf();
	private final Strip strip;
	private final Label says;
	private final Scale mix;
	private final Button add;
	private final Button keep;
	private final Button remove;
	private final Button draw;
	private final Button mean;
	private final List<Picture> pictures = new ArrayList<>();
	private StyleSource source = StyleSource.NONE;
	private int first = -1;
	private int second = -1;
	private Long sample;
	private long draws;

	/**
	 * @param changed is told of another style
	 * @param result  gives the image that was made last, null for none
	 */
	StylePane(Composite parent, Runnable changed, Supplier<byte[]> result) {
		this.changed = changed;
		this.result = result;
		group = new Group(parent, SWT.NONE);
		group.setText("Style");
		group.setLayout(new GridLayout(COLUMNS, false));
		group.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
		says = new Label(group, SWT.WRAP);
		GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1);
		wide.widthHint = 240;
		says.setLayoutData(wide);
		strip = new Strip(group, THUMBNAIL, "", this::take);
		GridData place = new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1);
		place.heightHint = strip.height();
		strip.setLayoutData(place);
		strip.setToolTipText("A click takes a picture's style, a click with Ctrl mixes it with that; arrow keys choose, with Ctrl the one to mix with, Delete removes");
		strip.addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.DEL && first >= 0) {
				remove();
			}
		});
		Label share = new Label(group, SWT.NONE);
		share.setText("Mi&x");
		mix = new Scale(group, SWT.HORIZONTAL);
		mix.setMaximum(MIXES);
		mix.setToolTipText("The second picture's share of the style");
		mix.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS - 1, 1));
		mix.addListener(SWT.Selection, event -> changed.run());
		add = button("&Add …", "Adds pictures of files to the strip, which are there at the next start, too", this::add);
		keep = button("&Keep", "Adds the image that was made last to the strip, to have its style again", this::keep);
		remove = button("Re&move", "Removes the chosen picture from the strip", this::remove);
		draw = button("&Draw", "Draws another style at random, about the chosen picture's where there is one", () -> sample(++draws));
		mean = button("M&ean", "The style without chance", () -> sample(null));
		shelf.all().forEach(favourite -> put(new Picture(favourite.picture(), favourite)));
		model(StyleSource.NONE, false);
	}

	private Button button(String text, String tip, Runnable pressed) {
		Button button = new Button(group, SWT.PUSH);
		button.setText(text);
		button.setToolTipText(tip);
		button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		button.addListener(SWT.Selection, event -> pressed.run());
		return button;
	}

	private void sample(Long newSample) {
		sample = newSample;
		changed.run();
		enable();
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
		boolean encoder = source == StyleSource.ENCODER;
		add.setEnabled(encoder);
		keep.setEnabled(encoder);
		remove.setEnabled(encoder && first >= 0);
		strip.setEnabled(encoder);
		mix.setEnabled(encoder && first >= 0 && second >= 0);
		draw.setEnabled(source != StyleSource.NONE);
		mean.setEnabled(encoder && sample != null);
		strip.mark(first, second);
	}

	/** The style to ask for; null where there is none to choose. */
	Style style() {
		if (source == StyleSource.NONE) {
			return null;
		}
		List<StyleImage> images = new ArrayList<>();
		for (int index : new int[] { first, second }) {
			if (source == StyleSource.ENCODER && index >= 0) {
				images.add(new StyleImage.InMemory(pictures.get(index).file()));
			}
		}
		return new Style(images, images.size() == 2 ? mix.getSelection() / (double) MIXES : 0, sample);
	}

	/** Shows a model's samples behind the favourites, and takes the style of the first of them where nothing is chosen yet. */
	void offer(List<byte[]> files, boolean taken) {
		for (int i = pictures.size() - 1; i >= 0; i--) {
			if (pictures.get(i).favourite() == null) {
				drop(i);
			}
		}
		int favourites = pictures.size();
		files.forEach(file -> put(new Picture(file, null)));
		model(source, true);
		if (taken && first < 0 && favourites < pictures.size()) {
			take(favourites, false);
		}
	}

	private void add() {
		FileDialog dialog = new FileDialog(group.getShell(), SWT.OPEN | SWT.MULTI);
		dialog.setText("Pictures Whose Style to Take");
		dialog.setFilterExtensions(new String[] { "*.png;*.jpg;*.jpeg", "*.*" });
		if (LastFolder.open(dialog) == null) {
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
					strip.getDisplay().asyncExec(() -> favour(file.getFileName().toString(), bytes));
				} catch (IOException e) {
					StatusManager.getManager().handle(Status.error(file + " can't be read: " + e.getMessage(), e), StatusManager.SHOW);
				}
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	private void keep() {
		byte[] made = result.get();
		if (made != null) {
			favour("The image", made);
		}
	}

	/** Takes a picture's style and keeps the picture. */
	void favour(String name, byte[] picture) {
		if (strip.isDisposed()) {
			return;
		}
		try {
			ImageData data = Pictures.of(picture);
			pictures.add(0, new Picture(picture, shelf.keep(picture)));
			strip.add(0, data);
			first = 0;
			second = -1;
			model(source, true);
			changed.run();
		} catch (SWTException | IOException e) {
			StatusManager.getManager().handle(Status.error(name + " can't be kept as a style: " + e.getMessage(), e), StatusManager.SHOW);
		}
	}

	private void put(Picture picture) {
		try {
			strip.add(strip.size(), Pictures.of(picture.file()));
			pictures.add(picture);
		} catch (SWTException e) {
			// a favourite that is damaged
		}
	}

	private void drop(int index) {
		pictures.remove(index);
		strip.remove(index);
		first = first == index ? -1 : first > index ? first - 1 : first;
		second = second == index || first < 0 ? -1 : second > index ? second - 1 : second;
	}

	private void remove() {
		Favourite favourite = pictures.get(first).favourite();
		drop(first);
		try {
			if (favourite != null) {
				shelf.forget(favourite);
			}
		} catch (IOException e) {
			StatusManager.getManager().handle(Status.error("The picture comes back at the next start: " + e.getMessage(), e), StatusManager.SHOW);
		}
		model(source, true);
		changed.run();
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
}
