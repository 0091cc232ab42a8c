package io.spadework.ui;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.PlatformUI;

import io.spadework.examples.Example;
import io.spadework.examples.Examples;
import io.spadework.model.Studies;

/** A project with the example studies, ready to train. */
public final class ExampleProject {

	/** What the project is called unless the user says otherwise. */
	public static final String NAME = "Spadework Examples";

	private ExampleProject() {
	}

	/** A job that makes the project and opens the study to begin with. */
	public static Job make(String name) {
		Job job = Job.create("Making the project " + name, monitor -> {
			try {
				IFile study = create(name, monitor);
				PlatformUI.getWorkbench().getDisplay().asyncExec(() -> ActiveWindow.show(study));
				return Status.OK_STATUS;
			} catch (CoreException e) {
				return e.getStatus();
			}
		});
		job.setRule(ResourcesPlugin.getWorkspace().getRoot());
		return job;
	}

	/** Makes the project and its studies; returns the study to begin with. */
	public static IFile create(String name, IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, "Making the project " + name, 10);
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
		if (project.exists()) {
			throw new CoreException(Status.error("The workspace already has a project " + name + ". Choose another name."));
		}
		project.create(progress.split(3));
		project.open(progress.split(2));
		IFile first = null;
		for (Example example : Examples.all()) {
			IFile file = project.getFile(example.fileName());
			file.create(new ByteArrayInputStream(Studies.write(example.create()).getBytes(StandardCharsets.UTF_8)), IResource.NONE, null);
			first = first == null ? file : first;
		}
		progress.split(5);
		return first;
	}
}
