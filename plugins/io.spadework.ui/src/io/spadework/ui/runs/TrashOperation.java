package io.spadework.ui.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.spadework.runs.RunFolder;
import io.spadework.runs.catalogue.RunTrash;

/** Moves runs to the trash beside them. */
final class TrashOperation extends RunsOperation {

	private static final int MOST_TOLD = 3;

	private final List<RunFolder> runs;
	private final Map<RunFolder, Path> discarded = new LinkedHashMap<>();

	TrashOperation(List<RunFolder> runs, Runnable done) {
		super(runs.size() == 1 ? "Move Run to Trash" : "Move " + runs.size() + " Runs to Trash", done);
		this.runs = runs;
	}

	@Override
	void perform() throws IOException {
		each(run -> {
			if (!discarded.containsKey(run)) {
				discarded.put(run, RunTrash.discard(run));
			}
		});
	}

	@Override
	void takeBack() throws IOException {
		each(run -> {
			if (discarded.containsKey(run)) {
				RunTrash.restore(discarded.get(run));
				discarded.remove(run);
			}
		});
	}

	private interface Move {
		void of(RunFolder run) throws IOException;
	}

	/** Moves every run that can be moved, and tells then why others can't. */
	private void each(Move move) throws IOException {
		List<String> problems = new ArrayList<>();
		for (RunFolder run : runs) {
			try {
				move.of(run);
			} catch (IOException e) {
				problems.add(e.getMessage());
			}
		}
		refresh(runs);
		if (!problems.isEmpty()) {
			throw new IOException(String.join("; ", problems.subList(0, Math.min(MOST_TOLD, problems.size()))) + (problems.size() > MOST_TOLD ? "; and so on" : ""));
		}
	}
}
