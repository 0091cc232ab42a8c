package io.spadework.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;

/** What is trained on, and a folder to take instead. */
public final class DataTab extends SettingsTab {

	private Label planned;
	private Label found;
	private Text folder;
	private Button browse;

	DataTab(ChosenStudy chosen) {
		super("Data", "data", chosen);
	}

	@Override
	void fill(Composite page) {
		Group plan = group(page, "In the study", 1);
		planned = hint(plan, "");
		found = hint(plan, "");
		Group now = group(page, "This time only", 3);
		folder = field(now, "&Folder:", "as in the study");
		browse = createPushButton(now, "B&rowse...", null);
		browse.addListener(SWT.Selection, event -> browse());
		Label hint = hint(now, "A folder of the same layout: on another disk, or a smaller part of the data.");
		GridDataFactory.createFrom((GridData) hint.getLayoutData()).span(3, 1).applyTo(hint);
	}

	private void browse() {
		DirectoryDialog dialog = new DirectoryDialog(getShell());
		dialog.setText("Data");
		dialog.setMessage("Choose the folder of the data set, laid out as the study's.");
		dialog.setFilterPath(folder.getText());
		String chosen = dialog.open();
		if (chosen != null) {
			folder.setText(chosen);
		}
	}

	@Override
	void show(TrainingSettings shown) {
		folder.setText(shown.data());
	}

	@Override
	TrainingSettings applied(TrainingSettings to) {
		return to.withData(folder.getText().strip());
	}

	@Override
	void studyChanged() {
		Study study = chosen().study();
		Experiment experiment = study == null ? null : settings().isSweep() && settings().sweepIn(study) != null ? settings().sweepIn(study).getExperiment() : settings().experimentIn(study);
		Dataset dataset = experiment == null ? null : experiment.getDataset();
		boolean stored = dataset instanceof StoredDataset;
		planned.setText(dataset == null ? "No data set is chosen yet." : stored ? dataset.getName() + ", a folder of images: " + ((StoredDataset) dataset).getFolder()
				: dataset.getName() + ", painted by the engine while it trains: there is no folder.");
		found.setText(stored ? missing((StoredDataset) dataset) : "");
		folder.setEnabled(stored || !folder.getText().isBlank());
		browse.setEnabled(stored);
		planned.requestLayout();
		found.requestLayout();
	}

	private String missing(StoredDataset dataset) {
		Path beside = chosen().file() == null || chosen().file().getLocation() == null ? null : chosen().file().getLocation().toPath().getParent();
		if (beside == null || dataset.getFolder() == null || dataset.getFolder().isBlank()) {
			return "The study names no folder.";
		}
		Path place = beside.resolve(dataset.getFolder()).normalize();
		return Files.isDirectory(place) ? "It is there: " + place : "It is not there: " + place + ". Choose another one below, or change the study.";
	}

	@Override
	Optional<String> problem(TrainingSettings of) {
		return of.problemOfData(chosen().study());
	}
}
