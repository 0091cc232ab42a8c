package io.spadework.cli;

import com.google.gson.JsonObject;
import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.export.ComparisonDocument;
import io.spadework.runs.export.ComparisonReport;
import io.spadework.runs.export.ComparisonTables;
import io.spadework.runs.export.Csv;
import io.spadework.runs.export.LatexTables;
import io.spadework.runs.export.MarkdownTables;
import io.spadework.runs.tensorboard.TensorBoardImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code compare}: lays runs side by side. */
@Command(name = "compare", mixinStandardHelpOptions = true, description = { "Lays runs side by side: the settings and networks that differ, what was measured, and what may be said of it.",
		"Runs that differ in nothing but the seed are taken together. Numbers of unlike protocols never share a column. A damaged run shows as such." })
final class CompareCommand implements Callable<Integer> {

	/** How a comparison is written. */
	private enum Format {
		MARKDOWN, LATEX, CSV, JSON, HTML;

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		/** The format that a person names. */
		static Format named(String word) {
			return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst().orElseThrow(
					() -> new TypeConversionException("\"" + word + "\" is none of " + String.join(", ", Arrays.stream(values()).map(Format::word).toList())));
		}
	}

	/** Reads a format from the command line. */
	private static final class FormatConverter implements ITypeConverter<Format> {

		@Override
		public Format convert(String word) {
			return Format.named(word);
		}
	}

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "RUN", arity = "1..*", description = "A run folder, or a folder with runs below it.")
	private List<Path> folders;

	@Option(names = "--format", paramLabel = "FORMAT", converter = FormatConverter.class, defaultValue = "markdown", description = "markdown (the default), latex, csv, json or html.")
	private Format format;

	@Option(names = "--json", description = "The same as --format json: {runs, differing, metrics, separate, groups, tests, correlations, networks, architecture}.")
	private boolean json;

	@Option(names = "--out", paramLabel = "FILE", description = "Write to a file rather than to standard output.")
	private Path out;

	@Option(names = "--metric", paramLabel = "NAME", arity = "1..*", description = "Only these metrics and series; otherwise all evaluations and the total losses.")
	private List<String> metrics = List.of();

	@Option(names = "--cost", paramLabel = "NAME", description = "Also the Pareto set of each metric and this cost: parameters or multiply-adds of the generator, \"discriminator parameters\" and the like, memory, \"time per step\", time, or a metric or a setting that is a number.")
	private String costName;

	@Option(names = "--published", description = "Also the figures that were published for CRN, SIMS, pix2pixHD and SPADE.")
	private boolean published;

	@Override
	public Integer call() throws Failure {
		Comparison comparison = Comparison.of(runs());
		List<Measure> judged = metrics.isEmpty() ? comparison.chiefMeasures() : chosen(comparison);
		// Where there is room, everything is at hand; only what was chosen, or is seen first, is judged, so all formats judge alike.
		boolean all = metrics.isEmpty() && (format() == Format.JSON || format() == Format.CSV);
		List<Measure> measures = all ? comparison.measures() : judged;
		Architectures architectures = new Architectures(comparison);
		Cost cost = cost(comparison, architectures.costs());
		String text = switch (format()) {
		case MARKDOWN -> MarkdownTables.text(new ComparisonTables(comparison, measures, published, cost, architectures.tables()).all());
		case LATEX -> LatexTables.text(new ComparisonTables(comparison, measures, published, cost, architectures.tables()).all());
		case CSV -> Csv.of(comparison, measures, published, architectures.costs());
		case JSON -> {
			JsonObject document = ComparisonDocument.of(comparison, measures, judged, published, cost);
			document.add("networks", architectures.networks());
			document.add("architecture", architectures.json());
			yield Json.text(document) + "\n";
		}
		case HTML -> ComparisonReport.html(comparison, measures, published, cost, architectures.tables());
		};
		if (out == null) {
			program.out().print(text);
		} else {
			write(text);
		}
		if (out != null || format() == Format.CSV) {
			comparison.runs().forEach(run -> run.problems().forEach(problem -> program.err().println("spadework: " + run.label() + ": " + problem)));
		}
		return comparison.runs().stream().allMatch(run -> run.info() == null) ? 1 : 0;
	}

	private Format format() {
		return json ? Format.JSON : format;
	}

	private List<Measure> chosen(Comparison comparison) throws Failure {
		Set<Measure> chosen = new LinkedHashSet<>();
		for (String name : metrics) {
			List<Measure> named = comparison.measures(name);
			if (named.isEmpty()) {
				throw Failure.usage("no run has a metric \"" + name + "\"; there are " + String.join(", ", new LinkedHashSet<>(comparison.measures().stream().map(Measure::name).toList())));
			}
			chosen.addAll(named);
		}
		return List.copyOf(chosen);
	}

	private Cost cost(Comparison comparison, List<Cost> ofNetworks) throws Failure {
		if (costName == null) {
			return null;
		}
		return ofNetworks.stream().filter(cost -> cost.name().equals(costName)).findFirst().or(() -> Cost.named(costName, comparison))
				.orElseThrow(() -> Failure.usage("--cost " + costName + " is none of " + String.join(", ", Cost.PARAMETERS, Cost.MULTIPLY_ADDS, Cost.MEMORY, Cost.STEP_TIME, Cost.TIME)
						+ ", nor one metric nor a setting in which the runs differ"));
	}

	private List<Path> runs() throws Failure {
		List<Path> runs = new ArrayList<>();
		for (Path folder : folders) {
			if (!Files.isDirectory(folder)) {
				throw Failure.failed(Files.exists(folder) ? folder + " is a file; a run is a folder" : "there is no folder " + folder);
			}
			List<RunFolder> below = RunFolder.find(folder);
			if (below.isEmpty() && TensorBoardImport.isLog(folder)) {
				throw Failure.failed(folder + " holds TensorBoard's files; \"spadework export " + folder + " --run DIR\" makes a run of them");
			}
			if (below.isEmpty()) {
				runs.add(folder);
			}
			below.forEach(run -> runs.add(run.path()));
		}
		return runs;
	}

	private void write(String text) throws Failure {
		try {
			Files.createDirectories(out.toAbsolutePath().getParent());
			Files.writeString(out, text);
		} catch (IOException e) {
			throw Failure.failed(out + " could not be written: " + e);
		}
		program.err().println("Wrote " + out + ".");
	}
}
