package io.spadework.runs.export;

import io.spadework.runs.RunFolder;
import io.spadework.runs.Series;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Group;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.Verdict;
import io.spadework.runs.report.Chart;
import io.spadework.runs.report.Figures;
import io.spadework.runs.report.Html;
import io.spadework.runs.report.ReportStyle;
import io.spadework.runs.report.SampleGrid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A comparison as a self-contained HTML page: tables, overlaid curves, samples of the same steps side by side. Nothing is loaded from outside. */
public final class ComparisonReport {

	private static final int MOST_CHARTS = 24;
	/** More curves than this can't be told apart in one picture. */
	private static final int MOST_CURVES = 16;
	private static final int MOST_SAMPLE_RUNS = 6;
	private static final int MOST_SAMPLE_STEPS = 12;
	/** Characters of images, so that the page can still be sent around. */
	private static final int MOST_SAMPLES = 24 << 20;
	private static final int CHART_HEIGHT = 280;
	/** Shows one step at a time; without it all steps stand one below the other. */
	private static final String SLIDER = """
			const steps = [...document.querySelectorAll('.at')], slider = document.querySelector('.slider'), range = slider.querySelector('input');
			const show = () => { steps.forEach((at, i) => at.hidden = i != range.value); slider.querySelector('output').textContent = steps[range.value].dataset.step; };
			range.max = steps.length - 1; range.value = range.max; range.oninput = show; slider.hidden = false; show();
			""";
	private static final String STYLE = """
			.compare table { width: auto; min-width: 60%; } .compare td:nth-child(-n+3) { white-space: normal; width: auto; } .compare td:last-child { padding-right: 0; }
			.better { color: var(--good); font-weight: 600; } .worse { color: var(--bad); font-weight: 600; } .unclear { color: var(--soft); }
			.slider { display: flex; gap: 14px; align-items: center; margin: 0 0 14px; } .slider[hidden] { display: none; } .slider input { flex: 1; max-width: 480px; accent-color: var(--accent); }
			.at { display: grid; gap: 14px; margin-bottom: 18px; } .at[hidden] { display: none; } .at > h3 { grid-column: 1 / -1; } .at figure { margin: 0; min-width: 0; } .at img { width: 100%; height: auto; border-radius: 3px; display: block; }
			.at img.small { image-rendering: pixelated; } .at figcaption { color: var(--soft); font-size: 13px; margin-bottom: 4px; overflow-wrap: anywhere; }
			.slider:not([hidden]) ~ .at > h3 { display: none; }
			""";

	private final Comparison comparison;
	private final List<Measure> measures;
	private final List<Table> tables;
	private final StringBuilder html = new StringBuilder();
	private boolean hasSlider;

	private ComparisonReport(Comparison comparison, List<Measure> measures, boolean published, Cost cost, List<Table> architectures) {
		this.comparison = comparison;
		this.measures = measures;
		tables = new ComparisonTables(comparison, measures, published, cost, architectures).all();
	}

	/** The page without what the networks differ in. */
	public static String html(Comparison comparison, List<Measure> measures, boolean published, Cost cost) {
		return html(comparison, measures, published, cost, List.of());
	}

	/**
	 * The page.
	 *
	 * @param measures those in the tables; curves are drawn of the series among them, and of all series where there is none
	 * @param published whether the published table is shown, too
	 * @param cost what quality is held against, or null
	 * @param architectures what the networks differ in
	 */
	public static String html(Comparison comparison, List<Measure> measures, boolean published, Cost cost, List<Table> architectures) {
		return new ComparisonReport(comparison, measures, published, cost, architectures).page();
	}

	private String page() {
		int count = comparison.runs().size();
		String title = count == 1 ? comparison.runs().get(0).label() : count + " runs compared";
		table(tables.get(0));
		tables.stream().skip(1).filter(table -> !isLast(table)).forEach(this::table);
		curves();
		samples();
		tables.stream().skip(1).filter(ComparisonReport::isLast).forEach(this::table);
		String script = hasSlider ? "<script>" + SLIDER + "</script>\n" : "";
		String scripts = hasSlider ? "; script-src '" + hash(SLIDER) + "'" : "";
		return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
				+ "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'" + scripts + "\">\n<title>" + Html.escape(title)
				+ " \u2013 Spadework</title>\n<style>\n" + ReportStyle.CSS + STYLE + "</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"kicker\">Spadework comparison</p>\n<h1>" + Html.escape(title)
				+ "</h1>\n</header>\n" + html + "</main>\n" + script + "</body>\n</html>\n";
	}

	/** What one looks up rather than reads comes after the pictures. */
	private static boolean isLast(Table table) {
		return table.title().startsWith("Pareto") || table.title().startsWith("Published");
	}

	private void table(Table table) {
		html.append("<section class=\"compare\">\n<h2>").append(Html.escape(table.title())).append("</h2>\n");
		if (!table.rows().isEmpty()) {
			html.append("<div class=\"scroll\"><table>\n<thead><tr>");
			table.head().forEach(head -> html.append("<th>").append(Html.escape(head)).append("</th>"));
			html.append("</tr></thead>\n<tbody>\n");
			for (List<String> row : table.rows()) {
				html.append("<tr>");
				row.forEach(cell -> html.append(isVerdict(cell) ? "<td class=\"" + cell + "\">" : "<td>").append(Html.escape(cell)).append("</td>"));
				html.append("</tr>\n");
			}
			html.append("</tbody>\n</table></div>\n");
		}
		table.notes().forEach(note -> html.append("<p class=\"note\">").append(Html.escape(note)).append("</p>\n"));
		html.append("</section>\n");
	}

	private static boolean isVerdict(String cell) {
		for (Verdict verdict : Verdict.values()) {
			if (verdict.word().equals(cell)) {
				return true;
			}
		}
		return false;
	}

	private void curves() {
		List<String> names = measures.stream().filter(measure -> !measure.isEvaluation()).map(Measure::name).toList();
		if (names.isEmpty()) {
			names = comparison.measures().stream().filter(measure -> !measure.isEvaluation()).map(Measure::name).toList();
		}
		StringBuilder charts = new StringBuilder();
		int drawn = 0;
		boolean cut = false;
		for (String name : names) {
			if (drawn == MOST_CHARTS) {
				cut = true;
				break;
			}
			drawn += chart(charts, name) ? 1 : 0;
		}
		if (charts.isEmpty()) {
			return;
		}
		boolean bands = comparison.groups().stream().anyMatch(group -> group.runs().size() > 1);
		html.append("<section>\n<h2>Curves</h2>\n");
		if (bands) {
			html.append("<p class=\"note\">Of runs that differ in nothing but the seed: the mean with its 95 % interval, at the steps that all of them have.</p>\n");
		}
		if (comparison.differing().stream().anyMatch(row -> row.name().startsWith("objective"))) {
			html.append("<p class=\"note\">The runs' objectives differ: where they do, a loss of one run is not the same quantity as that of another, though it has the same name.</p>\n");
		}
		if (comparison.groups().size() > MOST_CURVES) {
			html.append("<p class=\"note\">The first ").append(MOST_CURVES).append(" of ").append(comparison.groups().size()).append(" in each picture.</p>\n");
		}
		if (cut) {
			html.append("<p class=\"note\">The first ").append(MOST_CHARTS).append(" of ").append(names.size()).append(" series.</p>\n");
		}
		html.append("<div class=\"charts\">\n").append(charts).append("</div>\n</section>\n");
	}

	private boolean chart(StringBuilder charts, String name) {
		List<Series> curves = new ArrayList<>();
		List<Chart.Band> bands = new ArrayList<>();
		StringBuilder legend = new StringBuilder();
		Series nothing = Series.of(name, new int[0], new double[0]);
		List<Group> groups = comparison.groups();
		boolean any = false;
		for (int i = 0; i < Math.min(MOST_CURVES, groups.size()); i++) {
			// A group keeps its colour in every picture, so one that has no such series leaves its place empty.
			Group group = groups.get(i);
			Group.Band band = group.runs().size() > 1 ? group.band(name) : null;
			Series curve = band == null ? group.runs().get(0).series(name) : band.mean();
			boolean shown = Chart.canShow(curve);
			any |= shown;
			curves.add(shown ? curve : nothing);
			bands.add(shown && band != null ? new Chart.Band(band.low(), band.high()) : new Chart.Band(nothing, nothing));
			if (shown) {
				legend.append("<li><i style=\"background:var(--c").append(i % Chart.COLOURS).append(")\"></i>").append(Html.escape(group.label())).append(" <b>").append(Figures.number(curve.last())).append("</b></li>\n");
			}
		}
		if (any) {
			charts.append("<figure>\n<figcaption><h3>").append(Html.escape(name)).append("</h3>\n<ul class=\"legend\">\n").append(legend).append("</ul></figcaption>\n")
					.append(new Chart(name, name, curves, bands, CHART_HEIGHT).svg()).append("</figure>\n");
		}
		return any;
	}

	private void samples() {
		Map<ComparedRun, SortedMap<Integer, Path>> grids = new LinkedHashMap<>();
		int painting = 0;
		for (ComparedRun run : comparison.runs()) {
			SortedMap<Integer, Path> byStep = run.folder().sampleGrids().stream().collect(Collectors.toMap(RunFolder::stepOf, path -> path, (a, b) -> b, TreeMap::new));
			painting += byStep.isEmpty() ? 0 : 1;
			if (!byStep.isEmpty() && grids.size() < MOST_SAMPLE_RUNS) {
				grids.put(run, byStep);
			}
		}
		Map<Integer, Long> counts = grids.values().stream().flatMap(byStep -> byStep.keySet().stream()).collect(Collectors.groupingBy(step -> step, TreeMap::new, Collectors.counting()));
		List<Integer> shared = counts.entrySet().stream().filter(entry -> entry.getValue() == grids.size()).map(Map.Entry::getKey).toList();
		if (grids.isEmpty() || shared.isEmpty()) {
			return;
		}
		StringBuilder steps = new StringBuilder();
		int shown = 0;
		for (int step : evenly(shared)) {
			StringBuilder at = new StringBuilder();
			at.append("<div class=\"at\" data-step=\"").append(step).append("\" style=\"grid-template-columns:repeat(").append(Math.min(3, grids.size())).append(",minmax(0,1fr))\">\n<h3>Step ").append(Figures.count(step))
					.append("</h3>\n");
			grids.forEach((run, byStep) -> {
				Optional<SampleGrid> grid = SampleGrid.read(byStep.get(step));
				grid.ifPresent(image -> at.append("<figure><figcaption>").append(Html.escape(run.label())).append("</figcaption><img class=\"").append(image.style()).append("\" alt=\"label maps, generated and real images of ")
						.append(Html.escape(run.label())).append(" at step ").append(step).append("\" src=\"").append(image.data()).append("\"></figure>\n"));
			});
			if (shown > 0 && steps.length() + at.length() > MOST_SAMPLES) {
				break;
			}
			steps.append(at).append("</div>\n");
			shown++;
		}
		hasSlider = shown > 1;
		html.append("<section>\n<h2>Samples of the same steps</h2>\n<p class=\"note\">Label map, generated and real image, of each run").append(painting > grids.size() ? "; the first " + grids.size() + " of " + painting : "").append(".</p>\n")
				.append(hasSlider ? "<label class=\"slider\" hidden>Step <input type=\"range\" min=\"0\" value=\"0\"> <output></output></label>\n" : "").append(steps).append("</section>\n");
	}

	/** The first, the last and as many in between as there is room for. */
	private static Set<Integer> evenly(List<Integer> steps) {
		Set<Integer> chosen = new LinkedHashSet<>();
		int room = Math.min(MOST_SAMPLE_STEPS, steps.size());
		for (int i = 0; i < room; i++) {
			chosen.add(steps.get(room == 1 ? steps.size() - 1 : (int) Math.round((double) i * (steps.size() - 1) / (room - 1))));
		}
		return chosen;
	}

	/** What the page's policy knows its own script by; another script, smuggled in with a name, does not run. */
	private static String hash(String script) {
		try {
			return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("every Java platform has SHA-256", e);
		}
	}
}
