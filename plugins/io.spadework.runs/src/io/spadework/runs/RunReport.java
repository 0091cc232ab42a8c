package io.spadework.runs;

import java.io.IOException;
import java.nio.file.Path;

/** A self-contained HTML report of a run. */
public final class RunReport {

	private RunReport() {
	}

	public static void write(RunFolder run, Path html) throws IOException, RunException {
		throw new IOException("no report for " + run + " at " + html);
	}
}
