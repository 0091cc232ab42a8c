package io.spadework.launch;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/** Preferences about trainings: how many run at a time. */
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
		setPreferenceStore(store);
	}

	@Override
	protected void createFieldEditors() {
		IntegerFieldEditor trainings = new IntegerFieldEditor(RunQueue.AT_A_TIME, "&Trainings at a time:", getFieldEditorParent(), 3);
		trainings.setValidRange(1, RunQueue.MOST_AT_A_TIME);
		addField(trainings);
	}

	@Override
	public boolean performOk() {
		boolean done = super.performOk();
		RunQueue.the().setAtATime(RunQueue.the().atATime()); // more at a time lets some begin now
		return done;
	}
}
