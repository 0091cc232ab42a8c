package io.spadework.model.rules;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;

/** Which graphs there are, and which stand in which. */
public final class Graphs {

	private Graphs() {
	}

	/** The blocks and the networks. */
	public static List<Graph> all(Study study) {
		return Stream.<Graph>concat(study.getBlocks().stream(), study.getNetworks().stream()).toList();
	}

	/** A graph and all that stand in it, as blocks or as stages, however deep. */
	public static Set<Graph> within(Graph graph) {
		Set<Graph> within = new LinkedHashSet<>();
		Deque<Graph> open = new ArrayDeque<>(List.of(graph));
		while (!open.isEmpty()) {
			Graph next = open.pop();
			if (within.add(next)) {
				next.getNodes().stream().map(Graphs::inside).filter(Objects::nonNull).forEach(open::push);
			}
		}
		return Collections.unmodifiableSet(within);
	}

	/** The graph that stands at a node; null where none does. */
	public static Graph inside(Node node) {
		return switch (node) {
			case BlockUse use -> use.getBlock();
			case Stage stage -> stage.getNetwork();
			default -> null;
		};
	}

	/** The networks that an experiment names. */
	public static List<Network> of(Experiment experiment) {
		return Stream.of(experiment.getGenerator(), experiment.getDiscriminator(), experiment.getEncoder(), experiment.getSegmenter(), features(experiment)).filter(Objects::nonNull)
				.map(Network.class::cast).toList();
	}

	/** The network that a perceptual loss looks through; null where there is none. */
	private static FeatureNetwork features(Experiment experiment) {
		return experiment.getObjective() == null || experiment.getObjective().getPerceptual() == null ? null : experiment.getObjective().getPerceptual().getNetwork();
	}
}
