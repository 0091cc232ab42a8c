package io.spadework.engine.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Pictures of one kind in a folder, by the name that files which belong together share. */
final class Pictures {

	/** How many names a message gives before it only counts. */
	private static final int NAMED = 5;

	private final String kind;
	private final Path folder;
	private final SortedMap<String, Path> files = new TreeMap<>();

	/**
	 * @param kind what one of them is called in messages, such as label map
	 * @param name the shared name for a file name, or null where the file is none of this kind
	 */
	Pictures(String kind, Path folder, List<Path> files, UnaryOperator<String> name) throws DataException {
		this.kind = kind;
		this.folder = folder;
		for (Path file : files) {
			String shared = name.apply(file.getFileName().toString());
			Path other = shared == null ? null : this.files.put(shared, file);
			if (other != null) {
				throw new DataException(folder + " holds both " + folder.relativize(other) + " and " + folder.relativize(file) + "; only one " + kind
						+ " may be called " + shared + ": move or rename the other");
			}
		}
	}

	/** Every picture that lies in a folder itself. */
	static Pictures in(Path folder, String kind) throws DataException {
		return new Pictures(kind, folder, list(folder, kind, 1), Pictures::baseName);
	}

	/** Every file of a picture's ending in a folder and the folders below it; links are followed. */
	static List<Path> below(Path folder, String kind) throws DataException {
		return list(folder, kind, Integer.MAX_VALUE);
	}

	/** Pairs of what has the same name; every label map needs its image and the other way round, and its instance map where those are given. */
	static List<Pair> pairs(Pictures labels, Pictures images, Pictures instances) throws DataException {
		images.demand(labels);
		labels.demand(images);
		if (instances != null) {
			instances.demand(labels);
		}
		if (labels.files.isEmpty()) {
			throw new DataException(labels.folder + " holds no " + labels.kind + "; expected one (.png) per image");
		}
		List<Pair> pairs = new ArrayList<>();
		labels.files.forEach((name, label) -> pairs.add(new Pair(name, label, images.files.get(name), instances == null ? null : instances.files.get(name))));
		return pairs;
	}

	/** Pairs of the pictures that lie in two or three folders themselves; {@code instances} is null where none are needed. */
	static List<Pair> pairs(Path labels, Path images, Path instances) throws DataException {
		return pairs(in(labels, "label map"), in(images, "image"), instances == null ? null : in(instances, "instance map"));
	}

	boolean isEmpty() {
		return files.isEmpty();
	}

	/** A file name without the ending of a picture. */
	static String baseName(String fileName) {
		return isPicture(fileName) ? fileName.substring(0, fileName.lastIndexOf('.')) : fileName;
	}

	private void demand(Pictures owners) throws DataException {
		SortedSet<String> missing = new TreeSet<>(owners.files.keySet());
		missing.removeAll(files.keySet());
		if (!missing.isEmpty()) {
			throw new DataException(folder + " has no " + kind + " for " + missing.size() + " of " + owners.files.size() + " " + owners.kind + "s: " + some(missing)
					+ ". Files that belong together have the same name but for the ending.");
		}
	}

	/** The first few names, for messages. */
	static String some(SortedSet<String> names) {
		return String.join(", ", names.stream().limit(NAMED).toList()) + (names.size() > NAMED ? " ..." : "");
	}

	private static List<Path> list(Path folder, String kind, int depth) throws DataException {
		if (!Files.isDirectory(folder)) {
			throw new DataException("The folder " + folder + (Files.isSymbolicLink(folder) ? " is a link that leads nowhere" : " does not exist") + "; expected the "
					+ kind + "s in it");
		}
		try (Stream<Path> found = Files.find(folder, depth, (file, attributes) -> !attributes.isDirectory() && isPicture(file.getFileName().toString()),
				FileVisitOption.FOLLOW_LINKS)) {
			return found.sorted().toList();
		} catch (UncheckedIOException e) {
			if (e.getCause() instanceof FileSystemLoopException loop) {
				throw new DataException(loop.getFile() + " is a link to a folder that it lies in, so looking through it would never end: remove the link", e);
			}
			throw unreadable(folder, e.getCause());
		} catch (IOException e) {
			throw unreadable(folder, e);
		}
	}

	private static DataException unreadable(Path folder, IOException e) {
		return new DataException("The folder " + folder + " can't be read: " + e, e);
	}

	private static boolean isPicture(String fileName) {
		int dot = fileName.lastIndexOf('.');
		String ending = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
		return dot > 0 && !fileName.startsWith(".") && (ending.equals("png") || ending.equals("jpg") || ending.equals("jpeg"));
	}
}
