package io.spadework.model.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells from what a folder holds which kind of data it can be, as {@link DataChoice#stored} calls the kinds. */
public final class FolderLayouts {

	/** ADE20K's files lie at most this deep: images/training/a/abbey/. */
	private static final int DEEPEST = 5;
	/** What is no ADE20K shows it among its first files. */
	private static final int MOST_FILES = 2000;

	private FolderLayouts() {
	}

	/** The kinds that a folder can be; empty where it is none of them or cannot be read. ADE20K's outdoor part cannot be told from the whole, so it is not among them. */
	public static List<String> kinds(Path folder) {
		List<String> kinds = new ArrayList<>();
		if (holds(folder, "train_label", "train_img")) {
			kinds.add("coco-stuff");
			// facades have no instance maps
			if (!holds(folder, "train_inst")) {
				kinds.add("facades");
			}
		}
		if (holds(folder, "gtFine", "leftImg8bit")) {
			kinds.add("cityscapes");
		}
		if (holds(folder, "labels", "images")) {
			kinds.add("folder");
		}
		if (kinds.isEmpty() && holdsTrainingFiles(folder)) {
			kinds.add("ade20k");
		}
		return kinds;
	}

	private static boolean holds(Path folder, String... parts) {
		return Stream.of(parts).allMatch(part -> Files.isDirectory(folder.resolve(part)));
	}

	private static boolean holdsTrainingFiles(Path folder) {
		try (Stream<Path> files = Files.find(folder, DEEPEST, (path, attributes) -> attributes.isRegularFile())) {
			return files.limit(MOST_FILES).anyMatch(path -> path.getFileName().toString().contains("_train_"));
		} catch (IOException | UncheckedIOException unreadable) {
			return false;
		}
	}
}
