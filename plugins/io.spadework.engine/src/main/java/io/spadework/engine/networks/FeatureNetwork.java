package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.weights.NetworkFile;
import io.spadework.engine.weights.NumpyArchive;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A feature network at work, as in evaluation: its weights and all else that it computes with never change. */
public final class FeatureNetwork {

	private static final double GAIN = Math.sqrt(2); // keeps the variance of what goes through rectifiers
	private static final int SCALED = 0;

	private final FeatureGraph graph;
	private final Network network;
	private final String imageTap;
	private final Buffers buffers = new Buffers();

	/**
	 * With the weights of its file, those that come with the program, or drawn from a seed where it names none. Throws an IOException that says what is wrong with a file that can't be used.
	 *
	 * @param folder the study's folder, in which the file's name is looked up
	 */
	public FeatureNetwork(FeatureGraph graph, Path folder, long seed) throws IOException {
		this.graph = graph;
		imageTap = graph.image() + "/gradient";
		network = new Network(Graphs.tapInput(graph.configuration(), graph.image(), imageTap), Initialisation.xavier(GAIN), seed, graph.name());
		if (graph.weights() != null && graph.weights().startsWith(NetworkFile.BUILT_IN)) {
			network.load(NetworkFile.builtIn(graph.weights().substring(NetworkFile.BUILT_IN.length())).arrays());
		} else if (graph.weights() != null) {
			load(folder.resolve(graph.weights()));
		}
	}

	/** A zip of NumPy arrays by the names of the network's parameters and state; others are left alone. */
	private void load(Path file) throws IOException {
		try {
			network.load(NumpyArchive.read(file));
		} catch (NoSuchFileException e) {
			throw new IOException(file + ", which should hold the weights of the feature network \"" + graph.name() + "\", does not exist.", e);
		} catch (ZipException e) {
			throw new IOException(file + ", which should hold the weights of the feature network \"" + graph.name() + "\", is no zip of NumPy arrays: " + e.getMessage(), e);
		} catch (IllegalArgumentException e) {
			throw new IOException(file + " does not hold the weights of the feature network \"" + graph.name() + "\": " + e.getMessage(), e);
		}
	}

	/** The features of images (N x 3 x H x W, values in [-1, 1]), one array for each tap; they belong to the network and are written again by its next pass. */
	public List<INDArray> features(INDArray images) {
		INDArray scaled = buffers.get(SCALED, images.dataType(), images.shape());
		graph.scaling().forward(images, scaled);
		return network.forward(false, scaled);
	}

	/**
	 * The gradient with respect to the images of the last pass, from those with respect to their features, which are written over. It belongs to the network.
	 */
	public INDArray backward(List<INDArray> featureGradients) {
		INDArray gradient = network.backwardTo(imageTap, featureGradients);
		graph.scaling().backward(gradient);
		return gradient;
	}
}
