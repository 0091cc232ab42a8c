package io.spadework.launch.tests;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.eclipse.swt.widgets.Display;

import com.google.gson.Gson;

import io.spadework.launch.EngineProcess;
import io.spadework.model.Studies;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.runs.RunFolder;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the tests start from: projects, studies, and engines that only pretend. */
final class Trainings {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private Trainings() {
	}

	/** An open, empty project. */
	static IProject project(String name) throws CoreException {
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
		if (project.exists()) {
			project.delete(true, true, null);
		}
		project.create(null);
		project.open(null);
		return project;
	}

	/** A small SPADE study on the built-in landscapes. */
	static Study study() {
		Study study = Templates.named("spade").create(Map.of("crop", "32", "ngf", "4", "ndf", "4"), new DataChoice.BuiltInLandscapes());
		study.getPlans().get(0).setSteps("4");
		study.getPlans().get(0).setBatch("1");
		study.getPlans().get(0).setSampleEvery("2");
		return study;
	}

	/** A study's file in a project. */
	static IFile file(IProject project, Study study) throws CoreException {
		IFile file = project.getFile("landscapes.spade");
		file.create(new ByteArrayInputStream(Studies.write(study).getBytes(StandardCharsets.UTF_8)), IResource.NONE, null);
		return file;
	}

	/** Makes a run folder and starts a pretending engine on it. */
	static EngineProcess start(Path runs, int steps, int milliseconds, String... more) throws Exception {
		Path folder = Files.createTempDirectory(Files.createDirectories(runs), "SPADE-");
		Launch launch = new Launch(null, ILaunchManager.RUN_MODE, null);
		DebugPlugin.getDefault().getLaunchManager().addLaunch(launch);
		return EngineProcess.start(launch, RunFolder.at(folder), command(folder, steps, milliseconds, more));
	}

	static List<String> command(Path folder, int steps, int milliseconds, String... more) throws Exception {
		String java = ProcessHandle.current().info().command().orElse("java");
		String classPath = String.join(File.pathSeparator, List.of(place(FakeEngine.class), place(RunFolder.class), place(Gson.class)));
		List<String> command = new ArrayList<>(List.of(java, "-Xmx64m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classPath, FakeEngine.class.getName(), folder.toString(),
				Integer.toString(steps), Integer.toString(milliseconds)));
		command.addAll(List.of(more));
		return command;
	}

	/** The jar or folder that a class was loaded from. */
	private static String place(Class<?> type) throws Exception {
		return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString().replace(" ", "%20"))).toString();
	}

	/** Lets the workbench work until something has come true. */
	static void await(String what, BooleanSupplier condition) {
		await(what, PATIENCE, condition);
	}

	static void await(String what, Duration patience, BooleanSupplier condition) {
		long end = System.nanoTime() + patience.toNanos();
		Display display = Display.getCurrent();
		while (!condition.getAsBoolean() && System.nanoTime() < end) {
			if (display == null || !display.readAndDispatch()) {
				try {
					Thread.sleep(10);
				} catch (InterruptedException e) {
					Thread.currentThread().interrupt();
					return;
				}
			}
		}
		assertTrue(condition.getAsBoolean(), "after " + patience.toSeconds() + " s still not: " + what);
	}
}
