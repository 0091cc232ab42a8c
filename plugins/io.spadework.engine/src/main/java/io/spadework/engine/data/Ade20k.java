package io.spadework.engine.data;

import io.spadework.runs.data.DataLayout;
import io.spadework.runs.labels.KnownLabels;

/**
 * ADE20K: one tree of images (.jpg) and label maps (.png), with files of the same base name belonging together; training pairs have
 * {@code _train_} in their name and held-out ones {@code _val_}. Label maps count from 1, and 0 is "unknown", which becomes the
 * don't-care label. There are no instance maps.
 */
public sealed class Ade20k extends StoredDataset permits Ade20kOutdoor {

	/**
	 * @param folder absolute, or relative to the study's folder
	 * @param labels number of declared labels, 150 for ADE20K; a stored 1 is label index 0
	 * @param dontCare whether a stored 0 is accepted and becomes label index {@code labels}
	 * @param edges has to be false: ADE20K has no instance maps
	 */
	public Ade20k(String folder, int labels, boolean dontCare, boolean edges, Preparation preparation) {
		super(folder, labels, dontCare, noEdges(edges, "the ADE20K layout"), preparation);
	}

	@Override
	String kind() {
		return "ade20k folder";
	}

	@Override
	final KnownLabels known() {
		return KnownLabels.ADE20K;
	}

	@Override
	final int first() {
		return 1;
	}

	@Override
	final int unknown() {
		return 0;
	}

	@Override
	DataLayout layout() {
		return new DataLayout.Ade20k();
	}
}
