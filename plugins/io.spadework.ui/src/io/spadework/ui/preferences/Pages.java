package io.spadework.ui.preferences;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/** What the preference pages of Spadework have in common: they keep what the user chooses in the workspace's settings of one room. */
abstract class Pages extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

	/** A page over the settings of a node. */
	Pages(String node, String description) {
		super(GRID);
		IPreferenceStore store = new ScopedPreferenceStore(InstanceScope.INSTANCE, node);
		defaults(store);
		setPreferenceStore(store);
		setDescription(description);
	}

	/** Says what holds where the user has chosen nothing. */
	abstract void defaults(IPreferenceStore store);

	@Override
	public void init(IWorkbench workbench) {
		// everything is in the store
	}
}
