package io.spadework.launch;

import org.eclipse.debug.ui.AbstractLaunchConfigurationTabGroup;
import org.eclipse.debug.ui.CommonTab;
import org.eclipse.debug.ui.ILaunchConfigurationDialog;
import org.eclipse.debug.ui.ILaunchConfigurationTab;

/** The tabs of a training's launch configuration. */
public final class TrainingTabGroup extends AbstractLaunchConfigurationTabGroup {

	@Override
	public void createTabs(ILaunchConfigurationDialog dialog, String mode) {
		ChosenStudy chosen = new ChosenStudy();
		setTabs(new ILaunchConfigurationTab[] { new ExperimentTab(chosen), new OverridesTab(chosen), new BackendTab(chosen), new DataTab(chosen), new CommonTab() });
	}
}
