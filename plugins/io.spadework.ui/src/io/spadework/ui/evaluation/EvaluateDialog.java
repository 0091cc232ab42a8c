package io.spadework.ui.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

import io.spadework.codegen.EngineQuestion;
import io.spadework.diagram.LastFolder;
import io.spadework.launch.SavedCheckpoint;
import io.spadework.model.Studies;
import io.spadework.runs.RunFolder;

/** Asks what is to be measured of runs, and with what. */
public final class EvaluateDialog extends TitleAreaDialog {

	private static final Map<String, String> METRICS = new LinkedHashMap<>();
	static {
		METRICS.put("frechet", "Frechet distance (FID with FID's own network)");
		METRICS.put("kid", "Kernel distance (KID with FID's own network)");
		METRICS.put("precision", "Precision");
		METRICS.put("recall", "Recall");
		METRICS.put("miou", "Mean IoU and pixel accuracy by class");
	}
	private static final String BROWSE = "Browse\u2026";
	private static final String WEIGHTS = "*.pth;*.pt;*.npz";
	private static final int MOST_SAMPLES = 1_000_000;

	private final List<RunFolder> runs;
	private final List<SavedCheckpoint> checkpoints;
	private final Map<String, Button> metrics = new LinkedHashMap<>();
	private Combo checkpoint;
	private Spinner samples;
	private Text weights;
	private Text segmenter;
	private Text segmenterWeights;
	private Text segmenterClasses;
	private EvaluationChoice choice;

	/**
	 * For runs.
	 *
	 * @param checkpoints of the run, where it is a single one; otherwise none
	 */
	public EvaluateDialog(Shell parent, List<RunFolder> runs, List<SavedCheckpoint> checkpoints) {
		super(parent);
		this.runs = runs;
		this.checkpoints = checkpoints.stream().filter(each -> !each.name().equals(SavedCheckpoint.LATEST)).toList();
		setShellStyle(getShellStyle() | SWT.RESIZE);
	}

	/** What was chosen; null before that. */
	public EvaluationChoice choice() {
		return choice;
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText("Evaluate");
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		setTitle("Evaluate " + (runs.size() == 1 ? runs.get(0).path().getFileName() : runs.size() + " runs"));
		setMessage("The generator makes images of held-out label maps. The numbers are added to the run.");
		Composite area = (Composite) super.createDialogArea(parent);
		Composite page = new Composite(area, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(3).margins(10, 8).applyTo(page);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(page);
		Group what = new Group(page, SWT.NONE);
		what.setText("Metrics");
		GridLayoutFactory.swtDefaults().applyTo(what);
		GridDataFactory.fillDefaults().grab(true, false).span(3, 1).applyTo(what);
		METRICS.forEach((name, title) -> {
			Button button = new Button(what, SWT.CHECK);
			button.setText(title);
			button.setSelection(name.equals("frechet") || name.equals("miou"));
			button.addListener(SWT.Selection, event -> check());
			metrics.put(name, button);
		});
		label(page, "Checkpoint:");
		checkpoint = new Combo(page, SWT.READ_ONLY);
		checkpoint.add("the latest");
		checkpoints.forEach(each -> checkpoint.add(each.name().equals(SavedCheckpoint.BEST) ? "the best" : "of step " + each.step()));
		checkpoint.select(0);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(checkpoint);
		label(page, "Images at most:");
		Composite number = new Composite(page, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(number);
		GridDataFactory.fillDefaults().span(2, 1).applyTo(number);
		samples = new Spinner(number, SWT.BORDER);
		samples.setValues(0, 0, MOST_SAMPLES, 0, 100, 1000);
		label(number, "0: all that are held out");
		weights = place(page, "FID's network:", "pt_inception-2015-12-05-6726825d.pth; without it, landscape-features looks at the images", files(BROWSE, WEIGHTS));
		segmenter = place(page, "Segmenter:", "a run that has trained one, or a study (.spade); without it, that of the built-in landscapes",
				new Browse("Run\u2026", () -> LastFolder.open(new DirectoryDialog(getShell(), SWT.OPEN))), files("Study\u2026", "*." + Studies.EXTENSION));
		segmenterWeights = place(page, "Its weights:", "the file that the study's segmenter takes them from (.pth, .npz); a run has its own", files(BROWSE, WEIGHTS));
		segmenterClasses = place(page, "Its classes:", "a file with lines as \u201c2 = sky\u201d; without it, its classes are the data set's labels", files(BROWSE, "*.txt"));
		return area;
	}

	private static void label(Composite page, String text) {
		new Label(page, SWT.NONE).setText(text);
	}

	/** A button that asks for a place; null where none is chosen. */
	private record Browse(String title, Supplier<String> asking) {
	}

	private Browse files(String title, String filter) {
		return new Browse(title, () -> {
			FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
			dialog.setFilterExtensions(new String[] { filter, "*" });
			return LastFolder.open(dialog);
		});
	}

	private Text place(Composite page, String title, String hint, Browse... browses) {
		label(page, title);
		Text text = new Text(page, SWT.BORDER);
		text.setMessage(hint);
		text.setToolTipText(hint);
		text.addListener(SWT.Modify, event -> check());
		GridDataFactory.fillDefaults().grab(true, false).hint(360, SWT.DEFAULT).applyTo(text);
		Composite buttons = new Composite(page, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(browses.length).applyTo(buttons);
		for (Browse browse : browses) {
			Button button = new Button(buttons, SWT.PUSH);
			button.setText(browse.title());
			button.addListener(SWT.Selection, event -> {
				String chosen = browse.asking().get();
				if (chosen != null) {
					text.setText(chosen);
				}
			});
		}
		return text;
	}

	private Set<String> chosen() {
		Set<String> chosen = new LinkedHashSet<>();
		metrics.forEach((name, button) -> {
			if (button.getSelection()) {
				chosen.add(name);
			}
		});
		if (chosen.contains("miou")) {
			chosen.add("accuracy");
		}
		return chosen;
	}

	private void check() {
		String problem = null;
		if (chosen().isEmpty()) {
			problem = "Choose a metric.";
		} else {
			problem = Stream.of(weights, segmenterWeights, segmenterClasses).map(EvaluateDialog::place).filter(file -> file != null && !Files.isRegularFile(file))
					.map(file -> "There is no file " + file + ".").findFirst().orElseGet(this::ofSegmenter);
		}
		setErrorMessage(problem);
		getButton(IDialogConstants.OK_ID).setEnabled(problem == null);
	}

	/** Names the segmenter, its weights and its classes; empty for none. */
	public void fill(String source, String weightsFile, String classesFile) {
		segmenter.setText(source);
		segmenterWeights.setText(weightsFile);
		segmenterClasses.setText(classesFile);
	}

	/** What stands against the segmenter; null for nothing. */
	private String ofSegmenter() {
		Path source = place(segmenter);
		if (source == null) {
			return place(segmenterWeights) == null && place(segmenterClasses) == null ? null : "Weights and classes go with a segmenter: name its run or its study.";
		}
		if (RunFolder.isRun(source)) {
			return place(segmenterWeights) == null ? null : source.getFileName() + " is a run, which has its own weights.";
		}
		if (!Files.isRegularFile(source)) {
			return source + " is neither a run folder nor a study.";
		}
		return place(segmenterWeights) == null ? "The segmenter of a study takes its weights from a file." : null;
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		createButton(parent, IDialogConstants.OK_ID, "Evaluate", true);
		createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
	}

	@Override
	protected void okPressed() {
		int index = checkpoint.getSelectionIndex();
		choice = new EvaluationChoice(chosen(), index == 0 ? EngineQuestion.LATEST : checkpoint(checkpoints.get(index - 1)), samples.getSelection(), place(weights),
				place(segmenter), place(segmenterWeights), place(segmenterClasses));
		super.okPressed();
	}

	private static String checkpoint(SavedCheckpoint chosen) {
		return chosen.name().equals(SavedCheckpoint.BEST) ? SavedCheckpoint.BEST : Integer.toString(chosen.step());
	}

	private static Path place(Text text) {
		return text.getText().isBlank() ? null : Path.of(text.getText().strip());
	}
}
