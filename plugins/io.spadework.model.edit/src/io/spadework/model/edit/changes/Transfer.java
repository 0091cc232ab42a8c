package io.spadework.model.edit.changes;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.ExpressionException;
import io.spadework.model.Ids;
import io.spadework.model.Scope;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Element;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;

/** What copies of nodes need in the study that they come to: blocks, stages' generators and parameters, found there or brought along. */
final class Transfer {

	private final Graph graph;
	private final Study study;

	Transfer(Graph graph) {
		this.graph = graph;
		study = Graphs.study(graph);
	}

	/** The block of a study that is this one, or the same one in an older or newer state; null where there is none. */
	static Block block(Block block, Study study) {
		return study.getBlocks().contains(block) ? block
				: study.getBlocks().stream().filter(each -> Objects.equals(each.getId(), block.getId()) && Objects.equals(each.getName(), block.getName())).findFirst().orElse(null);
	}

	/** The generator of a study that is this one; null where there is none. */
	static Generator generator(Generator generator, Study study) {
		return (Generator) study.getNetworks().stream()
				.filter(each -> each == generator || each instanceof Generator && Objects.equals(each.getId(), generator.getId()) && Objects.equals(each.getName(), generator.getName())).findFirst()
				.orElse(null);
	}

	/** Brings along what the copy of a node needs. */
	void bring(Node original, Node copy) {
		Study from = Graphs.of(original) == null ? null : Graphs.study(Graphs.of(original));
		if (copy instanceof BlockUse use && use.getBlock() != null) {
			refer(use, from);
		} else if (copy instanceof Stage stage && stage.getNetwork() != null && !study.getNetworks().contains(stage.getNetwork())) {
			Generator known = generator(stage.getNetwork(), study);
			Node upTo = stage.getUpTo();
			stage.setUpTo(upTo == null ? null : known.getNodes().stream().filter(node -> Objects.equals(node.getId(), upTo.getId())).findFirst().orElse(null));
			stage.setNetwork(known);
		}
		if (from != null && from != study) {
			parameters(copy, from, graph instanceof Block block ? own(block) : Set.of());
		}
	}

	private void refer(BlockUse use, Study from) {
		Block block = use.getBlock();
		Block known = block(block, study);
		if (known == null) {
			known = EcoreUtil.copy(block);
			known.setName(Graphs.free(block.getName(), study.getBlocks().stream().map(Block::getName).toList()));
			known.eAllContents().forEachRemaining(each -> ((Element) each).setId(Ids.random()));
			known.setId(taken(block.getId()) ? Ids.random() : block.getId());
			study.getBlocks().add(known);
			for (Node node : known.getNodes()) {
				if (node instanceof BlockUse inner && inner.getBlock() != null) {
					refer(inner, from);
				}
			}
			if (from != null) {
				parameters(known, from, own(known));
			}
		}
		if (known != block) {
			use.setBlock(known);
			for (Argument argument : List.copyOf(use.getArguments())) {
				String name = argument.getParameter() == null ? null : argument.getParameter().getName();
				argument.setParameter(known.getParameters().stream().filter(each -> Objects.equals(each.getName(), name)).findFirst().orElse(null));
				if (argument.getParameter() == null) {
					use.getArguments().remove(argument);
				}
			}
		}
	}

	private boolean taken(String id) {
		for (var all = study.eAllContents(); all.hasNext();) {
			if (all.next() instanceof Element element && Objects.equals(element.getId(), id)) {
				return true;
			}
		}
		return false;
	}

	/** The names that mean something of a block's own in its expressions. */
	private static Set<String> own(Block block) {
		Set<String> own = new HashSet<>();
		block.getParameters().forEach(parameter -> own.add(parameter.getName()));
		block.getNodes().forEach(node -> {
			if (node instanceof BlockInput input && input.getChannels() != null) {
				own.add(input.getChannels());
			}
		});
		return own;
	}

	/** Copies the parameters that expressions of an element, and of what it contains, use and the study lacks. */
	private void parameters(EObject element, Study from, Set<String> own) {
		Set<String> names = new LinkedHashSet<>();
		add(element, names);
		element.eAllContents().forEachRemaining(each -> add(each, names));
		for (String name : names) {
			boolean known = own.contains(name) || study.getParameters().stream().anyMatch(each -> name.equals(each.getName()));
			Parameter missing = known ? null : from.getParameters().stream().filter(each -> name.equals(each.getName())).findFirst().orElse(null);
			if (missing != null) {
				Parameter copy = EcoreUtil.copy(missing);
				if (taken(copy.getId())) {
					copy.setId(Ids.random());
				}
				study.getParameters().add(copy);
				parameters(copy, from, Set.of());
			}
		}
	}

	private static void add(EObject element, Set<String> names) {
		for (EAttribute attribute : Expressions.of(element)) {
			try {
				names.addAll(Scope.names((String) element.eGet(attribute)));
			} catch (ExpressionException e) {
				continue; // it has no names, and is reported where it stands
			}
		}
	}
}
