package io.spadework.engine.run;

import io.spadework.engine.weights.Checkpoint;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The checkpoint files of a run: latest.npz, and step-000500.npz and so on for those that are kept. */
final class Checkpoints {

	/** The newest one's name. */
	static final String LATEST = "latest";

	/** The name of the one with the best measured value. */
	static final String BEST = "best";

	private Checkpoints() {
	}

	/** The file of a checkpoint by its name: latest, best, or the step it was written after. */
	static Path named(RunFolder run, String name) {
		boolean step = !name.equals(LATEST) && !name.equals(BEST);
		return step ? kept(run, Integer.parseInt(name)) : run.checkpoints().resolve(name + ".npz");
	}

	private static Path kept(RunFolder run, int step) {
		return run.checkpoints().resolve(String.format("step-%06d.npz", step));
	}

	/** Writes the latest checkpoint, and keeps a copy under its step if asked to. */
	static void write(RunFolder run, Checkpoint checkpoint, boolean keep) throws IOException {
		Path latest = named(run, LATEST);
		checkpoint.write(latest);
		if (keep) {
			Path kept = kept(run, checkpoint.step());
			Path aside = kept.resolveSibling("." + kept.getFileName() + ".writing");
			Files.deleteIfExists(aside);
			try {
				Files.createLink(aside, latest); // shares the bytes: latest is replaced, never written into
			} catch (IOException | UnsupportedOperationException e) {
				Files.copy(latest, aside);
			}
			Files.move(aside, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
	}
}
