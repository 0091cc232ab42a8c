package io.spadework.paint;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.Platform;

/** Favourite style pictures, kept in files from one start to the next. */
public final class StyleShelf {

	/**
	 * A favourite.
	 *
	 * @param file    where it is kept
	 * @param picture the bytes of a PNG or JPEG
	 */
	public record Favourite(Path file, byte[] picture) {
	}

	private final Path folder;

	/** The one of the workspace. */
	StyleShelf() {
		this(Platform.getStateLocation(Platform.getBundle("io.spadework.paint")).append("styles").toPath());
	}

	/** One in a folder, which is made when the first picture is kept. */
	public StyleShelf(Path folder) {
		this.folder = folder;
	}

	/** All that are kept, the oldest first; those that can't be read are left out. */
	public List<Favourite> all() {
		List<Path> files = new ArrayList<>();
		if (Files.isDirectory(folder)) {
			try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder)) {
				kept.forEach(files::add);
			} catch (IOException | DirectoryIteratorException e) {
				return List.of();
			}
		}
		files.sort(null);
		List<Favourite> all = new ArrayList<>();
		for (Path file : files) {
			try {
				all.add(new Favourite(file, Files.readAllBytes(file)));
			} catch (IOException e) {
				// what can't be read can't be a style
			}
		}
		return all;
	}

	/** Keeps one more. */
	public Favourite keep(byte[] picture) throws IOException {
		Files.createDirectories(folder);
		Path file = Files.createFile(folder.resolve(String.format("%013d-%019d", System.currentTimeMillis(), System.nanoTime())));
		Files.write(file, picture);
		return new Favourite(file, picture);
	}

	/** Keeps one no longer. */
	public void forget(Favourite favourite) throws IOException {
		Files.deleteIfExists(favourite.file());
	}
}
