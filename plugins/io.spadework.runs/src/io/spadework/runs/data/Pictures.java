package io.spadework.runs.data;

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
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Pictures of one kind in a folder, by the name that files which belong together share. */
public final class Pictures {

	/** How many names a message gives before it only counts. */
	private static final int NAMED = 5;

	private final String kind;
	private final Path folder;
	private final SortedMap<String, Path> files = new TreeMap<>();

	/**
	 * @param kind what one of them is called in messages, such as label map
	 * @param name the shared name for a file name, or null where the file is none of this kind
	 */
	Pictures(String kind, Path folder, List<Path> files, UnaryOperator<String> name) throws LayoutException {
		this.kind = kind;
		this.folder = folder;
		for (Path file : files) {
			String shared = name.apply(file.getFileName().toString());
			Path other = shared == null ? null : this.files.put(shared, file);
			if (other != null) {
				throw new LayoutException(folder + " holds both " + folder.relativize(other) + " and " + folder.relativize(file) + "; only one " + kind
						+ " may be called " + shared + ": move or rename the other");
			}
		}
	}

	/** Every picture that lies in a folder itself. */
	private static Pictures in(Path folder, String kind, BooleanSupplier cancelled) throws LayoutException {
		return new Pictures(kind, folder, list(folder, kind, 1, cancelled), Pictures::baseName);
	}

	/**
	 * Every file of a picture's ending in a folder and the folders below it, in the order of their paths; links are followed.
	 *
	 * @param kind what one of them is called in messages
	 * @param cancelled asked now and then; true ends the search early
	 */
	public static List<Path> below(Path folder, String kind, BooleanSupplier cancelled) throws LayoutException {
		return list(folder, kind, Integer.MAX_VALUE, cancelled);
	}

	/** Pairs of what has the same name, and what is wrong where a label map has no image, an image no label map, or a label map no instance map where those are given. */
	static Pairs pairs(Pictures labels, Pictures images, Pictures instances) throws LayoutException {
		String problem = images.lacks(labels);
		problem = problem.isEmpty() ? labels.lacks(images) : problem;
		problem = problem.isEmpty() && instances != null ? instances.lacks(labels) : problem;
		if (problem.isEmpty() && labels.files.isEmpty()) {
			throw new LayoutException(labels.folder + " holds no " + labels.kind + "; expected one (.png) per image");
		}
		List<DataPair> pairs = new ArrayList<>();
		labels.files.forEach((name, label) -> {
			if (images.files.containsKey(name)) {
				pairs.add(new DataPair(name, label, images.files.get(name), instances == null ? null : instances.files.get(name)));
			}
		});
		return new Pairs(pairs, problem);
	}

	/** Pairs of the pictures that lie in two or three folders themselves; {@code instances} is null where none are needed. */
	static Pairs pairs(Path labels, Path images, Path instances, BooleanSupplier cancelled) throws LayoutException {
		return pairs(in(labels, "label map", cancelled), in(images, "image", cancelled), instances == null ? null : in(instances, "instance map", cancelled));
	}

	/**
	 * Files that belong together.
	 *
	 * @param problem which files have no partner; empty where all have one
	 */
	record Pairs(List<DataPair> pairs, String problem) {

		static final Pairs NONE = new Pairs(List.of(), "");

		/** These to train on, others to measure on. */
		DataSplit and(Pairs heldOut, String source) {
			return new DataSplit(pairs, heldOut.pairs, source, problem.isEmpty() ? heldOut.problem : problem);
		}
	}

	boolean isEmpty() {
		return files.isEmpty();
	}

	/** A file name without the ending of a picture. */
	static String baseName(String fileName) {
		return isPicture(fileName) ? fileName.substring(0, fileName.lastIndexOf('.')) : fileName;
	}

	private String lacks(Pictures owners) {
		SortedSet<String> missing = new TreeSet<>(owners.files.keySet());
		missing.removeAll(files.keySet());
		return missing.isEmpty() ? "" : folder + " has no " + kind + " for " + missing.size() + " of " + owners.files.size() + " " + owners.kind + "s: " + some(missing)
				+ ". Files that belong together have the same name but for the ending.";
	}

	/** The first few names, for messages. */
	static String some(SortedSet<String> names) {
		return String.join(", ", names.stream().limit(NAMED).toList()) + (names.size() > NAMED ? " ..." : "");
	}

	private static List<Path> list(Path folder, String kind, int depth, BooleanSupplier cancelled) throws LayoutException {
		if (!Files.isDirectory(folder)) {
			throw new LayoutException("The folder " + folder + (Files.isSymbolicLink(folder) ? " is a link that leads nowhere" : " does not exist") + "; expected the "
					+ kind + "s in it");
		}
		try (Stream<Path> found = Files.find(folder, depth, (file, attributes) -> !attributes.isDirectory() && isPicture(file.getFileName().toString()),
				FileVisitOption.FOLLOW_LINKS)) {
			return found.takeWhile(file -> !cancelled.getAsBoolean()).sorted().toList();
		} catch (UncheckedIOException e) {
			if (e.getCause() instanceof FileSystemLoopException loop) {
				throw new LayoutException(loop.getFile() + " is a link to a folder that it lies in, so looking through it would never end: remove the link", e);
			}
			throw unreadable(folder, e.getCause());
		} catch (IOException e) {
			throw unreadable(folder, e);
		}
	}

	private static LayoutException unreadable(Path folder, IOException e) {
		return new LayoutException("The folder " + folder + " can't be read: " + e, e);
	}

	private static boolean isPicture(String fileName) {
		int dot = fileName.lastIndexOf('.');
		String ending = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
		return dot > 0 && !fileName.startsWith(".") && (ending.equals("png") || ending.equals("jpg") || ending.equals("jpeg"));
	}
}
