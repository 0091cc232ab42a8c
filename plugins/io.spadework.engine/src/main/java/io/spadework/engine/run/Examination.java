package io.spadework.engine.run;

import com.google.gson.JsonObject;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.Sample;
import io.spadework.engine.metrics.DiscriminatorAccuracy;
import io.spadework.engine.metrics.FeatureExtractor;
import io.spadework.engine.metrics.LabelFinder;
import io.spadework.engine.metrics.LayoutAccuracy;
import io.spadework.engine.metrics.SegmentationAccuracy;
import io.spadework.engine.metrics.SetMetrics;
import io.spadework.engine.training.Course;
import io.spadework.engine.training.Segmentation;
import io.spadework.engine.training.Synthesis;
import io.spadework.engine.training.Training;
import io.spadework.runs.Evaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Measures what the networks of a phase have learned on held-out samples, of which it holds no more than a batch at a time. */
final class Examination {

	private static final int LOOKS_BETWEEN_COLLECTIONS = 100;
	/** More would hold up the start of a training. */
	private static final int MOST_UNTRAINED_SAMPLES = 64;

	private final Training training;
	private final Dataset data;
	private final Course course;
	private final int samples;
	private final LabelFinder segmenter;
	private LayoutAccuracy layout;
	private Assessor assessor;
	private JsonObject classes;

	/**
	 * Of the networks that a course trains.
	 *
	 * @param segmenter what finds label maps in generated images; null: the one that comes with the program, for the built-in landscapes
	 */
	Examination(Training training, Dataset data, Course course, LabelFinder segmenter) {
		this.training = training;
		this.data = data;
		this.course = course;
		this.segmenter = segmenter;
		samples = training.evaluationSamples() == 0 ? data.heldOut() : Math.min(training.evaluationSamples(), data.heldOut());
	}

	/** Which classes were taken for which when it was last measured; null where no segmenter looked. */
	JsonObject classes() {
		return classes;
	}

	/** What can be said before the first step. */
	List<Evaluation> untrained() throws DataException {
		if (samples == 0) {
			return List.of();
		}
		int few = Math.min(samples, MOST_UNTRAINED_SAMPLES);
		if (course instanceof Segmentation segmentation) {
			return measured(segmentation, few, "the segmenter before its first step");
		}
		Synthesis synthesis = (Synthesis) course;
		LayoutAccuracy accuracy = LayoutAccuracy.on(data, few, synthesis.protocol());
		LayoutAccuracy.Scores untrained = accuracy.untrained();
		LayoutAccuracy.Scores real = accuracy.real();
		each(few, (some, first) -> add(some, synthesis.generate(some, first), List.of(untrained), real));
		return List.of(untrained.evaluation(), real.evaluation());
	}

	/** What can be said of the networks as they are. */
	List<Evaluation> trained() throws DataException, IOException {
		if (samples == 0) {
			return List.of();
		}
		return switch (course) {
		case Synthesis synthesis -> trained(synthesis);
		case Segmentation segmentation -> measured(segmentation, samples, "the segmenter as trained");
		};
	}

	private List<Evaluation> trained(Synthesis synthesis) throws DataException, IOException {
		Assessor.Look look = assessor().look(synthesis.protocol());
		List<LayoutAccuracy.Scores> generated = new ArrayList<>(List.of(layout(synthesis).trained()));
		if (samples > 1) {
			generated.add(layout(synthesis).swapped());
		}
		LayoutAccuracy.Scores real = layout(synthesis).real();
		DiscriminatorAccuracy judged = training.adversarial() == null ? null : new DiscriminatorAccuracy(data, training.adversarial().boundary(), synthesis.protocol());
		each(samples, (some, first) -> {
			List<float[]> images = synthesis.generate(some, first);
			add(some, images, generated, real);
			look.add(some, images);
			if (judged != null) {
				List<float[]> ofReal = synthesis.judge(some, some.stream().map(Sample::image).toList());
				List<float[]> ofGenerated = synthesis.judge(some, images);
				for (int i = 0; i < some.size(); i++) {
					judged.add(ofReal.get(i), ofGenerated.get(i));
				}
			}
		});
		List<Evaluation> evaluations = new ArrayList<>(Stream.concat(generated.stream(), Stream.of(real)).map(LayoutAccuracy.Scores::evaluation).toList());
		if (judged != null) {
			evaluations.add(judged.evaluation());
		}
		evaluations.addAll(look.evaluations());
		classes = look.classes();
		return evaluations;
	}

	/** Features of any images by the network that comes with the program, and label maps. */
	private Assessor assessor() throws IOException {
		if (assessor == null) {
			LabelFinder finder = segmenter == null && data instanceof Landscapes ? LabelFinder.landscapeSegmenter() : segmenter;
			assessor = new Assessor(data, samples, Set.of(SetMetrics.Kind.FRECHET), FeatureExtractor.landscapeFeatures(), finder, null);
		}
		return assessor;
	}

	private List<Evaluation> measured(Segmentation segmentation, int count, String network) throws DataException {
		SegmentationAccuracy accuracy = new SegmentationAccuracy(data, Map.of("network", network));
		each(count, (some, first) -> {
			List<short[]> predicted = segmentation.predict(some);
			for (int i = 0; i < some.size(); i++) {
				accuracy.add(some.get(i), predicted.get(i));
			}
		});
		classes = new JsonObject();
		classes.addProperty("segmenter", network);
		classes.add("real", accuracy.classes());
		return accuracy.evaluations();
	}

	/** The class means are those of the real images: they are the same at every step. */
	private LayoutAccuracy layout(Synthesis synthesis) throws DataException {
		if (layout == null) {
			layout = LayoutAccuracy.on(data, samples, synthesis.protocol());
		}
		return layout;
	}

	private static void add(List<Sample> some, List<float[]> images, List<LayoutAccuracy.Scores> generated, LayoutAccuracy.Scores real) {
		for (int i = 0; i < some.size(); i++) {
			for (LayoutAccuracy.Scores scores : generated) {
				scores.add(some.get(i), images.get(i));
			}
			real.add(some.get(i), some.get(i).image());
		}
	}

	/** A look at some of the samples, of which the first has this number. */
	private interface Look {

		void at(List<Sample> some, int first);
	}

	private void each(int count, Look look) throws DataException {
		for (int first = 0; first < count; first += training.batch()) {
			List<Sample> some = new ArrayList<>();
			for (int i = first; i < Math.min(first + training.batch(), count); i++) {
				some.add(data.heldOut(i));
			}
			look.at(some, first);
			if ((first / training.batch() + 1) % LOOKS_BETWEEN_COLLECTIONS == 0) {
				System.gc(); // as a training does, for the small native arrays that operations leave behind
			}
		}
	}
}
