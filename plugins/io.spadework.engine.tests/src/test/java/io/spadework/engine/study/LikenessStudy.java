package io.spadework.engine.study;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.losses.L1;
import io.spadework.engine.losses.Perceptual;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AffineNorm;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.ImageScaling;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.Norm;
import io.spadework.engine.training.RmsProp;
import io.spadework.engine.training.Schedule;
import io.spadework.engine.training.Training;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/** A very small generator without a discriminator, on a masked perceptual loss to {@link Eyes} and L1, on {@link Patterns} of 16 x 16, batch 2, whose last label is don't-care. */
public final class LikenessStudy {

	private LikenessStudy() {
	}

	/** The experiment, with values of a type; the study's folder is the one of {@link Eyes}. */
	public static Training experiment(DataType type) {
		Dataset data = new Patterns(16, 16, 6, 3);
		GraphBuilder graph = Graphs.builder(type).addInputs("label map").setInputTypes(InputType.convolutional(data.height(), data.width(), data.labelChannels()));
		graph.addLayer("conv", new Convolution.Builder().filters(4).kernel(3).padding(1).build(), "label map");
		graph.addLayer("norm", new AffineNorm.Builder().norm(Norm.LAYER).build(), "conv");
		graph.addVertex("relu", Activate.leakyRelu(0.2), "norm");
		graph.addLayer("image", new Convolution.Builder().filters(3).kernel(1).build(), "relu");
		graph.setOutputs("image");
		return Training.named("Likeness", "Patterns").generator(new GeneratorGraph(graph.build(), "label map", "image"))
				.perceptual(new Perceptual(Eyes.graph(type, ImageScaling.MEAN_SUBTRACTED, Eyes.WEIGHTS), 0.1, List.of(1 / 1.6, 0.5, 2.0), true)).l1(new L1(5)).data(data)
				.generatorUpdater(new RmsProp(1e-2, 0.9)).schedule(Schedule.epochs(8, 0)).initialisation(Initialisation.normal(0.3)).batch(2).seed(7);
	}
}
