package io.spadework.engine.data;

import io.spadework.runs.data.DataLayout;

/**
 * Label maps, images and, for edges, instance maps in a folder each, with files of the same base name belonging together. A share of
 * the pairs, the last ones by name, is held out. Stored 255 (65535 where there are more than 255 labels) is "unknown" and becomes the
 * don't-care label.
 */
public final class FolderDataset extends StoredDataset {

	private final String labelFolder;
	private final String imageFolder;
	private final String instanceFolder;
	private final double share;

	/**
	 * @param folder absolute, or relative to the study's folder
	 * @param labelFolder folder of the label maps, relative to the folder
	 * @param imageFolder folder of the images, relative to the folder
	 * @param instanceFolder folder of the instance maps, relative to the folder; null where there is none
	 * @param labels number of declared labels
	 * @param dontCare whether unknown is accepted and becomes label index {@code labels}
	 * @param edges whether samples carry the instance edge map
	 * @param heldOut share of the pairs that is held out, from 0 to below 1; above 0 at least one of two or more pairs
	 */
	public FolderDataset(String folder, String labelFolder, String imageFolder, String instanceFolder, int labels, boolean dontCare, boolean edges, double heldOut,
			Preparation preparation) {
		super(folder, labels, dontCare, edges, preparation);
		if (!(heldOut >= 0 && heldOut < 1)) {
			throw new IllegalArgumentException("the share of held-out pairs is from 0 to below 1; got " + heldOut);
		}
		if (edges && instanceFolder == null) {
			throw new IllegalArgumentException("edges are made from instance maps: name the folder that holds them, or turn edges off");
		}
		this.labelFolder = labelFolder;
		this.imageFolder = imageFolder;
		this.instanceFolder = instanceFolder;
		share = heldOut;
	}

	@Override
	String kind() {
		return "folder";
	}

	@Override
	DataLayout layout() {
		return new DataLayout.Folders(labelFolder, imageFolder, edges() ? instanceFolder : null, share);
	}
}
