package io.spadework.engine.study;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.Divergence;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.losses.Reduction;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AdaptiveInstanceNorm;
import io.spadework.engine.networks.AffineNorm;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.EncoderGraph;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.Linear;
import io.spadework.engine.networks.Norm;
import io.spadework.engine.networks.Normalise;
import io.spadework.engine.training.Adam;
import io.spadework.engine.training.Schedule;
import io.spadework.engine.training.Training;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** A very small generator whose style codes of 3 come from an encoder, on {@link Patterns} of 16 x 16, batch 2, with averaged weights. */
public final class EncodedStudy {

	public static final int STYLE = 3;

	private EncodedStudy() {
	}

	/** The experiment, with values of a type. */
	public static Training experiment(DataType type) {
		Dataset data = new Patterns(16, 16, 6);
		return Training.named("Encoded", "Patterns").generator(generator(type, data)).encoder(encoder(type, data))
				.discriminator(new PatchDiscriminator(type, data.labelChannels(), data.height(), data.width(), 2, 2).define()).adversarial(AdversarialLoss.hinge())
				.featureMatching(new FeatureMatching(10, Reduction.MEAN)).divergence(new Divergence(0.5)).data(data).generatorUpdater(new Adam(1e-3, 0, 0.9))
				.discriminatorUpdater(new Adam(2e-3, 0, 0.9)).schedule(Schedule.epochs(8, 0)).initialisation(Initialisation.normal(0.3)).batch(2).seed(7).averaging(0.8);
	}

	/** The generator: a batch norm, then an instance norm that the style code modulates. */
	public static GeneratorGraph generator(DataType type, Dataset data) {
		GraphBuilder graph = Graphs.builder(type).addInputs("label map", "style code").setInputTypes(
				InputType.convolutional(data.height(), data.width(), data.labelChannels()), InputType.convolutional(1, 1, STYLE));
		graph.addLayer("conv", new Convolution.Builder().filters(4).kernel(3).padding(1).bias(false).spectralNorm(true).build(), "label map");
		graph.addLayer("norm", new AffineNorm.Builder().norm(Norm.BATCH).epsilon(1e-5).build(), "conv");
		graph.addVertex("relu", Activate.leakyRelu(0.2), "norm");
		graph.addVertex("styled", new AdaptiveInstanceNorm.Builder().channels(4).style(STYLE).epsilon(1e-5).build(), "relu", "style code");
		graph.addLayer("to image", new Convolution.Builder().filters(3).kernel(3).padding(1).build(), "styled");
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		return new GeneratorGraph(graph.build(), "label map", "image").style("style code", STYLE);
	}

	/** The encoder. */
	public static EncoderGraph encoder(DataType type, Dataset data) {
		GraphBuilder graph = Graphs.builder(type).addInputs("image").setInputTypes(InputType.convolutional(data.height(), data.width(), 3));
		graph.addLayer("conv1", new Convolution.Builder().filters(4).kernel(3).stride(2).padding(1).bias(false).spectralNorm(true).build(), "image");
		graph.addVertex("norm1", new Normalise(Norm.INSTANCE, 1e-5), "conv1");
		graph.addVertex("relu1", Activate.leakyRelu(0.2), "norm1");
		graph.addLayer("conv2", new Convolution.Builder().filters(4).kernel(3).stride(2).padding(1).build(), "relu1");
		graph.addVertex("relu2", Activate.leakyRelu(0.2), "conv2");
		graph.addLayer("code", new Linear.Builder().filters(2 * STYLE).build(), "relu2");
		graph.setOutputs("code");
		return new EncoderGraph(graph.build(), "image", "code");
	}
}
