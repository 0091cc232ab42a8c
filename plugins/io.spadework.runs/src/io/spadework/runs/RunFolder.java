package io.spadework.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run: the folder an engine writes and anything may read at any time; reading never writes. */
public final class RunFolder {

	/** How deep {@link #find} looks below its root. */
	public static final int SEARCH_DEPTH = 6;

	private static final Pattern GRID = Pattern.compile("step-(\\d{1,9})\\.png");
	private static final Pattern EVALUATION = Pattern.compile("(\\d{1,9})\\.json");
	private static final Pattern PROBE = Pattern.compile("probe-(\\d{1,9})\\.json");
	private static final Pattern CLASSES = Pattern.compile("classes-(\\d{1,9})\\.json");
	/** Process start times are rounded differently from call to call on some systems; a reused process id starts much later. */
	private static final Duration SAME_START = Duration.ofSeconds(5);

	private final Path path;

	private RunFolder(Path path) {
		this.path = path.toAbsolutePath().normalize();
	}

	/** The run in a folder, which need not exist yet. */
	public static RunFolder at(Path path) {
		return new RunFolder(path);
	}

	/** True if an engine has started in this folder. */
	public static boolean isRun(Path path) {
		return Files.isRegularFile(path.resolve("run.json"));
	}

	/**
	 * The runs at or below a folder in order of path, at most {@value #SEARCH_DEPTH} levels down; hidden folders, folders that may
	 * not be read and the insides of runs are passed by, and links are followed once.
	 */
	public static List<RunFolder> find(Path root) {
		List<RunFolder> runs = new ArrayList<>();
		find(root.toAbsolutePath().normalize(), SEARCH_DEPTH, new HashSet<>(), runs);
		return runs;
	}

	public Path path() {
		return path;
	}

	/** The exact model that runs. */
	public Path study() {
		return path.resolve("study.spade");
	}

	/** Folder of the generated source. */
	public Path sources() {
		return path.resolve("src");
	}

	/** Folder of the compiled source. */
	public Path classes() {
		return path.resolve("classes");
	}

	public Path samples() {
		return path.resolve("samples");
	}

	public Path checkpoints() {
		return path.resolve("checkpoints");
	}

	public Path log() {
		return path.resolve("log.txt");
	}

	/** The HTML report's usual place. */
	public Path report() {
		return path.resolve("report.html");
	}

	/** What run.json says; its status is the engine's last word, see {@link #status()}. */
	public RunInfo info() throws RunException {
		Path file = path.resolve("run.json");
		if (!Files.isRegularFile(file)) {
			throw new RunException(!Files.isDirectory(path) ? path + (Files.exists(path) ? " is a file" : " does not exist") + "; a run is a folder, such as runs/spade-1 beside its study."
					: path + " is no run: it has no run.json. " + (Files.isRegularFile(study())
					? "It was made for a training that was ended before its engine started; train " + study() + " anew, and remove the folder." : "The engine writes one when it starts."));
		}
		return RunInfo.fromJson(JsonFile.readObject(file), file);
	}

	/**
	 * The status as it really is: INTERRUPTED where run.json says running or paused but the process is gone (on this host: no
	 * process of that id and start time; on another host: no heartbeat for 30 s). A run.json that can't be read is FAILED.
	 */
	public RunStatus status() {
		try {
			return status(info());
		} catch (RunException e) {
			return RunStatus.FAILED;
		}
	}

	/** The status concluded from a run.json already read. */
	public RunStatus status(RunInfo info) {
		if (!info.status().isActive()) {
			return info.status();
		}
		return isAlive(info) ? info.status() : RunStatus.INTERRUPTED;
	}

	/** Sample grids in order of step. */
	public List<Path> sampleGrids() {
		return List.copyOf(numbered(samples(), GRID).values());
	}

	/** Step of a sample grid by its name, or -1. */
	public static int stepOf(Path grid) {
		Matcher matcher = GRID.matcher(grid.getFileName().toString());
		return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
	}

	/** All that has been measured so far. */
	public Metrics metrics() {
		return Metrics.read(path);
	}

	/** All statistics of blocks so far. */
	public Blocks blocks() {
		return Blocks.read(path);
	}

	/** Events in the order they were written; lines that can't be read are left out. */
	public List<Event> events() {
		List<Event> events = new ArrayList<>();
		for (JsonObject json : JsonFile.readLines(path.resolve("events.jsonl"))) {
			try {
				events.add(new Event(json.has("step") ? json.get("step").getAsInt() : 0, text(json, "time"), text(json, "kind"), text(json, "message")));
			} catch (RuntimeException malformed) {
				// Another kind of line; readers pass over what they don't know.
			}
		}
		return events;
	}

	/** All evaluations in order of step; files that can't be read are left out. */
	public List<Evaluation> evaluations() {
		return evaluationsByStep().values().stream().flatMap(List::stream).toList();
	}

	/** Evaluations by the step they were made at; files that can't be read are left out. */
	public SortedMap<Integer, List<Evaluation>> evaluationsByStep() {
		return documents(EVALUATION, document -> {
			List<Evaluation> atStep = new ArrayList<>();
			document.getAsJsonArray().forEach(element -> atStep.add(evaluation(element.getAsJsonObject())));
			return atStep;
		});
	}

	/** Which classes were taken for which, by the step it was looked at; files that can't be read are left out. */
	public SortedMap<Integer, ClassReport> classReports() {
		return documents(CLASSES, document -> ClassReport.of(document.getAsJsonObject()));
	}

	/** What was found with uniform label maps, by the step of the generator's weights; files that can't be read are left out. */
	public SortedMap<Integer, Probe> probes() {
		return documents(PROBE, document -> Probe.of(document.getAsJsonObject()));
	}

	/** The evaluations' documents of one kind; one that a foreign tool is writing, or that is damaged, leaves the others as they are. */
	private <T> SortedMap<Integer, T> documents(Pattern name, Function<JsonElement, T> reading) {
		SortedMap<Integer, T> documents = new TreeMap<>();
		numbered(path.resolve("evaluations"), name).forEach((step, file) -> {
			try {
				documents.put(step, reading.apply(JsonFile.readDocument(file)));
			} catch (RunException | RuntimeException unreadable) {
				// left out
			}
		});
		return documents;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RunFolder that && path.equals(that.path);
	}

	@Override
	public int hashCode() {
		return path.hashCode();
	}

	@Override
	public String toString() {
		return path.toString();
	}

	private boolean isAlive(RunInfo info) {
		if (!info.isOnThisHost()) {
			return Heartbeat.age(path).filter(age -> age.compareTo(Heartbeat.DEAD_AFTER) <= 0).isPresent();
		}
		Optional<ProcessHandle> process = info.pid() > 0 ? ProcessHandle.of(info.pid()).filter(ProcessHandle::isAlive) : Optional.empty();
		if (process.isEmpty()) {
			return false;
		}
		Optional<Instant> started = process.get().info().startInstant();
		if (started.isEmpty() || info.processStart().isEmpty()) {
			return true;
		}
		try {
			return Duration.between(Instant.parse(info.processStart()), started.get()).abs().compareTo(SAME_START) <= 0;
		} catch (DateTimeException | ArithmeticException e) {
			return true;
		}
	}

	private static void find(Path folder, int depth, Set<Path> visited, List<RunFolder> runs) {
		try {
			if (!visited.add(folder.toRealPath())) {
				return;
			}
			if (isRun(folder)) {
				runs.add(new RunFolder(folder));
				return;
			}
			if (depth == 0) {
				return;
			}
			List<Path> children = new ArrayList<>();
			try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
				entries.forEach(children::add);
			}
			Collections.sort(children);
			for (Path child : children) {
				if (!child.getFileName().toString().startsWith(".")) {
					find(child, depth - 1, visited, runs);
				}
			}
		} catch (IOException | DirectoryIteratorException | SecurityException e) {
			// A folder we may not read, or one that has just gone, holds no run for us.
		}
	}

	/** Files of a folder whose name carries a number, by that number. */
	private static SortedMap<Integer, Path> numbered(Path folder, Pattern name) {
		SortedMap<Integer, Path> files = new TreeMap<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (Path file : entries) {
				Matcher matcher = name.matcher(file.getFileName().toString());
				if (matcher.matches()) {
					files.put(Integer.parseInt(matcher.group(1)), file);
				}
			}
		} catch (IOException | DirectoryIteratorException e) {
			// Nothing written there yet.
		}
		return files;
	}

	private static Evaluation evaluation(JsonObject json) {
		double[] interval = null;
		if (json.has("interval") && json.get("interval").isJsonArray()) {
			var bounds = json.getAsJsonArray("interval");
			interval = new double[] { bounds.get(0).getAsDouble(), bounds.get(1).getAsDouble() };
		}
		Map<String, String> protocol = new TreeMap<>();
		for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject("protocol").entrySet()) {
			protocol.put(entry.getKey(), entry.getValue().getAsString());
		}
		return new Evaluation(json.get("metric").getAsString(), json.get("value").getAsDouble(), interval, json.get("samples").getAsInt(), protocol);
	}

	private static String text(JsonObject json, String key) {
		JsonElement element = json.get(key);
		return element == null || element.isJsonNull() ? "" : element.getAsString();
	}
}
