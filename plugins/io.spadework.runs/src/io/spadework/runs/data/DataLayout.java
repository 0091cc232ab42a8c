package io.spadework.runs.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import io.spadework.runs.data.Pictures.Pairs;

/** Which pictures of a folder belong together and which are held out: what a training reads, and what a person is shown of the folder before. */
public sealed interface DataLayout {

	/**
	 * Looks through a folder. Slow where it is large or far away.
	 *
	 * @param cancelled asked now and then; once it says true, what is returned is of no use
	 * @throws LayoutException where the folder is not laid out so, can't be read or holds nothing
	 */
	DataSplit find(Path root, BooleanSupplier cancelled) throws LayoutException;

	/** What such a folder should hold, for messages. */
	String expected();

	/**
	 * COCO-Stuff: {@code train_label}, {@code train_img} and, where needed, {@code train_inst}; {@code val_...} likewise for the held-out samples.
	 *
	 * @param instances whether every label map needs an instance map
	 */
	record CocoStuff(boolean instances) implements DataLayout {

		@Override
		public DataSplit find(Path root, BooleanSupplier cancelled) throws LayoutException {
			boolean val = Files.isDirectory(root.resolve("val_label"));
			return phase(root, "train", instances, cancelled).and(val ? phase(root, "val", instances, cancelled) : Pairs.NONE, val ? "val" : "the folder has no val_label");
		}

		@Override
		public String expected() {
			return "train_label and train_img" + (instances ? " and train_inst" : "");
		}
	}

	/** Facades: {@code train_label} and {@code train_img}; {@code val_...}, or where there is none {@code test_...}, likewise for the held-out samples. */
	record Facades() implements DataLayout {

		@Override
		public DataSplit find(Path root, BooleanSupplier cancelled) throws LayoutException {
			Pairs training = phase(root, "train", false, cancelled);
			for (String phase : List.of("val", "test")) {
				if (Files.isDirectory(root.resolve(phase + "_label"))) {
					return training.and(phase(root, phase, false, cancelled), phase);
				}
			}
			return training.and(Pairs.NONE, "the folder has neither val_label nor test_label");
		}

		@Override
		public String expected() {
			return "train_label and train_img";
		}
	}

	private static Pairs phase(Path root, String phase, boolean instances, BooleanSupplier cancelled) throws LayoutException {
		return Pictures.pairs(root.resolve(phase + "_label"), root.resolve(phase + "_img"), instances ? root.resolve(phase + "_inst") : null, cancelled);
	}

	/**
	 * Cityscapes: below {@code gtFine/train} label maps {@code *_labelIds.png} and, where needed, instance maps {@code *_instanceIds.png}, below {@code leftImg8bit/train} the
	 * images; {@code val} likewise for the held-out samples. Files belong together whose names begin with the same city, sequence and frame.
	 *
	 * @param instances whether every label map needs an instance map
	 */
	record Cityscapes(boolean instances) implements DataLayout {

		private static final String LABELS = "gtFine";
		private static final String IMAGES = "leftImg8bit";

		@Override
		public DataSplit find(Path root, BooleanSupplier cancelled) throws LayoutException {
			boolean val = Files.isDirectory(root.resolve(LABELS).resolve("val"));
			return pairs(root, "train", cancelled).and(val ? pairs(root, "val", cancelled) : Pairs.NONE, val ? "val" : "the folder has no gtFine/val");
		}

		private Pairs pairs(Path root, String phase, BooleanSupplier cancelled) throws LayoutException {
			Path fine = root.resolve(LABELS).resolve(phase);
			Path left = root.resolve(IMAGES).resolve(phase);
			List<Path> maps = Pictures.below(fine, "label map", cancelled);
			return Pictures.pairs(new Pictures("label map", fine, maps, file -> file.endsWith("_labelIds.png") ? frame(file) : null),
					new Pictures("image", left, Pictures.below(left, "image", cancelled), Cityscapes::frame),
					instances ? new Pictures("instance map", fine, maps, file -> file.endsWith("_instanceIds.png") ? frame(file) : null) : null);
		}

		/** City, sequence and frame of a file's name, as in aachen_000000_000019. */
		private static String frame(String file) {
			String[] parts = Pictures.baseName(file).split("_", 4);
			return parts.length < 3 ? String.join("_", parts) : parts[0] + "_" + parts[1] + "_" + parts[2];
		}

		@Override
		public String expected() {
			return "gtFine/train and leftImg8bit/train";
		}
	}

	/** ADE20K: one tree of images (.jpg) and label maps (.png); training pairs have {@code _train_} in their name and held-out ones {@code _val_}. */
	record Ade20k() implements DataLayout {

		@Override
		public DataSplit find(Path root, BooleanSupplier cancelled) throws LayoutException {
			List<Path> files = Pictures.below(root, "picture", cancelled);
			Pairs training = pairs(root, files, "_train_");
			if (training.pairs().isEmpty() && training.problem().isEmpty()) {
				throw new LayoutException(root + " holds no training pairs; expected " + expected());
			}
			Pairs heldOut = pairs(root, files, "_val_");
			return training.and(heldOut, heldOut.pairs().isEmpty() ? "the folder has no _val_ pairs" : "val");
		}

		private static Pairs pairs(Path root, List<Path> files, String phase) throws LayoutException {
			Pictures labels = new Pictures("label map", root, files, file -> file.contains(phase) && isLabel(file) ? Pictures.baseName(file) : null);
			Pictures images = new Pictures("image", root, files, file -> file.contains(phase) && !isLabel(file) ? Pictures.baseName(file) : null);
			return labels.isEmpty() && images.isEmpty() ? Pairs.NONE : Pictures.pairs(labels, images, null);
		}

		private static boolean isLabel(String file) {
			return file.toLowerCase(Locale.ROOT).endsWith(".png");
		}

		@Override
		public String expected() {
			return "images (.jpg) and label maps (.png) that have _train_ in their names";
		}
	}

	/**
	 * The part of an ADE20K folder that a list file names.
	 *
	 * @param list file of image names or scene categories, relative to the folder
	 */
	record Ade20kOutdoor(String list) implements DataLayout {

		@Override
		public DataSplit find(Path root, BooleanSupplier cancelled) throws LayoutException {
			DataSplit all = new Ade20k().find(root, cancelled);
			return all.problem().isEmpty() ? OutdoorList.select(all, root, list) : all;
		}

		@Override
		public String expected() {
			return new Ade20k().expected();
		}
	}

	/**
	 * Label maps, images and, where named, instance maps in a folder each. A share of the pairs, the last ones by name, is held out.
	 *
	 * @param instances folder of the instance maps, or null where none are needed
	 * @param share of the pairs that is held out, from 0 to below 1; above 0 at least one of two or more pairs
	 */
	record Folders(String labels, String images, String instances, double share) implements DataLayout {

		@Override
		public DataSplit find(Path root, BooleanSupplier cancelled) throws LayoutException {
			Pairs all = Pictures.pairs(root.resolve(labels), root.resolve(images), instances == null ? null : root.resolve(instances), cancelled);
			List<DataPair> pairs = all.pairs();
			int most = pairs.size() - 1;
			int count = share == 0 || most < 0 ? 0 : (int) Math.clamp(Math.round(share * pairs.size()), Math.min(1, most), most);
			List<DataPair> heldOut = pairs.subList(pairs.size() - count, pairs.size());
			return new DataSplit(pairs.subList(0, pairs.size() - count), heldOut, count > 0 ? "the last by name" : "none are held out", all.problem());
		}

		@Override
		public String expected() {
			return labels + " and " + images + (instances == null ? "" : " and " + instances);
		}
	}
}
