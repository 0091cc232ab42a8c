package io.spadework.ui.source;

import java.util.function.Consumer;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;

import io.spadework.ui.StudyHandler;

/** Generates the source of a study in the background. */
public final class GenerateSourceHandler extends StudyHandler {

	@Override
	protected void execute(IFile study, ExecutionEvent event) {
		job(study, generated -> {
		}).schedule();
	}

	/** A job that generates a study's source and then hands on the generator's class. */
	static Job job(IFile study, Consumer<IFile> then) {
		Job job = Job.create("Generating the source of " + study.getName(), monitor -> {
			try {
				then.accept(SourceGeneration.generate(study, monitor));
				return Status.OK_STATUS;
			} catch (CoreException e) {
				return e.getStatus();
			}
		});
		job.setRule(ResourcesPlugin.getWorkspace().getRoot());
		job.setUser(true);
		return job;
	}
}
