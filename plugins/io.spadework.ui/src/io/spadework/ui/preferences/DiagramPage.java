package io.spadework.ui.preferences;

import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.preference.RadioGroupFieldEditor;

import io.spadework.diagram.DiagramPreferences;

/** Preferences > Spadework > Study Editor: how studies are shown. */
public final class DiagramPage extends Pages {

	/** The page. */
	public DiagramPage() {
		super(DiagramPreferences.NODE, "How studies are shown.");
	}

	@Override
	void defaults(IPreferenceStore store) {
		store.setDefault(DiagramPreferences.THEME, DiagramPreferences.AS_WORKBENCH);
		store.setDefault(DiagramPreferences.FIRST_PAGE, DiagramPreferences.GENERATOR);
	}

	@Override
	protected void createFieldEditors() {
		addField(new RadioGroupFieldEditor(DiagramPreferences.THEME, "Colours of diagrams", 1, new String[][] {
				{ "As the &workbench", DiagramPreferences.AS_WORKBENCH }, { "Always &light, as for a paper", DiagramPreferences.LIGHT }, { "Always &dark", DiagramPreferences.DARK } },
				getFieldEditorParent(), true));
		addField(new RadioGroupFieldEditor(DiagramPreferences.FIRST_PAGE, "A study opens with", 1, new String[][] {
				{ "The diagram of its &generator", DiagramPreferences.GENERATOR }, { "Its &overview", DiagramPreferences.OVERVIEW } }, getFieldEditorParent(), true));
	}
}
