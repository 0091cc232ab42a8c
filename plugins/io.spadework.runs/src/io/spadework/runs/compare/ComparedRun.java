package io.spadework.runs.compare;

import io.spadework.runs.Evaluation;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A run as it lies beside others: what was set, what was measured, and what can't be read of it. */
public final class ComparedRun {

	/** Stands for an attribute that an element has but the study doesn't write down. */
	public static final String DEFAULT = "(default)";

	/** Settings that don't make two runs unlike: what chance draws, and the machine's Java. */
	private static final Set<String> BY_CHANCE = Set.of("seed", "version java");

	private final String label;
	private final RunFolder folder;
	private final RunInfo info;
	private final String status;
	private final List<String> problems = new ArrayList<>();
	private final SortedMap<String, String> settings = new TreeMap<>();
	private final boolean settingsKnown;
	private final Metrics metrics;
	private final SortedMap<Integer, List<Evaluation>> evaluations;
	private final SortedMap<Measure, Summary> evaluated = new TreeMap<>();
	/** Of series, as they were when first asked for: a series may have millions of points. */
	private final Map<String, Summary> summaries = new ConcurrentHashMap<>();

	private ComparedRun(RunFolder folder, String label, Metrics metrics) {
		this.folder = folder;
		this.label = label;
		this.metrics = metrics;
		RunInfo read = null;
		try {
			read = folder.info();
		} catch (RunException e) {
			problems.add(e.getMessage());
		}
		info = read;
		status = info == null ? "unreadable" : folder.status(info).word();
		settingsKnown = info != null && readSettings();
		evaluations = folder.evaluationsByStep();
		Map<Measure, Summary.Sum> sums = new TreeMap<>();
		evaluations.forEach((step, atStep) -> atStep.forEach(evaluation -> sums.computeIfAbsent(Measure.of(evaluation), measure -> new Summary.Sum()).add(step, evaluation)));
		sums.forEach((measure, sum) -> evaluated.put(measure, sum.summary()));
		if (metrics.corruptLines() > 0) {
			problems.add(metrics.corruptLines() + " lines of metrics could not be read and are left out");
		}
		if (metrics.problem() != null) {
			problems.add(metrics.problem());
		}
	}

	/** Reads a run, whatever state it is in; never throws. */
	static ComparedRun read(RunFolder folder, String label) {
		return new ComparedRun(folder, label, folder.metrics());
	}

	/** The run as it is now; of its metrics only what is new is read. */
	ComparedRun refreshed() {
		metrics.refresh();
		return new ComparedRun(folder, label, metrics);
	}

	/** A name that no other run of the comparison has: the folder's, with folders above it where needed. */
	public String label() {
		return label;
	}

	public RunFolder folder() {
		return folder;
	}

	/** What run.json says, or null where it can't be read. */
	public RunInfo info() {
		return info;
	}

	/** The run's status in lower case; unreadable where run.json is missing or damaged. */
	public String status() {
		return status;
	}

	/** What is wrong with the folder, a sentence each; empty where all could be read. */
	public List<String> problems() {
		return Collections.unmodifiableList(problems);
	}

	/** All that was set, by name: seed, steps and versions from run.json, and what study.spade says of the experiment. */
	public SortedMap<String, String> settings() {
		return Collections.unmodifiableSortedMap(settings);
	}

	/** A setting; {@value #DEFAULT} where the element is there and its attribute is not written, null where there is no such thing. */
	public String setting(String name) {
		String value = settings.get(name);
		int dot = name.lastIndexOf('.');
		return value == null && dot > 0 && settings.containsKey(name.substring(0, dot)) ? DEFAULT : value;
	}

	/** False where the study can't be read, or the run is not of a training of ours: then nothing tells which runs are alike. */
	public boolean settingsKnown() {
		return settingsKnown;
	}

	/** Names of the series of the training, sorted; those that only repeat evaluations are left out. */
	public Set<String> series() {
		Set<String> names = new TreeSet<>(metrics.series());
		names.removeIf(name -> name.startsWith("eval/") && name.contains("@"));
		return names;
	}

	public Series series(String name) {
		return metrics.series(name);
	}

	/** A measure over the steps, as it was evaluated or as the training measured it; empty where it was not. */
	public Series series(Measure measure) {
		if (!measure.isEvaluation()) {
			return series(measure.name());
		}
		SortedMap<Integer, Evaluation> values = evaluations(measure);
		return Series.of(measure.fullName(), values.keySet().stream().mapToInt(Integer::intValue).toArray(), values.values().stream().mapToDouble(Evaluation::value).toArray());
	}

	/** What was evaluated under a measure's protocol, by step. */
	public SortedMap<Integer, Evaluation> evaluations(Measure measure) {
		SortedMap<Integer, Evaluation> values = new TreeMap<>();
		evaluations.forEach((step, atStep) -> atStep.stream().filter(evaluation -> Measure.of(evaluation).equals(measure)).forEach(evaluation -> values.put(step, evaluation)));
		return values;
	}

	public Metrics metrics() {
		return metrics;
	}

	/** Measures that were evaluated under a protocol. */
	public Set<Measure> evaluations() {
		return Collections.unmodifiableSet(evaluated.keySet());
	}

	/** A measure's values summed up, or null where it was not measured. */
	public Summary summary(Measure measure) {
		return measure.isEvaluation() ? evaluated.get(measure) : summaries.computeIfAbsent(measure.name(), name -> Summary.of(metrics.series(name)));
	}

	/** True for a setting that somebody chose, false for what chance or the machine made it. */
	static boolean isOfDesign(String setting) {
		return !BY_CHANCE.contains(setting);
	}

	/** Everything set that makes runs unlike: equal for runs that differ in nothing but the seed. */
	SortedMap<String, String> designSettings() {
		SortedMap<String, String> design = new TreeMap<>(settings);
		design.keySet().removeIf(name -> !isOfDesign(name));
		return design;
	}

	private boolean readSettings() {
		settings.put("steps", Integer.toString(info.totalSteps()));
		if (info.isImported()) {
			return false;
		}
		settings.put("experiment", info.experiment());
		settings.put("seed", Long.toString(info.seed()));
		settings.put("backend", info.backend());
		info.versions().forEach((name, version) -> settings.put("version " + name, version));
		try {
			settings.putAll(StudyAttributes.read(folder.study(), info.experiment()));
			return true;
		} catch (RunException e) {
			problems.add(e.getMessage());
			return false;
		}
	}
}
