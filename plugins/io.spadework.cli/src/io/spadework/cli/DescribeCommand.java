package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code describe}: shapes and costs of an experiment's networks. */
@Command(name = "describe", mixinStandardHelpOptions = true, description = { "Lists an experiment's layers with shapes, parameters and multiply-adds.",
		"Shapes are channels x height x width; multiply-adds are of one image at the crop size; a discriminator counts all its scales." })
final class DescribeCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "STUDY", description = "The study file (.spade).")
	private Path file;

	@Option(names = "--experiment", paramLabel = "NAME", description = "The experiment, by name or id; needed where the study has several.")
	private String experimentName;

	@Option(names = "--json", description = "Print one JSON document: {networks: {generator, discriminator: {parameters, multiplyAdds, layers: [{id, name, kind, in, out, parameters, multiplyAdds}]}}}.")
	private boolean json;

	@Override
	public Integer call() throws Failure {
		Experiment experiment = StudyFile.open(file).experiment(experimentName);
		Map<String, Network> networks = new LinkedHashMap<>();
		networks.put("generator", experiment.getGenerator());
		networks.put("discriminator", experiment.getDiscriminator());
		networks.values().removeIf(Objects::isNull);
		if (json) {
			JsonObject all = new JsonObject();
			networks.forEach((role, network) -> all.add(role, document(network, experiment)));
			JsonObject document = new JsonObject();
			document.add("networks", all);
			program.out().println(Json.text(document));
		} else {
			networks.forEach((role, network) -> print(role, network, experiment, program.out()));
		}
		for (Network network : networks.values()) {
			Shapes.infer(network, experiment).problems().forEach(problem -> program.err().println("spadework: " + problem.message()));
		}
		return 0;
	}

	private static JsonObject document(Network network, Experiment experiment) {
		Shapes shapes = Shapes.infer(network, experiment);
		Costs costs = Costs.of(network, shapes);
		JsonArray layers = new JsonArray();
		for (Node node : network.getNodes()) {
			JsonObject layer = new JsonObject();
			layer.addProperty("id", node.getId());
			layer.addProperty("name", node.getName());
			layer.addProperty("kind", node.eClass().getName());
			layer.addProperty("in", inputs(node, shapes));
			layer.addProperty("out", text(shapes.of(node)));
			add(layer, costs.of(node));
			layers.add(layer);
		}
		JsonObject document = new JsonObject();
		document.addProperty("name", network.getName());
		add(document, costs.total());
		document.add("layers", layers);
		return document;
	}

	private static void add(JsonObject document, Cost cost) {
		document.addProperty("parameters", cost.parameters());
		document.addProperty("multiplyAdds", cost.multiplyAdds());
	}

	private static void print(String role, Network network, Experiment experiment, PrintStream out) {
		Shapes shapes = Shapes.infer(network, experiment);
		Costs costs = Costs.of(network, shapes);
		int widest = network.getNodes().stream().mapToInt(node -> String.valueOf(node.getName()).length()).max().orElse(4);
		String row = "  %-" + Math.min(40, Math.max(4, widest)) + "s  %-13s  %-16s  %15s  %18s%n";
		out.println(Character.toUpperCase(role.charAt(0)) + role.substring(1) + " " + network.getName() + ": " + grouped(costs.total().parameters()) + " parameters, "
				+ grouped(costs.total().multiplyAdds()) + " multiply-adds");
		out.printf(Locale.ROOT, row, "name", "kind", "out", "parameters", "multiply-adds");
		for (Node node : network.getNodes()) {
			Cost cost = costs.of(node);
			out.printf(Locale.ROOT, row, node.getName(), node.eClass().getName(), Objects.requireNonNullElse(text(shapes.of(node)), "?"), grouped(cost.parameters()), grouped(cost.multiplyAdds()));
		}
		out.println();
	}

	private static String inputs(Node node, Shapes shapes) {
		List<Edge> edges = ((Network) node.eContainer()).getEdges();
		return edges.stream().filter(edge -> edge.getTarget() == node).map(edge -> String.valueOf(text(shapes.of(edge)))).collect(Collectors.joining(", "));
	}

	private static String text(Shape shape) {
		return shape == null ? null : shape.toString();
	}

	private static String grouped(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}
}
