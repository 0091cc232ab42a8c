package io.spadework.engine.data;

import io.spadework.runs.data.DataLayout;
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
	KnownLabels known() {
		return KnownLabels.FACADES;
	}

	@Override
	DataLayout layout() {
		return new DataLayout.Facades();
	}
}
