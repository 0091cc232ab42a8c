package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.spadework.codegen.Forecast;
import io.spadework.codegen.RunSettings;
import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.Networks;
import io.spadework.model.Shapes;
import io.spadework.model.study.Experiment;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code describe}: shapes and costs of an experiment's networks. */
@Command(name = "describe", mixinStandardHelpOptions = true, description = { "Lists an experiment's layers with shapes, parameters and multiply-adds, those inside of blocks and stages too.",
		"Shapes are channels x height x width; multiply-adds are of one image at the crop size; a discriminator counts all its scales. Memory is an estimate for one image; what a whole training takes here stands at the end." })
final class DescribeCommand implements Callable<Integer> {

	private static final String INDENT = "  ";

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "STUDY", description = "The study file (.spade).")
	private Path file;

	@Option(names = "--experiment", paramLabel = "NAME", description = "The experiment, by name or id; needed where the study has several.")
	private String experimentName;

	@Option(names = "--json", description = { "Print one JSON document: {networks: {generator, discriminator, encoder, segmenter, featureNetwork:",
			"{name, parameters, multiplyAdds, forwardBytes, trainingBytes, layers: [{id, name, kind, in, out, parameters, multiplyAdds}]}},","training: {memoryBytes, freeMemoryBytes, checkpointBytes, checkpoints, freeDiskBytes, parameters, multiplyAddsPerStep, steps, stepsPerEpoch, secondsPerStep, secondsPerEpoch, seconds}}.",
			"What is inside of blocks and stages has paths: head/conv0, blocks/3/conv0." })
	private boolean json;

	@Override
	public Integer call() throws Failure {
		Experiment experiment = StudyFile.open(file).experiment(experimentName);
		Map<String, Shapes> networks = new LinkedHashMap<>();
		Networks.of(experiment).forEach((role, network) -> networks.put(role, Shapes.infer(network, experiment)));
		Forecast forecast = forecast(experiment);
		if (json) {
			JsonObject all = new JsonObject();
			networks.forEach((role, shapes) -> all.add(role, document(shapes)));
			JsonObject document = new JsonObject();
			document.add("networks", all);
			document.add("training", forecast == null ? JsonNull.INSTANCE : Forecasts.document(forecast));
			program.out().println(Json.text(document));
		} else {
			networks.forEach((role, shapes) -> print(role, shapes, program.out()));
			if (forecast != null) {
				program.out().println("Training");
				Forecasts.print(forecast, program.out());
			}
		}
		networks.values().forEach(shapes -> shapes.problems().forEach(problem -> program.err().println("spadework: " + problem.message())));
		return 0;
	}

	/** What a training would take here; null where the experiment can't be trained as it is. */
	private Forecast forecast(Experiment experiment) {
		try {
			return Forecasts.of(experiment, file, file.toAbsolutePath().resolveSibling("runs"), RunSettings.asInStudy());
		} catch (Failure incomplete) {
			return null; // validate says why
		}
	}

	private static JsonObject document(Shapes shapes) {
		JsonArray layers = new JsonArray();
		Layer.of(shapes).forEach(layer -> layer.leaves().forEach(leaf -> layers.add(leaf.document())));
		Cost total = Costs.of(shapes).total();
		JsonObject document = new JsonObject();
		document.addProperty("name", shapes.graph().getName());
		document.addProperty("parameters", total.parameters());
		document.addProperty("multiplyAdds", total.multiplyAdds());
		document.addProperty("forwardBytes", total.forwardBytes());
		document.addProperty("trainingBytes", total.trainingBytes());
		document.add("layers", layers);
		return document;
	}

	private static void print(String role, Shapes shapes, PrintStream out) {
		Cost total = Costs.of(shapes).total();
		out.println(Character.toUpperCase(role.charAt(0)) + role.substring(1).replace("Network", " network") + " " + shapes.graph().getName() + ": " + grouped(total.parameters())
				+ " parameters, " + grouped(total.multiplyAdds()) + " multiply-adds, " + megabytes(total.forwardBytes()) + " forward, " + megabytes(total.trainingBytes()) + " training");
		List<List<String>> rows = new ArrayList<>(List.of(List.of("name", "kind", "out", "parameters", "multiply-adds")));
		Layer.of(shapes).forEach(layer -> rows(layer, "").forEach(rows::add));
		int[] widths = IntStream.range(0, rows.get(0).size()).map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
		String format = "  %-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %" + widths[3] + "s  %" + widths[4] + "s";
		rows.forEach(row -> out.println(String.format(format, row.toArray())));
		out.println();
	}

	/** A row for the layer, and below it those inside; repetitions that are alike have the same rows once. */
	private static Stream<List<String>> rows(Layer layer, String indent) {
		List<String> row = List.of(indent + layer.node().getName(), layer.kind(), Objects.requireNonNullElse(layer.out(), "?"), grouped(layer.cost().parameters()),
				grouped(layer.cost().multiplyAdds()));
		Stream<List<String>> below = layer.inside().stream().map(layers -> layers.stream().flatMap(inner -> rows(inner, indent + INDENT)).toList()).distinct().flatMap(List::stream);
		return Stream.concat(Stream.of(row), below);
	}

	private static String megabytes(long bytes) {
		return grouped(Math.ceilDiv(bytes, 1_000_000)) + " MB";
	}

	private static String grouped(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}
}
