package io.spadework.codegen;

import io.spadework.codegen.JavaExpression.Variable;
import io.spadework.model.Shapes;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Node;
import io.spadework.model.study.StudyPackage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.ecore.EAttribute;

/** How one network uses blocks: which of their parameters it chooses, and of what type Java makes them. */
final class Usages {

	private final List<Shapes> graphs = new ArrayList<>();
	private final Set<Shapes> seen = Collections.newSetFromMap(new IdentityHashMap<>());
	private final Set<BlockParameter> chosen = new HashSet<>();
	private final Set<BlockParameter> fractional = new HashSet<>();
	private final Map<Block, String> divisions = new HashMap<>();
	private final Set<Block> divided = new HashSet<>();

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

	/** Whether some division inside a block leaves a remainder in one use and none in another. */
	boolean isDivided(Block block) {
		return divided.contains(block);
	}

	/** The divisions of a block as Java text would have them if it were for one use alone. */
	private static String divisions(Block block, Map<String, Double> values) {
		Map<String, Variable> names = new HashMap<>();
		values.forEach((name, value) -> names.put(name, new Variable(name, value, JavaExpression.isInt(value))));
		StringBuilder all = new StringBuilder();
		block.eAllContents().forEachRemaining(element -> {
			for (EAttribute attribute : element.eClass().getEAllAttributes()) {
				if (attribute.getEAttributeType() == StudyPackage.Literals.EXPRESSION && element.eGet(attribute) instanceof String expression && expression.contains("/")) {
					try {
						all.append(JavaExpression.parse(expression, names).java(0)).append('\n');
					} catch (JavaExpression.UnknownSyntax e) {
						all.append(expression).append('\n');
					}
				}
			}
		});
		return all.toString();
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
			String divisions = divisions(block, values);
			if (!this.divisions.computeIfAbsent(block, key -> divisions).equals(divisions)) {
				divided.add(block);
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
