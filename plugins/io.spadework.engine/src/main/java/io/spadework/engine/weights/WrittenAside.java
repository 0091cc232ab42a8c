package io.spadework.engine.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that at any moment, and after a power cut too, either the old or the complete new one is there. */
public final class WrittenAside {

	private static final int BUFFER = 1 << 16;

	private WrittenAside() {
	}

	/** What is written. */
	public interface Content {

		void writeTo(OutputStream stream) throws IOException;
	}

	/** Writes the content; where that fails, as on a full disk, nothing is left behind. */
	public static void write(Path file, Content content) throws IOException {
		Path aside = file.resolveSibling("." + file.getFileName() + ".writing");
		try {
			try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
				OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
				content.writeTo(stream);
				stream.flush();
				channel.force(true);
			}
			Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(aside);
		}
		syncFolder(file.toAbsolutePath().getParent());
	}

	/** Makes the renaming last: where the system can't sync a folder (Windows), it does so by itself. */
	private static void syncFolder(Path folder) {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		} catch (IOException e) {
			// the file itself is safe; only the moment its new name becomes durable is the system's choice
		}
	}
}
