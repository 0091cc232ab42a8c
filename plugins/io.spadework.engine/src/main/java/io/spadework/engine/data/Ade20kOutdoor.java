package io.spadework.engine.data;

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

/**
 * The part of an ADE20K folder that a list file names, line by line: images (with or without path and ending), or scene categories,
 * which {@code sceneCategories.txt} in the folder gives to the images ("ADE_train_00000001 airport_terminal").
 */
public final class Ade20kOutdoor extends Ade20k {

	private static final String SCENES = "sceneCategories.txt";

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
	Split find(Path root) throws DataException {
		Split all = super.find(root);
		Set<String> listed = listed(root, all);
		List<Pair> training = all.training().stream().filter(pair -> listed.contains(pair.name())).toList();
		List<Pair> heldOut = all.heldOut().stream().filter(pair -> listed.contains(pair.name())).toList();
		if (training.isEmpty()) {
			throw new DataException(root.resolve(list) + " names none of the " + all.training().size() + " training images of " + root
					+ "; expected image names or scene categories, one a line");
		}
		return new Split(training, heldOut, heldOut.isEmpty() ? "the list names no _val_ pairs" : "val");
	}

	private Set<String> listed(Path root, Split all) throws DataException {
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
			throw new DataException(root.resolve(list) + " names " + strange.size() + " that are no image of " + root + " and no scene category, "
					+ (scenes.isEmpty() ? "which would need " + root.resolve(SCENES) : "of which " + root.resolve(SCENES) + " has " + scenes.size()) + ": "
					+ Pictures.some(strange) + ". Correct or remove these lines.");
		}
		return listed;
	}

	/** Image names by scene category; none where the folder does not tell. */
	private static Map<String, Set<String>> scenes(Path root) throws DataException {
		Path file = root.resolve(SCENES);
		Map<String, Set<String>> scenes = new HashMap<>();
		int number = 0;
		for (String line : Files.exists(file) ? lines(file) : List.<String>of()) {
			number++;
			String[] words = line.strip().split("\\s+", 2);
			if (words.length == 2) {
				scenes.computeIfAbsent(words[1], category -> new HashSet<>()).add(Pictures.baseName(words[0]));
			} else if (!line.isBlank()) {
				throw new DataException(file + ", line " + number + ": \"" + line + "\" has no scene category; expected an image name, a blank and a category");
			}
		}
		return scenes;
	}

	private static List<String> lines(Path file) throws DataException {
		try {
			return Files.readAllLines(file);
		} catch (NoSuchFileException e) {
			throw new DataException("The list " + file + " does not exist; expected image names or scene categories, one a line", e);
		} catch (IOException e) {
			throw new DataException(file + " can't be read as text in UTF-8: " + e, e);
		}
	}
}
