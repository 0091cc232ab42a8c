package io.spadework.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.preference.DirectoryFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/** Preferences > Spadework > Trainings: how many run at a time, and where runs are kept. */
public final class TrainingPreferences extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

	/** A page with one column of fields. */
	public TrainingPreferences() {
		super(GRID);
		setDescription("Trainings that are started while others run wait for their turn.");
	}

	@Override
	public void init(IWorkbench workbench) {
		ScopedPreferenceStore store = new ScopedPreferenceStore(InstanceScope.INSTANCE, EnginePreferences.NODE);
		store.setDefault(RunQueue.AT_A_TIME, 1);
		store.setDefault(EnginePreferences.RUNS, EnginePreferences.USUAL_RUNS);
		setPreferenceStore(store);
	}

	@Override
	protected void createFieldEditors() {
		IntegerFieldEditor trainings = new IntegerFieldEditor(RunQueue.AT_A_TIME, "&Trainings at a time:", getFieldEditorParent(), 3);
		trainings.setValidRange(1, RunQueue.MOST_AT_A_TIME);
		addField(trainings);
		DirectoryFieldEditor runs = new DirectoryFieldEditor(EnginePreferences.RUNS, "&Keep runs in the folder:", getFieldEditorParent()) {
			@Override
			protected boolean doCheckState() {
				setErrorMessage("Name a folder for runs: one word, such as runs, for a folder beside each study, or the path of one folder for all.");
				return isPlace(getStringValue());
			}
		};
		runs.setEmptyStringAllowed(false);
		addField(runs);
		Label note = new Label(getFieldEditorParent(), SWT.WRAP);
		note.setText("A relative folder is beside each study; runs of all studies go to an absolute one. Runs that are there already stay where they are.");
		GridDataFactory.fillDefaults().span(3, 1).hint(400, SWT.DEFAULT).applyTo(note);
	}

	/** True for a folder, or for what could become one. */
	private static boolean isPlace(String folder) {
		try {
			Path path = Path.of(folder.strip());
			return !path.isAbsolute() || !Files.exists(path) || Files.isDirectory(path);
		} catch (InvalidPathException e) {
			return false;
		}
	}

	@Override
	public boolean performOk() {
		boolean done = super.performOk();
		RunQueue.the().setAtATime(RunQueue.the().atATime()); // more at a time lets some begin now
		return done;
	}
}
