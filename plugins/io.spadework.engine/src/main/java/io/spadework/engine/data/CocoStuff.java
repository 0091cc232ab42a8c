package io.spadework.engine.data;

import io.spadework.runs.data.DataLayout;
import io.spadework.runs.labels.KnownLabels;

/**
 * A folder in COCO-Stuff's layout: {@code train_label}, {@code train_img} and, for edges, {@code train_inst}, with files of the
 * same base name belonging together; {@code val_...} likewise for the held-out samples. Label 255 is "unknown" and becomes the
 * don't-care label.
 */
public final class CocoStuff extends StoredDataset {

	/**
	 * @param folder absolute, or relative to the study's folder
	 * @param labels number of declared labels, 182 for COCO-Stuff
	 * @param dontCare whether 255 is accepted and becomes label index {@code labels}
	 * @param edges whether samples carry the instance edge map
	 */
	public CocoStuff(String folder, int labels, boolean dontCare, boolean edges, Preparation preparation) {
		super(folder, labels, dontCare, edges, preparation);
	}

	@Override
	String kind() {
		return "coco-stuff folder";
	}

	@Override
	KnownLabels known() {
		return KnownLabels.COCO_STUFF;
	}

	@Override
	DataLayout layout() {
		return new DataLayout.CocoStuff(edges());
	}
}
