package io.spadework.ui.runs;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;

/** Folders outside of the workspace whose runs are listed too, kept from start to start. */
final class AddedFolders {

	private static final String KEY = "folders";

	private AddedFolders() {
	}

	static List<Path> all() {
		List<Path> folders = new ArrayList<>();
		kept().get(KEY, "").lines().filter(line -> !line.isBlank()).forEach(line -> {
			try {
				folders.add(Path.of(line));
			} catch (InvalidPathException ofAnotherSystem) {
				// a workspace that was carried from Windows to Linux
			}
		});
		return folders;
	}

	static void add(Path folder) {
		List<Path> folders = all();
		Path added = folder.toAbsolutePath().normalize();
		if (!folders.contains(added)) {
			folders.add(added);
			keep(folders);
		}
	}

	static void remove(Path folder) {
		List<Path> folders = all();
		folders.remove(folder);
		keep(folders);
	}

	private static void keep(List<Path> folders) {
		kept().put(KEY, folders.stream().map(Path::toString).collect(Collectors.joining("\n")));
		RunCatalogue.searchAgain();
	}

	private static IEclipsePreferences kept() {
		return InstanceScope.INSTANCE.getNode("io.spadework.ui/runs");
	}
}
