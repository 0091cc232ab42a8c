package io.spadework.cli;

import com.google.gson.JsonObject;
import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StyleCodeInput;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A node with its shapes and costs, and what is inside of it.
 *
 * @param path   names that lead to the node and its own, as in "blocks/3/conv0"
 * @param idPath the same with ids
 * @param in     shapes of what enters, separated by commas; those of a discriminator's first scale
 * @param out    shape of what leaves; null where it cannot be known
 * @param cost   over all scales of a discriminator
 * @param inside the layers of each repetition of a block, or of a stage; empty for other nodes
 */
record Layer(String path, String idPath, Node node, String in, String out, Cost cost, List<List<Layer>> inside) {

	/** The layers of a network. */
	static List<Layer> of(Shapes network) {
		List<Shapes> scales = IntStream.rangeClosed(1, network.scales()).mapToObj(network::scale).toList();
		Costs costs = Costs.of(network);
		return network.order().stream().map(node -> of("", "", node, scales, costs.of(node))).toList();
	}

	/** What kind of node it is: its class, or which block or generator stands there. */
	String kind() {
		return switch (node) {
			case BlockUse use when use.getBlock() != null -> use.getBlock().getName() + (inside.size() > 1 ? " x " + inside.size() : "");
			case Stage stage when stage.getNetwork() != null -> stage.getNetwork().getName();
			default -> node.eClass().getName();
		};
	}

	/** The layers that are computed here: this one, or those inside. */
	Stream<Layer> leaves() {
		return inside.isEmpty() ? Stream.of(this) : inside.stream().flatMap(List::stream).flatMap(Layer::leaves);
	}

	/** {id, name, kind, in, out, parameters, multiplyAdds}. */
	JsonObject document() {
		JsonObject document = new JsonObject();
		document.addProperty("id", idPath);
		document.addProperty("name", path);
		document.addProperty("kind", node.eClass().getName());
		document.addProperty("in", in);
		document.addProperty("out", out);
		document.addProperty("parameters", cost.parameters());
		document.addProperty("multiplyAdds", cost.multiplyAdds());
		return document;
	}

	private static Layer of(String path, String idPath, Node node, List<Shapes> scales, Cost cost) {
		Shapes first = scales.get(0);
		List<Edge> edges = first.graph().getEdges().stream().filter(edge -> edge.getTarget() == node).toList();
		String in = edges.stream().map(edge -> String.valueOf(text(first.of(edge)))).collect(Collectors.joining(", "));
		int repetitions = scales.stream().mapToInt(scale -> scale.inside(node).size()).min().orElse(0);
		String own = path + node.getName();
		String ownId = idPath + node.getId();
		List<List<Layer>> inside = IntStream.range(0, repetitions).mapToObj(repetition -> {
			String number = repetitions == 1 ? "/" : "/" + repetition + "/";
			return inside(own + number, ownId + number, scales.stream().map(scale -> scale.inside(node).get(repetition)).toList());
		}).toList();
		return new Layer(own, ownId, node, in, text(first.of(node)), cost, inside);
	}

	/** The layers of a graph inside; what enters and leaves it is a layer outside. */
	private static List<Layer> inside(String path, String idPath, List<Shapes> scales) {
		List<Costs> costs = scales.stream().map(Costs::of).toList();
		return scales.get(0).order().stream().filter(node -> !(node instanceof BlockInput || node instanceof LabelMapInput || node instanceof StyleCodeInput || node instanceof Output))
				.map(node -> of(path, idPath, node, scales, costs.stream().map(each -> each.of(node)).reduce(Cost.NONE, Cost::plus))).toList();
	}

	private static String text(Shape shape) {
		return shape == null ? null : shape.toString();
	}
}
