package io.spadework.engine.run;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.PlanarImage;
import io.spadework.engine.data.Sample;
import io.spadework.engine.metrics.ClassMap;
import io.spadework.engine.metrics.LabelFinder;
import io.spadework.engine.weights.NetworkFile;
import io.spadework.runs.KeptSegmenter;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.util.List;

/** The segmenter that a run's study names for its evaluations: kept in the run's folder since before the training began. */
final class OwnSegmenter {

	private OwnSegmenter() {
	}

	/** Reads it; null where the study names none. Throws DataException where it cannot look at the data set's images, or finds other labels. */
	static LabelFinder of(RunFolder run, Dataset data) throws IOException, DataException {
		KeptSegmenter kept;
		try {
			kept = KeptSegmenter.of(run);
		} catch (RunException e) {
			throw new IOException(e.getMessage(), e);
		}
		if (kept == null) {
			return null;
		}
		LabelFinder finder = LabelFinder.of(NetworkFile.own(kept.name(), kept.network()), kept.weights(), kept.classes() == null ? ClassMap.SAME : ClassMap.read(kept.classes(), data));
		tryOut(finder, data);
		return finder;
	}

	/** What does not fit is said now, rather than after hours of training. */
	private static void tryOut(LabelFinder finder, Dataset data) throws DataException {
		if (data.heldOut() > 0) {
			Sample sample = data.heldOut(0);
			try {
				finder.find(List.of(PlanarImage.of(sample.name(), sample.height(), sample.width(), sample.image())), data.labels());
			} catch (IllegalArgumentException | IllegalStateException e) {
				throw new DataException("The evaluation's segmenter can't look at the data set: " + e.getMessage(), e);
			}
		}
	}
}
