package io.spadework.model;

import java.util.IdentityHashMap;
import java.util.Map;

import io.spadework.model.nodes.Inputs;
import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;

/**
 * Weights, multiply-adds and activation bytes of each node and of the whole network, at batch 1 and the crop size. A discriminator counts all its scales: each
 * has weights of its own. Nodes whose shapes cannot be known cost nothing.
 */
public final class Costs {

	private final Map<Node, Cost> costs = new IdentityHashMap<>();
	private Cost total = Cost.NONE;

	private Costs() {
	}

	/** The costs of a network in the context of an experiment. */
	public static Costs of(Network network, Experiment experiment) {
		return of(network, Shapes.infer(network, experiment));
	}

	/** The costs of a network whose shapes are known already. */
	public static Costs of(Network network, Shapes shapes) {
		Costs costs = new Costs();
		for (Node node : network.getNodes()) {
			Cost cost = Cost.NONE;
			for (int k = 1; k <= shapes.scales(); k++) {
				Inputs inputs = shapes.scale(k).inputs(node);
				if (inputs != null) {
					cost = cost.plus(NodeRule.of(node).price(node, inputs, shapes.scale(k).of(node)));
				}
			}
			costs.costs.put(node, cost);
			costs.total = costs.total.plus(cost);
		}
		return costs;
	}

	/** The cost of a node, over all scales; nothing where its shape cannot be known. */
	public Cost of(Node node) {
		return costs.getOrDefault(node, Cost.NONE);
	}

	/** The cost of the network, over all scales. */
	public Cost total() {
		return total;
	}
}
