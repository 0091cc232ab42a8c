package io.spadework.engine.training;

import io.spadework.engine.data.Sample;
import io.spadework.engine.networks.FeatureNetwork;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a generator, with the discriminator that judges it and the encoder that gives it style codes where there are such, in one phase.
 * <p>
 * A step takes one batch. Every so many steps, as the training says, generator and encoder descend first. Then the discriminator does, on real images and on fresh
 * images from the generator as it is now: made without gradient, but in training mode, so that running statistics and singular vectors move on once more, and with
 * new style codes where the generator has them. Where the training says so, it judges the generator step's own images instead.
 */
public final class Synthesis implements Course {

	private final Training training;
	private final List<Player> players = new ArrayList<>();
	private final Map<String, BlockWatch> watches = new LinkedHashMap<>();
	private final Painter painter;
	private final Judge judge;
	private final Likeness likeness;
	private final GeneratorStep generatorStep;
	private final DiscriminatorStep discriminatorStep;
	private final Batch batch;
	private final Batch shown;

	/** For the first phase, of whose training the data are open. Throws IllegalArgumentException where networks and data don't fit together. */
	Synthesis(Training training, Phase phase, Path studyFolder) throws IOException {
		this(training, phase, likeness(training, studyFolder));
	}

	/** For the phase after another one, which has come to its end: goes on with what that has learned. */
	Synthesis(Training training, Phase phase, Synthesis before) {
		this(training, phase, before.likeness);
		UnaryOperator<String> same = UnaryOperator.identity();
		painter.generator().inherit(before.painter.generator(), phase::renamed, false);
		if (painter.encoding() != null) {
			painter.encoding().encoder().inherit(before.painter.encoding().encoder(), same, false);
		}
		if (judge != null && before.judge != null) {
			judge.discriminator().inherit(before.judge.discriminator(), same, true);
			discriminatorStep.restore(before.discriminatorStep.arrays());
		}
		if (!before.painter.arrays().isEmpty()) {
			painter.restore(before.painter.arrays());
		}
	}

	/** For another phase that begins from nothing, with the same frozen network looking on. */
	Synthesis anew(Phase phase) {
		return new Synthesis(training, phase, likeness);
	}

	private Synthesis(Training training, Phase phase, Likeness likeness) {
		this.training = training;
		this.likeness = likeness;
		painter = painter(training, phase);
		players.add(painter.generator());
		if (painter.encoding() != null) {
			players.add(painter.encoding().encoder());
		}
		if (phase.discriminator() == null) {
			judge = null;
			discriminatorStep = null;
		} else {
			Network judges = new Network(phase.discriminator().configuration(), training.initialisation(), training.seed(), "discriminator");
			judge = new Judge(new Player("discriminator", judges, training.discriminatorUpdater(), 0), phase.discriminator());
			discriminatorStep = new DiscriminatorStep(training.adversarial(), judge, training.seed());
			players.add(judge.discriminator());
		}
		generatorStep = new GeneratorStep(training, painter, judge, likeness);
		batch = new Batch(phase.data(), training.batch(), generator().type());
		shown = new Batch(phase.data(), training.batch(), generator().type());
	}

	private static Likeness likeness(Training training, Path studyFolder) throws IOException {
		return training.perceptual() == null ? null
				: new Likeness(training.perceptual(), new FeatureNetwork(training.perceptual().network(), studyFolder, training.seed()));
	}

	private static Painter painter(Training training, Phase phase) {
		GeneratorGraph graph = phase.generator();
		int size = training.styleCodeSize(phase);
		Encoding encoding = null;
		if (training.encoder() != null) {
			Network finds = new Network(training.encoder().configuration(), training.initialisation(), training.seed(), "encoder");
			encoding = new Encoding(new Player("encoder", finds, training.generatorUpdater(), training.averaging()));
			graph = graph.tapStyle(Painter.STYLE_TAP);
		}
		Network makes = new Network(graph.configuration(), training.initialisation(), training.seed(), "generator");
		makes.freeze(phase::freezes);
		Player generator = new Player("generator", makes, training.generatorUpdater(), training.averaging());
		return new Painter(generator, graph, size == 0 ? null : new StyleCode(training.batch(), size, training.seed(), makes.type()), encoding);
	}

	/** The network that makes images. */
	public Network generator() {
		return painter.generator().network();
	}

	/** The network that judges them, or null. */
	public Network discriminator() {
		return judge == null ? null : judge.discriminator().network();
	}

	/** The network that finds style codes in them, or null. */
	public Network encoder() {
		return painter.encoding() == null ? null : painter.encoding().encoder().network();
	}

	@Override
	public long parameters() {
		return players.stream().mapToLong(player -> player.network().weights().length()).sum();
	}

	@Override
	public Map<String, BlockWatch> watch() {
		watches.clear();
		players.forEach(player -> watches.put(player.name(), new BlockWatch()));
		return new LinkedHashMap<>(watches);
	}

	/** Looks at a network whose turn it is, where the step is watched. */
	private void turn(Player player) {
		if (watches.containsKey(player.name())) {
			player.watch(watches.remove(player.name()));
		}
	}

	@Override
	public Map<String, Double> step(List<Sample> samples, int steps, double factor) {
		batch.fill(samples);
		Map<String, Double> values = new LinkedHashMap<>();
		INDArray painted = null;
		if (judge == null || steps % training.discriminatorSteps() == 0) {
			turn(painter.generator());
			if (painter.encoding() != null) {
				turn(painter.encoding().encoder());
			}
			painted = generatorStep.make(batch, steps + 1, factor, values);
		}
		if (judge != null) {
			boolean fresh = painted == null || !training.reuseFake();
			INDArray judged = fresh ? painter.paint(batch) : painted;
			turn(judge.discriminator());
			discriminatorStep.make(batch, judged, steps + 1, factor, values);
		}
		watches.clear();
		return values;
	}

	@Override
	public List<float[]> show(List<Sample> samples) {
		return generate(samples, 0);
	}

	/**
	 * Images for the samples' label maps, as the generator makes them in evaluation, with averaged weights where the training averages them: 3 * height * width values
	 * in [-1, 1] each. A sample's style code is the mean of what the encoder finds in its own image; without an encoder it follows from its place alone, so that its images
	 * in the course of a training, and in other trainings, can be compared. Changes nothing that is trained.
	 *
	 * @param place place of the first sample among those that are shown or measured
	 */
	public List<float[]> generate(List<Sample> samples, int place) {
		List<float[]> images = new ArrayList<>();
		for (int first = 0; first < samples.size(); first += training.batch()) {
			List<Sample> some = samples.subList(first, Math.min(first + training.batch(), samples.size()));
			shown.fill(some);
			float[] values = painter.show(shown, place + first).data().asFloat();
			int length = values.length / training.batch();
			for (int i = 0; i < some.size(); i++) {
				images.add(Arrays.copyOfRange(values, i * length, (i + 1) * length));
			}
		}
		return images;
	}

	/**
	 * What all vertices of the generator give for its inputs, in the graph's order, in evaluation, by name; with averaged weights where the training averages them. The arrays belong
	 * to the network. Changes nothing that is trained.
	 */
	public Map<String, INDArray> activations(INDArray... inputs) {
		return painter.generator().show(() -> generator().activations(inputs));
	}

	/** What the protocol of a number measured on such images says about how they are made. */
	public Map<String, String> protocol() {
		return painter.protocol();
	}

	/**
	 * The discriminator's predictions in evaluation, patches of all scales, for images that belong to the samples' label maps. Changes nothing that is trained.
	 *
	 * @param images one image per sample, as {@link #generate} returns them, or the samples' own
	 */
	public List<float[]> judge(List<Sample> samples, List<float[]> images) {
		discriminator().settle();
		List<float[]> judged = new ArrayList<>();
		for (int first = 0; first < samples.size(); first += training.batch()) {
			List<Sample> some = new ArrayList<>();
			for (int i = first; i < Math.min(first + training.batch(), samples.size()); i++) {
				Sample sample = samples.get(i);
				some.add(new Sample(sample.name(), sample.height(), sample.width(), sample.labels(), sample.edges(), images.get(i)));
			}
			shown.fill(some);
			List<float[]> scales = new ArrayList<>();
			for (INDArray prediction : judge.predictions(discriminator().forward(false, judge.fed(shown, shown.image())))) {
				scales.add(prediction.data().asFloat());
			}
			for (int i = 0; i < some.size(); i++) {
				judged.add(row(scales, i));
			}
		}
		return judged;
	}

	/** One sample's values out of those of whole batches, put together. */
	private float[] row(List<float[]> batches, int sample) {
		int length = batches.stream().mapToInt(values -> values.length / training.batch()).sum();
		float[] row = new float[length];
		int next = 0;
		for (float[] values : batches) {
			int patches = values.length / training.batch();
			System.arraycopy(values, sample * patches, row, next, patches);
			next += patches;
		}
		return row;
	}

	@Override
	public Map<String, INDArray> arrays() {
		Map<String, INDArray> arrays = new HashMap<>(painter.arrays());
		players.forEach(player -> arrays.putAll(player.arrays()));
		if (discriminatorStep != null) {
			arrays.putAll(discriminatorStep.arrays());
		}
		return arrays;
	}

	@Override
	public Map<String, Integer> updates() {
		Map<String, Integer> updates = new HashMap<>();
		players.forEach(player -> updates.put(player.name(), player.updates()));
		return updates;
	}

	@Override
	public void restore(Map<String, INDArray> arrays, Map<String, Integer> updates) {
		players.forEach(player -> player.restore(arrays, updates));
		painter.restore(arrays);
		if (discriminatorStep != null) {
			discriminatorStep.restore(arrays);
		}
	}
}
