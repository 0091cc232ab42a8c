package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

import io.spadework.ui.SpadeworkPerspective;

/** The workbench that the tests run in. */
public final class Workbench {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private Workbench() {
	}

	/** The window, large, with the Spadework perspective as it is for a new user. */
	public static IWorkbenchPage open() throws Exception {
		IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
		if (window == null) {
			window = PlatformUI.getWorkbench().getWorkbenchWindows()[0];
		}
		window.getShell().setBounds(0, 0, 1600, 1000);
		PlatformUI.getWorkbench().showPerspective(SpadeworkPerspective.ID, window);
		window.getActivePage().resetPerspective();
		if (Boolean.getBoolean("spadework.dark")) { // for looking at pictures
			window.getService(IThemeEngine.class).setTheme("org.eclipse.e4.ui.css.theme.e4_dark", false);
		}
		return window.getActivePage();
	}

	/** An open, empty project. */
	public static IProject project(String name) throws CoreException {
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
		if (project.exists()) {
			project.delete(true, true, null);
		}
		project.create(null);
		project.open(null);
		return project;
	}

	/** Deletes all projects. What earlier tests have begun may still make files in them for a moment, which lets a first try fail. */
	static void empty() throws Exception {
		await("the workspace is empty", () -> {
			for (IProject project : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
				try {
					project.delete(true, true, null);
				} catch (CoreException inUse) {
					return false;
				}
			}
			return true;
		});
	}

	/** Lets the workbench work until something has come true. */
	public static void await(String what, Callable<Boolean> condition) throws Exception {
		await(what, PATIENCE, condition);
	}

	public static void await(String what, Duration patience, Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + patience.toNanos();
		while (!condition.call() && System.nanoTime() < end) {
			work();
		}
		assertTrue(condition.call(), "after " + patience.toSeconds() + " s still not: " + what);
	}

	/** Lets the workbench work for a time. */
	public static void pass(Duration time) throws InterruptedException {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() < end) {
			work();
		}
	}

	/** Lets the workbench work for a time as it does by itself: it sleeps while there is nothing to do. */
	static void rest(Duration time) {
		Display display = Display.getCurrent();
		boolean[] over = new boolean[1];
		display.timerExec((int) time.toMillis(), () -> over[0] = true);
		while (!over[0]) {
			if (!display.readAndDispatch()) {
				display.sleep();
			}
		}
	}

	private static void work() throws InterruptedException {
		if (!Display.getCurrent().readAndDispatch()) {
			Thread.sleep(2);
		}
	}

	/** Writes what a window shows to target/screens, for people to look at. */
	public static void picture(Shell shell, String name) throws IOException, InterruptedException {
		shell.forceActive();
		pass(Duration.ofMillis(600));
		shell.update();
		Image image = new Image(shell.getDisplay(), shell.getBounds().width, shell.getBounds().height);
		GC gc = new GC(shell.getDisplay());
		try {
			gc.copyArea(image, shell.getBounds().x, shell.getBounds().y);
			Path folder = Files.createDirectories(Path.of("target", "screens"));
			ImageLoader loader = new ImageLoader();
			loader.data = new ImageData[] { image.getImageData() };
			loader.save(folder.resolve(name + ".png").toString(), SWT.IMAGE_PNG);
		} finally {
			gc.dispose();
			image.dispose();
		}
	}
}
