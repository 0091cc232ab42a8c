package io.spadework.codegen;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.Wiring;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which node of the study each vertex of the generated networks is, as lines of elements.tsv: phase, role, id of the network, scale, path of ids, vertex that gives what the node
 * gives, and what precedes the names of vertices inside of it.
 */
final class VertexTable {

	private final Map<Graph, VertexNames> names = new IdentityHashMap<>();
	private final Map<Graph, Wiring> wirings = new IdentityHashMap<>();
	private final List<String> lines = new ArrayList<>();

	private VertexTable() {
	}

	/** The table of an experiment that can be trained. */
	static List<String> of(Experiment experiment) throws GenerationException {
		VertexTable table = new VertexTable();
		if (experiment.getPlan().getPhases().isEmpty()) {
			table.networks("", experiment, experiment.getGenerator(), 1);
		}
		for (Phase phase : experiment.getPlan().getPhases()) {
			try {
				table.networks(JavaText.clip(String.valueOf(phase.getName())), experiment, phase.getGenerator(), Scope.of(experiment).integer(phase.getReduction()));
			} catch (ExpressionException e) {
				throw new GenerationException(Elements.describe(phase) + ": " + e.getMessage(), e);
			}
		}
		return table.lines;
	}

	private void networks(String phase, Experiment experiment, Network generator, int reduction) {
		network(phase, "generator", generator, experiment, reduction);
		network(phase, "discriminator", experiment.getDiscriminator(), experiment, reduction);
		network(phase, "encoder", experiment.getEncoder(), experiment, reduction);
		network(phase, "segmenter", experiment.getSegmenter(), experiment, reduction);
	}

	private void network(String phase, String role, Network network, Experiment experiment, int reduction) {
		if (network == null) {
			return;
		}
		Shapes shapes = Shapes.infer(network, experiment, reduction);
		for (int scale = 1; scale <= shapes.scales(); scale++) {
			String start = phase.replaceAll("\\s", " ") + "\t" + role + "\t" + network.getId() + "\t" + scale + "\t";
			walk(start, shapes.scale(scale), network instanceof Discriminator ? "scale" + scale + "/" : "", "");
		}
	}

	private void walk(String start, Shapes shapes, String vertices, String ids) {
		for (Node node : shapes.order()) {
			if (node instanceof Output) {
				continue;
			}
			String name = vertices + names(shapes).of(node);
			String id = ids + node.getId();
			List<Shapes> inside = shapes.inside(node);
			lines.add(start + id + "\t" + vertices + vertex(node, shapes) + "\t" + name);
			for (int i = 0; i < inside.size(); i++) {
				String repetition = inside.size() > 1 ? "/" + i : "";
				walk(start, inside.get(i), name + repetition + "/", id + repetition + "/");
			}
		}
	}

	/** The vertex, below those around it, that gives what a node gives. */
	private String vertex(Node node, Shapes shapes) {
		String name = names(shapes).of(node);
		List<Shapes> inside = shapes.inside(node);
		return switch (node) {
		case BlockUse use when !inside.isEmpty() -> name + (inside.size() > 1 ? "/" + (inside.size() - 1) : "") + "/" + vertex(source(NetworkSource.output(use.getBlock())), inside.getLast());
		case Stage stage when !inside.isEmpty() -> {
			Node last = Project.last(stage);
			yield name + "/" + vertex(last instanceof Output ? source(last) : last, inside.getFirst());
		}
		default -> name;
		};
	}

	private Node source(Node output) {
		return wirings.computeIfAbsent((Graph) output.eContainer(), Wiring::of).into(output, Port.DATA).getFirst().getSource();
	}

	private VertexNames names(Shapes shapes) {
		return names.computeIfAbsent(shapes.graph(), VertexNames::new);
	}
}
