package io.spadework.ui.console;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Element;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Study;
import io.spadework.runs.RunFolder;

/** Finds the study behind a run, and its elements by what messages call them. */
final class StudyElements {

	private StudyElements() {
	}

	/** Ids of a run's elements by name; names that several elements share are left out. */
	static Map<String, String> byName(RunFolder run) {
		Map<String, String> ids = new HashMap<>();
		Set<String> shared = new HashSet<>();
		try {
			for (var all = Studies.load(run.study()).eAllContents(); all.hasNext();) {
				EObject each = all.next();
				if (each instanceof NamedElement named && named.getName() != null && !named.getName().isBlank() && each instanceof Element element && element.getId() != null) {
					if (ids.putIfAbsent(named.getName(), element.getId()) != null) {
						shared.add(named.getName());
					}
				}
			}
		} catch (StudyException unreadable) {
			return Map.of();
		}
		shared.forEach(ids::remove);
		return ids;
	}

	/** The study of the workspace that a run was made of: of the .spade files beside its folder the one with the same id; else the run's own copy, or null where that is not in the workspace. */
	static IFile file(RunFolder run) {
		String id = id(run.study());
		for (IContainer runs : ResourcesPlugin.getWorkspace().getRoot().findContainersForLocationURI(run.path().getParent().toUri())) {
			try {
				for (IResource beside : runs.getParent() == null ? new IResource[0] : runs.getParent().members()) {
					if (beside instanceof IFile file && "spade".equals(file.getFileExtension()) && file.getLocation() != null && id != null && id.equals(id(file.getLocation().toPath()))) {
						return file;
					}
				}
			} catch (CoreException closed) {
				// the run's own copy must do
			}
		}
		for (IFile own : ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(run.study().toUri())) {
			return own;
		}
		return null;
	}

	private static String id(Path study) {
		try {
			Study read = Studies.load(study);
			return read.getId();
		} catch (StudyException unreadable) {
			return null;
		}
	}
}
