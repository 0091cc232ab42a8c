package io.spadework.ui.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jdt.core.ClasspathContainerInitializer;
import org.eclipse.jdt.core.IClasspathContainer;
import org.eclipse.jdt.core.IClasspathEntry;
import org.eclipse.jdt.core.IJavaProject;
import org.eclipse.jdt.core.JavaCore;

import io.spadework.launch.EngineInstallation;

/** The build path library with the engine's jars: wherever they lie on this computer, projects say only the library's name. */
public final class EngineLibrary extends ClasspathContainerInitializer {

	/** The library's path on build paths. */
	public static final IPath PATH = IPath.fromOSString("io.spadework.ui.engine");

	@Override
	public void initialize(IPath path, IJavaProject project) throws CoreException {
		JavaCore.setClasspathContainer(path, new IJavaProject[] { project }, new IClasspathContainer[] { new Jars(path, entries()) }, null);
	}

	private static IClasspathEntry[] entries() {
		List<IClasspathEntry> entries = new ArrayList<>();
		try {
			for (Path jar : EngineInstallation.jars()) {
				entries.add(JavaCore.newLibraryEntry(IPath.fromPath(jar), null, null));
			}
		} catch (CoreException missing) {
			// generated source then opens with unresolved imports, which is what is the matter; training says the same in words
			Platform.getLog(EngineLibrary.class).log(missing.getStatus());
		}
		return entries.toArray(IClasspathEntry[]::new);
	}

	private record Jars(IPath path, IClasspathEntry[] entries) implements IClasspathContainer {

		@Override
		public IClasspathEntry[] getClasspathEntries() {
			return entries;
		}

		@Override
		public String getDescription() {
			return "Spadework Engine";
		}

		@Override
		public int getKind() {
			return K_APPLICATION;
		}

		@Override
		public IPath getPath() {
			return path;
		}
	}
}
