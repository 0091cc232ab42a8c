package io.spadework.ui.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured, and with what.
 *
 * @param metrics    by their names on the command line
 * @param checkpoint latest, best, or a step
 * @param samples    images at most; 0: all
 * @param weights    of FID's network; null: the feature network that comes with Spadework
 * @param segmenter  a run that has trained a segmenter, or a study with one; null: the one that comes with Spadework
 * @param segmenterWeights of a study's segmenter; null for a run
 * @param segmenterClasses which labels its classes stand for; null: they are the data set's labels
 */
public record EvaluationChoice(Set<String> metrics, String checkpoint, int samples, Path weights, Path segmenter, Path segmenterWeights, Path segmenterClasses) {

	/** As the engine takes them, but for the networks. */
	List<String> arguments() {
		return List.of("--metrics", String.join(",", metrics), "--samples", Integer.toString(samples));
	}
}
