package io.spadework.engine.training;

import io.spadework.engine.data.Sample;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The networks of one phase at work: what is trained step by step. */
public sealed interface Course permits Synthesis, Segmentation {

	/**
	 * Makes one step; returns the values of its series by name. Throws DivergenceException, with the weights as they were, when a loss or gradient is no number.
	 *
	 * @param steps  steps of the training made before
	 * @param factor share of the learning rate
	 */
	Map<String, Double> step(List<Sample> samples, int steps, double factor);

	/** Looks at the blocks of the networks that the next step moves: watches by the networks' names, filled in the course of it. */
	Map<String, BlockWatch> watch();

	/** What the samples become, as images to look at: 3 * height * width values in [-1, 1] each. Changes nothing that is trained. */
	List<float[]> show(List<Sample> samples);

	/** Parameters that are learned, of all networks. */
	long parameters();

	/** Everything training has changed, by name: live arrays. */
	Map<String, INDArray> arrays();

	/** Updates made, by the names of the networks. */
	Map<String, Integer> updates();

	/** Takes over what {@link #arrays()} and {@link #updates()} once gave; throws IllegalArgumentException naming what is missing or of another size. */
	void restore(Map<String, INDArray> arrays, Map<String, Integer> updates);
}
