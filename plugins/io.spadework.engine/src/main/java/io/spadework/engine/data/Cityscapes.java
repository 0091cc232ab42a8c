package io.spadework.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.spadework.runs.labels.KnownLabels;

/**
 * Cityscapes: below {@code gtFine/train} label maps {@code *_labelIds.png} and, for edges, instance maps {@code *_instanceIds.png}
 * (16 bits), below {@code leftImg8bit/train} the images; {@code val} likewise for the held-out samples. Files belong together whose
 * names begin with the same city, sequence and frame.
 */
public final class Cityscapes extends StoredDataset {

	private static final String LABELS = "gtFine";
	private static final String IMAGES = "leftImg8bit";

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
	String layout() {
		return "gtFine/train and leftImg8bit/train";
	}

	@Override
	KnownLabels known() {
		return KnownLabels.CITYSCAPES;
	}

	@Override
	Split find(Path root) throws DataException {
		boolean val = Files.isDirectory(root.resolve(LABELS).resolve("val"));
		return new Split(pairs(root, "train"), val ? pairs(root, "val") : List.of(), val ? "val" : "the folder has no gtFine/val");
	}

	private List<Pair> pairs(Path root, String phase) throws DataException {
		Path fine = root.resolve(LABELS).resolve(phase);
		Path left = root.resolve(IMAGES).resolve(phase);
		List<Path> maps = Pictures.below(fine, "label map");
		return Pictures.pairs(new Pictures("label map", fine, maps, file -> file.endsWith("_labelIds.png") ? frame(file) : null),
				new Pictures("image", left, Pictures.below(left, "image"), Cityscapes::frame),
				edges() ? new Pictures("instance map", fine, maps, file -> file.endsWith("_instanceIds.png") ? frame(file) : null) : null);
	}

	/** City, sequence and frame of a file's name, as in aachen_000000_000019. */
	private static String frame(String file) {
		String[] parts = Pictures.baseName(file).split("_", 4);
		return parts.length < 3 ? String.join("_", parts) : parts[0] + "_" + parts[1] + "_" + parts[2];
	}
}
