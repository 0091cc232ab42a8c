package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A feature network at work: its weights never change. */
public final class FeatureNetwork {

	private static final double GAIN = Math.sqrt(2); // keeps the variance of what goes through rectifiers

	private final FeatureGraph graph;
	private final Network network;
	private final String imageTap;
	private final Buffers buffers = new Buffers();

	/**
	 * With weights from its file, or drawn from a seed where none is named.
	 *
	 * @param folder the study's folder, against which the file's name is resolved
	 */
	public FeatureNetwork(FeatureGraph graph, Path folder, long seed) throws IOException {
		if (graph.weights() != null) {
			throw new IOException("The feature network \"" + graph.name() + "\" can't read " + folder.resolve(graph.weights()) + ".");
		}
		this.graph = graph;
		imageTap = graph.image() + "/gradient";
		ComputationGraphConfiguration tapped = Graphs.tapInput(graph.configuration(), graph.image(), imageTap);
		network = new Network(tapped, Initialisation.xavier(GAIN), seed, graph.name());
	}

	/** The features of images (N x 3 x H x W, values in [-1, 1]), one array for each tap; they belong to the network and are written again by its next pass. */
	public List<INDArray> features(INDArray images) {
		INDArray scaled = buffers.get(0, images.dataType(), images.shape());
		graph.scaling().forward(images, scaled);
		return network.forward(true, scaled);
	}

	/** The gradient with respect to the images of the last pass, from those with respect to their features, which are written over. It belongs to the network. */
	public INDArray backward(List<INDArray> featureGradients) {
		INDArray gradient = network.backwardTo(imageTap, featureGradients);
		graph.scaling().backward(gradient);
		return gradient;
	}
}
