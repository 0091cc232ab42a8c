package io.spadework.ui.runs;

import java.io.IOException;
import java.nio.file.Path;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunReport;

/** The page about a run that one can read, keep and send around: report.html in its folder. */
public final class Reports {

	private static final String FILE = "report.html";

	private Reports() {
	}

	/** Where a run's report is. */
	public static Path of(RunFolder run) {
		return run.path().resolve(FILE);
	}

	/** Writes a run's report as the run is now, in the background, and shows it in the desktop's browser. */
	static void open(RunFolder run) {
		Job job = Job.create("Writing the report of " + run.path().getFileName(), monitor -> {
			try {
				RunReport.write(run, of(run));
			} catch (IOException | RunException e) {
				return Status.error("The report " + of(run) + " could not be written: " + e.getMessage(), e);
			}
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(of(run)));
			return Status.OK_STATUS;
		});
		job.setUser(true);
		job.schedule();
	}

	private static void show(Path report) {
		if (!Program.launch(report.toUri().toString())) {
			StatusManager.getManager().handle(Status.info("The report is written, but no program was found here that shows web pages. It is " + report), StatusManager.SHOW);
		}
	}
}
