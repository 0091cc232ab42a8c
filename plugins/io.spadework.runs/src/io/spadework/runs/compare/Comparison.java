package io.spadework.runs.compare;

import io.spadework.runs.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Any number of runs laid side by side: what was set differently, what was measured, and what may be said of it. It only reads, and a
 * run that is damaged or half written shows as such.
 */
public final class Comparison {

	/** With more pairs of groups than this, each group is held against the first one only. */
	private static final int MOST_PAIRS = 45;

	private final List<ComparedRun> runs;
	private final List<SettingRow> differing;
	private final List<Group> groups;
	private final List<Measure> measures;

	private Comparison(List<ComparedRun> runs) {
		this.runs = List.copyOf(runs);
		differing = SettingRow.differing(this.runs);
		groups = Group.of(this.runs);
		SortedSet<Measure> all = new TreeSet<>();
		for (ComparedRun run : runs) {
			all.addAll(run.evaluations());
			run.series().forEach(name -> all.add(Measure.ofSeries(name)));
		}
		measures = List.copyOf(all);
	}

	/** Reads runs; a folder that is given twice counts once. */
	public static Comparison of(Collection<Path> folders) {
		Set<RunFolder> distinct = new LinkedHashSet<>();
		folders.forEach(folder -> distinct.add(RunFolder.at(folder)));
		List<ComparedRun> runs = new ArrayList<>();
		labels(distinct).forEach((folder, label) -> runs.add(ComparedRun.read(folder, label)));
		return new Comparison(runs);
	}

	/** The comparison as it is now; of metrics only what is new is read. */
	public Comparison refreshed() {
		return new Comparison(runs.stream().map(ComparedRun::refreshed).toList());
	}

	public List<ComparedRun> runs() {
		return runs;
	}

	/** The settings in which the runs differ, sorted by name. */
	public List<SettingRow> differing() {
		return differing;
	}

	/** The differing settings that a person reads, see {@link SettingRow#chief}. */
	public List<SettingRow> chiefDiffering() {
		Set<String> chief = SettingRow.chief(differing.stream().map(SettingRow::name).collect(Collectors.toSet()));
		return differing.stream().filter(row -> chief.contains(row.name())).toList();
	}

	/** Groups of runs that differ in nothing but the seed. */
	public List<Group> groups() {
		return groups;
	}

	/** All that was measured in any run: evaluations by metric and protocol, then series. */
	public List<Measure> measures() {
		return measures;
	}

	/**
	 * The measures of a name: a metric's under every protocol, or one with its protocol as in {@code fid@0123abcd}, or a series. Of a metric with the network in brackets that looks at
	 * images, the name without it means each.
	 */
	public List<Measure> measures(String name) {
		return measures.stream().filter(measure -> measure.name().equals(name) || measure.fullName().equals(name) || measure.isEvaluation() && measure.name().startsWith(name + "[")).toList();
	}

	/** What a person wants to see first: all evaluations, the total losses, and what another program measured; where there is none of these, every series. */
	public List<Measure> chiefMeasures() {
		Set<String> imported = runs.stream().filter(run -> run.info() != null && run.info().isImported()).flatMap(run -> run.series().stream()).collect(Collectors.toSet());
		List<Measure> chief = measures.stream()
				.filter(measure -> measure.isEvaluation() || measure.name().startsWith("loss/") && measure.name().endsWith("/total") || imported.contains(measure.name())).toList();
		return chief.isEmpty() ? measures : chief;
	}

	/** The measures that must not share a column or an axis though they have one name, and why. */
	public List<Separation> separations() {
		return measures.stream().filter(Measure::isEvaluation).collect(Collectors.groupingBy(Measure::name, TreeMap::new, Collectors.toList())).values().stream()
				.filter(alike -> alike.size() > 1).map(Separation::of).toList();
	}

	/** True where a measure's name alone doesn't tell it. */
	public boolean isAmbiguous(Measure measure) {
		return measures.stream().filter(other -> other.name().equals(measure.name())).count() > 1;
	}

	/** A measure's name, with its protocol's hash where another measure has the same name. */
	public String label(Measure measure) {
		return isAmbiguous(measure) ? measure.fullName() : measure.name();
	}

	/**
	 * Every group held against every earlier one (with many groups: against the first one), in measures that both have; the tests'
	 * probabilities are corrected for how many there are.
	 */
	public List<Difference> differences(List<Measure> wanted) {
		record Pair(Measure measure, Group reference, Group group, Welch test, String objection) {
		}
		List<Pair> pairs = new ArrayList<>();
		boolean all = groups.size() * (groups.size() - 1) / 2 <= MOST_PAIRS;
		for (Measure measure : wanted) {
			List<Group> having = groups.stream().filter(group -> group.runs().stream().anyMatch(run -> run.summary(measure) != null)).toList();
			for (int i = 0; i < (all ? having.size() : Math.min(1, having.size())); i++) {
				for (int j = i + 1; j < having.size(); j++) {
					Estimate first = having.get(i).estimate(measure);
					Estimate second = having.get(j).estimate(measure);
					Welch test = Welch.of(first, second);
					pairs.add(new Pair(measure, having.get(i), having.get(j), test, Difference.objection(measure, having.get(i), having.get(j), first, second, test)));
				}
			}
		}
		double[] adjusted = Holm.adjust(pairs.stream().mapToDouble(pair -> pair.objection == null ? pair.test.p() : Double.NaN).toArray());
		List<Difference> differences = new ArrayList<>();
		for (int i = 0; i < adjusted.length; i++) {
			Pair pair = pairs.get(i);
			differences.add(Difference.judge(pair.measure, pair.reference, pair.group, pair.test, adjusted[i], pair.objection));
		}
		return differences;
	}

	/** The settings that go together with a measure, the strongest first; only settings whose values are numbers, over runs that have both. */
	public List<Importance> importances(Measure measure) {
		double[] values = runs.stream().map(run -> run.summary(measure)).mapToDouble(summary -> summary == null ? Double.NaN : summary.last()).toArray();
		Map<String, RankCorrelation> correlations = new LinkedHashMap<>();
		for (SettingRow row : differing) {
			RankCorrelation correlation = RankCorrelation.of(row.numbers(), values);
			if (ComparedRun.isOfDesign(row.name()) && !Double.isNaN(correlation.rho())) {
				correlations.put(row.name(), correlation);
			}
		}
		double[] adjusted = Holm.adjust(correlations.values().stream().mapToDouble(RankCorrelation::p).toArray());
		List<Importance> importances = new ArrayList<>();
		correlations.forEach((setting, correlation) -> importances.add(new Importance(setting, measure, correlation, adjusted[importances.size()])));
		importances.sort((a, b) -> Double.compare(Math.abs(b.correlation().rho()), Math.abs(a.correlation().rho())));
		return importances;
	}

	/** The runs on the front of a measure against a cost. */
	public List<ParetoSet.Point> pareto(Measure quality, Cost cost) {
		List<ParetoSet.Point> points = new ArrayList<>();
		for (ComparedRun run : runs) {
			Summary summary = run.summary(quality);
			points.add(new ParetoSet.Point(run, summary == null ? Double.NaN : summary.last(), cost.of(run)));
		}
		return ParetoSet.of(points, quality.direction(), cost.direction());
	}

	/** Folder names, made longer by the folders above until all differ. */
	private static Map<RunFolder, String> labels(Set<RunFolder> folders) {
		Map<RunFolder, String> labels = new LinkedHashMap<>();
		folders.forEach(folder -> labels.put(folder, ending(folder.path(), 1)));
		for (int parts = 2; new LinkedHashSet<>(labels.values()).size() < labels.size() && parts < 64; parts++) {
			int longer = parts;
			Map<String, Long> counts = labels.values().stream().collect(Collectors.groupingBy(label -> label, Collectors.counting()));
			labels.replaceAll((folder, label) -> counts.get(label) > 1 ? ending(folder.path(), longer) : label);
		}
		return Collections.unmodifiableMap(labels);
	}

	private static String ending(Path path, int parts) {
		int count = path.getNameCount();
		return count == 0 ? path.toString() : path.subpath(Math.max(0, count - parts), count).toString().replace('\\', '/');
	}
}
