package io.spadework.ui.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.spadework.runs.RunFolder;
import io.spadework.runs.catalogue.RunTrash;

/** Moves runs to the trash beside them. */
final class TrashOperation extends RunsOperation {

	private final List<RunFolder> runs;
	private final Map<RunFolder, Path> discarded = new LinkedHashMap<>();

	TrashOperation(List<RunFolder> runs, Runnable done) {
		super(runs.size() == 1 ? "Move Run to Trash" : "Move " + runs.size() + " Runs to Trash", done);
		this.runs = runs;
	}

	@Override
	void perform() throws IOException {
		for (RunFolder run : runs) {
			if (!discarded.containsKey(run)) {
				discarded.put(run, RunTrash.discard(run));
			}
		}
		refresh(runs);
	}

	@Override
	void takeBack() throws IOException {
		for (RunFolder run : runs) {
			if (discarded.containsKey(run)) {
				RunTrash.restore(discarded.get(run));
				discarded.remove(run);
			}
		}
		refresh(runs);
	}
}
