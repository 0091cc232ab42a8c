package io.spadework.runs.export;

import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.PublishedTable;
import io.spadework.runs.compare.SettingRow;
import io.spadework.runs.compare.Summary;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180) with every digit; what is not there is empty, what is not a number is NaN. */
public final class Csv {

	private Csv() {
	}

	/** The cells of a table; title and notes stay out. */
	public static String of(Table table) {
		StringBuilder csv = new StringBuilder(line(table.head()));
		table.rows().forEach(row -> csv.append(line(row)));
		return csv.toString();
	}

	/**
	 * One row for each run: its settings that differ, then for each measure its newest, least, largest and best value. A column's name holds
	 * an evaluation's protocol, so rows of several comparisons can be put together.
	 *
	 * @param published whether rows of the published table follow, in columns of their own
	 * @param costs what the runs take, a column each
	 */
	public static String of(Comparison comparison, List<Measure> measures, boolean published, List<Cost> costs) {
		List<String> head = new ArrayList<>(List.of("run", "status", "seed", "last_step", "seconds"));
		comparison.chiefDiffering().stream().filter(row -> !row.name().equals("seed")).forEach(row -> head.add(row.name()));
		costs.forEach(cost -> head.add(cost.name()));
		for (Measure measure : measures) {
			for (String value : List.of("last", "min", "max", "best")) {
				head.add(measure.fullName() + " " + value);
			}
		}
		List<List<String>> rows = new ArrayList<>();
		for (int i = 0; i < comparison.runs().size(); i++) {
			ComparedRun run = comparison.runs().get(i);
			int step = run.metrics().lastStep();
			List<String> row = new ArrayList<>(List.of(run.label(), run.status(), Objects.requireNonNullElse(run.setting("seed"), ""), step < 0 ? "" : Integer.toString(step),
					step < 0 ? "" : Double.toString(run.metrics().lastWall())));
			for (SettingRow setting : comparison.chiefDiffering()) {
				if (!setting.name().equals("seed")) {
					row.add(Objects.requireNonNullElse(setting.values().get(i), ""));
				}
			}
			costs.forEach(cost -> row.add(figure(cost.of(run))));
			for (Measure measure : measures) {
				Summary summary = run.summary(measure);
				row.add(summary == null ? "" : Double.toString(summary.last()));
				row.add(summary == null ? "" : known(summary.min()));
				row.add(summary == null ? "" : known(summary.max()));
				row.add(summary == null ? "" : known(summary.best(measure.direction())));
			}
			rows.add(row);
		}
		if (published) {
			publishedRows(head, rows);
		}
		return of(head, rows);
	}

	/** A table of texts. */
	public static String of(List<String> head, List<List<String>> rows) {
		StringBuilder csv = new StringBuilder(line(head));
		rows.forEach(row -> csv.append(line(row)));
		return csv.toString();
	}

	/**
	 * Writes what was measured in a run, a row for each step.
	 *
	 * @return the number of rows
	 */
	public static int write(RunFolder run, Path file) throws IOException {
		RunSeries series = RunSeries.of(run);
		Path target = file.toAbsolutePath();
		Files.createDirectories(target.getParent());
		Path aside = target.resolveSibling(target.getFileName() + ".tmp");
		int[] count = new int[1];
		try (BufferedWriter out = Files.newBufferedWriter(aside)) {
			List<String> head = new ArrayList<>(List.of("step", "seconds"));
			head.addAll(series.names());
			out.write(line(head));
			StringBuilder row = new StringBuilder();
			series.read((step, wall, values, measured) -> {
				row.setLength(0);
				row.append(step).append(',').append(wall);
				for (int i = 0; i < values.length; i++) {
					row.append(',');
					if (measured[i]) {
						row.append(values[i]);
					}
				}
				out.append(row).append("\r\n");
				count[0]++;
			});
		}
		Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
		return count[0];
	}

	private static void publishedRows(List<String> head, List<List<String>> rows) {
		int own = head.size();
		for (String dataset : PublishedTable.datasets()) {
			head.addAll(List.of("published " + dataset + " miou", "published " + dataset + " accuracy", "published " + dataset + " fid"));
		}
		rows.forEach(row -> padTo(row, head.size()));
		for (String method : PublishedTable.methods()) {
			List<String> row = new ArrayList<>(List.of(method, "published"));
			padTo(row, own);
			for (String dataset : PublishedTable.datasets()) {
				PublishedTable.Row figures = PublishedTable.row(method, dataset);
				for (double figure : new double[] { figures.miou(), figures.accuracy(), figures.fid() }) {
					row.add(Double.isNaN(figure) ? "N/A" : Double.toString(figure));
				}
			}
			rows.add(row);
		}
	}

	private static void padTo(List<String> row, int size) {
		while (row.size() < size) {
			row.add("");
		}
	}

	private static String figure(double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : known(value);
	}

	private static String known(double value) {
		return Double.isNaN(value) ? "" : Double.toString(value);
	}

	private static String line(List<String> cells) {
		return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
	}

	private static String cell(String text) {
		return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
	}
}
