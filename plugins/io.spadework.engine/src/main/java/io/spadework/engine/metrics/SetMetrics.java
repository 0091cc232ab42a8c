package io.spadework.engine.metrics;

import io.spadework.runs.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says how far a set of generated images lies from a set of real ones, by an extractor's features. */
public final class SetMetrics {

	/** What can be said. */
	public enum Kind {
		FRECHET("frechet_distance", "fid"), KERNEL("kernel_distance", "kid"), PRECISION("precision", "precision"), RECALL("recall", "recall");

		private final String title;
		private final String withInception;

		Kind(String title, String withInception) {
			this.title = title;
			this.withInception = withInception;
		}

		/** The metric's name: short names are kept for FID's own network, all others stand with their extractor. */
		String metric(FeatureExtractor extractor) {
			return extractor.isInception() ? withInception : title + "[" + extractor.name() + "]";
		}
	}

	private static final int RESAMPLES = 200;
	private static final String FRECHET_DEFINITION = "squared Frechet distance of normal distributions, covariances divided by n - 1, version 1";

	private final FeatureExtractor extractor;
	private final Set<Kind> kinds;
	private final long seed;
	private final Features real;
	private final FeatureStatistics statistics;
	private final String reference;

	private SetMetrics(FeatureExtractor extractor, Set<Kind> kinds, long seed, Features real, FeatureStatistics statistics, String reference) {
		this.extractor = extractor;
		this.kinds = kinds;
		this.seed = seed;
		this.real = real;
		this.statistics = statistics;
		this.reference = reference;
	}

	/**
	 * Against real images.
	 *
	 * @param seed      of everything that is drawn
	 * @param reference what they are, for the protocol
	 */
	public static SetMetrics against(FeatureExtractor extractor, Set<Kind> kinds, long seed, Features real, String reference) {
		return new SetMetrics(extractor, kinds, seed, real, null, reference);
	}

	/** Against statistics of real images, which are enough for a Frechet distance alone; throws IllegalArgumentException for other kinds. */
	public static SetMetrics against(FeatureExtractor extractor, Set<Kind> kinds, long seed, FeatureStatistics statistics, String reference) {
		if (!kinds.equals(Set.of(Kind.FRECHET))) {
			throw new IllegalArgumentException("Statistics of the reference are enough for a Frechet distance; a kernel distance, precision and recall need its images.");
		}
		return new SetMetrics(extractor, kinds, seed, null, statistics, reference);
	}

	/**
	 * How far two sets lie apart of which the statistics alone are known: {@code frechet_distance[statistics]}, as nobody can say whose features they are of. Throws
	 * IllegalArgumentException where they are of different dimensions.
	 *
	 * @param subject   what the ones are, for the protocol
	 * @param reference what the others are
	 */
	public static Evaluation ofStatistics(FeatureStatistics generated, String subject, FeatureStatistics real, String reference) {
		Map<String, String> protocol = Map.of("definition", FRECHET_DEFINITION, "images", subject, "reference", reference);
		return new Evaluation(Kind.FRECHET.title + "[statistics]", FrechetDistance.of(real, generated), null, Math.toIntExact(generated.samples()), protocol);
	}

	/**
	 * The numbers, each with its protocol; throws IllegalArgumentException where there are too few images.
	 *
	 * @param images what the protocol says about the images besides
	 */
	public List<Evaluation> evaluations(Features generated, Map<String, String> images) {
		List<Evaluation> evaluations = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			if (kinds.contains(kind)) {
				evaluations.add(evaluation(kind, generated, images));
			}
		}
		return evaluations;
	}

	private Evaluation evaluation(Kind kind, Features generated, Map<String, String> images) {
		Map<String, String> protocol = new LinkedHashMap<>(images);
		protocol.putAll(extractor.protocol());
		protocol.put("reference", reference);
		long reals = real == null ? statistics.samples() : real.count();
		protocol.put("samples", (reals == 0 ? "an unknown number" : reals) + " real, " + generated.count() + " generated");
		protocol.put("seed", Long.toString(seed));
		Estimate estimate = switch (kind) {
		case FRECHET -> frechet(generated, protocol);
		case KERNEL -> {
			KernelDistance distance = new KernelDistance(real, generated, seed);
			protocol.put("definition", "unbiased squared maximum mean discrepancy, kernel (x.y/d + 1)^3, version 1");
			protocol.put("subsets", distance.subsets());
			protocol.put("interval", interval(RESAMPLES, "images, or over subsets where there are such"));
			yield distance.estimate(RESAMPLES);
		}
		case PRECISION, RECALL -> {
			PrecisionRecall sets = new PrecisionRecall(real, generated, PrecisionRecall.NEIGHBOURS);
			protocol.put("definition", "improved precision and recall, " + PrecisionRecall.NEIGHBOURS + " nearest neighbours, version 1");
			protocol.put("interval", interval(RESAMPLES, "the images that are counted"));
			yield kind == Kind.PRECISION ? sets.precision(new Resampling(RESAMPLES, seed)) : sets.recall(new Resampling(RESAMPLES, seed));
		}
		};
		return new Evaluation(kind.metric(extractor), estimate.value(), estimate.interval(), generated.count(), protocol);
	}

	private Estimate frechet(Features generated, Map<String, String> protocol) {
		protocol.put("definition", FRECHET_DEFINITION);
		protocol.put("interval", interval(RESAMPLES, real == null ? "the generated images" : "the images of both sets") + ", by each image's influence, not below 0");
		Resampling resampling = new Resampling(RESAMPLES, seed);
		return real == null ? FrechetDistance.estimate(statistics, generated, resampling) : FrechetDistance.estimate(real, generated, resampling);
	}

	private static String interval(int resamples, String over) {
		return "95 %, bootstrap over " + over + ", " + resamples + " resamples, around the value";
	}
}
