package io.spadework.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.spadework.runs.labels.KnownLabels;

/**
 * Facades: {@code train_label} and {@code train_img}, with files of the same base name belonging together; {@code val_...}, or where
 * there is none {@code test_...}, likewise for the held-out samples. Labels are taken as stored, and there are no instance maps.
 */
public final class Facades extends StoredDataset {

	/**
	 * @param folder absolute, or relative to the study's folder
	 * @param labels number of declared labels, 13 for facades
	 * @param dontCare whether 255 is accepted and becomes label index {@code labels}
	 * @param edges has to be false: facades have no instance maps
	 */
	public Facades(String folder, int labels, boolean dontCare, boolean edges, Preparation preparation) {
		super(folder, labels, dontCare, noEdges(edges, "the facades layout"), preparation);
	}

	@Override
	String kind() {
		return "facades folder";
	}

	@Override
	String layout() {
		return "train_label and train_img";
	}

	@Override
	KnownLabels known() {
		return KnownLabels.FACADES;
	}

	@Override
	Split find(Path root) throws DataException {
		List<Pair> training = pairs(root, "train");
		for (String phase : List.of("val", "test")) {
			if (Files.isDirectory(root.resolve(phase + "_label"))) {
				return new Split(training, pairs(root, phase), phase);
			}
		}
		return new Split(training, List.of(), "the folder has neither val_label nor test_label");
	}

	private static List<Pair> pairs(Path root, String phase) throws DataException {
		return Pictures.pairs(root.resolve(phase + "_label"), root.resolve(phase + "_img"), null);
	}
}
