package io.spadework.ui.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;

import io.spadework.runs.BlockValues;
import io.spadework.runs.Blocks;
import io.spadework.launch.ActiveRuns;
import io.spadework.launch.EngineProcess;
import io.spadework.launch.RunQueue;
import io.spadework.launch.RunState;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Event;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.ui.charts.Marker;
import io.spadework.ui.charts.Window;
import io.spadework.ui.charts.XAxis;

/** Reads a run as it grows. Slow; belongs to one background thread at a time. */
final class RunReader {

	private final RunFolder run;
	private Metrics metrics;
	private View shown;
	private long eventBytes = -1;
	private List<Event> events = List.of();
	private FileTime evaluated;
	private SortedMap<Integer, List<Evaluation>> evaluations = new TreeMap<>();
	private final Blocks nodes;
	private String studyId;
	private Path grid;
	private FileTime gridTime;
	private ImageData image;

	RunReader(RunFolder run) {
		this.run = run;
		nodes = Blocks.read(run.path());
	}

	/** What is looked at: which charts, which part of them, and whether the statistics of nodes are wanted too. */
	record View(Tab tab, Window window, XAxis axis, double smoothing, boolean nodes) {
	}

	/**
	 * What there is to show.
	 *
	 * @param panels the charts, or null where nothing has changed since they were read last
	 * @param markers what happened
	 * @param image the sample grid of the step wanted, null before the first
	 * @param imageStep its step
	 * @param imageSteps the steps that have a grid
	 * @param nodes what was sampled of the networks' nodes last; null where it is not wanted
	 * @param nodeStep its step
	 * @param studyId id of the study that the run was made of, or null
	 * @param problem why the run cannot be read, or null
	 */
	record Reading(RunFolder run, String experiment, RunState state, RunProgress progress, List<Panel> panels, List<Marker> markers, ImageData image, int imageStep, int[] imageSteps,
			List<BlockValues> nodes, int nodeStep, String studyId, String problem) {
	}

	/** Makes the charts anew when they are read next. */
	void readAgain() {
		shown = null;
	}

	/**
	 * Reads what is new.
	 *
	 * @param imageStep the step whose samples are wanted, negative = the newest
	 */
	Reading read(View view, int imageStep) {
		Optional<EngineProcess> engine = ActiveRuns.watched(run.path());
		RunInfo info;
		try {
			info = run.info();
		} catch (RunException e) {
			RunState state = RunQueue.the().place(run) > 0 ? RunState.of(run) : RunState.of(run, null, null, engine);
			return new Reading(run, run.path().getFileName().toString(), state, null, List.of(), List.of(), null, -1, new int[0], null, -1, null, e.getMessage());
		}
		RunStatus status = run.status(info);
		RunState state = RunQueue.the().place(run) > 0 ? RunState.of(run) : RunState.of(run, info, status, engine);
		boolean changed = !view.equals(shown);
		if (metrics == null) {
			metrics = run.metrics();
			changed = true;
		} else {
			changed |= metrics.refresh();
		}
		changed |= readEvents();
		changed |= readEvaluations();
		List<Panel> panels = null;
		if (changed) {
			StepClock clock = new StepClock(metrics);
			panels = new Panels(metrics, new EvaluationCurves(evaluations, clock), view.window, view.axis, view.smoothing).of(view.tab);
			shown = view;
		}
		if (view.nodes) {
			nodes.refresh();
			readStudyId();
		}
		List<Path> grids = run.sampleGrids();
		readGrid(grids, imageStep);
		return new Reading(run, info.experiment(), state, RunProgress.of(info, status, metrics), panels, markers(view.axis), image, grid == null ? -1 : RunFolder.stepOf(grid),
				grids.stream().mapToInt(RunFolder::stepOf).toArray(), view.nodes ? nodes.latest() : null, nodes.steps().isEmpty() ? -1 : nodes.steps().getLast(), studyId, metrics.problem());
	}

	/** Once: a run's copy of its study never changes. */
	private void readStudyId() {
		if (studyId == null) {
			try {
				studyId = Studies.load(run.study()).getId();
			} catch (StudyException unreadable) {
				studyId = "";
			}
		}
	}

	private boolean readEvents() {
		try {
			long bytes = Files.size(run.path().resolve("events.jsonl"));
			if (bytes == eventBytes) {
				return false;
			}
			eventBytes = bytes;
			events = run.events();
			return true;
		} catch (IOException none) {
			return false;
		}
	}

	/** The folder's time changes with each evaluation: its files are renamed into it. */
	private boolean readEvaluations() {
		try {
			FileTime time = Files.getLastModifiedTime(run.path().resolve("evaluations"));
			if (time.equals(evaluated)) {
				return false;
			}
			evaluated = time;
			evaluations = run.evaluationsByStep();
			return true;
		} catch (IOException none) {
			return false;
		}
	}

	private List<Marker> markers(XAxis axis) {
		List<Marker> markers = new ArrayList<>();
		StepClock clock = axis == XAxis.WALL ? new StepClock(metrics) : null;
		for (Event event : events) {
			Marker.Kind kind = switch (event.kind()) {
				case "checkpoint" -> Marker.Kind.NOTE;
				case "phase" -> Marker.Kind.BORDER;
				case "warning", "error" -> Marker.Kind.ALARM;
				default -> null;
			};
			if (kind != null) {
				markers.add(new Marker(clock == null ? event.step() : clock.seconds(event.step()), kind, event.message()));
			}
		}
		return markers;
	}

	private void readGrid(List<Path> grids, int wanted) {
		if (grids.isEmpty()) {
			grid = null;
			image = null;
			return;
		}
		Path chosen = grids.get(wanted < 0 ? grids.size() - 1 : nearest(grids, wanted));
		try {
			FileTime time = Files.getLastModifiedTime(chosen);
			if (chosen.equals(grid) && time.equals(gridTime)) {
				return;
			}
			try (InputStream in = Files.newInputStream(chosen)) {
				image = new ImageData(in);
				grid = chosen;
				gridTime = time;
			}
		} catch (IOException | SWTException halfWritten) {
			// The engine writes samples at any moment: the last good grid stays until this one can be read.
		}
	}

	private static int nearest(List<Path> grids, int step) {
		int[] steps = grids.stream().mapToInt(RunFolder::stepOf).toArray();
		int at = Arrays.binarySearch(steps, step);
		return at >= 0 ? at : Math.clamp(-at - 2, 0, steps.length - 1);
	}
}
