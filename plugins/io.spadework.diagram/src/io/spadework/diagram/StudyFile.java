package io.spadework.diagram;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IURIEditorInput;

import io.spadework.diagram.layout.LayoutFile;
import io.spadework.diagram.layout.Positions;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Study;

/** The file behind an editor: in the workspace, or anywhere else on this machine. */
final class StudyFile {

	private final Path path;
	private final IFile file;
	private FileTime seen;
	/** What the file held when it was last read or written here. */
	private byte[] content = {};

	private StudyFile(Path path, IFile file) {
		this.path = path;
		this.file = file;
	}

	/** The file of an editor input, null if it has none on this machine. */
	static StudyFile of(IEditorInput input) {
		IFile file = input.getAdapter(IFile.class);
		if (file != null && file.getLocation() != null)
			return of(file);
		if (input instanceof IURIEditorInput other && "file".equals(other.getURI().getScheme()))
			return new StudyFile(Path.of(other.getURI()), null);
		return null;
	}

	/** A file of the workspace that is on this machine. */
	static StudyFile of(IFile file) {
		return new StudyFile(file.getLocation().toPath(), file);
	}

	/** Where it is on disk. */
	Path path() {
		return path;
	}

	/** The workspace's file, null outside the workspace. */
	IFile file() {
		return file;
	}

	/** Reads the study. */
	Study load() throws StudyException {
		seen = modified();
		// the name in messages is the one that the workbench shows
		String name = file == null ? path.getFileName().toString() : file.getFullPath().makeRelative().toString();
		try {
			content = Files.readAllBytes(path);
			return Studies.read(new ByteArrayInputStream(content), name);
		} catch (NoSuchFileException e) {
			throw new StudyException(name + " does not exist any more", e);
		} catch (IOException e) {
			throw new StudyException(name + " can't be read: " + e.getMessage(), e);
		}
	}

	/** Writes a study; outside the workspace aside first, so that the file is never half written. */
	void save(Study study, IProgressMonitor monitor) throws CoreException {
		byte[] text = Studies.write(study).getBytes(StandardCharsets.UTF_8);
		if (file != null) {
			IStatus allowed = file.getWorkspace().validateEdit(new IFile[] {file}, IWorkspace.VALIDATE_PROMPT);
			if (!allowed.isOK())
				throw new CoreException(allowed);
			byte[] before = content;
			// known before the workspace tells of the change
			content = text;
			try {
				if (file.exists())
					file.setContents(new ByteArrayInputStream(text), IResource.FORCE | IResource.KEEP_HISTORY, monitor);
				else
					file.create(new ByteArrayInputStream(text), IResource.FORCE, monitor);
			} catch (CoreException e) {
				content = before;
				throw e;
			}
			return;
		}
		try {
			Path aside = Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new");
			Files.write(aside, text);
			Files.move(aside, path, StandardCopyOption.REPLACE_EXISTING);
			content = text;
			seen = modified();
		} catch (IOException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		}
	}

	/** Writes where the nodes of the study are, beside it. */
	void saveLayout(Study study, Positions positions, IProgressMonitor monitor) throws CoreException {
		try {
			LayoutFile.write(path, study, positions);
		} catch (IOException e) {
			throw new CoreException(Status.error("where its nodes are can't be written beside it: " + e.getMessage(), e));
		}
		if (file != null)
			file.getParent().refreshLocal(IResource.DEPTH_ONE, monitor);
	}

	/** Whether the file holds something else than what was last read or written here. */
	boolean differs() {
		return !Arrays.equals(content, now());
	}

	/** Takes what the file holds now for known, without reading the study. */
	void accept() {
		content = now();
		seen = modified();
	}

	private byte[] now() {
		try {
			return Files.readAllBytes(path);
		} catch (IOException e) {
			return null;
		}
	}

	/** Tells the workspace of a change made by another program; outside the workspace, runs what is to happen on a change. */
	void lookForChange(Runnable changed) {
		if (file == null) {
			if (seen != null && !seen.equals(modified()))
				changed.run();
		} else if (!file.isSynchronized(IResource.DEPTH_ZERO)) {
			WorkspaceJob refresh = new WorkspaceJob("Refresh " + file.getName()) {
				@Override
				public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
					file.refreshLocal(IResource.DEPTH_ZERO, monitor);
					return Status.OK_STATUS;
				}
			};
			refresh.setSystem(true);
			refresh.setRule(file.getWorkspace().getRuleFactory().refreshRule(file));
			refresh.schedule();
		}
	}

	private FileTime modified() {
		try {
			return Files.getLastModifiedTime(path);
		} catch (IOException e) {
			// a file that can't be asked is told about when it is loaded
			return FileTime.fromMillis(0);
		}
	}
}
