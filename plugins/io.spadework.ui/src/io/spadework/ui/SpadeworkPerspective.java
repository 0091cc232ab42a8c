package io.spadework.ui;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.console.IConsoleConstants;

import io.spadework.ui.evaluation.EvaluationView;
import io.spadework.ui.live.LiveView;
import io.spadework.ui.runs.RunsView;

/** Draw in the middle, find things on the left, watch below. */
public final class SpadeworkPerspective implements IPerspectiveFactory {

	public static final String ID = "io.spadework.ui.perspective";

	private static final String PROJECT_EXPLORER = "org.eclipse.ui.navigator.ProjectExplorer";

	@Override
	public void createInitialLayout(IPageLayout layout) {
		String editors = layout.getEditorArea();
		layout.createFolder("io.spadework.ui.left", IPageLayout.LEFT, 0.19f, editors).addView(PROJECT_EXPLORER);
		layout.createFolder("io.spadework.ui.runsFolder", IPageLayout.BOTTOM, 0.58f, "io.spadework.ui.left").addView(RunsView.ID);

		IFolderLayout live = layout.createFolder("io.spadework.ui.liveFolder", IPageLayout.BOTTOM, 0.58f, editors);
		live.addView(LiveView.ID);
		live.addView(EvaluationView.ID);
		IFolderLayout console = layout.createFolder("io.spadework.ui.consoleFolder", IPageLayout.RIGHT, 0.62f, "io.spadework.ui.liveFolder");
		console.addView(IPageLayout.ID_PROP_SHEET);
		console.addView(IConsoleConstants.ID_CONSOLE_VIEW);
		console.addView(IPageLayout.ID_PROBLEM_VIEW);
		console.addPlaceholder(IPageLayout.ID_PROGRESS_VIEW);
		console.addPlaceholder(IPageLayout.ID_OUTLINE);

		layout.addActionSet("org.eclipse.debug.ui.launchActionSet");
		for (String view : new String[] { LiveView.ID, EvaluationView.ID, RunsView.ID, PROJECT_EXPLORER, IConsoleConstants.ID_CONSOLE_VIEW, IPageLayout.ID_PROP_SHEET, IPageLayout.ID_OUTLINE,
				IPageLayout.ID_PROBLEM_VIEW, IPageLayout.ID_PROGRESS_VIEW }) {
			layout.addShowViewShortcut(view);
		}
		layout.addNewWizardShortcut("io.spadework.ui.newProject");
		layout.addNewWizardShortcut("io.spadework.ui.newStudy");
		layout.addNewWizardShortcut("io.spadework.ui.newExampleProject");
		layout.addNewWizardShortcut("org.eclipse.ui.wizards.new.folder");
		layout.addPerspectiveShortcut("org.eclipse.jdt.ui.JavaPerspective");
	}
}
