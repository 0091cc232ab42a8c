package io.spadework.paint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;

import io.spadework.codegen.CompilationException;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.examples.ShippedModel;
import io.spadework.launch.EngineInstallation;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;

/**
 * A data set whose samples can be painted on: that of an experiment.
 *
 * @param title      what it is called in lists
 * @param file       the study's file, from where relative folders are meant; null where it has none
 * @param study      reads the study; slow
 * @param experiment place of the experiment in the study
 */
public record DataSource(String title, Path file, Supplier<Study> study, int experiment) {

	private static final int HEAP_MEGABYTES = 512;

	/**
	 * A sample in files.
	 *
	 * @param name  where it comes from
	 * @param map   its label map, a PNG
	 * @param image its real image, a PNG
	 */
	public record Sample(String name, byte[] map, byte[] image) {
	}

	/** The data sets of the models that come with Spadework and of the workspace's studies. Slow: not for the UI thread. */
	public static List<DataSource> all() {
		List<DataSource> all = new ArrayList<>();
		for (ShippedModel shipped : ShippedModel.known()) {
			all.add(new DataSource("Built-in landscapes of " + shipped.title(), null, shipped.maker(), 0));
		}
		try {
			ResourcesPlugin.getWorkspace().getRoot().accept(resource -> {
				if (resource.getType() == IResource.FILE && "spade".equals(resource.getFileExtension()) && resource.getLocation() != null) {
					all.addAll(of(resource.getLocation().toPath()));
				}
				return true;
			});
		} catch (CoreException e) {
			// a project that can't be looked through has no studies to offer
		}
		return all;
	}

	/** The data sets of a study's experiments; none where it can't be read. */
	public static List<DataSource> of(Path file) {
		try {
			Study study = Studies.load(file);
			List<DataSource> all = new ArrayList<>();
			for (int i = 0; i < study.getExperiments().size(); i++) {
				Experiment experiment = study.getExperiments().get(i);
				if (experiment.getDataset() != null) {
					all.add(new DataSource(experiment.getDataset().getName() + " of " + file.getFileName() + ", " + experiment.getName(), file, () -> study, i));
				}
			}
			return all;
		} catch (StudyException e) {
			return List.of();
		}
	}

	/**
	 * Reads held-out samples in an engine process. Slow.
	 *
	 * @throws CoreException saying what stands against it
	 */
	public List<Sample> read(int first, int count, IProgressMonitor monitor) throws CoreException {
		Path work = null;
		try {
			work = Files.createTempDirectory("spadework-samples");
			Path run = work.resolve("run");
			Path out = work.resolve("samples");
			EngineHome home = EngineInstallation.home();
			PreparedRun prepared = RunPreparation.prepare(study.get().getExperiments().get(experiment), file, run, home.classPath(), RunSettings.asInStudy());
			List<String> arguments = List.of("samples", run.toString(), String.valueOf(first), String.valueOf(count), out.toString());
			Process process = EngineHome.process(home.command(prepared.classes(), prepared.mainClass(), arguments, HEAP_MEGABYTES))
					.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
			process.getOutputStream().close();
			String said = wait(process, monitor);
			if (process.exitValue() != 0) {
				throw new CoreException(Status.error(said.isBlank() ? "The engine could not read the data set (exit code " + process.exitValue() + ")." : said.strip()));
			}
			return samples(out);
		} catch (GenerationException | CompilationException | RunException | IOException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		} finally {
			if (work != null) {
				ModelPreparation.remove(work);
			}
		}
	}

	/** Waits until a process has ended and returns what it says on standard error; a cancelled one is ended. */
	private static String wait(Process process, IProgressMonitor monitor) throws IOException {
		StringBuilder said = new StringBuilder();
		try (BufferedReader errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
			while (process.isAlive() || errors.ready()) {
				if (monitor.isCanceled()) {
					process.destroy();
					throw new OperationCanceledException();
				}
				if (errors.ready()) {
					said.append(errors.readLine()).append('\n');
				} else {
					Thread.sleep(20);
				}
			}
		} catch (InterruptedException e) {
			process.destroy();
			throw new OperationCanceledException();
		}
		return said.toString();
	}

	private static List<Sample> samples(Path folder) throws IOException {
		List<Sample> samples = new ArrayList<>();
		try (var maps = Files.list(folder.resolve("maps"))) {
			for (Path map : maps.sorted().toList()) {
				String name = map.getFileName().toString();
				samples.add(new Sample("Sample " + Integer.parseInt(name.substring(0, name.indexOf('.'))), Files.readAllBytes(map), Files.readAllBytes(folder.resolve("images").resolve(name))));
			}
		}
		return samples;
	}
}
