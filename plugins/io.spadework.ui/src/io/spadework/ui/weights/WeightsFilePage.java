package io.spadework.ui.weights;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import io.spadework.diagram.LastFolder;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Experiment;

/** Asks which file's weights go into which network. */
public final class WeightsFilePage extends WizardPage {

	private final String proposed;
	private Text file;
	private Text study;
	private Combo experiment;
	private Combo network;
	private List<Experiment> experiments = List.of();

	/** With the path of a study to begin with, perhaps empty. */
	WeightsFilePage(String study) {
		super("file");
		proposed = study;
		setTitle("Import Weights");
		setDescription("A state dict that PyTorch saved, NumPy's arrays, or a checkpoint. Nothing in the file is executed.");
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
		file = file(page, "&Weights:", "a .pth, .pt, .npz or .npy file", "*.pth;*.pt;*.npz;*.npy");
		study = file(page, "&Study:", "a ." + Studies.EXTENSION + " file", "*." + Studies.EXTENSION);
		experiment = combo(page, "&Experiment:");
		network = combo(page, "&Network:");
		study.setText(proposed);
		file.addListener(SWT.Modify, event -> validate());
		study.addListener(SWT.Modify, event -> read());
		experiment.addListener(SWT.Selection, event -> offerNetworks());
		setControl(page);
		read();
		setErrorMessage(null);
	}

	private Text file(Composite page, String title, String hint, String extensions) {
		new Label(page, SWT.NONE).setText(title);
		Text text = new Text(page, SWT.BORDER);
		text.setMessage(hint);
		GridDataFactory.fillDefaults().grab(true, false).hint(420, SWT.DEFAULT).applyTo(text);
		Button browse = new Button(page, SWT.PUSH);
		browse.setText("Browse...");
		setButtonLayoutData(browse);
		browse.addListener(SWT.Selection, event -> {
			FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
			dialog.setFilterExtensions(new String[] { extensions, "*" });
			String chosen = LastFolder.open(dialog);
			if (chosen != null) {
				text.setText(chosen);
			}
		});
		return text;
	}

	private static Combo combo(Composite page, String title) {
		new Label(page, SWT.NONE).setText(title);
		Combo combo = new Combo(page, SWT.READ_ONLY);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(combo);
		return combo;
	}

	/** Chooses as a user would. */
	public void fill(String weights, String ofStudy, String intoNetwork) {
		file.setText(weights);
		study.setText(ofStudy);
		network.setText(intoNetwork);
		validate();
	}

	private void read() {
		experiments = List.of();
		try {
			if (Files.isRegularFile(Path.of(study.getText().strip()))) {
				experiments = List.copyOf(Studies.load(Path.of(study.getText().strip())).getExperiments());
			}
			validate();
		} catch (StudyException | InvalidPathException e) {
			setErrorMessage(e.getMessage());
			setPageComplete(false);
		}
		experiment.setItems(experiments.stream().map(Experiment::getName).toArray(String[]::new));
		experiment.select(0);
		offerNetworks();
	}

	private void offerNetworks() {
		network.setItems(experiment.getSelectionIndex() < 0 ? new String[0] : WeightsImport.networks(experiments.get(experiment.getSelectionIndex())).toArray(String[]::new));
		network.select(0);
		validate();
	}

	private void validate() {
		String problem = null;
		try {
			if (!Files.isRegularFile(Path.of(file.getText().strip()))) {
				problem = file.getText().isBlank() ? "Name the file with the weights." : "There is no file " + file.getText().strip() + ".";
			} else if (experiments.isEmpty()) {
				problem = study.getText().isBlank() ? "Name the study with the network." : study.getText().strip() + " is no study with an experiment.";
			} else if (network.getSelectionIndex() < 0) {
				problem = "The experiment has no network.";
			}
		} catch (InvalidPathException e) {
			problem = e.getMessage();
		}
		setErrorMessage(problem);
		setPageComplete(problem == null);
	}

	/** What was chosen. */
	WeightsImport chosen() {
		return new WeightsImport(Path.of(study.getText().strip()), experiments.get(experiment.getSelectionIndex()), network.getText(), Path.of(file.getText().strip()));
	}
}
