package io.spadework.model;

import java.util.IdentityHashMap;
import java.util.Map;

import io.spadework.model.nodes.Inputs;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;

/**
 * Weights, multiply-adds and memory of each node and of the whole graph, for one image of the frame's size. A discriminator counts all its scales: each has weights of its
 * own. A block use and a stage count what is inside, every repetition of it. Nodes whose shapes cannot be known cost nothing.
 */
public final class Costs {

	/** Those of no network. */
	static final Costs NONE = new Costs();

	private final Map<Node, Cost> costs = new IdentityHashMap<>();
	private Cost total = Cost.NONE;
	private long operations;

	private Costs() {
	}

	/** The costs of a network in the context of an experiment. */
	public static Costs of(Network network, Experiment experiment) {
		return of(Shapes.infer(network, experiment));
	}

	/** The costs of a graph whose shapes are known already. */
	public static Costs of(Shapes shapes) {
		return of(shapes, new IdentityHashMap<>());
	}

	/** Graphs inside that are alike share their shapes, so they are priced once. */
	private static Costs of(Shapes shapes, Map<Shapes, Costs> known) {
		Costs costs = known.get(shapes);
		if (costs != null) {
			return costs;
		}
		costs = new Costs();
		for (Node node : shapes.order()) {
			Cost cost = Cost.NONE;
			for (int k = 1; k <= shapes.scales(); k++) {
				Shapes scale = shapes.scale(k);
				Inputs inputs = scale.inputs(node);
				if (inputs != null) {
					cost = cost.plus(NodeRule.of(node).price(node, inputs, scale.of(node)));
				}
				for (Shapes inside : scale.inside(node)) {
					cost = cost.plus(of(inside, known).total);
					costs.operations += of(inside, known).operations;
				}
				costs.operations += scale.inside(node).isEmpty() ? NodeRule.of(node).operations() : 0;
			}
			costs.costs.put(node, cost);
			costs.total = costs.total.plus(cost);
		}
		known.put(shapes, costs);
		return costs;
	}

	/** The cost of a node, over all scales; nothing where its shape cannot be known. */
	public Cost of(Node node) {
		return costs.getOrDefault(node, Cost.NONE);
	}

	/** The cost of the graph, over all scales. */
	public Cost total() {
		return total;
	}

	/** Operations that begin in a pass, over all scales. */
	public long operations() {
		return operations;
	}
}
