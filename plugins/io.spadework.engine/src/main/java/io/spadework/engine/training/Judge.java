package io.spadework.engine.training;

import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.GraphInput;
import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.Slice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Judges images: the discriminator with all that it is fed with, and the order of its outputs. */
final class Judge {

	private static final int BOTH_LABEL_MAPS = 0;
	private static final int BOTH_EDGE_MAPS = 1;
	private static final int BOTH_IMAGES = 2;
	private static final int FIRST_GRADIENT = 10;
	private static final int FIRST_KEPT = 1000;

	private final Player discriminator;
	private final DiscriminatorGraph graph;
	private final List<GraphInput> inputs;
	private final Buffers buffers = new Buffers();

	Judge(Player discriminator, DiscriminatorGraph graph) {
		this.discriminator = discriminator;
		this.graph = graph;
		inputs = graph.inputs();
	}

	Player discriminator() {
		return discriminator;
	}

	DiscriminatorGraph graph() {
		return graph;
	}

	/** All that the discriminator is fed with to judge images that belong to a batch's label maps. */
	INDArray[] fed(Batch batch, INDArray images) {
		return fed(batch.labelMap(), batch.edgeMap(), images);
	}

	/** All that it is fed with to judge generated images, which come first, and the batch's real ones in one pass. */
	INDArray[] fedBoth(Batch batch, INDArray generated) {
		INDArray edges = inputs.contains(GraphInput.EDGE_MAP) ? pair(BOTH_EDGE_MAPS, batch.edgeMap(), batch.edgeMap()) : null;
		return fed(pair(BOTH_LABEL_MAPS, batch.labelMap(), batch.labelMap()), edges, pair(BOTH_IMAGES, generated, batch.image()));
	}

	private INDArray[] fed(INDArray labelMap, INDArray edgeMap, INDArray image) {
		Map<GraphInput, INDArray> fed = new EnumMap<>(GraphInput.class);
		fed.put(GraphInput.LABEL_MAP, labelMap);
		fed.put(GraphInput.EDGE_MAP, edgeMap);
		fed.put(GraphInput.IMAGE, image);
		return GraphInput.arrays(inputs, fed);
	}

	/** Two batches as one, the first one first. */
	private INDArray pair(int slot, INDArray first, INDArray second) {
		long[] shape = first.shape().clone();
		long half = shape[0];
		shape[0] = 2 * half;
		INDArray both = buffers.get(slot, first.dataType(), shape);
		Slice.of(both, 0, 0, half).assign(first);
		Slice.of(both, 0, half, 2 * half).assign(second);
		return both;
	}

	/** Copies of outputs, which the discriminator's next pass writes over. */
	List<INDArray> keep(List<INDArray> outputs) {
		List<INDArray> kept = new ArrayList<>();
		for (int i = 0; i < outputs.size(); i++) {
			kept.add(buffers.get(FIRST_KEPT + i, outputs.get(i).dataType(), outputs.get(i).shape()).assign(outputs.get(i)));
		}
		return kept;
	}

	/** Arrays for the gradients of outputs, all 0. */
	List<INDArray> gradients(List<INDArray> outputs) {
		List<INDArray> gradients = new ArrayList<>();
		for (int i = 0; i < outputs.size(); i++) {
			gradients.add(buffers.get(FIRST_GRADIENT + i, outputs.get(i).dataType(), outputs.get(i).shape()).assign(0));
		}
		return gradients;
	}

	/** Of values in the order of the discriminator's outputs, those that belong to predictions, finest scale first. */
	List<INDArray> predictions(List<INDArray> values) {
		List<INDArray> predictions = new ArrayList<>();
		int next = 0;
		for (DiscriminatorGraph.Scale scale : graph.scales()) {
			next += scale.taps().size();
			predictions.add(values.get(next++));
		}
		return predictions;
	}

	/** Of values in the order of the discriminator's outputs, those that belong to features, per scale. */
	List<List<INDArray>> features(List<INDArray> values) {
		List<List<INDArray>> features = new ArrayList<>();
		int next = 0;
		for (DiscriminatorGraph.Scale scale : graph.scales()) {
			features.add(values.subList(next, next + scale.taps().size()));
			next += scale.taps().size() + 1;
		}
		return features;
	}
}
