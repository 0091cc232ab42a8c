package io.spadework.codegen.tests;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A folder that holds a few small pictures in the layout of every kind of stored data set, side by side. */
final class SmallFolders {

	private static final int SIDE = 40;
	private static final int PAIRS = 3;
	/** Labels are 0 to 8, as ADE20K's count from 1 and 9 is the last that these studies declare. */
	private static final int LABELS = 9;

	private SmallFolders() {
	}

	/** Makes it; its list for ADE20K outdoor is called outdoor.txt. */
	static void make(Path folder) throws IOException {
		StringBuilder outdoor = new StringBuilder();
		for (int i = 0; i < PAIRS; i++) {
			for (String phase : List.of("train", "val")) {
				write(folder, i, phase + "_label/" + i + ".png", phase + "_inst/" + i + ".png", phase + "_img/" + i + ".png");
				String ade = "ADE_" + phase + "_" + i;
				write(folder, i + 1, "ade/" + ade + ".png", null, "ade/" + ade + ".jpg");
				outdoor.append(ade).append('\n');
				String frame = phase + "/aachen/aachen_000000_" + i;
				write(folder, i, "gtFine/" + frame + "_gtFine_labelIds.png", "gtFine/" + frame + "_gtFine_instanceIds.png", "leftImg8bit/" + frame + "_leftImg8bit.png");
			}
			write(folder, i, "labels/" + i + ".png", "instances/" + i + ".png", "images/" + i + ".png");
		}
		Files.writeString(folder.resolve("outdoor.txt"), outdoor);
	}

	/** Stripes of labels from a first one on, which are instances of their own, too, and an image of them. */
	private static void write(Path folder, int first, String labels, String instances, String image) throws IOException {
		BufferedImage map = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
		BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
		for (int y = 0; y < SIDE; y++) {
			for (int x = 0; x < SIDE; x++) {
				int label = first + (x / 8 + y / 16) % (LABELS - first);
				map.getRaster().setSample(x, y, 0, label);
				picture.setRGB(x, y, 0x101010 * label + x);
			}
		}
		write(map, folder.resolve(labels));
		if (instances != null) {
			write(map, folder.resolve(instances));
		}
		write(picture, folder.resolve(image));
	}

	private static void write(BufferedImage picture, Path file) throws IOException {
		Files.createDirectories(file.getParent());
		String name = file.toString();
		if (!ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile())) {
			throw new IOException("nothing writes " + file);
		}
	}
}
