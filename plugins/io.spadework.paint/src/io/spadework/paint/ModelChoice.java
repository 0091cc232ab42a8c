package io.spadework.paint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.spadework.examples.ShippedModel;
import io.spadework.runs.RunFolder;
import io.spadework.ui.runs.RunCatalogue;

/**
 * A model that can be painted with.
 *
 * @param title what it is called in lists
 * @param run its run folder, checkpoint, folder or zip; null for one that comes with Spadework
 * @param shipped one that comes with Spadework; null for others
 */
record ModelChoice(String title, Path run, ShippedModel shipped) {

	/** The models that come with Spadework, and the runs of the workspace that have a checkpoint. Slow: not for the UI thread. */
	static List<ModelChoice> all() {
		List<ModelChoice> all = new ArrayList<>();
		for (ShippedModel shipped : ShippedModel.all()) {
			if (exists(shipped)) {
				all.add(new ModelChoice(shipped.title(), null, shipped));
			}
		}
		for (RunFolder run : RunCatalogue.runs()) {
			if (Files.isRegularFile(run.checkpoints().resolve("latest.npz"))) {
				all.add(new ModelChoice(run.path().getFileName().toString(), run.path(), null));
			}
		}
		return all;
	}

	private static boolean exists(ShippedModel shipped) {
		try (var in = shipped.open()) {
			return true;
		} catch (IOException e) {
			return false;
		}
	}

	/** Files of models: those that stand alone, and checkpoints of runs. */
	static final String FILES = "*.zip;*.npz";

	/** A model in a folder or file. */
	static ModelChoice at(Path path) {
		return new ModelChoice(path.getFileName().toString(), path, null);
	}

	/** Where it lies; one that comes with Spadework is copied into a folder first. */
	Path place(Path work) throws IOException {
		return shipped == null ? run : shipped.copyTo(work);
	}
}
