package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.runs.RunFolder;
import io.spadework.runs.catalogue.NotesStore;
import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunFields;
import io.spadework.runs.catalogue.RunIndex;
import io.spadework.runs.compare.Direction;
import io.spadework.runs.export.Csv;
import io.spadework.runs.query.QueryException;
import io.spadework.runs.query.RunQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code runs}: lists runs as the workbench's Runs view does. */
@Command(name = "runs", mixinStandardHelpOptions = true, description = { "Lists runs: how they stand, what was set, what came out, and what people say of them.",
		"It only reads. A damaged run shows as such, with the reason." }, footer = { "", "Fields: name, status, steps, started, duration, tag, notes, starred, study, experiment, seed, planned, backend, folder, problem,",
				"a setting of the study, or a metric: its newest value, and .best, .min or .max.", "", "Examples:", "  spadework runs --where \"status:done fid<40 -tag:broken\" --sort fid",
				"  spadework runs my/runs --columns name,ngf,fid.best --csv" })
final class RunsCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "FOLDER", arity = "0..*", description = "Folders with runs below them, or runs; otherwise this folder.")
	private List<Path> folders = List.of(Path.of(""));

	@Option(names = "--where", paramLabel = "QUERY", defaultValue = "", description = "Only runs such as \"status:done fid<40 tag:baseline study~coco lr>=0.0002 starred\".")
	private String where;

	@Option(names = "--sort", paramLabel = "FIELD", description = "The order, as in fid or -started (largest or newest first); otherwise the newest run first.")
	private String sort = "-started";

	@Option(names = "--columns", paramLabel = "FIELD", split = ",", description = "The columns, between commas; otherwise how runs stand, evaluations, total losses, tags and notes.")
	private List<String> columns = List.of();

	@Option(names = "--csv", description = "Comma-separated values with every digit.")
	private boolean csv;

	@Option(names = "--json", description = "All there is: [{run, name, status, problem, study, experiment, seed, started, seconds, step, settings, metrics: {name: {last, best, min, max}}, tags, notes, starred, archived}].")
	private boolean json;

	@Override
	public Integer call() throws Failure {
		RunQuery query = query();
		List<RunEntry> all = new RunIndex(new NotesStore(null), null).refresh(runs(), done -> {
		}, () -> false);
		RunFields fields = RunFields.of(all);
		String unknown = all.isEmpty() ? null : query.unknown(fields);
		if (unknown != null) {
			throw Failure.usage("--where: " + unknown);
		}
		List<RunField> shown = shown(fields, all);
		List<RunEntry> found = all.stream().filter(query::matches).sorted(order(fields, all)).toList();
		if (json) {
			JsonArray document = new JsonArray();
			found.forEach(run -> document.add(document(run)));
			program.out().println(Json.text(document));
		} else if (csv) {
			program.out().print(Csv.of(shown.stream().map(RunField::word).toList(), found.stream().map(run -> shown.stream().map(field -> field.exact(run)).toList()).toList()));
		} else {
			print(shown, found, all.size());
		}
		return 0;
	}

	private RunQuery query() throws Failure {
		try {
			return RunQuery.parse(where);
		} catch (QueryException e) {
			throw Failure.usage("--where: " + e.getMessage() + "\n  " + where.replaceAll("\\s", " ") + "\n  " + " ".repeat(Math.min(e.at(), 200)) + "^");
		}
	}

	private List<RunFolder> runs() throws Failure {
		Set<RunFolder> runs = new LinkedHashSet<>();
		for (Path folder : folders) {
			if (!Files.isDirectory(folder.toAbsolutePath())) {
				throw Failure.failed(Files.exists(folder) ? folder + " is a file; runs lie in a folder" : "there is no folder " + folder);
			}
			runs.addAll(RunFolder.find(folder));
		}
		return List.copyOf(runs);
	}

	/** The columns asked for; otherwise the chief ones that hold anything. */
	private List<RunField> shown(RunFields fields, List<RunEntry> all) throws Failure {
		if (columns.isEmpty()) {
			return fields.chief().stream().filter(field -> field.word().equals("name") || all.stream().anyMatch(run -> !field.text(run).isEmpty())).toList();
		}
		List<RunField> shown = new ArrayList<>();
		for (String column : columns) {
			shown.addAll(named(fields, "--columns", column.strip(), all));
		}
		return shown;
	}

	private Comparator<RunEntry> order(RunFields fields, List<RunEntry> all) throws Failure {
		boolean descending = sort.startsWith("-");
		List<RunField> named = named(fields, "--sort", descending ? sort.substring(1) : sort, all);
		if (named.size() > 1) {
			throw Failure.usage("--sort: " + sort + " was measured under several protocols; say which one: " + named.stream().map(RunField::word).collect(Collectors.joining(", ")));
		}
		Comparator<RunEntry> byName = RunField.builtIn("name").order(false);
		return named.isEmpty() ? byName : named.get(0).order(descending).thenComparing(byName);
	}

	private static List<RunField> named(RunFields fields, String option, String word, List<RunEntry> all) throws Failure {
		List<RunField> named = fields.named(word);
		if (named.isEmpty() && !all.isEmpty()) {
			throw Failure.usage(option + ": " + fields.unknown(word));
		}
		return named;
	}

	private void print(List<RunField> shown, List<RunEntry> found, int all) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(shown.stream().map(RunField::title).toList());
		found.forEach(run -> rows.add(shown.stream().map(field -> field.text(run)).toList()));
		int[] widths = new int[shown.size()];
		rows.forEach(row -> {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], row.get(i).length());
			}
		});
		if (!found.isEmpty()) {
			for (List<String> row : rows) {
				StringBuilder line = new StringBuilder();
				for (int i = 0; i < widths.length; i++) {
					line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
				}
				program.out().println(line.toString().stripTrailing());
			}
		}
		found.stream().filter(run -> !run.problem().isEmpty()).forEach(run -> program.err().println("spadework: " + run.name() + ": " + run.problem()));
		program.err().println(all == 0 ? "There are no runs below " + folders.stream().map(folder -> folder.toAbsolutePath().normalize().toString()).collect(Collectors.joining(", ")) + "."
				: found.size() == all ? all + (all == 1 ? " run." : " runs.") : found.size() + " of " + all + " runs.");
	}

	private static JsonObject document(RunEntry run) {
		JsonObject document = new JsonObject();
		document.addProperty("run", run.run().path().toString());
		for (String word : List.of("name", "status", "problem", "study", "experiment", "seed", "started")) {
			document.addProperty(word, RunField.builtIn(word).exact(run));
		}
		document.add("seconds", Json.number(run.summary().seconds()));
		document.addProperty("step", run.summary().step());
		JsonObject settings = new JsonObject();
		run.summary().settings().forEach(settings::addProperty);
		document.add("settings", settings);
		JsonObject metrics = new JsonObject();
		run.summary().metrics().forEach((name, summary) -> {
			JsonObject metric = new JsonObject();
			metric.add("last", Json.number(summary.last()));
			metric.add("best", Json.number(summary.best(Direction.of(name))));
			metric.add("min", Json.number(summary.min()));
			metric.add("max", Json.number(summary.max()));
			metrics.add(name, metric);
		});
		document.add("metrics", metrics);
		JsonArray tags = new JsonArray();
		run.notes().tags().forEach(tags::add);
		document.add("tags", tags);
		document.addProperty("notes", run.notes().text());
		document.addProperty("starred", run.notes().starred());
		document.addProperty("archived", run.notes().archived());
		return document;
	}
}
