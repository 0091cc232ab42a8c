package io.spadework.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What run.json says.
 *
 * @param formatVersion version of the run folder's format, 1 today
 * @param experiment name of the experiment
 * @param study name of the study
 * @param seed seed of weights, data order and noise
 * @param backend cpu or cuda
 * @param versions names to versions: engine, dl4j, java ...
 * @param hashes names to SHA-256: study, sources, data ...
 * @param pid process id on {@code host}
 * @param processStart ISO-8601 instant the process started, empty where the platform doesn't tell
 * @param host name of the machine
 * @param status as the engine last wrote it
 * @param totalSteps steps the schedule asks for, 0 = not known
 * @param message why the status is what it is, may be empty
 * @param kind trained, or imported where the metrics are another program's
 * @param estimates what the training was thought to take before it began, by name: {@value #MEMORY}, {@value #MULTIPLY_ADDS}, {@value #EFFORT}, {@value #CHECKPOINT}, {@value #SECONDS};
 *        empty where nothing was estimated
 */
public record RunInfo(int formatVersion, String experiment, String study, long seed, String backend, Map<String, String> versions,
		Map<String, String> hashes, long pid, String processStart, String host, RunStatus status, int totalSteps, String message, String kind, Map<String, Double> estimates) {

	/** The format this class reads and writes. */
	public static final int FORMAT_VERSION = 1;

	/** Estimate: bytes of the engine's process. */
	public static final String MEMORY = "memoryBytes";
	/** Estimate: multiply-adds of a step. */
	public static final String MULTIPLY_ADDS = "multiplyAddsPerStep";
	/** Estimate: effort of a step, in multiply-adds and what takes as long as so many. */
	public static final String EFFORT = "effortPerStep";
	/** Estimate: bytes of a checkpoint. */
	public static final String CHECKPOINT = "checkpointBytes";
	/** Estimate: seconds of a step. */
	public static final String SECONDS = "secondsPerStep";

	private static final String TRAINED = "trained";
	private static final String IMPORTED = "imported";
	private static final String THIS_HOST = hostName();

	public RunInfo {
		versions = Collections.unmodifiableMap(new TreeMap<>(versions));
		hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
		estimates = Collections.unmodifiableMap(new TreeMap<>(estimates));
	}

	/** A run that this process starts now. */
	public static RunInfo starting(String experiment, String study, long seed, String backend, Map<String, String> versions,
			Map<String, String> hashes, int totalSteps) {
		ProcessHandle self = ProcessHandle.current();
		return new RunInfo(FORMAT_VERSION, experiment, study, seed, backend, versions, hashes, self.pid(),
				self.info().startInstant().map(Instant::toString).orElse(""), THIS_HOST, RunStatus.RUNNING, totalSteps, "", TRAINED, Map.of());
	}

	/** A run whose metrics were measured by another program; it has no study, and nobody is at work on it. */
	public static RunInfo imported(String experiment, int lastStep, String message) {
		return new RunInfo(FORMAT_VERSION, experiment, "", 0, "", Map.of(), Map.of(), 0, "", THIS_HOST, RunStatus.FINISHED, lastStep, message, IMPORTED, Map.of());
	}

	/** The same run with another status. */
	public RunInfo with(RunStatus newStatus, String newMessage) {
		return new RunInfo(formatVersion, experiment, study, seed, backend, versions, hashes, pid, processStart, host, newStatus, totalSteps,
				newMessage == null ? "" : newMessage, kind, estimates);
	}

	/** The same run with what it was thought to take. */
	public RunInfo estimated(Map<String, Double> newEstimates) {
		return new RunInfo(formatVersion, experiment, study, seed, backend, versions, hashes, pid, processStart, host, status, totalSteps, message, kind, newEstimates);
	}

	/** True if the run's process was started on this machine. */
	public boolean isOnThisHost() {
		return THIS_HOST.equals(host);
	}

	/** True if another program trained, and only its metrics are here. */
	public boolean isImported() {
		return IMPORTED.equals(kind);
	}

	static RunInfo fromJson(JsonObject json, Path file) throws RunException {
		int version = (int) number(json, "formatVersion", file, FORMAT_VERSION);
		if (version > FORMAT_VERSION) {
			throw new RunException(file + " has format version " + version + "; this Spadework reads versions up to " + FORMAT_VERSION
					+ ". A newer Spadework can open it.");
		}
		String word = text(json, "status", file);
		RunStatus status = null;
		for (RunStatus candidate : RunStatus.values()) {
			if (candidate.word().equals(word.toLowerCase(Locale.ROOT)) && candidate != RunStatus.INTERRUPTED) {
				status = candidate;
			}
		}
		if (status == null) {
			throw new RunException(file + " has status \"" + word + "\"; expected running, paused, stopped, finished or failed");
		}
		return new RunInfo(version, text(json, "experiment", file), text(json, "study", file), number(json, "seed", file, 0),
				text(json, "backend", file), map(json, "versions", file), map(json, "hashes", file), number(json, "pid", file, 0),
				text(json, "processStart", file), text(json, "host", file), status, (int) number(json, "totalSteps", file, 0),
				text(json, "message", file), json.has("kind") ? text(json, "kind", file) : TRAINED, numbers(json, "estimates"));
	}

	JsonObject toJson() {
		JsonObject json = new JsonObject();
		json.addProperty("formatVersion", formatVersion);
		json.addProperty("experiment", experiment);
		json.addProperty("study", study);
		json.addProperty("seed", seed);
		json.addProperty("backend", backend);
		json.add("versions", json(versions));
		json.add("hashes", json(hashes));
		json.addProperty("pid", pid);
		json.addProperty("processStart", processStart);
		json.addProperty("host", host);
		json.addProperty("status", status.word());
		json.addProperty("totalSteps", totalSteps);
		json.addProperty("message", message);
		json.addProperty("kind", kind);
		JsonObject numbers = new JsonObject();
		estimates.forEach((name, value) -> JsonFile.addNumber(numbers, name, value));
		json.add("estimates", numbers);
		return json;
	}

	private static JsonObject json(Map<String, String> map) {
		JsonObject json = new JsonObject();
		map.forEach(json::addProperty);
		return json;
	}

	private static String text(JsonObject json, String key, Path file) throws RunException {
		JsonElement element = json.get(key);
		if (element == null || element.isJsonNull()) {
			return "";
		}
		if (!element.isJsonPrimitive()) {
			throw new RunException(file + ": \"" + key + "\" is " + element + "; expected a text");
		}
		return element.getAsString();
	}

	private static long number(JsonObject json, String key, Path file, long otherwise) throws RunException {
		JsonElement element = json.get(key);
		if (element == null || element.isJsonNull()) {
			return otherwise;
		}
		try {
			return element.getAsLong();
		} catch (RuntimeException e) {
			throw new RunException(file + ": \"" + key + "\" is " + element + "; expected a whole number", e);
		}
	}

	/** Finite numbers by name; what is none is left out. */
	private static Map<String, Double> numbers(JsonObject json, String key) {
		Map<String, Double> numbers = new TreeMap<>();
		if (json.get(key) instanceof JsonObject object) {
			object.entrySet().forEach(entry -> {
				try {
					numbers.put(entry.getKey(), entry.getValue().getAsDouble());
				} catch (RuntimeException noNumber) {
					// an estimate is a help and nothing depends on it
				}
			});
		}
		return numbers;
	}

	private static Map<String, String> map(JsonObject json, String key, Path file) throws RunException {
		Map<String, String> map = new TreeMap<>();
		JsonElement element = json.get(key);
		if (element == null || element.isJsonNull()) {
			return map;
		}
		if (!element.isJsonObject()) {
			throw new RunException(file + ": \"" + key + "\" is " + element + "; expected an object");
		}
		for (String name : element.getAsJsonObject().keySet()) {
			map.put(name, text(element.getAsJsonObject(), name, file));
		}
		return map;
	}

	/** The kernel's name for this machine where there is one: a look-up in the network could take seconds. */
	static String hostName() {
		try {
			return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
		} catch (IOException noProc) {
			String windows = System.getenv("COMPUTERNAME");
			if (windows != null) {
				return windows;
			}
			try {
				return InetAddress.getLocalHost().getHostName();
			} catch (UnknownHostException unnamed) {
				return "localhost";
			}
		}
	}
}
