package io.spadework.engine.run;

import com.google.gson.JsonObject;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.PlanarImage;
import io.spadework.engine.data.Sample;
import io.spadework.engine.metrics.FeatureExtractor;
import io.spadework.engine.metrics.Features;
import io.spadework.engine.metrics.LabelFinder;
import io.spadework.engine.metrics.SegmentationAccuracy;
import io.spadework.engine.metrics.SetMetrics;
import io.spadework.runs.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has trained networks look at the images that a generator makes of held-out label maps: an extractor of features, and a segmenter. What they saw in the real images is kept. */
final class Assessor {

	private static final long SEED = 1;
	/** What a Frechet distance takes. */
	private static final int LEAST = 2;

	private final Dataset data;
	private final Set<SetMetrics.Kind> kinds;
	private final FeatureExtractor extractor;
	private final LabelFinder finder;
	private SetMetrics sets;
	private FeatureExtractor.Gathering real;
	private SegmentationAccuracy ceiling;

	/**
	 * For so many held-out samples.
	 *
	 * @param extractor null: nothing is said about sets of images
	 * @param finder    null: nothing is said about label maps
	 * @param sets      against what sets are compared; null: against the real images of the same samples
	 */
	Assessor(Dataset data, int samples, Set<SetMetrics.Kind> kinds, FeatureExtractor extractor, LabelFinder finder, SetMetrics sets) {
		this.data = data;
		this.kinds = kinds;
		this.extractor = samples < LEAST || kinds.isEmpty() ? null : extractor;
		this.finder = finder != null && finder.sees(data.height(), data.width()) ? finder : null;
		this.sets = sets;
	}

	/** Whether there is nothing to look at. */
	boolean isIdle() {
		return extractor == null && finder == null;
	}

	/** A look at the generator as it is; all samples have to come by, in the same order each time. */
	Look look(Map<String, String> making) {
		return new Look(making);
	}

	/** Takes in samples and what was made of their maps. */
	final class Look {

		private final Map<String, String> making;
		private final FeatureExtractor.Gathering generated = extractor == null ? null : extractor.gather();
		private final SegmentationAccuracy accuracy;
		private final boolean needsReal = extractor != null && sets == null;
		private final boolean needsCeiling = finder != null && ceiling == null;

		private Look(Map<String, String> making) {
			this.making = making;
			accuracy = finder == null ? null : finder.ofGenerated(data, making);
			if (needsReal) {
				real = extractor.gather();
			}
			if (needsCeiling) {
				ceiling = finder.ceiling(data);
			}
		}

		void add(List<Sample> some, List<float[]> images) {
			List<PlanarImage> made = new ArrayList<>();
			List<PlanarImage> theirs = new ArrayList<>();
			for (int i = 0; i < some.size(); i++) {
				Sample sample = some.get(i);
				made.add(PlanarImage.of(sample.name(), sample.height(), sample.width(), images.get(i)));
				theirs.add(PlanarImage.of(sample.name(), sample.height(), sample.width(), sample.image()));
			}
			if (extractor != null) {
				generated.add(made);
			}
			if (needsReal) {
				real.add(theirs);
			}
			if (finder != null) {
				add(accuracy, some, made);
			}
			if (needsCeiling) {
				add(ceiling, some, theirs);
			}
		}

		private void add(SegmentationAccuracy to, List<Sample> some, List<PlanarImage> images) {
			List<short[]> maps = finder.find(images, data.labels());
			for (int i = 0; i < maps.size(); i++) {
				to.add(some.get(i), maps.get(i));
			}
		}

		/** What was seen. */
		List<Evaluation> evaluations() throws DataException {
			List<Evaluation> evaluations = new ArrayList<>();
			if (needsReal) {
				Features seen = real.features();
				sets = SetMetrics.against(extractor, kinds, SEED, seen, "the real images of the same samples");
				real = null;
			}
			if (extractor != null) {
				Map<String, String> protocol = new LinkedHashMap<>(data.provenance());
				protocol.putAll(making);
				protocol.put("images", "generated from held-out label maps");
				protocol.put("size", data.width() + " x " + data.height());
				try {
					evaluations.addAll(sets.evaluations(generated.features(), protocol));
				} catch (IllegalArgumentException | IllegalStateException e) {
					throw new DataException("The generated images can't be compared with real ones: " + e.getMessage(), e);
				}
			}
			if (finder != null) {
				evaluations.addAll(accuracy.evaluations());
				evaluations.addAll(ceiling.evaluations());
			}
			return evaluations;
		}

		/** The confusion of the generated images' maps, and of the real ones'; null where no segmenter looks. */
		JsonObject classes() {
			if (finder == null) {
				return null;
			}
			JsonObject tables = new JsonObject();
			tables.addProperty("segmenter", finder.name());
			tables.add("generated", accuracy.classes());
			tables.add("real", ceiling.classes());
			return tables;
		}
	}
}
