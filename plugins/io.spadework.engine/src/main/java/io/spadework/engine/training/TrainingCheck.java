package io.spadework.engine.training;

import io.spadework.engine.networks.GeneratorGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.GraphVertex;

/** Finds what is missing, out of range or contradictory in the description of a training, before it starts. */
final class TrainingCheck {

	private final Training training;

	TrainingCheck(Training training) {
		this.training = training;
	}

	/** Throws IllegalArgumentException, naming what it found first. */
	void run() {
		if (training.segmenter() == null) {
			synthesis();
		} else {
			segmentation();
		}
		for (Phase phase : training.phases()) {
			require(phase.data() != null, "no data" + in(phase));
			require(phase.schedule() != null, "no schedule" + in(phase));
		}
		require(training.batch() >= 1, "a batch of " + training.batch() + " images: at least 1 is needed");
		require(training.discriminatorSteps() >= 1, training.discriminatorSteps() + " discriminator steps: at least 1 is needed");
		require(training.sampleEvery() >= 0 && training.checkpointEvery() >= 0 && training.evaluationEvery() >= 0,
				"a negative interval for samples, checkpoints or evaluations");
		require(training.keptCheckpoints() >= 0 && training.blocksEvery() >= 0, "a negative number of checkpoints to keep, or of steps between statistics of blocks");
		require(training.evaluationSamples() >= 0 && training.steps() >= 0, "a negative number of steps, or of samples to measure on");
		require(training.averaging() >= 0 && training.averaging() < 1, "a decay of averaged weights of " + training.averaging() + ": it is at least 0 and below 1");
	}

	private void synthesis() {
		List<Phase> phases = training.phases();
		for (Phase phase : phases) {
			require(phase.generator() != null, "no generator" + in(phase));
			require((phase.discriminator() == null) == (training.adversarial() == null),
					(phase.discriminator() == null ? "an adversarial loss, but no discriminator" : "a discriminator, but no adversarial loss") + in(phase));
		}
		require(training.crossEntropy() == null, "a cross-entropy, but no segmenter");
		require(training.adversarial() != null || training.perceptual() != null || training.l1() != null,
				"nothing that its generator should minimise: an adversarial, a perceptual or an L1 loss is needed");
		require(training.featureMatching() == null || training.adversarial() != null, "feature matching, but no discriminator whose features could match");
		require(training.divergence() == null || training.encoder() != null, "a divergence of style codes, but no encoder");
		require(training.generatorUpdater() != null, "no updater for its generator");
		require(training.adversarial() == null || training.discriminatorUpdater() != null, "no updater for its discriminator");
		if (training.hasPhases()) {
			sequence(phases);
		}
	}

	private void segmentation() {
		require(training.generator() == null && training.discriminator() == null && training.encoder() == null && !training.hasPhases(),
				"a segmenter and other networks: a segmenter is trained alone, and without phases");
		require(training.crossEntropy() != null, "a segmenter, but no cross-entropy");
		require(training.adversarial() == null && training.featureMatching() == null && training.perceptual() == null && training.l1() == null && training.divergence() == null,
				"a segmenter and losses that judge generated images: cross-entropy is the one it minimises");
		require(training.generatorUpdater() != null, "no updater for its segmenter");
	}

	private void sequence(List<Phase> phases) {
		Set<String> names = new HashSet<>();
		for (int i = 0; i < phases.size(); i++) {
			Phase phase = phases.get(i);
			require(!phase.name().isBlank() && names.add(phase.name()), "a phase named \"" + phase.name() + "\": each has a name of its own");
			Map<String, GraphVertex> vertices = phase.generator().configuration().getVertices();
			for (String prefix : phase.frozen()) {
				require(vertices.keySet().stream().anyMatch(vertex -> vertex.equals(prefix) || vertex.startsWith(prefix + "/")),
						"nothing called \"" + prefix + "\" in its generator that could be frozen" + in(phase));
			}
			require(vertices.entrySet().stream().anyMatch(vertex -> vertex.getValue().numParams(false) > 0 && !phase.freezes(vertex.getKey())),
					"a generator of which nothing learns" + in(phase));
			if (i > 0) {
				inheritance(phases.get(i - 1).generator(), phase);
			} else {
				require(phase.within().isEmpty(), "a first phase that says where the one before lies: there is none before \"" + phase.name() + "\"");
			}
		}
	}

	/** The earlier generator's parts that learn lie in the later one, as large as they are. */
	private void inheritance(GeneratorGraph earlier, Phase later) {
		Map<String, GraphVertex> vertices = later.generator().configuration().getVertices();
		int found = 0;
		for (Map.Entry<String, GraphVertex> vertex : earlier.configuration().getVertices().entrySet()) {
			String name = later.renamed(vertex.getKey());
			GraphVertex here = vertices.get(name);
			long parameters = vertex.getValue().numParams(false);
			if (here != null && parameters > 0) {
				require(here.numParams(false) == parameters, "\"" + name + "\" with " + here.numParams(false) + " parameters" + in(later) + ", and " + parameters
						+ " in the phase before: the later generator has to contain the earlier one as it is");
				found++;
			}
		}
		require(found > 0, "nothing of the phase before under \"" + later.within() + "\" in its generator" + in(later));
	}

	private static String in(Phase phase) {
		return phase.name().isEmpty() ? "" : " in its phase \"" + phase.name() + "\"";
	}

	private void require(boolean condition, String wrong) {
		if (!condition) {
			throw new IllegalArgumentException("Experiment \"" + training.experiment() + "\" has " + wrong + ".");
		}
	}
}
