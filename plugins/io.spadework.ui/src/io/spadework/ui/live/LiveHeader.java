package io.spadework.ui.live;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;

import io.spadework.diagram.Named;
import io.spadework.launch.RunQueue;
import io.spadework.launch.RunState.Phase;
import io.spadework.runs.RunFolder;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.runs.HoveredRun;

/** Which run is shown, where it stands, how far it is and how long it takes. */
final class LiveHeader extends Composite {

	private static final int PARTS = 1000;

	private final Label name;
	private final Label numbers;
	private final ProgressBar bar;
	private final Label note;
	private RunFolder run;

	LiveHeader(Composite parent) {
		super(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(3).margins(8, 5).spacing(14, 3).applyTo(this);
		name = new Label(this, SWT.NONE);
		name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
		name.addListener(SWT.MouseEnter, event -> HoveredRun.set(run));
		name.addListener(SWT.MouseExit, event -> HoveredRun.set(null));
		Runnable leave = HoveredRun.onChange(this::emphasise);
		addListener(SWT.Dispose, event -> leave.run());
		numbers = new Label(this, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(numbers);
		bar = new ProgressBar(this, SWT.SMOOTH);
		bar.setMaximum(PARTS);
		Named.name(bar, () -> "Steps done: " + Math.round(100f * bar.getSelection() / PARTS) + " %");
		GridDataFactory.fillDefaults().hint(110, 10).align(SWT.END, SWT.CENTER).applyTo(bar);
		note = new Label(this, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).span(3, 1).exclude(true).applyTo(note);
	}

	/** Lets the name stand out while one points at the run, here or elsewhere. */
	private void emphasise() {
		name.setBackground(run != null && run.equals(HoveredRun.get()) ? Colours.around(this).grid() : null);
	}

	void show(RunReader.Reading reading) {
		run = reading.run();
		emphasise();
		RunProgress progress = reading.progress();
		Phase phase = reading.state().phase();
		set(name, reading.run().path().getFileName() + ", " + phase.word());
		bar.setVisible(progress != null && progress.totalSteps() > 0);
		if (progress == null) {
			set(numbers, switch (phase) {
				case WAITING -> "number " + RunQueue.the().place(reading.run()) + " in line";
				case STARTING -> "the engine is starting";
				case STOPPING -> "before its first step";
				default -> "never started";
			});
			note(reading.state().isActive() ? "" : reading.problem());
			return;
		}
		set(numbers, progress.words());
		bar.setSelection((int) Math.round(PARTS * progress.share()));
		note(notice(progress, reading.problem()));
	}

	private static String notice(RunProgress progress, String problem) {
		if (problem != null) {
			return problem;
		}
		return switch (progress.status()) {
			case FAILED -> progress.message().isBlank() ? "The training failed. The console and log.txt in the run folder say why." : progress.message();
			case INTERRUPTED -> "The engine's process is gone and did not say why; nothing up to the last checkpoint is lost. Resume goes on from there.";
			default -> "";
		};
	}

	private void note(String text) {
		boolean wanted = !text.isEmpty();
		note.setForeground(JFaceColors.getErrorText(note.getDisplay()));
		set(note, text);
		GridData data = (GridData) note.getLayoutData();
		if (data.exclude == wanted) {
			data.exclude = !wanted;
			note.setVisible(wanted);
			getParent().layout(true, true);
		}
	}

	private void set(Label label, String text) {
		String escaped = text.replace("&", "&&");
		if (!escaped.equals(label.getText())) {
			label.setText(escaped);
			if (label == note) {
				label.requestLayout(); // its lines may be more or fewer
			} else {
				layout(new Control[] { label }); // and nothing around it: numbers change with each step
			}
		}
	}
}
