package io.spadework.cli;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunReport;
import java.io.IOException;
import java.nio.file.Path;

/** The page that a training leaves for people: curves, samples, numbers with their protocol. */
final class Report {

	private Report() {
	}

	/** Writes the report of a run. */
	static void write(RunFolder run, Path file) throws Failure {
		try {
			RunReport.write(run, file);
		} catch (IOException | RunException e) {
			throw Failure.failed("the report " + file + " could not be written: " + e.getMessage());
		}
	}
}
