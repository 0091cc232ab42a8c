package io.spadework.codegen;

import io.spadework.model.Shapes;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How one network uses blocks: which of their parameters it chooses, and of what type Java makes them. */
final class Usages {

	private final List<Shapes> graphs = new ArrayList<>();
	private final Set<Shapes> seen = Collections.newSetFromMap(new IdentityHashMap<>());
	private final Set<BlockParameter> chosen = new HashSet<>();
	private final Set<BlockParameter> fractional = new HashSet<>();

	/** Looks at networks and everything inside of them, except stages. */
	Usages(Collection<Shapes> networks) {
		networks.forEach(this::visit);
	}

	/** Whether some use gives the parameter a value. */
	boolean isChosen(BlockParameter parameter) {
		return chosen.contains(parameter);
	}

	/** Whether the parameter is whole in every use. */
	boolean isWhole(BlockParameter parameter) {
		return !fractional.contains(parameter);
	}

	/** All graphs that were found. */
	List<Shapes> graphs() {
		return Collections.unmodifiableList(graphs);
	}

	private void visit(Shapes graph) {
		if (!seen.add(graph)) {
			return;
		}
		graphs.add(graph);
		if (graph.graph() instanceof Block block) {
			Map<String, Double> values = graph.scope().values();
			for (BlockParameter parameter : block.getParameters()) {
				Double value = values.get(parameter.getName());
				if (value == null || !JavaExpression.isInt(value)) {
					fractional.add(parameter);
				}
			}
		}
		for (Node node : graph.order()) {
			if (node instanceof BlockUse use) {
				use.getArguments().stream().map(Argument::getParameter).forEach(chosen::add);
				graph.inside(use).forEach(this::visit);
			}
		}
	}
}
