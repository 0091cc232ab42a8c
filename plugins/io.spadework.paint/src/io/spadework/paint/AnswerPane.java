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
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Label;

import io.spadework.paint.map.LabelMap;
import io.spadework.runs.synthesis.ServedModel;
import io.spadework.runs.synthesis.SynthesisAnswer;
import io.spadework.runs.synthesis.SynthesisRequest.Style;

/** A model and the image that it made of the map last. */
final class AnswerPane extends Composite implements ModelSession.Listener {

	private static final String BROWSE = "Another run or model …";

	/** Hears of what the pane shows. */
	interface Owner {

		/** Another model, or one more, can be painted with. */
		void modelChanged(AnswerPane pane);

		/** A new image; null bytes where there is none any more. */
		void answered(AnswerPane pane, SynthesisAnswer answer);
	}

	private final Owner owner;
	private final Combo models;
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
		GridLayout layout = new GridLayout();
		layout.marginHeight = layout.marginWidth = 2;
		setLayout(layout);
		models = new Combo(this, SWT.READ_ONLY);
		models.setToolTipText("The trained model that makes an image of the map");
		models.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		models.addListener(SWT.Selection, event -> chosen());
		canvas = new Canvas(this, SWT.DOUBLE_BUFFERED);
		GridData place = new GridData(SWT.FILL, SWT.FILL, true, true);
		place.minimumHeight = 120;
		canvas.setLayoutData(place);
		canvas.addListener(SWT.Paint, event -> {
			if (image == null) {
				event.gc.drawText(hint, 8, 8, true);
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
		status.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
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
		String[] titles = new String[choices.size() + 1];
		for (int i = 0; i < choices.size(); i++) {
			titles[i] = choices.get(i).title();
		}
		titles[choices.size()] = BROWSE;
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
		DirectoryDialog dialog = new DirectoryDialog(getShell());
		dialog.setText("Run or Model");
		dialog.setMessage("The folder of a run with a checkpoint, or of a model with study.spade and weights.npz");
		String folder = dialog.open();
		if (folder != null) {
			ModelChoice choice = ModelChoice.at(Path.of(folder));
			choices.add(choice);
			models.add(choice.title(), choices.size() - 1);
			start(choice);
		} else {
			select();
		}
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
			session.ask(map, style);
		}
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
				status.setText(String.format(Locale.ROOT, "%.0f ms, of these %.0f in the engine", answer.latency(), answer.milliseconds()));
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
