package io.spadework.engine.training;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.GeneratorGraph;
import java.util.List;
import java.util.Objects;

/**
 * A part of a training from coarse to fine (arXiv 1711.11585): its own networks, data and schedule.
 * <p>
 * What the phase before has learned goes on by name: the generator's weights, averaged weights, singular vectors and running statistics, those of the discriminator
 * where the shape agrees too, the encoder's all. Optimisers start afresh. What is frozen doesn't change at all and computes as in evaluation: its weights, singular
 * vectors and running statistics stay as they are, and its norms use the latter.
 *
 * @param name          its name, in the run's events and checkpoints
 * @param generator     the network that makes images; null: the training's
 * @param discriminator the network that tells them from real ones; null: the training's
 * @param data          what is trained on, at this phase's resolution; null: the training's
 * @param schedule      how long, and with what learning rate; null: the training's
 * @param frozen        prefixes of the generator's vertex names: "global" stands for "global" and "global/...", which don't learn
 * @param within        prefix under which this phase's generator contains the one of the phase before: its vertex "conv1" is "global/conv1" here; empty where the two
 *                      name their vertices alike
 */
public record Phase(String name, GeneratorGraph generator, DiscriminatorGraph discriminator, Dataset data, Schedule schedule, List<String> frozen, String within) {

	public Phase {
		Objects.requireNonNull(name);
		frozen = List.copyOf(frozen);
	}

	/** Starts the description of a phase that has all of the training's own, and nothing frozen. */
	public static Phase named(String name) {
		return new Phase(name, null, null, null, null, List.of(), "");
	}

	/** The same phase with another network that makes images. */
	public Phase generator(GeneratorGraph graph) {
		return new Phase(name, graph, discriminator, data, schedule, frozen, within);
	}

	/** The same phase with another network that tells images from real ones. */
	public Phase discriminator(DiscriminatorGraph graph) {
		return new Phase(name, generator, graph, data, schedule, frozen, within);
	}

	/** The same phase on other data. */
	public Phase data(Dataset set) {
		return new Phase(name, generator, discriminator, set, schedule, frozen, within);
	}

	/** The same phase with another length and learning rate. */
	public Phase schedule(Schedule plan) {
		return new Phase(name, generator, discriminator, data, plan, frozen, within);
	}

	/** The same phase in which these parts of the generator don't learn. */
	public Phase frozen(String... prefixes) {
		return new Phase(name, generator, discriminator, data, schedule, List.of(prefixes), within);
	}

	/** The same phase whose generator contains the one of the phase before under this prefix. */
	public Phase within(String prefix) {
		return new Phase(name, generator, discriminator, data, schedule, frozen, prefix);
	}

	/** The same phase with what a training has where the phase has none of its own. */
	Phase completed(GeneratorGraph makes, DiscriminatorGraph judges, Dataset set, Schedule plan) {
		return new Phase(name, generator == null ? makes : generator, discriminator == null ? judges : discriminator, data == null ? set : data,
				schedule == null ? plan : schedule, frozen, within);
	}

	/** Whether a vertex of the generator doesn't learn. */
	boolean freezes(String vertex) {
		return frozen.stream().anyMatch(prefix -> vertex.equals(prefix) || vertex.startsWith(prefix + "/"));
	}

	/** What a vertex of the generator before, or something of it, is called in this phase's. */
	String renamed(String vertex) {
		return within.isEmpty() ? vertex : within + "/" + vertex;
	}
}
