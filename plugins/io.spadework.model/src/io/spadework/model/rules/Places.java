package io.spadework.model.rules;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a study's files and folders lie. */
final class Places {

	private Places() {
	}

	/** A path of a study, beside the study file where it is relative; null where nothing says where that is. Throws {@link InvalidPathException} where it is no path. */
	static Path resolve(String stated, Path studyFile) {
		Path path = Path.of(stated);
		if (path.isAbsolute()) {
			return path;
		}
		return studyFile == null ? null : studyFile.toAbsolutePath().resolveSibling(path).normalize();
	}
}
