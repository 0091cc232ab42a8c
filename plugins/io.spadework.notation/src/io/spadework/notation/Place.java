package io.spadework.notation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;

/**
 * Where a graph stands: in a network, behind the block uses and stages that lead to it.
 *
 * @param network an experiment's
 * @param through from the network inwards; each but the last leads to the graph that holds the next; empty for the network itself
 */
public record Place(Network network, List<Node> through) {

	/** The place of a network itself. */
	public static Place of(Network network) {
		return new Place(network, List.of());
	}

	/** The graph that a block use or a stage leads to; null for other nodes, and where it names none. */
	public static Graph inside(Node node) {
		return switch (node) {
		case BlockUse use -> use.getBlock();
		case Stage stage -> stage.getNetwork();
		default -> null;
		};
	}

	/** The first place of a graph in an experiment; null if the experiment doesn't use it. */
	public static Place of(Graph graph, Experiment experiment) {
		return networks(experiment).stream().filter(network -> network == graph).map(Place::of).findFirst().orElseGet(() -> {
			Set<Graph> visited = visited();
			return networks(experiment).stream().flatMap(network -> find(graph, of(network), visited)).findFirst().orElse(null);
		});
	}

	/** The experiments of the study that use a graph, in the study's order. */
	public static List<Experiment> experiments(Graph graph) {
		return graph.eContainer() instanceof Study study ? study.getExperiments().stream().filter(experiment -> of(graph, experiment) != null).toList() : List.of();
	}

	/** The graph that stands here. */
	public Graph graph() {
		return through.isEmpty() ? network : inside(through.getLast());
	}

	/** The place behind a block use or a stage of this graph. */
	public Place into(Node node) {
		List<Node> further = new ArrayList<>(through);
		further.add(node);
		return new Place(network, List.copyOf(further));
	}

	/** As in "SPADE generator › head". */
	@Override
	public String toString() {
		return Stream.concat(Stream.of(network.getName()), through.stream().map(Node::getName)).collect(Collectors.joining(" › "));
	}

	/** A graph and all that stand inside of it, each once; empty for none (null). */
	static Set<Graph> within(Graph graph) {
		Set<Graph> all = visited();
		Deque<Graph> open = new ArrayDeque<>();
		for (Graph next = graph; next != null; next = open.poll())
			if (all.add(next))
				next.getNodes().stream().map(Place::inside).filter(Objects::nonNull).forEach(open::add);
		return all;
	}

	/** The networks that an experiment trains or looks with. */
	private static Set<Network> networks(Experiment experiment) {
		Set<Network> networks = new LinkedHashSet<>();
		Stream.of(experiment.getGenerator(), experiment.getDiscriminator(), experiment.getEncoder(), experiment.getSegmenter()).forEach(networks::add);
		if (experiment.getPlan() != null)
			experiment.getPlan().getPhases().stream().map(Phase::getGenerator).forEach(networks::add);
		Objective objective = experiment.getObjective();
		if (objective != null && objective.getPerceptual() != null)
			networks.add(objective.getPerceptual().getNetwork());
		networks.remove(null);
		return networks;
	}

	/** Graphs are entered once, so that a circle of blocks ends. */
	private static Stream<Place> find(Graph graph, Place place, Set<Graph> visited) {
		if (place.graph() == null || !visited.add(place.graph()))
			return Stream.empty();
		List<Node> doors = place.graph().getNodes().stream().filter(node -> inside(node) != null).toList();
		return Stream.concat(doors.stream().filter(node -> inside(node) == graph).map(place::into),
				doors.stream().flatMap(node -> find(graph, place.into(node), visited)));
	}

	private static Set<Graph> visited() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}
}
