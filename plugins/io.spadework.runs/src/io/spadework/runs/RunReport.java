package io.spadework.runs;

import io.spadework.runs.report.Chart;
import io.spadework.runs.report.Figures;
import io.spadework.runs.report.Html;
import io.spadework.runs.report.ReportStyle;
import io.spadework.runs.report.SampleGrid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A self-contained HTML report of a run: numbers with their protocols, curves, samples over time, events. Nothing is loaded from outside. */
public final class RunReport {

	/** Sample grids shown; of more, evenly spaced ones with the first and the newest. */
	private static final int MOST_GRIDS = 10;
	private static final int STRIP_COLUMNS = 5;
	/** Of grids that are large, fewer are shown, so that the report can still be sent around. */
	private static final int MOST_BYTES = 16 << 20;
	private static final int MOST_EVENTS = 300;
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
	private static final String LAYOUT = "layout_accuracy";
	/** Layout accuracy's figures in the order in which they are read, with their names. */
	private static final Map<String, String> LAYOUT_FIGURES = new LinkedHashMap<>();
	private static final Map<String, String> SERIES_NAMES = Map.of("loss/G/feature_matching", "feature matching", "loss/G/kld", "style code (KLD)",
			"speed/images_per_second", "images per second", "gradient/G", "generator", "gradient/D", "discriminator");

	static {
		LAYOUT_FIGURES.put(LAYOUT + "_untrained", "Before training");
		LAYOUT_FIGURES.put(LAYOUT, "Trained");
		LAYOUT_FIGURES.put(LAYOUT + "_swapped", "Trained, scored on a wrong map");
		LAYOUT_FIGURES.put(LAYOUT + "_real", "Real images");
	}

	private final RunFolder run;
	private final RunInfo info;
	private final RunStatus status;
	private final Metrics metrics;
	private final Map<String, Evaluation> newest = new LinkedHashMap<>();
	private final Map<String, Integer> newestStep = new LinkedHashMap<>();
	private final StringBuilder html = new StringBuilder();

	private RunReport(RunFolder run) throws RunException {
		this.run = run;
		info = run.info();
		status = run.status(info);
		metrics = run.metrics();
		run.evaluationsByStep().forEach((step, evaluations) -> evaluations.forEach(evaluation -> {
			newest.put(evaluation.metric(), evaluation);
			newestStep.put(evaluation.metric(), step);
		}));
	}

	/** Writes the report of a run as it is now; what can't be read of it is left out and said. */
	public static void write(RunFolder run, Path html) throws IOException, RunException {
		String page = new RunReport(run).page();
		Path file = html.toAbsolutePath();
		Files.createDirectories(file.getParent());
		Path aside = file.resolveSibling(file.getFileName() + ".tmp");
		Files.writeString(aside, page, StandardCharsets.UTF_8);
		Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
	}

	private String page() throws IOException {
		String title = orElse(info.experiment(), run.path().getFileName().toString());
		html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
		html.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
		html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n");
		html.append("<title>").append(e(title)).append(" \u2013 Spadework run</title>\n<style>\n").append(ReportStyle.CSS).append("</style>\n</head>\n<body>\n<main>\n");
		header(title);
		numbers();
		classes();
		samples();
		curves();
		events();
		footer();
		html.append("</main>\n</body>\n</html>\n");
		return html.toString();
	}

	private void header(String title) {
		html.append("<header>\n<p class=\"kicker\">Spadework run</p>\n<h1>").append(e(title)).append(" <span class=\"pill ").append(status.word()).append("\">")
				.append(status.word()).append("</span></h1>\n");
		if (!info.message().isEmpty()) {
			html.append("<p class=\"message").append(status == RunStatus.FAILED ? " bad" : "").append("\">").append(e(info.message())).append("</p>\n");
		}
		if (metrics.corruptLines() > 0) {
			html.append("<p class=\"message\">").append(metrics.corruptLines()).append(" lines of metrics could not be read and are left out.</p>\n");
		}
		if (metrics.problem() != null) {
			html.append("<p class=\"message bad\">").append(e(metrics.problem())).append("</p>\n");
		}
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("Study", info.study());
		facts.put("Data", newest.values().stream().map(evaluation -> evaluation.protocol().getOrDefault("dataset", "")).filter(name -> !name.isEmpty()).findFirst().orElse(""));
		int done = Math.max(0, metrics.lastStep());
		facts.put("Steps", info.totalSteps() > 0 && info.totalSteps() != done ? Figures.count(done) + " of " + Figures.count(info.totalSteps()) : Figures.count(done));
		facts.put("Training time", metrics.lastStep() < 0 ? "" : Figures.duration(metrics.lastWall()));
		facts.put("Seed", info.isImported() ? "" : Long.toString(info.seed()));
		facts.put("Backend", info.backend());
		facts.put("Started", info.processStart().isEmpty() ? "" : time(info.processStart()) + " UTC");
		html.append("<dl class=\"facts\">\n");
		facts.forEach((name, value) -> {
			if (!value.isEmpty()) {
				html.append("<div><dt>").append(name).append("</dt><dd>").append(e(value)).append("</dd></div>\n");
			}
		});
		html.append("</dl>\n</header>\n");
	}

	private void numbers() {
		List<Evaluation> alone = new ArrayList<>();
		List<Evaluation> layout = new ArrayList<>();
		Evaluation trained = newest.get(LAYOUT);
		newest.forEach((metric, evaluation) -> {
			if (LAYOUT_FIGURES.containsKey(metric) && trained != null && shared(evaluation).equals(shared(trained))) {
				layout.add(evaluation);
			} else {
				alone.add(evaluation);
			}
		});
		Series speed = metrics.series("speed/images_per_second");
		boolean measuredSpeed = newest.keySet().stream().anyMatch(metric -> metric.contains("images_per_second"));
		boolean showSpeed = !measuredSpeed && Chart.canShow(speed);
		if (layout.isEmpty() && alone.isEmpty() && !showSpeed) {
			return;
		}
		html.append("<section>\n<h2>Key numbers</h2>\n");
		if (!layout.isEmpty()) {
			layoutCard(layout, trained);
		}
		html.append("<div class=\"cards\">\n");
		for (Evaluation evaluation : alone) {
			card(name(evaluation.metric()), value(evaluation.metric(), evaluation.value()), interval(evaluation), step(evaluation), protocol(evaluation.protocol(), evaluation.protocolHash()));
		}
		if (showSpeed) {
			double[] half = lastHalf(speed);
			card("Images per second", Figures.number(half[half.length / 2]), "", "", "median of the second half of the run \u00b7 " + e(info.backend()) + " backend \u00b7 as the training counted them");
		}
		html.append("</div>\n</section>\n");
	}

	/** One picture for numbers of one protocol, which differ only in the images that were scored. */
	private void layoutCard(List<Evaluation> layout, Evaluation trained) {
		html.append("<article class=\"card wide\">\n<h3>Layout accuracy</h3>\n<p class=\"note\">How many pixels have the colour their place on the label map asks for. "
				+ "A generator that heeds its map does badly when its image is scored on another sample\u2019s map.</p>\n<div class=\"bars\">\n");
		LAYOUT_FIGURES.forEach((metric, name) -> layout.stream().filter(evaluation -> evaluation.metric().equals(metric)).forEach(evaluation -> {
			double percent = Math.max(0, Math.min(100, 100 * evaluation.value()));
			html.append("<div class=\"bar").append(metric.equals(LAYOUT) ? " main" : "").append("\" title=\"protocol ").append(evaluation.protocolHash(), 0, 8).append("\"><span class=\"name\">")
					.append(name).append("</span><span class=\"track\"><span class=\"fill\" style=\"width:").append(String.format(Locale.ROOT, "%.1f", percent)).append("%\"></span>");
			if (evaluation.interval() != null) {
				double from = 100 * evaluation.interval()[0];
				html.append(String.format(Locale.ROOT, "<span class=\"whisker\" style=\"left:%.1f%%;width:%.1f%%\"></span>", from, Math.max(0, 100 * evaluation.interval()[1] - from)));
			}
			html.append("</span><span class=\"figure\">").append(value(metric, evaluation.value())).append("</span></div>\n");
		}));
		html.append("</div>\n<p class=\"protocol\">").append(step(trained).isEmpty() ? "" : "trained: " + step(trained) + " \u00b7 ")
				.append(protocol(shared(trained), trained.protocolHash())).append("</p>\n</article>\n");
	}

	private void card(String name, String value, String interval, String step, String protocol) {
		html.append("<article class=\"card\">\n<h3>").append(e(name)).append("</h3>\n<p class=\"value\">").append(e(value)).append("</p>\n");
		if (!interval.isEmpty()) {
			html.append("<p class=\"interval\">").append(interval).append("</p>\n");
		}
		html.append("<p class=\"protocol\">").append(step.isEmpty() ? "" : step + " \u00b7 ").append(protocol).append("</p>\n</article>\n");
	}

	/** What the newest look of a segmenter found, class by class, beside what real images reach. */
	private void classes() {
		SortedMap<Integer, ClassReport> reports = run.classReports();
		if (reports.isEmpty()) {
			return;
		}
		ClassReport report = reports.get(reports.lastKey());
		boolean generated = report.generated() != null;
		html.append("<section>\n<h2>Classes</h2>\n<p class=\"note\">What ").append(report.segmenter().isEmpty() ? "a segmenter" : e(report.segmenter())).append(" found at step ")
				.append(Figures.count(reports.lastKey())).append(generated ? "; real images are the most that can be reached" : "").append(".</p>\n<div class=\"scroll\"><table>\n<thead><tr><th>Class</th>")
				.append("<th class=\"r\">Pixels</th>").append(generated ? heads("") : "").append(heads(generated ? ", real" : "")).append("</tr></thead>\n<tbody>\n");
		for (ClassReport.Row row : report.rows()) {
			html.append("<tr><td>").append(e(row.label())).append("</td><td class=\"r\">").append(Figures.count(row.pixels())).append("</td>")
					.append(generated ? share(row.accuracy()) + share(row.iou()) : "").append(share(row.realAccuracy())).append(share(row.realIou())).append("</tr>\n");
		}
		html.append("</tbody>\n</table></div>\n</section>\n");
	}

	private static String heads(String images) {
		return "<th class=\"r\">Accuracy" + images + "</th><th class=\"r\">IoU" + images + "</th>";
	}

	private static String share(double share) {
		return "<td class=\"r\">" + (Double.isNaN(share) ? "\u2013" : String.format(Locale.ROOT, "%.1f %%", 100 * share)) + "</td>";
	}

	private void curves() {
		StringBuilder charts = new StringBuilder();
		chart(charts, "Generator losses", "loss", "loss/G/", 300);
		chart(charts, "Discriminator losses", "loss", "loss/D/", 300);
		chart(charts, "Gradient norms", "norm", "gradient/", 220);
		chart(charts, "Speed", "images per second", "speed/images_per_second", 220);
		if (!charts.isEmpty()) {
			html.append("<section>\n<h2>Curves</h2>\n<div class=\"charts\">\n").append(charts).append("</div>\n</section>\n");
		}
	}

	private void chart(StringBuilder charts, String title, String axis, String prefix, int height) {
		List<Series> shown = new ArrayList<>();
		for (String name : metrics.series()) {
			if (name.startsWith(prefix)) {
				Series series = metrics.series(name);
				if (Chart.canShow(series)) {
					shown.add(series);
				}
			}
		}
		if (shown.isEmpty()) {
			return;
		}
		charts.append("<figure>\n<figcaption><h3>").append(title).append("</h3>\n<ul class=\"legend\">\n");
		for (int i = 0; i < shown.size(); i++) {
			Series series = shown.get(i);
			String name = SERIES_NAMES.getOrDefault(series.name(), series.name().startsWith(prefix) && series.name().length() > prefix.length() ? series.name().substring(prefix.length()).replace('_', ' ') : series.name());
			charts.append("<li><i style=\"background:var(--c").append(i % Chart.COLOURS).append(")\"></i>").append(e(name)).append(" <b>").append(e(Figures.number(series.last()))).append("</b></li>\n");
		}
		charts.append("</ul></figcaption>\n").append(new Chart(title, axis, shown, height).svg()).append("</figure>\n");
	}

	private void samples() throws IOException {
		List<SampleGrid> grids = new ArrayList<>();
		for (Path file : evenly(run.sampleGrids())) {
			SampleGrid.read(file).ifPresent(grids::add);
		}
		if (grids.isEmpty()) {
			return;
		}
		SampleGrid last = grids.get(grids.size() - 1);
		html.append("<section>\n<h2>Samples</h2>\n<div class=\"samples\">\n<figure class=\"newest\">\n<figcaption>Newest, step ").append(Figures.count(last.step()))
				.append("</figcaption>\n<div class=\"heads\"><span>label map</span><span>generated</span><span>real</span></div>\n<img class=\"").append(last.style())
				.append("\" alt=\"label map, generated and real image, step ").append(last.step()).append("\" src=\"").append(last.data()).append("\">\n</figure>\n");
		if (grids.size() > 1) {
			html.append("<figure class=\"overtime\">\n<figcaption>Generated images over time, by step</figcaption>\n<div class=\"strip\" style=\"grid-template-columns:repeat(")
					.append(Math.min(STRIP_COLUMNS, grids.size())).append(",minmax(0,150px))\">\n");
			for (SampleGrid grid : grids) {
				// A grid is three columns; the middle third, the generated images, is what changes.
				html.append(String.format(Locale.ROOT, "<div><span>%s</span><img class=\"%s\" style=\"aspect-ratio:%d/%d\" alt=\"generated images at step %d\" src=\"%s\"></div>\n",
						Figures.count(grid.step()), grid.style(), Math.max(1, grid.width() / 3 - grid.width() / 150), grid.height(), grid.step(), grid.data()));
			}
			html.append("</div>\n</figure>\n");
		}
		html.append("</div>\n</section>\n");
	}

	private void events() {
		List<Event> events = run.events();
		if (events.isEmpty()) {
			return;
		}
		html.append("<section>\n<h2>Events</h2>\n");
		if (events.size() > MOST_EVENTS) {
			html.append("<p class=\"note\">The newest ").append(MOST_EVENTS).append(" of ").append(events.size()).append(".</p>\n");
			events = events.subList(events.size() - MOST_EVENTS, events.size());
		}
		html.append("<div class=\"scroll\"><table>\n<thead><tr><th>Time (UTC)</th><th class=\"r\">Step</th><th>Event</th><th>What happened</th></tr></thead>\n<tbody>\n");
		for (Event event : events) {
			boolean bad = event.kind().equals("error") || event.kind().equals("warning");
			html.append(bad ? "<tr class=\"bad\"><td>" : "<tr><td>").append(e(time(event.time()))).append("</td><td class=\"r\">").append(Figures.count(event.step())).append("</td><td>")
					.append(e(event.kind())).append("</td><td>").append(e(event.message())).append("</td></tr>\n");
		}
		html.append("</tbody>\n</table></div>\n</section>\n");
	}

	private void footer() {
		html.append("<footer>\n");
		pairs("Versions", info.versions(), 60);
		pairs("Hashes", info.hashes(), 12);
		html.append("<p>Run <b>").append(e(run.path().getFileName().toString())).append("</b> on ").append(e(orElse(info.host(), "an unnamed machine"))).append(", report of ")
				.append(TIME.format(Instant.now())).append(" UTC.</p>\n</footer>\n");
	}

	private void pairs(String title, Map<String, String> pairs, int longest) {
		if (pairs.isEmpty()) {
			return;
		}
		List<String> texts = new ArrayList<>();
		pairs.forEach((name, value) -> texts.add(e(name) + " <code title=\"" + e(value) + "\">" + e(value.length() > longest ? value.substring(0, longest) : value) + "</code>"));
		html.append("<p><b>").append(title).append("</b> ").append(String.join(" \u00b7 ", texts)).append("</p>\n");
	}

	/** The protocol but for which images were scored. */
	private static Map<String, String> shared(Evaluation evaluation) {
		Map<String, String> protocol = new TreeMap<>(evaluation.protocol());
		protocol.remove("images");
		return protocol;
	}

	private static String protocol(Map<String, String> protocol, String hash) {
		List<String> texts = new ArrayList<>();
		protocol.forEach((name, value) -> texts.add("<b>" + e(name) + "</b> " + e(value)));
		texts.add("<b>protocol</b> <code>" + hash.substring(0, 8) + "</code>");
		return String.join(" \u00b7 ", texts);
	}

	private String step(Evaluation evaluation) {
		return "step " + Figures.count(newestStep.get(evaluation.metric()));
	}

	private static String interval(Evaluation evaluation) {
		return evaluation.interval() == null ? "" : value(evaluation.metric(), evaluation.interval()[0]) + " to " + value(evaluation.metric(), evaluation.interval()[1]);
	}

	/** The first, the newest and as many in between as there is room for. */
	private static List<Path> evenly(List<Path> grids) throws IOException {
		if (grids.isEmpty()) {
			return grids;
		}
		long bytes = Math.max(1, Files.size(grids.get(grids.size() - 1)));
		int room = (int) Math.max(2, Math.min(MOST_GRIDS, MOST_BYTES / bytes));
		if (grids.size() <= room) {
			return grids;
		}
		List<Path> chosen = new ArrayList<>();
		for (int i = 0; i < room; i++) {
			chosen.add(grids.get((int) Math.round((double) i * (grids.size() - 1) / (room - 1))));
		}
		return chosen;
	}

	private static double[] lastHalf(Series series) {
		double[] values = new double[series.size() - series.size() / 2];
		int count = 0;
		for (int i = series.size() / 2; i < series.size(); i++) {
			if (Double.isFinite(series.value(i))) {
				values[count++] = series.value(i);
			}
		}
		values = count == 0 ? new double[] { Double.NaN } : Arrays.copyOf(values, count);
		Arrays.sort(values);
		return values;
	}

	/** layout_accuracy as Layout accuracy. */
	private static String name(String metric) {
		if (metric.isEmpty()) {
			return "unnamed";
		}
		// what a network looks at is said with the network's name: frechet_distance[landscape-features]
		String text = metric.replace('_', ' ').replaceFirst("\\[(.+)\\]$", " on $1").replace("iou", "IoU");
		return metric.equals("fid") || metric.equals("kid") ? text.toUpperCase(Locale.ROOT) : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
	}

	private static String value(String metric, double value) {
		return metric.contains("accuracy") && Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : Figures.number(value);
	}

	private static String time(String instant) {
		try {
			return instant.isEmpty() ? "" : TIME.format(Instant.parse(instant));
		} catch (RuntimeException e) {
			return instant;
		}
	}

	private static String orElse(String text, String otherwise) {
		return text.isEmpty() ? otherwise : text;
	}

	private static String e(String text) {
		return Html.escape(text);
	}
}
