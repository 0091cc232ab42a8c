package io.spadework.paint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;

import io.spadework.diagram.LastFolder;
import io.spadework.paint.map.LabelMap;
import io.spadework.runs.synthesis.ServedModel;
import io.spadework.runs.synthesis.SynthesisAnswer;
import io.spadework.runs.synthesis.SynthesisRequest.Style;

/** A model and the image that it made of the map last. */
final class AnswerPane extends Composite implements ModelSession.Listener {

	private static final String FOLDER = "The folder of a run or model …";
	private static final String FILE = "The file of a model or checkpoint …";
	private static final String AS_TRAINED = "As trained";
	private static final String AS_THE_MAP = "As the map";
	private static final int LARGEST_SIDE = 1024;

	/** Hears of what the pane shows. */
	interface Owner {

		/** Another model, or one more, can be painted with. */
		void modelChanged(AnswerPane pane);

		/** The image is to have another size. */
		void sizeChanged();

		/** A new image; null bytes where there is none any more. */
		void answered(AnswerPane pane, SynthesisAnswer answer);
	}

	private final Owner owner;
	private final Combo models;
	private final Combo size;
	private final Canvas canvas;
	private final Label status;
	private List<ModelChoice> choices = List.of();
	private ModelSession session;
	private Image image;
	private byte[] png;
	private String hint = "Choose a model that makes an image of the map.";
	private double latency = Double.NaN;

	AnswerPane(Composite parent, Owner owner) {
		super(parent, SWT.NONE);
		this.owner = owner;
		GridLayout layout = new GridLayout(2, false);
		layout.marginHeight = layout.marginWidth = 2;
		setLayout(layout);
		models = new Combo(this, SWT.READ_ONLY);
		models.setToolTipText("The trained model that makes an image of the map");
		models.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		models.addListener(SWT.Selection, event -> chosen());
		size = new Combo(this, SWT.READ_ONLY);
		size.setItems(AS_TRAINED, AS_THE_MAP);
		size.select(0);
		size.setEnabled(false);
		size.setToolTipText("The size of the image");
		size.addListener(SWT.Selection, event -> owner.sizeChanged());
		canvas = new Canvas(this, SWT.DOUBLE_BUFFERED);
		GridData place = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
		place.minimumHeight = 60;
		canvas.setLayoutData(place);
		canvas.addListener(SWT.Paint, event -> {
			if (image == null) {
				Pictures.write(event.gc, hint, canvas.getClientArea());
			} else {
				Pictures.draw(event.gc, image, canvas.getClientArea());
			}
		});
		canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = "Image that " + models.getText() + " made of the map";
			}
		});
		status = new Label(this, SWT.NONE);
		status.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		addListener(SWT.Dispose, event -> {
			close();
			if (image != null) {
				image.dispose();
			}
		});
	}

	/** Looks for models in the background, then starts one, where there is one and none was chosen. */
	void load(Consumer<List<ModelChoice>> first) {
		Job.createSystem("Looking for trained models", monitor -> {
			List<ModelChoice> found = ModelChoice.all();
			if (!isDisposed()) {
				getDisplay().asyncExec(() -> {
					if (!isDisposed()) {
						offer(found);
						first.accept(found);
					}
				});
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	private void offer(List<ModelChoice> found) {
		choices = new ArrayList<>(found);
		String[] titles = new String[choices.size() + 2];
		for (int i = 0; i < choices.size(); i++) {
			titles[i] = choices.get(i).title();
		}
		titles[choices.size()] = FOLDER;
		titles[choices.size() + 1] = FILE;
		models.setItems(titles);
		if (choices.isEmpty()) {
			hint = "There is no trained model yet: train a study, or choose a model's folder above.";
			canvas.redraw();
		}
	}

	private void chosen() {
		int index = models.getSelectionIndex();
		if (index >= 0 && index < choices.size()) {
			start(choices.get(index));
			return;
		}
		String path = index == choices.size() ? folder() : file();
		if (path != null) {
			open(Path.of(path));
		} else {
			select();
		}
	}

	private String folder() {
		DirectoryDialog dialog = new DirectoryDialog(getShell());
		dialog.setText("Run or Model");
		dialog.setMessage("The folder of a run with a checkpoint, or of a model with study.spade and weights.npz");
		return LastFolder.open(dialog);
	}

	private String file() {
		FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
		dialog.setText("Model or Checkpoint");
		dialog.setFilterExtensions(new String[] { ModelChoice.FILES, "*.*" });
		return LastFolder.open(dialog);
	}

	/** Starts the model of a folder or file, and lists it. */
	void open(Path path) {
		ModelChoice choice = ModelChoice.at(path);
		if (!choices.contains(choice)) {
			choices.add(choice);
			models.add(choice.title(), choices.size() - 1);
		}
		start(choice);
	}

	private void select() {
		int index = session == null ? -1 : choices.indexOf(session.choice());
		if (index >= 0) {
			models.select(index);
		} else {
			models.deselectAll();
		}
	}

	/** Starts a model in place of the one before. */
	void start(ModelChoice choice) {
		close();
		show(null, "Loading " + choice.title() + " …");
		session = new ModelSession(choice, getDisplay(), this);
		select();
	}

	private void close() {
		if (session != null) {
			session.close();
			session = null;
		}
	}

	/** Asks for an image. */
	void ask(LabelMap map, Style style) {
		if (session != null) {
			session.ask(map, style, size(map, session.model()));
		}
	}

	/** The size of the image of a map: the trained one, or as near to the map's as the model can. */
	private Point size(LabelMap map, ServedModel model) {
		if (size.getSelectionIndex() <= 0 || model.multiple() == 0) {
			return new Point(model.width(), model.height());
		}
		double scale = Math.min(1, LARGEST_SIDE / (double) Math.max(map.width(), map.height()));
		return new Point(side(scale * map.width(), model.multiple()), side(scale * map.height(), model.multiple()));
	}

	private static int side(double pixels, int multiple) {
		return (int) Math.max(1, Math.round(pixels / multiple)) * multiple;
	}

	/** What its model says of itself; null while there is none. */
	ServedModel model() {
		return session == null ? null : session.model();
	}

	/** The choice that is being shown; null for none. */
	ModelChoice choice() {
		return session == null ? null : session.choice();
	}

	/** The image as a PNG; null for none. */
	byte[] png() {
		return png;
	}

	/** Milliseconds from the last request to its image; NaN before the first. */
	double latency() {
		return latency;
	}

	@Override
	public void ready(ServedModel model) {
		if (!isDisposed()) {
			status.setText(model.width() + " x " + model.height() + " pixels, " + (model.step() == null ? "" : String.format(Locale.ROOT, "step %,d, ", model.step())) + model.kernels());
			size.setEnabled(model.multiple() > 0);
			size.setToolTipText(model.multiple() > 0
					? "The size of the image: " + model.width() + " x " + model.height() + " as the model was trained, or the map's in multiples of " + model.multiple() + ", up to " + LARGEST_SIDE
					: "The model makes images of " + model.width() + " x " + model.height() + " alone, as it was trained: other maps are resized to the nearest pixel");
			owner.modelChanged(this);
		}
	}

	@Override
	public void answered(SynthesisAnswer answer) {
		if (isDisposed()) {
			return;
		}
		if (answer.error() != null) {
			status.setText(answer.error());
			status.setToolTipText(answer.error());
		} else {
			try {
				Image made = new Image(getDisplay(), Pictures.of(answer.image()));
				show(made, "");
				png = answer.image();
				latency = answer.latency();
				status.setText(String.format(Locale.ROOT, "%.0f ms, of these %.0f in the engine; %d x %d pixels", answer.latency(), answer.milliseconds(), made.getBounds().width,
						made.getBounds().height));
				status.setToolTipText("Time from the last stroke to the image");
			} catch (SWTException e) {
				status.setText("The engine's image can't be shown: " + e.getMessage());
			}
		}
		owner.answered(this, answer);
	}

	@Override
	public void failed(String reason) {
		if (!isDisposed()) {
			show(null, reason);
			status.setText("");
			close();
		}
	}

	private void show(Image newImage, String newHint) {
		if (image != null) {
			image.dispose();
		}
		image = newImage;
		png = newImage == null ? null : png;
		hint = newHint;
		canvas.redraw();
	}
}
