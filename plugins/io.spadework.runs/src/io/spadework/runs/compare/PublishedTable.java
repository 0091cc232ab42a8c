package io.spadework.runs.compare;

import io.spadework.runs.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The figures that SPADE's authors published for four methods on four data sets (arXiv 1903.07291). They were measured by other people
 * with other networks, so their protocol is like nobody's own and no run shares a column with them.
 */
public final class PublishedTable {

	/** Where the figures are from. */
	public static final String SOURCE = "published in arXiv 1903.07291";

	private static final double NA = Double.NaN;
	private static final List<Row> ROWS = List.of(new Row("CRN", "COCO-Stuff", 23.7, 40.4, 70.4), new Row("SIMS", "COCO-Stuff", NA, NA, NA),
			new Row("pix2pixHD", "COCO-Stuff", 14.6, 45.8, 111.5), new Row("SPADE", "COCO-Stuff", 37.4, 67.9, 22.6),
			new Row("CRN", "ADE20K", 22.4, 68.8, 73.3), new Row("SIMS", "ADE20K", NA, NA, NA), new Row("pix2pixHD", "ADE20K", 20.3, 69.2, 81.8), new Row("SPADE", "ADE20K", 38.5, 79.9, 33.9),
			new Row("CRN", "ADE20K-outdoor", 16.5, 68.6, 99.0), new Row("SIMS", "ADE20K-outdoor", 13.1, 74.7, 67.7), new Row("pix2pixHD", "ADE20K-outdoor", 17.4, 71.6, 97.8),
			new Row("SPADE", "ADE20K-outdoor", 30.8, 82.9, 63.3),
			new Row("CRN", "Cityscapes", 52.4, 77.1, 104.7), new Row("SIMS", "Cityscapes", 47.2, 75.5, 49.7), new Row("pix2pixHD", "Cityscapes", 58.3, 81.4, 95.0),
			new Row("SPADE", "Cityscapes", 62.3, 81.9, 71.8));

	/**
	 * One method on one data set.
	 *
	 * @param method CRN, SIMS, pix2pixHD or SPADE
	 * @param dataset the data set
	 * @param miou mean intersection over union of a segmentation network's answer, in percent; NaN where none was published
	 * @param accuracy its pixel accuracy, in percent; NaN where none was published
	 * @param fid Frechet Inception distance; NaN where none was published
	 */
	public record Row(String method, String dataset, double miou, double accuracy, double fid) {

		/** The figures that were published, each with a protocol that says so. */
		public List<Evaluation> evaluations() {
			List<Evaluation> evaluations = new ArrayList<>();
			add(evaluations, "miou", miou);
			add(evaluations, "pixel_accuracy", accuracy);
			add(evaluations, "fid", fid);
			return evaluations;
		}

		private void add(List<Evaluation> evaluations, String metric, double value) {
			if (!Double.isNaN(value)) {
				evaluations.add(new Evaluation(metric, value, null, 0, Map.of("source", SOURCE, "dataset", dataset)));
			}
		}
	}

	private PublishedTable() {
	}

	/** All rows, by data set. */
	public static List<Row> rows() {
		return ROWS;
	}

	/** The methods in the table's order. */
	public static List<String> methods() {
		return List.copyOf(new LinkedHashSet<>(ROWS.stream().map(Row::method).toList()));
	}

	/** The data sets in the table's order. */
	public static List<String> datasets() {
		return List.copyOf(new LinkedHashSet<>(ROWS.stream().map(Row::dataset).toList()));
	}

	/** The row of a method on a data set. */
	public static Row row(String method, String dataset) {
		return ROWS.stream().filter(row -> row.method.equals(method) && row.dataset.equals(dataset)).findFirst()
				.orElseThrow(() -> new IllegalArgumentException("no figures were published for " + method + " on " + dataset));
	}
}
