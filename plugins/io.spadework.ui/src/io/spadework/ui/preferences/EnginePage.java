package io.spadework.ui.preferences;

import org.eclipse.jface.preference.ComboFieldEditor;
import org.eclipse.jface.preference.DirectoryFieldEditor;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.preference.IntegerFieldEditor;

import io.spadework.launch.EnginePreferences;
import io.spadework.launch.TrainingSettings;

/** Preferences > Spadework > Engine: what every training engine gets unless its launch says otherwise. */
public final class EnginePage extends Pages {

	private static final int MOST_MEMORY = 1 << 20;
	private static final int MOST_THREADS = 1024;

	/** The page. */
	public EnginePage() {
		super(EnginePreferences.NODE, "What a training engine gets when it is started,\nunless its launch configuration says otherwise.");
	}

	@Override
	void defaults(IPreferenceStore store) {
		store.setDefault(EnginePreferences.JDK, "");
		store.setDefault(EnginePreferences.MEMORY, TrainingSettings.DEFAULT_MEMORY);
		store.setDefault(EnginePreferences.THREADS, 0);
		store.setDefault(EnginePreferences.KERNELS, EnginePreferences.ALL_KERNELS.get(0));
	}

	@Override
	protected void createFieldEditors() {
		DirectoryFieldEditor jdk = new DirectoryFieldEditor(EnginePreferences.JDK, "&JDK (empty: this one):", getFieldEditorParent()) {
			@Override
			protected boolean doCheckState() {
				setErrorMessage("A JDK of version 21 or newer is needed: a folder with bin/java. Leave it empty to use the one that runs the workbench.");
				return getStringValue().isBlank() || EnginePreferences.java(getStringValue()) != null;
			}
		};
		jdk.setEmptyStringAllowed(true);
		addField(jdk);
		IntegerFieldEditor memory = new IntegerFieldEditor(EnginePreferences.MEMORY, "Java &heap (MB):", getFieldEditorParent());
		memory.setValidRange(256, MOST_MEMORY);
		addField(memory);
		IntegerFieldEditor threads = new IntegerFieldEditor(EnginePreferences.THREADS, "&Threads (0: all cores):", getFieldEditorParent());
		threads.setValidRange(0, MOST_THREADS);
		addField(threads);
		addField(new ComboFieldEditor(EnginePreferences.KERNELS, "&Kernels:", new String[][] {
				{ "auto", "auto" }, { "oneDNN", "onednn" }, { "portable", "portable" } }, getFieldEditorParent()));
	}
}
