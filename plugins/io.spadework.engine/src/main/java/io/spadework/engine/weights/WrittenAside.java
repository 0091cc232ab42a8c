package io.spadework.engine.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that at any moment either the old or the complete new one is there. */
public final class WrittenAside {

	private static final int BUFFER = 1 << 16;

	private WrittenAside() {
	}

	/** What is written. */
	public interface Content {

		void writeTo(OutputStream stream) throws IOException;
	}

	/** Writes the content; where that fails, nothing is left behind. */
	public static void write(Path file, Content content) throws IOException {
		Path aside = file.resolveSibling("." + file.getFileName() + ".writing");
		try {
			try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(aside), BUFFER)) {
				content.writeTo(stream);
			}
			Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(aside);
		}
	}
}
