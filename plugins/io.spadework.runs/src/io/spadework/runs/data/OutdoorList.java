package io.spadework.runs.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A list of images (with or without path and ending) or scene categories, one a line; {@code sceneCategories.txt} in the folder gives those to the images ("ADE_train_00000001 airport_terminal"). */
final class OutdoorList {

	private static final String SCENES = "sceneCategories.txt";

	private OutdoorList() {
	}

	/** The listed pairs of a whole ADE20K folder. */
	static DataSplit select(DataSplit all, Path root, String list) throws LayoutException {
		Set<String> listed = listed(root, list, all);
		List<DataPair> training = all.training().stream().filter(pair -> listed.contains(pair.name())).toList();
		List<DataPair> heldOut = all.heldOut().stream().filter(pair -> listed.contains(pair.name())).toList();
		if (training.isEmpty()) {
			throw new LayoutException(root.resolve(list) + " names none of the " + all.training().size() + " training images of " + root
					+ "; expected image names or scene categories, one a line");
		}
		return new DataSplit(training, heldOut, heldOut.isEmpty() ? "the list names no _val_ pairs" : "val", all.problem());
	}

	private static Set<String> listed(Path root, String list, DataSplit all) throws LayoutException {
		Set<String> images = new HashSet<>();
		all.training().forEach(pair -> images.add(pair.name()));
		all.heldOut().forEach(pair -> images.add(pair.name()));
		Map<String, Set<String>> scenes = scenes(root);
		Set<String> listed = new HashSet<>();
		TreeSet<String> strange = new TreeSet<>();
		for (String line : lines(root.resolve(list))) {
			String entry = line.strip();
			String image = Pictures.baseName(entry.substring(Math.max(entry.lastIndexOf('/'), entry.lastIndexOf('\\')) + 1));
			if (images.contains(image)) {
				listed.add(image);
			} else if (scenes.containsKey(entry)) {
				listed.addAll(scenes.get(entry));
			} else if (!entry.isEmpty()) {
				strange.add(entry);
			}
		}
		if (!strange.isEmpty()) {
			throw new LayoutException(root.resolve(list) + " names " + strange.size() + " that are no image of " + root + " and no scene category, "
					+ (scenes.isEmpty() ? "which would need " + root.resolve(SCENES) : "of which " + root.resolve(SCENES) + " has " + scenes.size()) + ": "
					+ Pictures.some(strange) + ". Correct or remove these lines.");
		}
		return listed;
	}

	/** Image names by scene category; none where the folder does not tell. */
	private static Map<String, Set<String>> scenes(Path root) throws LayoutException {
		Path file = root.resolve(SCENES);
		Map<String, Set<String>> scenes = new HashMap<>();
		int number = 0;
		for (String line : Files.exists(file) ? lines(file) : List.<String>of()) {
			number++;
			String[] words = line.strip().split("\\s+", 2);
			if (words.length == 2) {
				scenes.computeIfAbsent(words[1], category -> new HashSet<>()).add(Pictures.baseName(words[0]));
			} else if (!line.isBlank()) {
				throw new LayoutException(file + ", line " + number + ": \"" + line + "\" has no scene category; expected an image name, a blank and a category");
			}
		}
		return scenes;
	}

	private static List<String> lines(Path file) throws LayoutException {
		try {
			return Files.readAllLines(file);
		} catch (NoSuchFileException e) {
			throw new LayoutException("The list " + file + " does not exist; expected image names or scene categories, one a line", e);
		} catch (IOException e) {
			throw new LayoutException(file + " can't be read as text in UTF-8: " + e, e);
		}
	}
}
