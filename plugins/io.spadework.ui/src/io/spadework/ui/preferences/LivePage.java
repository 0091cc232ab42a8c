package io.spadework.ui.preferences;

import java.util.Arrays;

import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.ComboFieldEditor;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.jface.preference.RadioGroupFieldEditor;

import io.spadework.ui.charts.XAxis;
import io.spadework.ui.live.LiveSettings;
import io.spadework.ui.live.Smoothing;

/** Preferences > Spadework > Live View: how trainings are followed. The buttons of the view change the same settings. */
public final class LivePage extends Pages {

	/** The page. */
	public LivePage() {
		super(LiveSettings.NODE, "How trainings are followed. The buttons of the Live view change the same settings.");
	}

	@Override
	void defaults(IPreferenceStore store) {
		store.setDefault(LiveSettings.REFRESH, LiveSettings.USUAL_REFRESH);
		store.setDefault(LiveSettings.AXIS, XAxis.STEP.name());
		store.setDefault(LiveSettings.LOGARITHMIC, false);
		store.setDefault(LiveSettings.SMOOTHING, Smoothing.NONE.name());
	}

	@Override
	protected void createFieldEditors() {
		IntegerFieldEditor refresh = new IntegerFieldEditor(LiveSettings.REFRESH, "Look for new &points every (ms):", getFieldEditorParent());
		refresh.setValidRange(LiveSettings.LEAST_REFRESH, LiveSettings.MOST_REFRESH);
		addField(refresh);
		addField(new ComboFieldEditor(LiveSettings.SMOOTHING, "S&moothing of curves:",
				Arrays.stream(Smoothing.values()).map(each -> new String[] { each.title(), each.name() }).toArray(String[][]::new), getFieldEditorParent()));
		addField(new RadioGroupFieldEditor(LiveSettings.AXIS, "Curves are drawn over", 1, new String[][] {
				{ "The &steps", XAxis.STEP.name() }, { "The &time of training", XAxis.WALL.name() } }, getFieldEditorParent(), true));
		addField(new BooleanFieldEditor(LiveSettings.LOGARITHMIC, "&Logarithmic value axis; values that are not positive are left out", getFieldEditorParent()));
	}
}
