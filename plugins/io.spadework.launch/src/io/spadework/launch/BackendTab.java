package io.spadework.launch;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Text;

/** How the engine computes, and what memory it gets. */
public final class BackendTab extends SettingsTab {

	private static final String AS_USUAL = "as usual";

	private Combo kernels;
	private Combo executor;
	private Text memory;

	BackendTab(ChosenStudy chosen) {
		super("Backend and Memory", "backend", chosen);
	}

	@Override
	void fill(Composite page) {
		Group how = group(page, "How the engine computes", 2);
		kernels = combo(how, "&Kernels:", "auto: oneDNN where the processor has what it needs, portable otherwise", TrainingSettings.ALL_KERNELS);
		executor = combo(how, "E&xecutor:", "graph: DL4J's own; plan: the same networks over arrays that are made once", TrainingSettings.ALL_EXECUTORS);
		Group room = group(page, "Memory", 2);
		memory = field(room, "&Java heap (MB):", Integer.toString(TrainingSettings.DEFAULT_MEMORY));
		memory.setToolTipText("The engine's Java heap. Tensors take memory beside it.");
		hint(room, "Tensors lie outside of Java's heap; more heap is seldom needed.");
	}

	private Combo combo(Composite parent, String title, String toolTip, List<String> choices) {
		label(parent, title);
		Combo combo = new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY);
		combo.add(AS_USUAL);
		choices.forEach(combo::add);
		combo.setToolTipText(toolTip);
		combo.addListener(SWT.Selection, event -> changed());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(combo);
		return combo;
	}

	@Override
	void show(TrainingSettings shown) {
		select(kernels, shown.kernels());
		select(executor, shown.executor());
		memory.setText(shown.memory());
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
		return to.withEngine(memory.getText().strip(), word(kernels), word(executor));
	}

	@Override
	void studyChanged() {
		// the engine is the same for every study
	}

	@Override
	Optional<String> problem(TrainingSettings of) {
		return of.problemOfEngine();
	}
}
