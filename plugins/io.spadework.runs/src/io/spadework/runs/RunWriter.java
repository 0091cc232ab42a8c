package io.spadework.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The engine's side of a run folder: everything written can be read by others at any moment. One per process and run. */
public final class RunWriter implements Closeable {

	private final RunFolder run;
	private final LineAppender metrics;
	private final LineAppender events;
	private final Heartbeat heartbeat;
	private LineAppender blocks;
	private RunInfo info;

	private RunWriter(RunFolder run, RunInfo info, LineAppender metrics, LineAppender events) {
		this.run = run;
		this.info = info;
		this.metrics = metrics;
		this.events = events;
		heartbeat = new Heartbeat(run.path());
	}

	/**
	 * Says in run.json, and nowhere else, that a new run begins: whoever kills its process from now on leaves a run that was interrupted.
	 *
	 * @throws IOException also where another process is training in this folder
	 */
	public static void begin(RunFolder run, RunInfo info) throws IOException {
		refuseSecond(run, info);
		JsonFile.writeAtomically(run.path().resolve("run.json"), info.toJson());
	}

	/**
	 * Starts writing: makes the folders, forgets control requests older than this process, opens the next metrics-n.jsonl with its
	 * header, writes run.json and starts the heartbeat.
	 *
	 * @param fromStep first step this process will report; a reader drops what earlier processes said from there on
	 * @throws IOException also where another process is training in this folder
	 */
	public static RunWriter start(RunFolder run, RunInfo info, int fromStep) throws IOException {
		refuseSecond(run, info);
		for (Path folder : List.of(run.path(), run.samples(), run.checkpoints(), run.path().resolve("evaluations"), run.path().resolve("control"))) {
			Files.createDirectories(folder);
		}
		Control.at(run.path()).forgetBefore(ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH));
		int n = Metrics.files(run.path()).keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
		LineAppender metrics = new LineAppender(run.path().resolve("metrics-" + n + ".jsonl"));
		LineAppender events = null;
		try {
			JsonObject header = new JsonObject();
			header.addProperty("from", fromStep);
			metrics.append(JsonFile.line(header));
			events = new LineAppender(run.path().resolve("events.jsonl"));
			JsonFile.writeAtomically(run.path().resolve("run.json"), info.toJson());
			return new RunWriter(run, info, metrics, events);
		} catch (IOException e) {
			metrics.close();
			if (events != null) {
				events.close();
			}
			throw e;
		}
	}

	/**
	 * Appends one line of metrics.
	 *
	 * @param step increasing from call to call
	 * @param wall seconds of training so far, pauses not counted
	 * @param values by name of series; NaN and infinities are kept
	 */
	public void metrics(int step, int epoch, double wall, Map<String, Double> values) throws IOException {
		JsonObject line = new JsonObject();
		line.addProperty("step", step);
		line.addProperty("epoch", epoch);
		line.addProperty("wall", Math.round(wall * 1e6) / 1e6);
		JsonObject numbers = new JsonObject();
		values.forEach((name, value) -> JsonFile.addNumber(numbers, name, value));
		line.add("values", numbers);
		metrics.append(JsonFile.line(line));
	}

	/** Appends one line of statistics of blocks. */
	public void blocks(int step, List<BlockValues> blocks) throws IOException {
		JsonArray array = new JsonArray();
		for (BlockValues block : blocks) {
			JsonObject json = new JsonObject();
			json.addProperty("network", block.network());
			json.addProperty("path", block.path());
			json.addProperty("scale", block.scale());
			JsonFile.addNumber(json, "mean", rounded(block.mean()));
			JsonFile.addNumber(json, "spread", rounded(block.spread()));
			JsonFile.addNumber(json, "zeros", rounded(block.zeros()));
			JsonFile.addNumber(json, "dead", rounded(block.dead()));
			if (!Double.isNaN(block.gradient())) {
				JsonFile.addNumber(json, "gradient", rounded(block.gradient()));
			}
			array.add(json);
		}
		JsonObject line = new JsonObject();
		line.addProperty("step", step);
		line.add("blocks", array);
		blocksFile().append(JsonFile.line(line));
	}

	private LineAppender blocksFile() throws IOException {
		if (blocks == null) {
			blocks = new LineAppender(run.path().resolve("blocks.jsonl"));
		}
		return blocks;
	}

	/** To the digits that a single-precision number has, so that lines stay short. */
	private static double rounded(double value) {
		return !Double.isFinite(value) ? value : Double.parseDouble(Float.toString((float) value));
	}

	/** Appends one event. */
	public void event(Event event) throws IOException {
		JsonObject line = new JsonObject();
		line.addProperty("step", event.step());
		line.addProperty("time", event.time());
		line.addProperty("kind", event.kind());
		line.addProperty("message", event.message());
		events.append(JsonFile.line(line));
	}

	/** Writes evaluations/step.json; evaluations made at this step before are replaced. */
	public void evaluation(int step, List<Evaluation> evaluations) throws IOException {
		write(run.path(), step, evaluations);
	}

	/** Writes evaluations/classes-step.json: which classes a segmenter took for which, {generated, real}. */
	public void classes(int step, JsonObject tables) throws IOException {
		addClasses(run.path(), step, tables);
	}

	/** As {@link #classes}, for a run that may have come to its end. */
	public static void addClasses(Path run, int step, JsonObject tables) throws IOException {
		add(run, "classes-" + step, tables);
	}

	/** Keeps what was found with uniform label maps at a step of a run that may have come to its end; see {@link Probe}. */
	public static void addProbe(Path run, int step, JsonObject probe) throws IOException {
		add(run, "probe-" + step, probe);
	}

	private static void add(Path run, String name, JsonElement document) throws IOException {
		JsonFile.writeAtomically(Files.createDirectories(run.resolve("evaluations")).resolve(name + ".json"), document);
	}

	/** Adds evaluations to those of a step of a run that may have come to its end; one of the same metric and protocol is replaced. */
	public static void addEvaluations(Path run, int step, List<Evaluation> evaluations) throws IOException {
		Map<String, Evaluation> all = new LinkedHashMap<>();
		RunFolder.at(run).evaluationsByStep().getOrDefault(step, List.of()).forEach(evaluation -> all.put(evaluation.seriesName(), evaluation));
		evaluations.forEach(evaluation -> all.put(evaluation.seriesName(), evaluation));
		write(run, step, List.copyOf(all.values()));
	}

	private static void write(Path run, int step, List<Evaluation> evaluations) throws IOException {
		JsonArray array = new JsonArray();
		for (Evaluation evaluation : evaluations) {
			array.add(json(evaluation));
		}
		add(run, Integer.toString(step), array);
	}

	/** Writes run.json with a new status. */
	public synchronized void status(RunStatus status, String message) throws IOException {
		if (status == RunStatus.INTERRUPTED) {
			throw new IllegalArgumentException("interrupted is what readers conclude; an engine writes running, paused, stopped, finished or failed");
		}
		info = info.with(status, message);
		JsonFile.writeAtomically(run.path().resolve("run.json"), info.toJson());
	}

	/** Stops the heartbeat and closes the files; the status stays as it was last written. */
	@Override
	public void close() throws IOException {
		heartbeat.close();
		try {
			metrics.close();
		} finally {
			events.close();
			if (blocks != null) {
				blocks.close();
			}
		}
	}

	/** Two engines in one folder would mix their curves and overwrite each other's checkpoints. */
	private static void refuseSecond(RunFolder run, RunInfo own) throws IOException {
		RunInfo other;
		try {
			other = run.info();
		} catch (RunException noneOrDamaged) {
			return;
		}
		boolean self = other.pid() == own.pid() && other.host().equals(own.host());
		if (!self && run.status(other).isActive()) {
			throw new IOException("a training is " + other.status().word() + " in " + run.path() + " already: process " + other.pid() + " on " + other.host());
		}
	}

	/** As it stands in evaluations/step.json. */
	public static JsonObject json(Evaluation evaluation) {
		JsonObject json = new JsonObject();
		json.addProperty("metric", evaluation.metric());
		JsonFile.addNumber(json, "value", evaluation.value());
		if (evaluation.interval() != null) {
			JsonArray interval = new JsonArray();
			for (double bound : evaluation.interval()) {
				JsonObject number = new JsonObject();
				JsonFile.addNumber(number, "bound", bound);
				interval.add(number.get("bound"));
			}
			json.add("interval", interval);
		}
		json.addProperty("samples", evaluation.samples());
		JsonObject protocol = new JsonObject();
		evaluation.protocol().forEach(protocol::addProperty);
		json.add("protocol", protocol);
		json.addProperty("protocolHash", evaluation.protocolHash());
		return json;
	}
}
