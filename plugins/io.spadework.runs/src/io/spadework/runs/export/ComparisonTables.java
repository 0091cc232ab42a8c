package io.spadework.runs.export;

import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Difference;
import io.spadework.runs.compare.Direction;
import io.spadework.runs.compare.Estimate;
import io.spadework.runs.compare.Group;
import io.spadework.runs.compare.Importance;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.ParetoSet;
import io.spadework.runs.compare.PublishedTable;
import io.spadework.runs.compare.Separation;
import io.spadework.runs.compare.SettingRow;
import io.spadework.runs.compare.Summary;
import io.spadework.runs.compare.Verdict;
import io.spadework.runs.report.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A comparison as tables for people. */
public final class ComparisonTables {

	/** Stands where there is nothing. */
	public static final String NONE = "\u2013";

	/** With more runs than this a table of settings has a row for each run rather than a column. */
	private static final int MOST_COLUMNS = 6;
	/** More pairs than this are not printed; a document holds them all. */
	private static final int MOST_DIFFERENCES = 60;

	private final Comparison comparison;
	private final List<Measure> measures;
	private final boolean published;
	private final Cost cost;
	private final List<Table> architectures;

	/** Tables without what the networks differ in. */
	public ComparisonTables(Comparison comparison, List<Measure> measures, boolean published, Cost cost) {
		this(comparison, measures, published, cost, List.of());
	}

	/**
	 * @param measures those to be shown
	 * @param published whether the published table is shown, too
	 * @param cost what quality is held against, or null
	 * @param architectures what the networks take and differ in, which those tell who know networks
	 */
	public ComparisonTables(Comparison comparison, List<Measure> measures, boolean published, Cost cost, List<Table> architectures) {
		this.comparison = comparison;
		this.measures = List.copyOf(measures);
		this.published = published;
		this.cost = cost;
		this.architectures = List.copyOf(architectures);
	}

	/** All tables that say something, in the order in which one reads them. */
	public List<Table> all() {
		List<Table> tables = new ArrayList<>();
		tables.add(runs());
		if (comparison.runs().size() > 1) {
			tables.add(settings());
		}
		tables.addAll(architectures);
		if (!measures.isEmpty()) {
			tables.add(metrics());
		}
		if (comparison.groups().stream().anyMatch(group -> group.runs().size() > 1) && !measures.isEmpty()) {
			tables.add(groups());
		}
		List<Difference> differences = comparison.differences(measures);
		if (!differences.isEmpty()) {
			tables.add(differences(differences));
		}
		List<Importance> importances = measures.stream().flatMap(measure -> comparison.importances(measure).stream()).toList();
		if (!importances.isEmpty()) {
			tables.add(importances(importances));
		}
		if (cost != null) {
			measures.stream().filter(measure -> measure.direction() != Direction.NONE).forEach(measure -> tables.add(pareto(measure)));
		}
		if (published) {
			tables.add(published());
		}
		return tables;
	}

	private Table runs() {
		List<List<String>> rows = new ArrayList<>();
		List<String> notes = new ArrayList<>();
		for (ComparedRun run : comparison.runs()) {
			int step = run.metrics().lastStep();
			rows.add(List.of(run.label(), run.status(), orNone(run.setting("seed")), step < 0 ? NONE : Figures.count(step), step < 0 ? NONE : Figures.duration(run.metrics().lastWall())));
			run.problems().forEach(problem -> notes.add(run.label() + ": " + problem + (problem.endsWith(".") ? "" : ".")));
		}
		return new Table("Runs", List.of("run", "status", "seed", "last step", "training time"), rows, notes);
	}

	private Table settings() {
		List<SettingRow> differing = comparison.chiefDiffering();
		int inside = comparison.differing().size() - differing.size();
		List<String> notes = inside > 0 ? List.of("Networks and blocks differ inside in " + inside + " things more; their architectures tell in which.")
				: differing.isEmpty() ? List.of("The runs were set up alike as far as their folders tell.") : List.of();
		List<String> labels = comparison.runs().stream().map(ComparedRun::label).toList();
		List<String> head = new ArrayList<>();
		List<List<String>> rows = new ArrayList<>();
		if (labels.size() <= MOST_COLUMNS) {
			head.add("setting");
			head.addAll(labels);
			for (SettingRow row : differing) {
				List<String> cells = new ArrayList<>(List.of(row.name()));
				row.values().forEach(value -> cells.add(orNone(value)));
				rows.add(cells);
			}
		} else {
			head.add("run");
			differing.forEach(row -> head.add(row.name()));
			for (int i = 0; i < labels.size(); i++) {
				List<String> cells = new ArrayList<>(List.of(labels.get(i)));
				for (SettingRow row : differing) {
					cells.add(orNone(row.values().get(i)));
				}
				rows.add(cells);
			}
		}
		return new Table("Differing settings", head, rows, notes);
	}

	/**
	 * What the networks of each group take, empty where that is known of no run.
	 *
	 * @param costs a column each
	 */
	public static Optional<Table> networks(Comparison comparison, List<Cost> costs) {
		List<String> head = new ArrayList<>(List.of("run"));
		costs.forEach(cost -> head.add(cost.name()));
		List<List<String>> rows = new ArrayList<>();
		for (Group group : comparison.groups()) {
			List<String> cells = new ArrayList<>(List.of(group.label()));
			costs.stream().mapToDouble(cost -> cost.of(group.runs().get(0))).forEach(figure -> cells.add(Double.isNaN(figure) ? NONE : String.format(Locale.ROOT, "%,d", (long) figure)));
			rows.add(cells);
		}
		return rows.stream().flatMap(row -> row.stream().skip(1)).allMatch(NONE::equals) ? Optional.empty()
				: Optional.of(new Table("What networks take", head, rows, List.of("Parameters and multiply-adds for one image, of the generator where no other network is named; of a discriminator at all its scales.")));
	}

	private Table metrics() {
		List<List<String>> rows = new ArrayList<>();
		for (ComparedRun run : comparison.runs()) {
			List<String> cells = new ArrayList<>(List.of(run.label()));
			for (Measure measure : measures) {
				cells.add(text(run.summary(measure), measure));
			}
			rows.add(cells);
		}
		List<String> notes = new ArrayList<>();
		notes.add("Newest values; in brackets their interval, or the best value and its step where that is another one.");
		protocols(notes);
		comparison.separations().stream().filter(separation -> measures.stream().anyMatch(measure -> measure.name().equals(separation.name()))).map(Separation::reason).forEach(notes::add);
		return new Table("Metrics", head("run"), rows, notes);
	}

	private Table groups() {
		List<List<String>> rows = new ArrayList<>();
		for (Group group : comparison.groups()) {
			List<String> cells = new ArrayList<>(List.of(group.label()));
			for (Measure measure : measures) {
				Estimate estimate = group.estimate(measure);
				cells.add(estimate.n() == 0 ? NONE : Figures.number(estimate.mean()) + (estimate.n() > 1 ? " \u00b1 " + Figures.number(estimate.halfWidth()) : "") + " (n = " + estimate.n() + ")");
			}
			rows.add(cells);
		}
		return new Table("Groups of runs that differ in nothing but the seed", head("group"), rows,
				List.of("Mean of the newest values over runs, \u00b1 half the 95 % interval by Student's t; values that are not finite are left out, n says how many remain."));
	}

	/** Those that say something stand first: a verdict, then a test. */
	private Table differences(List<Difference> unsorted) {
		List<Difference> all = unsorted.stream().sorted(Comparator.comparing((Difference one) -> one.verdict() == Verdict.UNCLEAR).thenComparing(one -> Double.isNaN(one.adjustedP()))).toList();
		List<List<String>> rows = new ArrayList<>();
		for (Difference difference : all.subList(0, Math.min(MOST_DIFFERENCES, all.size()))) {
			boolean interval = Double.isFinite(difference.test().low());
			rows.add(List.of(comparison.label(difference.measure()), difference.group().label(), difference.reference().label(),
					Double.isNaN(difference.test().difference()) ? NONE : signed(difference.test().difference()),
					interval ? signed(difference.test().low()) + " to " + signed(difference.test().high()) : NONE,
					Double.isNaN(difference.adjustedP()) ? NONE : Figures.probability(difference.adjustedP()), difference.verdict().word(), difference.reason()));
		}
		List<String> notes = new ArrayList<>();
		notes.add("Differences of means with their 95 % interval; p by Welch's t-test, corrected by Holm's method for the tests of this comparison.");
		if (all.size() > MOST_DIFFERENCES) {
			notes.add("The first " + MOST_DIFFERENCES + " of " + all.size() + ", those with a verdict or a test first.");
		}
		return new Table("Differences", List.of("metric", "group", "against", "difference", "interval", "p", "verdict", "because"), rows, notes);
	}

	private Table importances(List<Importance> importances) {
		List<List<String>> rows = new ArrayList<>();
		for (Importance importance : importances) {
			rows.add(List.of(comparison.label(importance.measure()), importance.setting(), signed(importance.correlation().rho()), Integer.toString(importance.correlation().n()),
					Figures.probability(importance.adjustedP()), importance.words()));
		}
		return new Table("Settings that go together with a metric", List.of("metric", "setting", "rank correlation", "n", "p", "the metric"), rows,
				List.of("Spearman's rank correlation; p corrected by Holm's method for the settings tried with one metric. What goes together need not be cause and effect."));
	}

	private Table pareto(Measure measure) {
		List<List<String>> rows = new ArrayList<>();
		for (ParetoSet.Point point : comparison.pareto(measure, cost)) {
			rows.add(List.of(point.run().label(), Figures.number(point.quality()), Figures.number(point.cost())));
		}
		return new Table("Pareto set of " + comparison.label(measure) + " and " + cost.name(), List.of("run", column(measure), cost.name() + " " + cost.direction().arrow()), rows,
				List.of("No other run is as good and as cheap, and better in one of the two."));
	}

	private static Table published() {
		List<String> head = new ArrayList<>(List.of("method"));
		PublishedTable.datasets().forEach(dataset -> head.addAll(List.of(dataset + " mIoU \u2191", dataset + " accuracy \u2191", dataset + " FID \u2193")));
		List<List<String>> rows = new ArrayList<>();
		for (String method : PublishedTable.methods()) {
			List<String> cells = new ArrayList<>(List.of(method + " (published)"));
			for (String dataset : PublishedTable.datasets()) {
				PublishedTable.Row row = PublishedTable.row(method, dataset);
				for (double value : new double[] { row.miou(), row.accuracy(), row.fid() }) {
					cells.add(Double.isNaN(value) ? "N/A" : Double.toString(value));
				}
			}
			rows.add(cells);
		}
		return new Table("Published figures", head, rows, List.of("As " + PublishedTable.SOURCE + ", mIoU and accuracy in percent: other networks, other images, other code than here. Hold no run of one's own against them."));
	}

	private List<String> head(String first) {
		List<String> head = new ArrayList<>(List.of(first));
		measures.forEach(measure -> head.add(column(measure)));
		return head;
	}

	private String column(Measure measure) {
		return (comparison.label(measure) + " " + measure.direction().arrow()).strip();
	}

	private static String text(Summary summary, Measure measure) {
		if (summary == null) {
			return NONE;
		}
		String text = Figures.number(summary.last());
		double best = summary.best(measure.direction());
		if (summary.interval() != null) {
			return text + " (" + Figures.number(summary.interval()[0]) + " to " + Figures.number(summary.interval()[1]) + ")";
		}
		return Double.isNaN(best) || best == summary.last() ? text : text + " (" + Figures.number(best) + " at " + Figures.count(summary.bestStep(measure.direction())) + ")";
	}

	/** What all evaluations have in common in how they were measured, then what each has of its own. */
	private void protocols(List<String> notes) {
		List<Measure> evaluations = measures.stream().filter(Measure::isEvaluation).toList();
		if (evaluations.isEmpty()) {
			return;
		}
		Set<Map.Entry<String, String>> shared = new LinkedHashSet<>(evaluations.get(0).protocol().entrySet());
		evaluations.forEach(measure -> shared.retainAll(measure.protocol().entrySet()));
		if (evaluations.size() > 1 && !shared.isEmpty()) {
			notes.add("Protocol of all evaluations: " + text(shared) + ".");
		} else {
			shared.clear();
		}
		for (Measure measure : evaluations) {
			Set<Map.Entry<String, String>> own = new LinkedHashSet<>(measure.protocol().entrySet());
			own.removeAll(shared);
			notes.add(comparison.label(measure) + ", protocol " + measure.protocolHash().substring(0, 8) + (own.isEmpty() ? "" : ": " + text(own)) + ".");
		}
	}

	private static String text(Set<Map.Entry<String, String>> protocol) {
		return String.join("; ", protocol.stream().map(entry -> entry.getKey() + ": " + entry.getValue()).toList());
	}

	private static String signed(double value) {
		return (value > 0 ? "+" : "") + Figures.number(value);
	}

	private static String orNone(String text) {
		return Objects.requireNonNullElse(text, NONE);
	}
}
