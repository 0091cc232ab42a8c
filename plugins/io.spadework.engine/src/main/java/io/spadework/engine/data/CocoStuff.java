package io.spadework.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
	String layout() {
		return "train_label and train_img" + (edges() ? " and train_inst" : "");
	}

	@Override
	KnownLabels known() {
		return KnownLabels.COCO_STUFF;
	}

	@Override
	Split find(Path root) throws DataException {
		boolean val = Files.isDirectory(root.resolve("val_label"));
		return new Split(pairs(root, "train"), val ? pairs(root, "val") : List.of(), val ? "val" : "the folder has no val_label");
	}

	private List<Pair> pairs(Path root, String phase) throws DataException {
		return Pictures.pairs(root.resolve(phase + "_label"), root.resolve(phase + "_img"), edges() ? root.resolve(phase + "_inst") : null);
	}
}
