package io.spadework.runs.catalogue;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The trash beside runs: a hidden folder {@value #FOLDER} that deleted runs are moved to, each in a folder that says when, until it is emptied. */
public final class RunTrash {

	/** Name of the folder; looking for runs passes it by. */
	public static final String FOLDER = ".trash";

	private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

	private RunTrash() {
	}

	/**
	 * Moves a run to the trash beside it.
	 *
	 * @return where it is now
	 * @throws IOException it still trains, or can't be moved, as on a drive that one can only read
	 */
	public static Path discard(RunFolder run) throws IOException {
		try {
			RunInfo info = run.info();
			if (run.status(info).isActive()) {
				throw new IOException(run.path() + " still trains; stop it first");
			}
		} catch (RunException damaged) {
			// nothing works on a run that can't be read
		}
		if (!Files.isWritable(run.path().getParent())) {
			throw new IOException(run.path() + " stays, as nothing can be written to " + run.path().getParent());
		}
		Path trash = Files.createDirectories(run.path().resolveSibling(FOLDER));
		String when = WHEN.format(LocalDateTime.now());
		for (int n = 1;; n++) {
			try {
				Path place = Files.createDirectory(trash.resolve(n == 1 ? when : when + "-" + n));
				try {
					return Files.move(run.path(), place.resolve(run.path().getFileName()));
				} catch (IOException e) {
					Files.deleteIfExists(place);
					throw e;
				}
			} catch (FileAlreadyExistsException taken) {
				// another run was deleted in the same second
			}
		}
	}

	/**
	 * Moves a run back to where it was.
	 *
	 * @param discarded where it is in the trash
	 * @throws IOException there is another one by now, or it can't be moved
	 */
	public static RunFolder restore(Path discarded) throws IOException {
		Path home = home(discarded);
		if (Files.exists(home)) {
			throw new IOException("there is another " + home + " by now; rename that one first");
		}
		Files.move(discarded, home);
		Files.deleteIfExists(discarded.getParent());
		return RunFolder.at(home);
	}

	/** Where a run in the trash was. */
	public static Path home(Path discarded) {
		return discarded.getParent().getParent().resolveSibling(discarded.getFileName());
	}

	/** The runs in the trash of a folder of runs, those deleted first first. */
	public static List<Path> list(Path runs) {
		List<Path> discarded = new ArrayList<>();
		for (Path when : children(runs.resolve(FOLDER))) {
			discarded.addAll(children(when));
		}
		return discarded;
	}

	/** Deletes a run in the trash for good. */
	public static void delete(Path discarded) throws IOException {
		if (!discarded.getParent().getParent().getFileName().toString().equals(FOLDER)) {
			throw new IOException(discarded + " is in no trash");
		}
		Files.walkFileTree(discarded, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
				if (problem != null) {
					throw problem;
				}
				Files.delete(folder);
				return FileVisitResult.CONTINUE;
			}
		});
		Files.deleteIfExists(discarded.getParent());
		if (children(discarded.getParent().getParent()).isEmpty()) {
			Files.deleteIfExists(discarded.getParent().getParent());
		}
	}

	private static List<Path> children(Path folder) {
		List<Path> children = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
			entries.forEach(children::add);
		} catch (IOException | DirectoryIteratorException none) {
			return List.of();
		}
		Collections.sort(children);
		return children;
	}
}
