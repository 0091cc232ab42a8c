package io.spadework.engine.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/** A small folder in each layout. */
enum DataTree {

	COCO_STUFF {

		@Override
		Path label(Path root, String phase, String name) {
			return root.resolve(phase + "_label").resolve(name + ".png");
		}

		@Override
		Path image(Path root, String phase, String name) {
			return root.resolve(phase + "_img").resolve(name + ".jpg");
		}

		@Override
		Path instance(Path root, String phase, String name) {
			return root.resolve(phase + "_inst").resolve(name + ".png");
		}

		@Override
		Dataset dataset(Path root, int labels, boolean dontCare, Preparation preparation) {
			return new CocoStuff(root.toString(), labels, dontCare, true, preparation);
		}
	},

	ADE20K {

		@Override
		Path label(Path root, String phase, String name) {
			return root.resolve("annotations").resolve(phase.equals("train") ? "training" : "validation").resolve("ADE_" + phase + "_" + name + ".png");
		}

		@Override
		Path image(Path root, String phase, String name) {
			return root.resolve("images").resolve(phase.equals("train") ? "training" : "validation").resolve("ADE_" + phase + "_" + name + ".jpg");
		}

		@Override
		Dataset dataset(Path root, int labels, boolean dontCare, Preparation preparation) {
			return new Ade20k(root.toString(), labels, dontCare, false, preparation);
		}
	},

	ADE20K_OUTDOOR {

		@Override
		Path label(Path root, String phase, String name) {
			return ADE20K.label(root, phase, name);
		}

		@Override
		Path image(Path root, String phase, String name) {
			return ADE20K.image(root, phase, name);
		}

		@Override
		void write(Path root, String phase, String name, int width, int height, IntUnaryOperator index) throws IOException {
			super.write(root, phase, name, width, height, index);
			Path list = root.resolve("outdoor.txt");
			Files.writeString(list, (Files.exists(list) ? Files.readString(list) : "") + "ADE_" + phase + "_" + name + "\n");
		}

		@Override
		Dataset dataset(Path root, int labels, boolean dontCare, Preparation preparation) {
			return new Ade20kOutdoor(root.toString(), "outdoor.txt", labels, dontCare, false, preparation);
		}
	},

	CITYSCAPES {

		@Override
		Path label(Path root, String phase, String name) {
			return fine(root, phase, name, "labelIds");
		}

		@Override
		Path image(Path root, String phase, String name) {
			return root.resolve("leftImg8bit").resolve(phase).resolve("aachen").resolve("aachen_000000_" + name + "_leftImg8bit.png");
		}

		@Override
		Path instance(Path root, String phase, String name) {
			return fine(root, phase, name, "instanceIds");
		}

		private Path fine(Path root, String phase, String name, String what) {
			return root.resolve("gtFine").resolve(phase).resolve("aachen").resolve("aachen_000000_" + name + "_gtFine_" + what + ".png");
		}

		@Override
		Dataset dataset(Path root, int labels, boolean dontCare, Preparation preparation) {
			return new Cityscapes(root.toString(), labels, dontCare, true, preparation);
		}
	},

	FACADES {

		@Override
		Path label(Path root, String phase, String name) {
			return COCO_STUFF.label(root, phase, name);
		}

		@Override
		Path image(Path root, String phase, String name) {
			return COCO_STUFF.image(root, phase, name);
		}

		@Override
		Dataset dataset(Path root, int labels, boolean dontCare, Preparation preparation) {
			return new Facades(root.toString(), labels, dontCare, false, preparation);
		}
	},

	/** Phases are told apart by name here, so that those of "val" come last. */
	FOLDER {

		@Override
		Path label(Path root, String phase, String name) {
			return root.resolve("labels").resolve(phase + name + ".png");
		}

		@Override
		Path image(Path root, String phase, String name) {
			return root.resolve("images").resolve(phase + name + ".jpg");
		}

		@Override
		Path instance(Path root, String phase, String name) {
			return root.resolve("instances").resolve(phase + name + ".png");
		}

		@Override
		Dataset dataset(Path root, int labels, boolean dontCare, Preparation preparation) {
			return new FolderDataset(root.toString(), "labels", "images", "instances", labels, dontCare, true, 0.3, preparation);
		}
	};

	/** Where the label map of a pair lies. */
	abstract Path label(Path root, String phase, String name);

	/** Where its image lies. */
	abstract Path image(Path root, String phase, String name);

	/** Where its instance map lies, or null in a layout that has none. */
	Path instance(Path root, String phase, String name) {
		return null;
	}

	/** The data set, with edges where the layout has instance maps. */
	abstract Dataset dataset(Path root, int labels, boolean dontCare, Preparation preparation);

	/** Whether the layout is searched through all folders below. */
	boolean deep() {
		return this == ADE20K || this == ADE20K_OUTDOOR || this == CITYSCAPES;
	}

	/** What is stored for a label index. */
	int stored(int index) {
		return this == ADE20K || this == ADE20K_OUTDOOR ? index + 1 : index;
	}

	/** What is stored for unknown. */
	int unknown() {
		return this == ADE20K || this == ADE20K_OUTDOOR ? 0 : 255;
	}

	/** Writes a pair; image (30 + 190 * index, grey) and instance map (26000 + index) tell the label index as well. */
	void write(Path root, String phase, String name, int width, int height, IntUnaryOperator index) throws IOException {
		TestPictures.write(label(root, phase, name), "png",
				TestPictures.image(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), i -> stored(index.applyAsInt(i))), false);
		Path image = image(root, phase, name);
		TestPictures.write(image, image.toString().endsWith("png") ? "png" : "jpeg",
				TestPictures.image(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), i -> 30 + 190 * index.applyAsInt(i)), false);
		Path instance = instance(root, phase, name);
		if (instance != null) {
			TestPictures.write(instance, "png",
					TestPictures.image(new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY), i -> 26000 + index.applyAsInt(i)), false);
		}
	}
}
