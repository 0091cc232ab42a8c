package io.spadework.runs.report;

import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * A sample grid within a page: label maps, generated and real images, a third of the width each.
 *
 * @param step training step
 * @param data the PNG as the address of an image
 * @param width in pixels
 * @param height in pixels
 */
public record SampleGrid(int step, String data, int width, int height) {

	/** Below this width in pixels an image is shown pixel by pixel. */
	private static final int SMALL = 700;

	/** Reads a grid; nothing where the file is no PNG or is just being replaced. */
	public static Optional<SampleGrid> read(Path file) {
		try {
			byte[] png = Files.readAllBytes(file);
			// Width and height stand at fixed places of a PNG's first chunk.
			if (png.length > 33 && png[1] == 'P' && png[2] == 'N' && png[3] == 'G') {
				ByteBuffer header = ByteBuffer.wrap(png, 16, 8);
				return Optional.of(new SampleGrid(RunFolder.stepOf(file), "data:image/png;base64," + Base64.getEncoder().encodeToString(png), header.getInt(), header.getInt()));
			}
		} catch (IOException e) {
			// The other grids tell the story.
		}
		return Optional.empty();
	}

	/** The style sheet's class for an image of this size. */
	public String style() {
		return width < SMALL ? "small" : "";
	}
}
