package io.spadework.engine.metrics;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.runs.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far label maps predicted from images agree with the true ones, from one confusion matrix over all samples: pixel accuracy = agreeing / counted pixels, and
 * mean intersection over union = mean over classes of pixels that both maps give the class / pixels that either does. Pixels whose true label is don't-care are
 * not counted; classes that occur in neither map are left out of the mean.
 */
public final class SegmentationAccuracy {

	private final Dataset dataset;
	private final Map<String, String> network;
	private final int labels;
	/** Pixels by true label, then by predicted one. */
	private final long[] confusion;
	private int samples;

	/**
	 * For held-out samples of a data set.
	 *
	 * @param network what the protocol says about the network that predicts
	 */
	public SegmentationAccuracy(Dataset dataset, Map<String, String> network) {
		this.dataset = dataset;
		this.network = network;
		labels = dataset.labels();
		confusion = new long[labels * labels];
	}

	/** Takes in the label indices that were predicted for a sample's image, row by row; throws IllegalArgumentException where there are fewer or more than pixels. */
	public void add(Sample sample, short[] predicted) {
		if (predicted.length != sample.labels().length) {
			throw new IllegalArgumentException("the prediction for " + sample.name() + " has " + predicted.length + " labels; expected " + sample.height() + " x " + sample.width());
		}
		for (int i = 0; i < predicted.length; i++) {
			if (sample.labels()[i] != dataset.dontCare()) {
				confusion[sample.labels()[i] * labels + predicted[i]]++;
			}
		}
		samples++;
	}

	/** {@code pixel_accuracy} and {@code mean_iou}, NaN where no pixel was counted; throws IllegalStateException where no sample was taken in. */
	public List<Evaluation> evaluations() {
		if (samples == 0) {
			throw new IllegalStateException("segmentation accuracy needs at least one sample; none was taken in");
		}
		long right = 0;
		long counted = 0;
		double overlap = 0;
		int classes = 0;
		for (int k = 0; k < labels; k++) {
			long ofClass = 0;
			long asClass = 0;
			for (int other = 0; other < labels; other++) {
				ofClass += confusion[k * labels + other];
				asClass += confusion[other * labels + k];
			}
			long both = confusion[k * labels + k];
			right += both;
			counted += ofClass;
			if (k != dataset.dontCare() && ofClass + asClass > 0) {
				overlap += (double) both / (ofClass + asClass - both);
				classes++;
			}
		}
		return List.of(evaluation("pixel_accuracy", "agreeing / counted pixels", (double) right / counted, classes),
				evaluation("mean_iou", "mean over classes of intersection / union", overlap / classes, classes));
	}

	private Evaluation evaluation(String metric, String formula, double value, int classes) {
		Map<String, String> protocol = new LinkedHashMap<>(dataset.provenance());
		protocol.putAll(network);
		protocol.put("definition", "segmentation accuracy, version 1: " + formula + ", from one confusion matrix over all samples");
		protocol.put("images", "real images");
		protocol.put("samples", Integer.toString(samples));
		protocol.put("size", dataset.width() + " x " + dataset.height());
		protocol.put("classes", classes + " that occur in true or predicted maps; don't-care pixels not counted");
		return new Evaluation(metric, value, null, samples, protocol);
	}
}
