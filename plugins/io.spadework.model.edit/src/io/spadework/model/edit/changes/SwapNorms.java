package io.spadework.model.edit.changes;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import io.spadework.model.study.StudyFactory;

/**
 * Puts another normalisation in the place of each that is selected. SPADE gets the graph's label map; a block without one gets an input for it, which is fed wherever the
 * block is used, and loses it again with its last SPADE.
 */
public final class SwapNorms implements Change {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	private final Set<Node> norms = new LinkedHashSet<>();
	private final NormKind kind;

	private SwapNorms(Collection<? extends Node> selected, NormKind kind) {
		selected.stream().filter(SwapNorms::isNorm).forEach(norms::add);
		this.kind = kind;
	}

	/** SPADE in the place of the selected norms. */
	public static SwapNorms toSpade(Collection<? extends Node> selected) {
		return new SwapNorms(selected, null);
	}

	/** Normalisations by these statistics in the place of the selected norms. */
	public static SwapNorms to(NormKind kind, Collection<? extends Node> selected) {
		return new SwapNorms(selected, kind);
	}

	private static boolean isNorm(Node node) {
		return node instanceof Normalisation || node instanceof Spade || node instanceof ConditionalBatchNorm || node instanceof AdaptiveInstanceNorm;
	}

	@Override
	public String label() {
		return kind == null ? "Swap for SPADE" : "Swap for " + (kind == NormKind.NONE ? "no norm" : kind.getLiteral() + " norm");
	}

	@Override
	public String refusal() {
		if (norms.isEmpty()) {
			return "No normalisation is selected.";
		}
		if (norms.stream().allMatch(this::isThere)) {
			return "The selected normalisations are of this kind already.";
		}
		for (Node norm : norms) {
			if (kind == null && !Graphs.canHaveLabelMap(Graphs.of(norm))) {
				return "SPADE modulates by the label map, and " + Graphs.of(norm).getName() + " has none, or is used where there is none.";
			}
		}
		return null;
	}

	@Override
	public void make() {
		norms.stream().filter(norm -> !isThere(norm)).toList().forEach(this::swap);
	}

	private boolean isThere(Node norm) {
		return kind == null ? norm instanceof Spade : norm instanceof Normalisation normalisation && normalisation.getKind() == kind;
	}

	private void swap(Node old) {
		Graph graph = Graphs.of(old);
		if (kind != null && old instanceof Normalisation normalisation) {
			normalisation.setKind(kind);
			if (kind == NormKind.NONE) {
				normalisation.setAffine(false);
			}
			return;
		}
		Node swapped = kind == null ? NEW.createSpade() : NEW.createNormalisation();
		if (swapped instanceof Normalisation normalisation) {
			normalisation.setKind(kind);
		} else if (swapped instanceof Spade spade && old instanceof Normalisation normalisation) {
			spade.setInnerNorm(normalisation.getKind());
		}
		swapped.setId(old.getId());
		swapped.setName(old.getName());
		swapped.setTap(old.isTap());
		graph.getNodes().set(graph.getNodes().indexOf(old), swapped);
		for (Edge edge : List.copyOf(old.getOutgoing())) {
			edge.setSource(swapped);
		}
		for (Edge edge : List.copyOf(old.getIncoming())) {
			if (edge.getPort() == Port.DATA) {
				edge.setTarget(swapped);
			} else {
				Graphs.remove(edge);
			}
		}
		if (kind == null) {
			Graphs.connect(Graphs.labelMapOrNew(graph), swapped, Port.LABEL_MAP);
		} else {
			Graphs.dropUnusedLabelMap(graph);
		}
	}
}
