package io.spadework.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.spadework.runs.Sha256;

/**
 * The source of one experiment.
 *
 * @param packageName the Java package of its classes
 * @param mainClass   qualified name of the class with the main method
 * @param files       text by path, relative to the project's folder, with slashes
 * @param starters    text by path of what is the reader's to change: written where it is absent, and never again
 */
public record GeneratedProject(String packageName, String mainClass, Map<String, String> files, Map<String, String> starters) {

	/** Lists what was written and its SHA-256, so that a later write can tell its own files from changed ones. */
	public static final String LEDGER = ".spadework-generated";

	public GeneratedProject {
		files = Collections.unmodifiableMap(new TreeMap<>(files));
		starters = Collections.unmodifiableMap(new TreeMap<>(starters));
	}

	/** All text by path, starters too. */
	public Map<String, String> sources() {
		Map<String, String> sources = new TreeMap<>(starters);
		sources.putAll(files);
		return sources;
	}

	/**
	 * Writes the project into a folder. Files that have not changed keep their bytes and time stamps; files of an earlier generation
	 * that no longer belong are removed; nothing that was not generated, or was changed since, is touched, nor is a starter that is there.
	 *
	 * @throws GenerationException before anything is written, where a file of someone else's is in the way
	 */
	public void write(Path folder) throws GenerationException, IOException {
		Files.createDirectories(folder);
		Path root = folder.toRealPath();
		Map<String, String> before = ledger(root);
		for (Map.Entry<String, String> file : files.entrySet()) {
			Path target = inside(root, file.getKey());
			if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isOurs(target, file.getValue(), before.get(file.getKey()))) {
				throw new GenerationException(target + " was not generated, or was changed after it was; move it away, or generate into another folder");
			}
		}
		for (String starter : starters.keySet()) {
			inside(root, starter);
		}
		Map<String, String> after = new TreeMap<>();
		for (Map.Entry<String, String> file : files.entrySet()) {
			byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
			replace(inside(root, file.getKey()), bytes);
			after.put(file.getKey(), Sha256.of(bytes));
		}
		for (Map.Entry<String, String> old : before.entrySet()) {
			if (!after.containsKey(old.getKey())) {
				remove(root, old.getKey(), old.getValue());
			}
		}
		for (Map.Entry<String, String> starter : starters.entrySet()) {
			Path target = inside(root, starter.getKey());
			if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
				replace(target, starter.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
		StringBuilder lines = new StringBuilder();
		after.forEach((path, hash) -> lines.append(hash).append("  ").append(path).append('\n'));
		replace(root.resolve(LEDGER), lines.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static boolean isOurs(Path target, String text, String recorded) throws IOException {
		if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
			return false;
		}
		String now = Sha256.of(Files.readAllBytes(target));
		return now.equals(recorded) || now.equals(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
	}

	/** The path of a file in the folder; no link on the way may lead out of it. */
	private static Path inside(Path root, String relative) throws GenerationException, IOException {
		Path target = root.resolve(relative).normalize();
		if (relative.isEmpty() || !target.startsWith(root) || target.equals(root)) {
			throw new GenerationException("\"" + relative + "\" does not lie inside " + root);
		}
		for (Path folder = target.getParent(); !folder.equals(root); folder = folder.getParent()) {
			if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
				throw new GenerationException(folder + " is in the way: a link or a file, where a folder is needed");
			}
		}
		return target;
	}

	private static void replace(Path target, byte[] bytes) throws IOException {
		if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && Arrays.equals(Files.readAllBytes(target), bytes)) {
			return;
		}
		Files.createDirectories(target.getParent());
		// written aside first: nobody finds half a file
		Path aside = target.resolveSibling(".new-" + ProcessHandle.current().pid() + "-" + target.getFileName());
		try {
			Files.write(aside, bytes);
			Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(aside);
		}
	}

	/** Removes a file of an earlier generation, unless it was changed since, and the folders that it leaves empty. */
	private static void remove(Path root, String relative, String recorded) throws GenerationException, IOException {
		Path target = inside(root, relative);
		if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) || !Sha256.of(Files.readAllBytes(target)).equals(recorded)) {
			return;
		}
		Files.delete(target);
		for (Path folder = target.getParent(); !folder.equals(root) && isEmpty(folder); folder = folder.getParent()) {
			Files.delete(folder);
		}
	}

	private static boolean isEmpty(Path folder) throws IOException {
		try (var entries = Files.newDirectoryStream(folder)) {
			return !entries.iterator().hasNext();
		}
	}

	private static Map<String, String> ledger(Path root) throws IOException {
		Map<String, String> ledger = new TreeMap<>();
		List<String> lines = new ArrayList<>();
		try {
			lines = Files.readAllLines(root.resolve(LEDGER));
		} catch (NoSuchFileException e) {
			return ledger;
		}
		for (String line : lines) {
			String[] parts = line.split("  ", 2);
			if (parts.length == 2) {
				ledger.put(parts[1], parts[0]);
			}
		}
		return ledger;
	}
}
