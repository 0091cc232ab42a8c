package io.spadework.ui.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;

import io.spadework.launch.EnginePreferences;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;

/**
 * The runs of the open projects, of the folder for all runs where there is one, and of folders that were added. Looking through whole projects is slow, so that is done seldom; folders
 * that hold runs are looked at each time.
 */
public final class RunCatalogue {

	private static final long SEARCH_NANOSECONDS = 20_000_000_000L;

	private static final Set<Path> places = new TreeSet<>();
	private static long searched;
	private static boolean everSearched;

	private RunCatalogue() {
	}

	/** All runs, in order of path. Slow: not for the UI thread. */
	public static synchronized List<RunFolder> runs() {
		Set<RunFolder> runs = new LinkedHashSet<>();
		boolean search = !everSearched || System.nanoTime() - searched > SEARCH_NANOSECONDS;
		Path kept = EnginePreferences.runs();
		List<Path> projects = openProjects();
		List<Path> roots = roots(projects, kept);
		places.removeIf(place -> roots.stream().noneMatch(place::startsWith));
		if (search) {
			everSearched = true;
			searched = System.nanoTime();
			for (Path root : roots) {
				RunFolder.find(root).forEach(run -> places.add(root.equals(run.path()) ? root : run.path().getParent()));
			}
		}
		projects.stream().map(project -> project.resolve(kept)).filter(Files::isDirectory).forEach(places::add);
		for (Path place : places) {
			if (RunFolder.isRun(place)) {
				runs.add(RunFolder.at(place));
				continue;
			}
			try (var children = Files.list(place)) {
				children.filter(RunCatalogue::isWhollyOrHalfARun).sorted().map(RunFolder::at).forEach(runs::add);
			} catch (IOException gone) {
				// a folder that was deleted or may not be read holds no runs
			}
		}
		return List.copyOf(runs);
	}

	/** Also one whose run.json was lost: then its metrics tell that it was one. */
	private static boolean isWhollyOrHalfARun(Path folder) {
		return RunFolder.isRun(folder) || Files.isRegularFile(folder.resolve("metrics-1.jsonl"));
	}

	/** The folders that runs lie in. */
	static synchronized List<Path> places() {
		return List.copyOf(places);
	}

	/** Lets the next call look through whole folders. */
	static synchronized void searchAgain() {
		everSearched = false;
	}

	/** The run that was started last, an active one rather than one that has ended. Slow. */
	public static Optional<RunFolder> newest() {
		record Candidate(RunFolder run, boolean active, Instant started) {

			static Candidate of(RunFolder run) {
				try {
					RunInfo info = run.info();
					return new Candidate(run, run.status(info).isActive(), startOf(info));
				} catch (RunException unreadable) {
					return new Candidate(run, false, Instant.EPOCH);
				}
			}
		}
		return runs().stream().map(Candidate::of).max(Comparator.comparing(Candidate::active).thenComparing(Candidate::started)).map(Candidate::run);
	}

	private static Instant startOf(RunInfo info) {
		try {
			return Instant.parse(info.processStart());
		} catch (DateTimeException unknown) {
			return Instant.EPOCH;
		}
	}

	private static List<Path> openProjects() {
		return Arrays.stream(ResourcesPlugin.getWorkspace().getRoot().getProjects()).filter(IProject::isOpen).map(IProject::getLocation).filter(location -> location != null)
				.map(IPath::toPath).toList();
	}

	/** What is looked through: projects, the folder for all runs where the user wants one, and the added folders. */
	private static List<Path> roots(List<Path> projects, Path runs) {
		List<Path> roots = new ArrayList<>(projects);
		if (runs.isAbsolute()) {
			roots.add(runs);
		}
		roots.addAll(AddedFolders.all());
		return roots;
	}
}
