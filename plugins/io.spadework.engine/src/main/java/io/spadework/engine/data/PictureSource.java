package io.spadework.engine.data;

import io.spadework.runs.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/** Where a picture's bytes are. */
public sealed interface PictureSource {

	/** What the picture is called in messages. */
	String name();

	/** Equal for equal pictures alone, without reading a file. */
	String identity();

	/** Throws a DataException that says why there is nothing to read. */
	void demandContent() throws DataException;

	/** Opens the bytes. */
	ImageInputStream open() throws IOException;

	/** A picture in a file. */
	record InFile(Path file) implements PictureSource {

		@Override
		public String name() {
			return file.toString();
		}

		@Override
		public String identity() {
			return file.toAbsolutePath() + " " + file.toFile().length() + " " + file.toFile().lastModified();
		}

		@Override
		public void demandContent() throws DataException {
			if (!Files.isRegularFile(file)) {
				throw new DataException(file + (Files.isSymbolicLink(file) ? " is a link that leads nowhere or to itself: put the picture in its place" : " is no file"));
			}
			if (!Files.isReadable(file)) {
				throw new DataException(file + " may not be read: check its access rights");
			}
			if (file.toFile().length() == 0) {
				throw new DataException(file + " is empty (0 bytes): copy it again");
			}
		}

		@Override
		public ImageInputStream open() throws IOException {
			return ImageIO.createImageInputStream(file.toFile());
		}
	}

	/** A picture in memory. */
	record InMemory(String name, byte[] bytes) implements PictureSource {

		@Override
		public String identity() {
			return Sha256.of(bytes);
		}

		@Override
		public void demandContent() throws DataException {
			if (bytes.length == 0) {
				throw new DataException(name + " is empty (0 bytes)");
			}
		}

		@Override
		public ImageInputStream open() throws IOException {
			return ImageIO.createImageInputStream(new ByteArrayInputStream(bytes));
		}
	}
}
