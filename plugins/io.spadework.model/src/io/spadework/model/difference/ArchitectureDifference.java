package io.spadework.model.difference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EReference;

import io.spadework.model.Scope;
import io.spadework.model.Shapes;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Stage;

/**
 * What became of the networks, and of the blocks they use, from one experiment to another, of the same study or of two.
 *
 * @param graphs networks in the order of their roles, then blocks; those that are the same, too
 */
public record ArchitectureDifference(List<GraphDifference> graphs) {

	/** Leads from a network's role to the node that another network stands in. */
	private static final String INSIDE = " › ";

	/** Compares the networks of two experiments. */
	public static ArchitectureDifference of(Experiment before, Experiment after) {
		return new Comparing(before, after).compare();
	}

	/** True where every network and block says the same. */
	public boolean isEmpty() {
		return graphs.stream().allMatch(graph -> graph.state() == State.SAME);
	}

	/** Learned weights that the second experiment has more, over all its networks; one that stands inside of another counts there. */
	public long parameters() {
		return outer().mapToLong(GraphDifference::parameters).sum();
	}

	/** Multiply-adds for one image that the second experiment has more. */
	public long multiplyAdds() {
		return outer().mapToLong(GraphDifference::multiplyAdds).sum();
	}

	private Stream<GraphDifference> outer() {
		return graphs.stream().filter(graph -> !graph.role().contains(INSIDE));
	}

	private static final class Comparing {
		private final Experiment before;
		private final Experiment after;
		private final Fields fields;
		private final Map<List<Block>, Boolean> same = new HashMap<>();

		Comparing(Experiment before, Experiment after) {
			this.before = before;
			this.after = after;
			fields = new Fields(Scope.of(before), Scope.of(after), this::isSame);
		}

		ArchitectureDifference compare() {
			List<GraphDifference> graphs = new ArrayList<>();
			Map<String, Network> first = networks(before);
			Map<String, Network> second = networks(after);
			Set<String> roles = new LinkedHashSet<>(second.keySet());
			roles.addAll(first.keySet());
			for (String role : roles) {
				Network was = first.get(role);
				Network is = second.get(role);
				graphs.add(GraphDifference.of(role, was, was == null ? null : Shapes.infer(was, before), is, is == null ? null : Shapes.infer(is, after), fields));
			}
			Set<Block> old = blocks(first.values());
			for (Block block : blocks(second.values())) {
				Optional<Block> was = standsFor(block, old);
				graphs.add(inside(was.orElse(null), block));
				was.ifPresent(old::remove);
			}
			old.forEach(block -> graphs.add(inside(block, null)));
			return new ArchitectureDifference(List.copyOf(graphs));
		}

		private GraphDifference inside(Block was, Block is) {
			return GraphDifference.of("block", was, null, is, null, fields);
		}

		/** Whether a block is the same inside; one that is being asked about already counts as the same, so that a circle ends. */
		private boolean isSame(Block was, Block is) {
			Boolean known = same.putIfAbsent(List.of(was, is), Boolean.TRUE);
			if (known != null) {
				return known;
			}
			boolean found = inside(was, is).state() == State.SAME;
			same.put(List.of(was, is), found);
			return found;
		}

		private static Optional<Block> standsFor(Block block, Set<Block> old) {
			return old.stream().filter(other -> other.getId() != null && other.getId().equals(block.getId())).findFirst()
					.or(() -> old.stream().filter(other -> other.getName() != null && other.getName().equals(block.getName())).findFirst());
		}

		/** The networks of an experiment by their role, and coarser generators that stand inside of others. */
		private static Map<String, Network> networks(Experiment experiment) {
			Map<String, Network> networks = new LinkedHashMap<>();
			for (EReference reference : experiment.eClass().getEAllReferences()) {
				if (!reference.isContainment() && !reference.isMany() && experiment.eGet(reference) instanceof Network network) {
					networks.put(reference.getName(), network);
					stages(network, reference.getName(), networks, new LinkedHashSet<>(Set.of(network)));
				}
			}
			return networks;
		}

		private static void stages(Network network, String role, Map<String, Network> networks, Set<Network> seen) {
			for (Node node : network.getNodes()) {
				if (node instanceof Stage stage && stage.getNetwork() != null && seen.add(stage.getNetwork())) {
					networks.put(role + INSIDE + node.getName(), stage.getNetwork());
					stages(stage.getNetwork(), role + INSIDE + node.getName(), networks, seen);
				}
			}
		}

		private static Set<Block> blocks(Iterable<? extends Graph> graphs) {
			Set<Block> found = new LinkedHashSet<>();
			for (Graph graph : graphs) {
				blocks(graph, found);
			}
			return found;
		}

		private static void blocks(Graph graph, Set<Block> found) {
			for (Node node : graph.getNodes()) {
				if (node instanceof BlockUse use && use.getBlock() != null && found.add(use.getBlock())) {
					blocks(use.getBlock(), found);
				}
			}
		}
	}
}
