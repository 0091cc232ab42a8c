package io.spadework.engine.training;

import io.spadework.engine.data.Sample;
import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.kernels.Slice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The steps of a generator and a discriminator on one batch, taken one by one so that each can be timed. */
public final class Rehearsal {

	private final Painter painter;
	private final Judge judge;
	private final GeneratorStep generatorStep;
	private final DiscriminatorStep discriminatorStep;
	private final Batch batch;
	private INDArray single;
	private int steps;

	/** For a training with these two networks alone, on these samples. */
	public Rehearsal(Training training, List<Sample> samples) {
		Network makes = new Network(training.generator().configuration(), training.initialisation(), training.seed(), "generator");
		Network judges = new Network(training.discriminator().configuration(), training.initialisation(), training.seed(), "discriminator");
		painter = new Painter(new Player("generator", makes, training.generatorUpdater(), 0), training.generator(), null, null);
		judge = new Judge(new Player("discriminator", judges, training.discriminatorUpdater(), 0), training.discriminator());
		generatorStep = new GeneratorStep(training, painter, judge, null);
		discriminatorStep = new DiscriminatorStep(training.adversarial(), judge, training.seed());
		batch = new Batch(training.data(), training.batch(), makes.type());
		batch.fill(samples);
	}

	/** Makes images as in training. */
	public void paint() {
		painter.paint(batch);
	}

	/** Makes the weights to show images with: once for all of them. */
	public void settle() {
		painter.generator().network().settle();
		single = Slice.of(batch.labelMap(), 0, 0, 1).dup('c');
	}

	/** The image of the first label map as in evaluation, with running statistics, after {@link #settle}. */
	public INDArray infer() {
		return painter.generator().network().forward(false, single).getFirst();
	}

	/** The generator's step; returns its losses. */
	public Map<String, Double> generatorStep() {
		Map<String, Double> values = new LinkedHashMap<>();
		generatorStep.make(batch, ++steps, 1, values);
		return values;
	}

	/** The discriminator's step, images for it made anew; returns its losses. */
	public Map<String, Double> discriminatorStep() {
		Map<String, Double> values = new LinkedHashMap<>();
		discriminatorStep.make(batch, painter.paint(batch), steps, 1, values);
		return values;
	}

	/** What another implementation starts from: weights, singular vectors and the batch, by name. */
	public Map<String, INDArray> arrays() {
		Map<String, INDArray> arrays = new HashMap<>();
		for (Player player : List.of(painter.generator(), judge.discriminator())) {
			arrays.putAll(NamedArrays.of(player.name(), player.network().parameters()));
			arrays.putAll(NamedArrays.of(player.name(), player.network().state()));
		}
		arrays.put("batch/label map", batch.labelMap());
		arrays.put("batch/image", batch.image());
		return arrays;
	}
}
