package io.spadework.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;

import io.spadework.codegen.Forecast;
import io.spadework.codegen.GenerationException;
import io.spadework.model.ExpressionException;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Experiment;

/** How the engine computes, what memory it gets, and whether the training will fit. */
public final class BackendTab extends SettingsTab {

	private static final String AS_USUAL = "as usual";
	private static final int PAUSE_MILLISECONDS = 300;

	private Combo backend;
	private Combo kernels;
	private Combo executor;
	private Text memory;
	private Button force;
	private Label memoryNeeded;
	private Label diskNeeded;
	private Label timeNeeded;
	private Label verdict;
	private TrainingSettings estimated;
	private Job estimating;

	BackendTab(ChosenStudy chosen) {
		super("Backend and Memory", "backend", chosen);
	}

	@Override
	void fill(Composite page) {
		Group how = group(page, "How the engine computes", 2);
		backend = combo(how, "&Backend:", "cpu: this computer's processor; cuda: a graphics card of NVIDIA, once spadework backend fetch cuda has fetched what it takes", TrainingSettings.ALL_BACKENDS);
		kernels = combo(how, "&Kernels:", "auto: oneDNN where the processor has what it needs, portable otherwise", EnginePreferences.ALL_KERNELS);
		executor = combo(how, "E&xecutor:", "graph: DL4J's own; plan: the same networks over arrays that are made once", TrainingSettings.ALL_EXECUTORS);
		memory = field(how, "&Java heap (MB):", Integer.toString(EnginePreferences.heapMegabytes()));
		memory.setToolTipText("The engine's Java heap. Tensors take memory beside it; more heap is seldom needed.");
		Group needs = group(page, "What the training will take", 2);
		memoryNeeded = need(needs, "Memory:");
		diskNeeded = need(needs, "Disk:");
		timeNeeded = need(needs, "Time:");
		verdict = hint(needs, "");
		GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).span(2, 1).applyTo(verdict);
		force = new Button(needs, SWT.CHECK);
		force.setText("&Train even where it will not fit");
		force.addListener(SWT.Selection, event -> changed());
		GridDataFactory.fillDefaults().span(2, 1).applyTo(force);
	}

	private static Label need(Composite parent, String title) {
		label(parent, title);
		Label value = new Label(parent, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).applyTo(value);
		return value;
	}

	private Combo combo(Composite parent, String title, String toolTip, List<String> choices) {
		label(parent, title);
		Combo combo = new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY);
		combo.add(AS_USUAL);
		choices.forEach(combo::add);
		combo.setToolTipText(toolTip);
		name(combo, title);
		combo.addListener(SWT.Selection, event -> changed());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(combo);
		return combo;
	}

	@Override
	void show(TrainingSettings shown) {
		select(backend, shown.backend());
		select(kernels, shown.kernels());
		select(executor, shown.executor());
		memory.setText(shown.memory());
		force.setSelection(shown.force());
	}

	/** A word that is none of the choices is shown too, so that it can be seen and changed. */
	private static void select(Combo combo, String word) {
		if (word.isBlank()) {
			combo.select(0);
			return;
		}
		if (combo.indexOf(word) < 0) {
			combo.add(word);
		}
		combo.select(combo.indexOf(word));
	}

	private static String word(Combo combo) {
		return combo.getSelectionIndex() <= 0 ? "" : combo.getText();
	}

	@Override
	TrainingSettings applied(TrainingSettings to) {
		return to.withEngine(memory.getText().strip(), word(backend), word(kernels), word(executor), force.getSelection());
	}

	/** Estimates in the background what a training as set would take, each setting once. */
	@Override
	void studyChanged() {
		TrainingSettings now = settings();
		IFile file = chosen().file();
		if (chosen().study() == null || file == null || now.problem(chosen().study()).isPresent()) {
			estimated = null;
			show("", "", "", "What it will take can be said once study and settings are right.");
			return;
		}
		if (now.equals(estimated)) {
			return;
		}
		estimated = now;
		show("\u2026", "\u2026", "\u2026", "");
		if (estimating != null) {
			estimating.cancel();
		}
		estimating = Job.create("Estimating what a training takes", monitor -> {
			try {
				Path study = file.getLocation().toPath();
				List<Experiment> experiments = now.experiments(Studies.load(study));
				Forecast forecast = Forecast.of(experiments.get(0), study, study.getParent(), now.runSettings());
				show(now, forecast, experiments.size());
				if (forecast.rate().isEmpty() && !monitor.isCanceled()) {
					show(now, forecast.calibrated(EngineInstallation.home(now.backend())), experiments.size());
				}
			} catch (StudyException | ExpressionException | GenerationException | CoreException e) {
				later(now, () -> show("", "", "", e.getMessage()));
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			return Status.OK_STATUS;
		});
		estimating.setSystem(true);
		estimating.schedule(PAUSE_MILLISECONDS);
	}

	private void show(TrainingSettings of, Forecast forecast, int points) {
		String refusal = forecast.refusal();
		String each = points > 1 ? "These are the numbers of the first of " + points + " points, each of which is checked before it is trained. " : "";
		later(of, () -> show(forecast.memory(), forecast.disk(), forecast.time(), each + (refusal.isEmpty() ? "It fits." : "It does not fit. " + refusal)));
	}

	private void later(TrainingSettings of, Runnable update) {
		PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
			if (!verdict.isDisposed() && of.equals(estimated)) {
				update.run();
			}
		});
	}

	private void show(String memoryWords, String diskWords, String timeWords, String verdictWords) {
		memoryNeeded.setText(memoryWords);
		diskNeeded.setText(diskWords);
		timeNeeded.setText(timeWords);
		verdict.setText(verdictWords);
		verdict.requestLayout();
		memoryNeeded.requestLayout();
	}

	/** What is said about whether it fits. */
	String verdict() {
		return verdict.getText();
	}

	@Override
	Optional<String> problem(TrainingSettings of) {
		return of.problemOfEngine();
	}

	@Override
	public void dispose() {
		if (estimating != null) {
			estimating.cancel();
		}
		super.dispose();
	}
}
