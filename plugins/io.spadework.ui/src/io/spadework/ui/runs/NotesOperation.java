package io.spadework.ui.runs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;

/** Says something else of runs. */
final class NotesOperation extends RunsOperation {

	private final RunRows rows;
	private final Map<RunFolder, RunNotes> before;
	private final Map<RunFolder, RunNotes> after;

	NotesOperation(String label, RunRows rows, Map<RunFolder, RunNotes> before, Map<RunFolder, RunNotes> after, Runnable done) {
		super(label, done);
		this.rows = rows;
		this.before = new LinkedHashMap<>(before);
		this.after = new LinkedHashMap<>(after);
	}

	@Override
	void perform() throws IOException {
		rows.annotate(after);
	}

	@Override
	void takeBack() throws IOException {
		rows.annotate(before);
	}
}
