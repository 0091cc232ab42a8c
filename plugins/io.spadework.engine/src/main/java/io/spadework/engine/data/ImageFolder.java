package io.spadework.engine.data;

import java.nio.file.Path;
import java.util.List;

import io.spadework.runs.data.LayoutException;
import io.spadework.runs.data.Pictures;

/** All PNG and JPEG images in a folder and those below it, in the order of their names, each read when it is asked for. */
public final class ImageFolder {

	private final Path folder;
	private final List<Path> files;

	private ImageFolder(Path folder, List<Path> files) {
		this.folder = folder;
		this.files = files;
	}

	/** Finds them; throws where the folder does not exist, can't be read or holds none. */
	public static ImageFolder open(Path folder) throws DataException {
		List<Path> files;
		try {
			files = Pictures.below(folder, "image", () -> false);
		} catch (LayoutException e) {
			throw new DataException(e.getMessage(), e);
		}
		if (files.isEmpty()) {
			throw new DataException(folder + " holds no images (.png, .jpg)");
		}
		return new ImageFolder(folder, files);
	}

	/** At most so many of the first ones; 0: all. */
	public ImageFolder first(int count) {
		return count == 0 || count >= files.size() ? this : new ImageFolder(folder, files.subList(0, count));
	}

	public Path path() {
		return folder;
	}

	public int size() {
		return files.size();
	}

	/** Reads one; throws with file and remedy where that can't be. */
	public PlanarImage image(int index) throws DataException {
		Picture picture = Picture.readImage(files.get(index));
		return new PlanarImage(files.get(index).toString(), picture.height(), picture.width(), picture.planes());
	}
}
