package io.spadework.engine.data;

import io.spadework.runs.data.DataLayout;

/**
 * The part of an ADE20K folder that a list file names, line by line: images (with or without path and ending), or scene categories,
 * which {@code sceneCategories.txt} in the folder gives to the images ("ADE_train_00000001 airport_terminal").
 */
public final class Ade20kOutdoor extends Ade20k {

	private final String list;

	/**
	 * @param folder absolute, or relative to the study's folder
	 * @param list file of image names or scene categories, relative to the folder
	 * @param labels number of declared labels, 150 for ADE20K; a stored 1 is label index 0
	 * @param dontCare whether a stored 0 is accepted and becomes label index {@code labels}
	 * @param edges has to be false: ADE20K has no instance maps
	 */
	public Ade20kOutdoor(String folder, String list, int labels, boolean dontCare, boolean edges, Preparation preparation) {
		super(folder, labels, dontCare, edges, preparation);
		this.list = list;
	}

	@Override
	String kind() {
		return "ade20k-outdoor (" + list + ") folder";
	}

	@Override
	DataLayout layout() {
		return new DataLayout.Ade20kOutdoor(list);
	}
}
