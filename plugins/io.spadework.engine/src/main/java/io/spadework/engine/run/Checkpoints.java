package io.spadework.engine.run;

import io.spadework.engine.weights.Checkpoint;
import io.spadework.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The checkpoint files of a run: latest.npz, and step-000500.npz and so on for those that are kept. */
final class Checkpoints {

	private Checkpoints() {
	}

	/** The file a resumed training goes on from. */
	static Path latest(RunFolder run) {
		return run.checkpoints().resolve("latest.npz");
	}

	/** Writes the latest checkpoint, and keeps a copy under its step if asked to. */
	static void write(RunFolder run, Checkpoint checkpoint, boolean keep) throws IOException {
		Path latest = latest(run);
		checkpoint.write(latest);
		if (keep) {
			Path kept = run.checkpoints().resolve(String.format("step-%06d.npz", checkpoint.step()));
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
