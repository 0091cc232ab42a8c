package io.spadework.ui.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.jdt.core.IClasspathEntry;
import org.eclipse.jdt.core.IJavaProject;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.launching.JavaRuntime;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.codegen.GenerationException;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;

/** Generates the source of a study's experiments into its project, where the Java editor understands it. */
public final class SourceGeneration {

	/** The folder that holds a source folder for each study. */
	public static final String FOLDER = "src-gen";

	private static final String JAVA = "21";
	private static final String GENERATOR_METHOD = "GeneratorGraph define()";

	private SourceGeneration() {
	}

	/** Generates the source of all experiments of a study; returns the first experiment's generator class. Slow; keeps to the workspace root's rule. */
	public static IFile generate(IFile file, IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, "Generating the source of " + file.getName(), 10);
		GeneratedProject source = source(file);
		progress.split(3);
		IFolder folder = file.getProject().getFolder(FOLDER).getFolder(file.getFullPath().removeFileExtension().lastSegment());
		try {
			source.write(folder.getLocation().toPath());
		} catch (GenerationException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		} catch (IOException e) {
			throw new CoreException(Status.error("The source cannot be written to " + folder.getFullPath() + ": " + e.getMessage(), e));
		}
		progress.split(1);
		file.getProject().getFolder(FOLDER).refreshLocal(IResource.DEPTH_INFINITE, progress.split(2));
		makeJavaProject(folder, progress.split(4));
		return folder.getFile(generatorClass(source));
	}

	private static GeneratedProject source(IFile file) throws CoreException {
		Path path = file.getLocation().toPath();
		try {
			Study study = Studies.load(path);
			if (study.getExperiments().isEmpty()) {
				throw new CoreException(Status.error("The study " + study.getName() + " has no experiment to generate source for. Add one in its editor."));
			}
			GeneratedProject first = null;
			Map<String, String> files = new TreeMap<>();
			Map<String, String> starters = new TreeMap<>();
			for (Experiment experiment : study.getExperiments()) {
				GeneratedProject generated = CodeGenerator.generate(experiment, path);
				first = first == null ? generated : first;
				generated.files().forEach(files::putIfAbsent);
				generated.starters().forEach(starters::putIfAbsent);
			}
			return new GeneratedProject(first.packageName(), first.mainClass(), files, starters);
		} catch (StudyException | GenerationException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		}
	}

	private static String generatorClass(GeneratedProject source) {
		String packageFolder = source.packageName().replace('.', '/') + "/";
		return source.files().entrySet().stream().filter(file -> file.getKey().startsWith(packageFolder) && file.getValue().contains(GENERATOR_METHOD)).map(Map.Entry::getKey)
				.findFirst().orElse(source.mainClass().replace('.', '/') + ".java");
	}

	/** Gives the project a build path with the source folder, the Java library and the engine; what it has already stays. */
	private static void makeJavaProject(IFolder sourceFolder, IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, 3);
		IProject project = sourceFolder.getProject();
		boolean fresh = !project.hasNature(JavaCore.NATURE_ID);
		if (fresh) {
			IProjectDescription description = project.getDescription();
			List<String> natures = new ArrayList<>(List.of(description.getNatureIds()));
			natures.add(JavaCore.NATURE_ID);
			description.setNatureIds(natures.toArray(String[]::new));
			project.setDescription(description, progress.split(1));
		}
		IJavaProject java = JavaCore.create(project);
		List<IClasspathEntry> entries = fresh ? new ArrayList<>() : new ArrayList<>(List.of(java.getRawClasspath()));
		if (fresh) {
			Map<String, String> options = java.getOptions(false);
			JavaCore.setComplianceOptions(JAVA, options);
			java.setOptions(options);
		}
		boolean changed = addIfMissing(entries, JavaCore.newSourceEntry(sourceFolder.getFullPath()));
		changed |= addIfMissing(entries, JavaRuntime.getDefaultJREContainerEntry());
		changed |= addIfMissing(entries, JavaCore.newContainerEntry(EngineLibrary.PATH));
		if (changed) {
			java.setRawClasspath(entries.toArray(IClasspathEntry[]::new), project.getFullPath().append("bin"), progress.split(2));
		}
	}

	private static boolean addIfMissing(List<IClasspathEntry> entries, IClasspathEntry entry) {
		boolean missing = entries.stream().noneMatch(existing -> existing.getEntryKind() == entry.getEntryKind()
				&& (existing.getPath().equals(entry.getPath()) || existing.getPath().segment(0).equals(JavaRuntime.JRE_CONTAINER) && entry.getPath().segment(0).equals(JavaRuntime.JRE_CONTAINER)));
		if (missing) {
			entries.add(entry);
		}
		return missing;
	}
}
