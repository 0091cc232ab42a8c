package io.spadework.examples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import io.spadework.model.study.Study;

/**
 * A trained model that comes with Spadework: a zip of the study that it was trained by, its weights in half precision, and where it comes from.
 *
 * @param name        what it is called in commands
 * @param title       what it is called in menus
 * @param description what it makes, in one sentence
 * @param maker       makes the study that it was trained by
 */
public record ShippedModel(String name, String title, String description, Supplier<Study> maker) {

	private static final List<ShippedModel> KNOWN = List.of(
			new ShippedModel("painted-landscapes", "SPADE on landscapes, with style", "A small SPADE that paints landscapes at the time of day of another picture", PaintedLandscapes::spade),
			new ShippedModel("washed-landscapes", "pix2pixHD on landscapes", "A small pix2pixHD that paints landscapes by day, and whose instance norm washes uniform label maps away",
					PaintedLandscapes::pix2pixHd));

	/** Those that this installation has. */
	public static List<ShippedModel> all() {
		return KNOWN.stream().filter(model -> ShippedModel.class.getResource(model.file()) != null).toList();
	}

	/** Those whose studies can be made and trained, whether or not this installation has them. */
	public static List<ShippedModel> known() {
		return KNOWN;
	}

	private String file() {
		return name + ".zip";
	}

	/** Its zip. */
	public InputStream open() throws IOException {
		InputStream zip = ShippedModel.class.getResourceAsStream(file());
		if (zip == null) {
			throw new FileNotFoundException("the model " + name + " is not part of this installation");
		}
		return zip;
	}

	/** The sample grid of its training, a PNG; null where it has none. */
	public InputStream samples() {
		return ShippedModel.class.getResourceAsStream(name + ".png");
	}

	/** Copies its zip into a folder and returns the file. */
	public Path copyTo(Path folder) throws IOException {
		Path file = folder.resolve(file());
		try (InputStream zip = open()) {
			Files.copy(zip, file);
		}
		return file;
	}
}
