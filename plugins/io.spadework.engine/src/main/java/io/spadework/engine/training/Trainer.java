package io.spadework.engine.training;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.GraphInput;
import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.weights.Checkpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains generator and discriminator, step by step.
 * <p>
 * A step takes one batch. Every so many steps, as the training says, the generator descends first. Then the discriminator does, on real images and on fresh images
 * from the generator as it is now: made without gradient, but in training mode, so that running statistics and singular vectors move on once more, and with a new
 * style code where the generator has one. All values follow from seed and data alone.
 */
public final class Trainer {

	private static final int STEPS_BETWEEN_COLLECTIONS = 100;
	private static final int BOTH_LABEL_MAPS = 0;
	private static final int BOTH_IMAGES = 1;
	private static final int BOTH_EDGE_MAPS = 2;
	private static final int FIRST_OUTPUT = 10;
	private static final int FIRST_REAL_FEATURE = 1000;

	private final Training training;
	private final Player generator;
	private final Player discriminator;
	private final List<GraphInput> generatorInputs;
	private final List<GraphInput> discriminatorInputs;
	private final StyleCode styleCode;
	private final Batch batch;
	private final Batch shown;
	private final Buffers buffers = new Buffers();
	private final DataType type;
	private final int stepsPerEpoch;
	private int steps;

	/** For a training whose data are open. Throws IllegalArgumentException where networks and data don't fit together. */
	public Trainer(Training training) {
		training.check();
		this.training = training;
		stepsPerEpoch = training.data().size() / training.batch();
		if (stepsPerEpoch == 0) {
			throw new IllegalArgumentException("A batch of " + training.batch() + " images is more than the data set has: " + training.data().size() + ".");
		}
		Dataset data = training.data();
		generatorInputs = training.generator().inputs();
		discriminatorInputs = training.discriminator().inputs();
		int styleCodeSize = training.generator().styleCodeSize(data.labelChannels(), data.height(), data.width());
		Network makes = new Network(training.generator().configuration(), training.initialisation(), training.seed(), "generator");
		Network judges = new Network(training.discriminator().configuration(), training.initialisation(), training.seed(), "discriminator");
		generator = new Player("generator", makes, training.generatorUpdater());
		discriminator = new Player("discriminator", judges, training.discriminatorUpdater());
		type = makes.type();
		styleCode = styleCodeSize == 0 ? null : new StyleCode(training.batch(), styleCodeSize, training.seed(), type);
		batch = new Batch(data, training.batch(), type);
		shown = new Batch(data, training.batch(), type);
	}

	/** Steps made so far. */
	public int steps() {
		return steps;
	}

	/** Steps that go through the data once. */
	public int stepsPerEpoch() {
		return stepsPerEpoch;
	}

	/** Parameters of the generator and of all scales of the discriminator. */
	public long parameters() {
		return generator.network().weights().length() + discriminator.network().weights().length();
	}

	/** The network that makes images. */
	public Network generator() {
		return generator.network();
	}

	/** The network that judges them. */
	public Network discriminator() {
		return discriminator.network();
	}

	/**
	 * Makes one step; returns the values of its series by name. Throws DivergenceException, with the weights as they were, when a loss or gradient is no number.
	 */
	public Map<String, Double> step(List<Sample> samples) {
		batch.fill(samples);
		Map<String, Double> values = new LinkedHashMap<>();
		double factor = training.schedule().factor(steps / stepsPerEpoch);
		if (steps % training.discriminatorSteps() == 0) {
			stepGenerator(factor, values);
		}
		stepDiscriminator(factor, values);
		steps++;
		if (steps % STEPS_BETWEEN_COLLECTIONS == 0) {
			System.gc(); // operations leave small native arrays behind, and the collector, seeing only their Java side, would let them pile up
		}
		return values;
	}

	private void stepGenerator(double factor, Map<String, Double> values) {
		Network makes = generator.network();
		Network judges = discriminator.network();
		FeatureMatching matching = training.featureMatching();
		makes.advance();
		INDArray fake = makes.forward(true, newPainting()).getFirst();
		judges.advance(); // once for real and fake together: they are judged in one pass, as far as its weights go
		List<INDArray> real = matching == null ? null : keep(judges.forward(true, judged(batch.labelMap(), batch.edgeMap(), batch.image())));
		List<INDArray> judged = judges.forward(true, judged(batch.labelMap(), batch.edgeMap(), fake));
		List<INDArray> gradients = gradients(judged);
		double adversarial = training.adversarial().generator(predictions(judged), predictions(gradients));
		double matched = matching == null ? 0 : matching.generator(features(judged), features(real), features(gradients));
		INDArray imageGradient = judges.backwardTo(training.discriminator().imageTap(), gradients);
		INDArray weightGradients = makes.backward(List.of(imageGradient));
		double total = adversarial + matched;
		double rate = factor * generator.learningRate();
		double length = generator.descend(weightGradients, total, rate, steps + 1);
		values.put("loss/G/adversarial", adversarial);
		if (matching != null) {
			values.put("loss/G/feature_matching", matched);
		}
		values.put("loss/G/total", total);
		values.put("lr/G", rate);
		values.put("gradient/G", length);
	}

	private void stepDiscriminator(double factor, Map<String, Double> values) {
		Network makes = generator.network();
		Network judges = discriminator.network();
		makes.advance();
		INDArray fake = makes.forward(true, newPainting()).getFirst();
		INDArray maps = pair(BOTH_LABEL_MAPS, batch.labelMap(), batch.labelMap());
		INDArray edges = discriminatorInputs.contains(GraphInput.EDGE_MAP) ? pair(BOTH_EDGE_MAPS, batch.edgeMap(), batch.edgeMap()) : null;
		INDArray images = pair(BOTH_IMAGES, fake, batch.image());
		judges.advance();
		List<INDArray> judged = judges.forward(true, judged(maps, edges, images));
		List<INDArray> gradients = gradients(judged);
		features(gradients).forEach(scale -> scale.forEach(feature -> feature.assign(0)));
		AdversarialLoss.Judgement judgement = training.adversarial().discriminator(predictions(judged), predictions(gradients));
		INDArray weightGradients = judges.backward(gradients);
		double rate = factor * discriminator.learningRate();
		double length = discriminator.descend(weightGradients, judgement.total(), rate, steps + 1);
		values.put("loss/D/real", judgement.real());
		values.put("loss/D/fake", judgement.fake());
		values.put("loss/D/total", judgement.total());
		values.put("accuracy/D", judgement.accuracy());
		values.put("lr/D", rate);
		values.put("gradient/D", length);
	}

	/** What the generator makes images of the batch from, in the order of its inputs: with new style codes. */
	private INDArray[] newPainting() {
		if (styleCode != null) {
			styleCode.draw();
		}
		return painting(batch);
	}

	private INDArray[] painting(Batch samples) {
		Map<GraphInput, INDArray> fed = new EnumMap<>(GraphInput.class);
		fed.put(GraphInput.LABEL_MAP, samples.labelMap());
		fed.put(GraphInput.EDGE_MAP, samples.edgeMap());
		if (styleCode != null) {
			fed.put(GraphInput.STYLE_CODE, styleCode.codes());
		}
		return GraphInput.arrays(generatorInputs, fed);
	}

	/** What the discriminator judges, in the order of its inputs; edges may be null where it has none. */
	private INDArray[] judged(INDArray labelMap, INDArray edgeMap, INDArray image) {
		Map<GraphInput, INDArray> fed = new EnumMap<>(GraphInput.class);
		fed.put(GraphInput.LABEL_MAP, labelMap);
		fed.put(GraphInput.EDGE_MAP, edgeMap);
		fed.put(GraphInput.IMAGE, image);
		return GraphInput.arrays(discriminatorInputs, fed);
	}

	/** Two batches as one, the first one first. */
	private INDArray pair(int slot, INDArray first, INDArray second) {
		long[] shape = first.shape().clone();
		long half = shape[0];
		shape[0] = 2 * half;
		INDArray both = buffers.get(slot, type, shape);
		both.get(NDArrayIndex.interval(0, half)).assign(first);
		both.get(NDArrayIndex.interval(half, 2 * half)).assign(second);
		return both;
	}

	/** Copies of the discriminator's outputs, which its next pass writes over. */
	private List<INDArray> keep(List<INDArray> outputs) {
		List<INDArray> kept = new ArrayList<>();
		for (int i = 0; i < outputs.size(); i++) {
			kept.add(buffers.get(FIRST_REAL_FEATURE + i, type, outputs.get(i).shape()).assign(outputs.get(i)));
		}
		return kept;
	}

	private List<INDArray> gradients(List<INDArray> outputs) {
		List<INDArray> gradients = new ArrayList<>();
		for (int i = 0; i < outputs.size(); i++) {
			gradients.add(buffers.get(FIRST_OUTPUT + i, type, outputs.get(i).shape()));
		}
		return gradients;
	}

	/** Of values in the order of the discriminator's outputs, those that belong to predictions, finest scale first. */
	private List<INDArray> predictions(List<INDArray> values) {
		List<INDArray> predictions = new ArrayList<>();
		int next = 0;
		for (DiscriminatorGraph.Scale scale : training.discriminator().scales()) {
			next += scale.taps().size();
			predictions.add(values.get(next++));
		}
		return predictions;
	}

	/** Of values in the order of the discriminator's outputs, those that belong to features, per scale. */
	private List<List<INDArray>> features(List<INDArray> values) {
		List<List<INDArray>> features = new ArrayList<>();
		int next = 0;
		for (DiscriminatorGraph.Scale scale : training.discriminator().scales()) {
			features.add(values.subList(next, next + scale.taps().size()));
			next += scale.taps().size() + 1;
		}
		return features;
	}

	/**
	 * Images for the samples' label maps, as the generator makes them in evaluation: 3 * height * width values in [-1, 1] each. A sample's style code follows from its
	 * place in the list alone, so that its images in the course of a training, and in other trainings, can be compared. Changes nothing that is trained.
	 */
	public List<float[]> generate(List<Sample> samples) {
		generator.network().settle();
		List<float[]> images = new ArrayList<>();
		for (int first = 0; first < samples.size(); first += training.batch()) {
			List<Sample> some = samples.subList(first, Math.min(first + training.batch(), samples.size()));
			shown.fill(some);
			if (styleCode != null) {
				styleCode.show(first);
			}
			INDArray made = generator.network().forward(false, painting(shown)).getFirst();
			float[] values = made.data().asFloat();
			int length = values.length / training.batch();
			for (int i = 0; i < some.size(); i++) {
				images.add(Arrays.copyOfRange(values, i * length, (i + 1) * length));
			}
		}
		return images;
	}

	/**
	 * The discriminator's predictions in evaluation, patches of all scales, for images that belong to the samples' label maps. Changes nothing that is trained.
	 *
	 * @param images one image per sample, as {@link #generate} returns them, or the samples' own
	 */
	public List<float[]> judge(List<Sample> samples, List<float[]> images) {
		discriminator.network().settle();
		List<float[]> judged = new ArrayList<>();
		for (int first = 0; first < samples.size(); first += training.batch()) {
			List<Sample> some = new ArrayList<>();
			for (int i = first; i < Math.min(first + training.batch(), samples.size()); i++) {
				Sample sample = samples.get(i);
				some.add(new Sample(sample.name(), sample.height(), sample.width(), sample.labels(), sample.edges(), images.get(i)));
			}
			shown.fill(some);
			List<float[]> scales = new ArrayList<>();
			for (INDArray prediction : predictions(discriminator.network().forward(false, judged(shown.labelMap(), shown.edgeMap(), shown.image())))) {
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

	/** What a training goes on from; its arrays are the live ones, so write it before the next step. */
	public Checkpoint checkpoint() {
		Map<String, INDArray> arrays = new HashMap<>(generator.arrays());
		arrays.putAll(discriminator.arrays());
		if (styleCode != null) {
			arrays.putAll(styleCode.arrays());
		}
		return new Checkpoint(training.experiment(), training.seed(), training.data().size(), training.batch(), steps, generator.updates(),
				discriminator.updates(), arrays);
	}

	/** Goes on from a checkpoint; throws IllegalArgumentException where it belongs to another experiment. */
	public void resume(Checkpoint checkpoint) {
		same("seed", training.seed(), checkpoint.seed());
		same("number of training samples", training.data().size(), checkpoint.dataSize());
		same("batch size", training.batch(), checkpoint.batch());
		generator.restore(checkpoint.arrays(), checkpoint.generatorUpdates());
		discriminator.restore(checkpoint.arrays(), checkpoint.discriminatorUpdates());
		if (styleCode != null) {
			styleCode.restore(checkpoint.arrays());
		}
		steps = checkpoint.step();
	}

	private static void same(String what, long here, long there) {
		if (here != there) {
			throw new IllegalArgumentException("The checkpoint was made with " + what + " " + there + ", this training has " + here
					+ ": it could not continue the same curve.");
		}
	}
}
