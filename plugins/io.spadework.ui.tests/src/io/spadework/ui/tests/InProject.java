package io.spadework.ui.tests;

import java.nio.file.Path;

import org.eclipse.core.resources.IProject;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each test has a workbench with one empty project, which is gone after it. */
public abstract class InProject {

	protected IWorkbenchPage page;
	protected IProject project;
	/** Where the project's runs are. */
	protected Path runs;

	@BeforeEach
	protected final void openProject() throws Exception {
		page = Workbench.open();
		project = Workbench.project(getClass().getSimpleName());
		runs = project.getLocation().toPath().resolve("runs");
	}

	@AfterEach
	protected final void removeProject() throws Exception {
		page.closeAllEditors(false);
		project.delete(true, true, null);
	}
}
