package io.spadework.engine.study;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.losses.Reduction;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AffineNorm;
import io.spadework.engine.networks.AveragePool;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.Sum;
import io.spadework.engine.networks.UpsampleNearest;
import io.spadework.engine.training.Adam;
import io.spadework.engine.training.Phase;
import io.spadework.engine.training.Schedule;
import io.spadework.engine.training.Training;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** A very small generator that trains from coarse, 8 x 8, to fine, 16 x 16, on {@link Patterns}: three phases of one epoch, three steps, each. */
public final class CoarseToFineStudy {

	/** What the coarse generator is called in the fine one. */
	public static final String GLOBAL = "global";

	private CoarseToFineStudy() {
	}

	/** The experiment: the coarse generator alone, the fine one around it as it is, and both together. */
	public static Training experiment() {
		Dataset small = new Patterns(8, 8, 6);
		Dataset large = new Patterns(16, 16, 6);
		GeneratorGraph fine = fine(large);
		return Training.named("Coarse to fine", "Patterns").adversarial(AdversarialLoss.hinge()).featureMatching(new FeatureMatching(10, Reduction.MEAN))
				.generatorUpdater(new Adam(1e-3, 0.5, 0.9)).discriminatorUpdater(new Adam(2e-3, 0.5, 0.9)).initialisation(Initialisation.normal(0.3)).batch(2).seed(7)
				.averaging(0.5).schedule(Schedule.epochs(1, 0))
				.phase(Phase.named("coarse").generator(coarse(small)).discriminator(discriminator(small, 2, 1)).data(small))
				.phase(Phase.named("fine").generator(fine).discriminator(discriminator(large, 2, 2)).data(large).frozen(GLOBAL).within(GLOBAL))
				.phase(Phase.named("joint").generator(fine).discriminator(discriminator(large, 2, 2)).data(large).schedule(Schedule.epochs(1, 1)));
	}

	/** A discriminator of so many scales for images of the data. */
	public static DiscriminatorGraph discriminator(Dataset data, int filters, int scales) {
		return new PatchDiscriminator(DataType.FLOAT, data.labelChannels(), data.height(), data.width(), filters, scales).define();
	}

	/** The coarse generator, for images of the data. */
	public static GeneratorGraph coarse(Dataset data) {
		GraphBuilder graph = start(data);
		String features = features(graph, "", "label map");
		graph.addLayer("to image", new Convolution.Builder().filters(3).kernel(3).padding(1).build(), features);
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		return new GeneratorGraph(graph.build(), "label map", "image");
	}

	/** The fine generator, for images of the data: the coarse one up to its features, at half the size, and a branch of its own. */
	public static GeneratorGraph fine(Dataset data) {
		GraphBuilder graph = start(data);
		graph.addVertex("half", new AveragePool(3, 2, 1), "label map");
		String features = features(graph, GLOBAL + "/", "half");
		graph.addLayer("down", new Convolution.Builder().filters(4).kernel(3).stride(2).padding(1).spectralNorm(true).build(), "label map");
		graph.addVertex("sum", new Sum(), features, "down");
		graph.addVertex("up", new UpsampleNearest(2), "sum");
		graph.addLayer("to image", new Convolution.Builder().filters(3).kernel(3).padding(1).build(), "up");
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		return new GeneratorGraph(graph.build(), "label map", "image");
	}

	private static GraphBuilder start(Dataset data) {
		return Graphs.builder().addInputs("label map").setInputTypes(InputType.convolutional(data.height(), data.width(), data.labelChannels()));
	}

	private static String features(GraphBuilder graph, String prefix, String input) {
		graph.addLayer(prefix + "conv", new Convolution.Builder().filters(4).kernel(3).padding(1).spectralNorm(true).build(), input);
		graph.addLayer(prefix + "norm", new AffineNorm.Builder().build(), prefix + "conv");
		graph.addVertex(prefix + "relu", Activate.leakyRelu(0.2), prefix + "norm");
		return prefix + "relu";
	}
}
