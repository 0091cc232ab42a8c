package io.spadework.engine.data;

import io.spadework.runs.data.DataLayout;
import io.spadework.runs.labels.KnownLabels;

/**
 * Cityscapes: below {@code gtFine/train} label maps {@code *_labelIds.png} and, for edges, instance maps {@code *_instanceIds.png}
 * (16 bits), below {@code leftImg8bit/train} the images; {@code val} likewise for the held-out samples. Files belong together whose
 * names begin with the same city, sequence and frame.
 */
public final class Cityscapes extends StoredDataset {

	/**
	 * @param folder absolute, or relative to the study's folder
	 * @param labels number of declared labels, 35 for Cityscapes' label ids
	 * @param dontCare whether 255, which -1 is in 8 bits, is accepted and becomes label index {@code labels}
	 * @param edges whether samples carry the instance edge map
	 */
	public Cityscapes(String folder, int labels, boolean dontCare, boolean edges, Preparation preparation) {
		super(folder, labels, dontCare, edges, preparation);
	}

	@Override
	String kind() {
		return "cityscapes folder";
	}

	@Override
	KnownLabels known() {
		return KnownLabels.CITYSCAPES;
	}

	@Override
	DataLayout layout() {
		return new DataLayout.Cityscapes(edges());
	}
}
