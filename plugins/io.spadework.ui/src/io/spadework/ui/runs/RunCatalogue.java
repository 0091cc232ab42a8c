package io.spadework.ui.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;

import io.spadework.launch.EnginePreferences;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;

/** The runs of the open projects, and of the folder for all runs where there is one. Looking through whole projects is slow, so that is done seldom; folders that hold runs are looked at each time. */
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
		List<Path> projects = roots(kept);
		places.removeIf(place -> projects.stream().noneMatch(place::startsWith));
		if (search) {
			everSearched = true;
			searched = System.nanoTime();
			for (Path project : projects) {
				RunFolder.find(project).forEach(run -> places.add(run.path().getParent()));
			}
		}
		projects.stream().map(project -> project.resolve(kept)).filter(Files::isDirectory).forEach(places::add);
		for (Path place : places) {
			try (var children = Files.list(place)) {
				children.filter(RunFolder::isRun).sorted().map(RunFolder::at).forEach(runs::add);
			} catch (IOException gone) {
				// a folder that was deleted or may not be read holds no runs
			}
		}
		return List.copyOf(runs);
	}

	/** The run that was started last, an active one rather than one that has ended. Slow. */
	public static Optional<RunFolder> newest() {
		return runs().stream().max(Comparator.comparing((RunFolder run) -> run.status().isActive()).thenComparing(RunCatalogue::started));
	}

	/** When a run's engine was started last, or the epoch where it is not known. */
	static Instant started(RunFolder run) {
		try {
			RunInfo info = run.info();
			return Instant.parse(info.processStart());
		} catch (RunException | DateTimeException e) {
			return Instant.EPOCH;
		}
	}

	/** The open projects, and the folder for all runs where the user wants one. */
	private static List<Path> roots(Path runs) {
		Stream<Path> projects = Arrays.stream(ResourcesPlugin.getWorkspace().getRoot().getProjects()).filter(IProject::isOpen).map(IProject::getLocation)
				.filter(location -> location != null).map(IPath::toPath);
		return (runs.isAbsolute() ? Stream.concat(projects, Stream.of(runs)) : projects).toList();
	}
}
