package io.spadework.ui;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;
import org.osgi.service.prefs.BackingStoreException;

import io.spadework.ui.welcome.WelcomePage;

/** In a new workspace there is something to look at: the example project with its study open, and in front of it the welcome page. */
public final class FirstStart implements IStartup {

	private static final String PRODUCT = "io.spadework.ui.product";
	private static final String DONE = "exampleMade";

	/** Somebody who adds Spadework to a workbench of their own keeps their workspace as it is; File > New offers the example there. */
	@Override
	public void earlyStartup() {
		if (Platform.getProduct() != null && PRODUCT.equals(Platform.getProduct().getId())) {
			welcome();
		}
	}

	/** Gives a workspace that was never opened its example, once. */
	public static void welcome() {
		IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode("io.spadework.ui");
		if (preferences.getBoolean(DONE, false) || ResourcesPlugin.getWorkspace().getRoot().getProjects().length > 0) {
			return;
		}
		preferences.putBoolean(DONE, true);
		try {
			preferences.flush();
		} catch (BackingStoreException e) {
			StatusManager.getManager().handle(Status.warning("The workspace's settings cannot be written: " + e.getMessage(), e));
		}
		PlatformUI.getWorkbench().getDisplay().asyncExec(FirstStart::maximise);
		Job example = ExampleProject.make(ExampleProject.NAME);
		example.addJobChangeListener(new JobChangeAdapter() {
			@Override
			public void done(IJobChangeEvent event) {
				// behind the study, whose opening is under way, so that the page is in front
				PlatformUI.getWorkbench().getDisplay().asyncExec(FirstStart::showWelcome);
			}
		});
		example.schedule();
	}

	private static void showWelcome() {
		IWorkbenchWindow window = ActiveWindow.get();
		if (window != null && window.getActivePage() != null) {
			WelcomePage.open(window);
		}
	}

	/** A diagram beside its curves needs room; how large the window is later is the user's choice. */
	private static void maximise() {
		for (IWorkbenchWindow window : PlatformUI.getWorkbench().getWorkbenchWindows()) {
			window.getShell().setMaximized(true);
		}
	}
}
