package io.spadework.launch;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.PlatformUI;

import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Study;

/** The study that the tabs of a launch configuration talk about, read once for all of them and in the background. Belongs to the UI thread. */
final class ChosenStudy {

	private final List<Runnable> listeners = new ArrayList<>();
	private IFile file;
	private long stamp = IFile.NULL_STAMP;
	private Study study;
	private String problem;
	private boolean disposed;

	/** Calls back whenever another study has been read. */
	void onChange(Runnable listener) {
		listeners.add(listener);
	}

	/** Reads a file if it is not the one read last, or has changed since; null forgets the study. */
	void choose(IFile chosen) {
		long now = chosen == null ? IFile.NULL_STAMP : chosen.getModificationStamp();
		if (chosen == null ? file == null : chosen.equals(file) && now == stamp) {
			return;
		}
		file = chosen;
		stamp = now;
		study = null;
		problem = null;
		if (chosen == null || !chosen.exists() || chosen.getLocation() == null) {
			tell();
			return;
		}
		Job.createSystem("Reading " + chosen.getFullPath(), monitor -> {
			Study read = null;
			String why = null;
			try {
				read = Studies.load(chosen.getLocation().toPath());
			} catch (StudyException e) {
				why = e.getMessage();
			}
			show(chosen, read, why);
			return Status.OK_STATUS;
		}).schedule();
	}

	private void show(IFile from, Study read, String why) {
		PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
			if (!disposed && from.equals(file)) {
				study = read;
				problem = why;
				tell();
			}
		});
	}

	private void tell() {
		listeners.forEach(Runnable::run);
	}

	/** The study, or null while it is not read or cannot be. */
	Study study() {
		return study;
	}

	/** Where it lies, or null. */
	IFile file() {
		return file;
	}

	/** Why it cannot be read, or null. */
	String problem() {
		return problem;
	}

	void dispose() {
		disposed = true;
	}
}
