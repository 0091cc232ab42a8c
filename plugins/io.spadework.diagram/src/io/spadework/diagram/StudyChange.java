package io.spadework.diagram;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.commands.operations.OperationHistoryFactory;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.PlatformUI;

import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Study;

/** A change of a study's file that can be undone from everywhere in the workbench. An open editor shows it like every change of its file. */
public final class StudyChange extends AbstractOperation {

	private final IFile file;
	private final byte[] before;
	private final byte[] after;

	private StudyChange(String label, IFile file, byte[] before, byte[] after) {
		super(label);
		this.file = file;
		this.before = before;
		this.after = after;
		addContext(context());
	}

	/** Where such changes are undone: the workspace. */
	public static IUndoContext context() {
		return PlatformUI.getWorkbench().getOperationSupport().getUndoContext();
	}

	/** Changes a study's file to what the study is now, which was read from it. */
	public static void write(String label, IFile file, Study study) throws CoreException {
		StudyChange change = new StudyChange(label, file, content(file), Studies.write(study).getBytes(StandardCharsets.UTF_8));
		try {
			IStatus status = OperationHistoryFactory.getOperationHistory().execute(change, new NullProgressMonitor(), null);
			if (!status.isOK())
				throw new CoreException(status);
		} catch (ExecutionException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		}
	}

	@Override
	public IStatus execute(IProgressMonitor monitor, IAdaptable info) throws ExecutionException {
		return replace(before, after, monitor);
	}

	@Override
	public IStatus redo(IProgressMonitor monitor, IAdaptable info) throws ExecutionException {
		return replace(before, after, monitor);
	}

	@Override
	public IStatus undo(IProgressMonitor monitor, IAdaptable info) throws ExecutionException {
		return replace(after, before, monitor);
	}

	private IStatus replace(byte[] old, byte[] now, IProgressMonitor monitor) throws ExecutionException {
		try {
			if (!file.exists() || !Arrays.equals(content(file), old))
				return Status.error(file.getFullPath().makeRelative() + " has changed since, so \"" + getLabel() + "\" can't be done or undone any more");
			file.setContents(new ByteArrayInputStream(now), IResource.KEEP_HISTORY, monitor);
			validate();
			return Status.OK_STATUS;
		} catch (CoreException e) {
			throw new ExecutionException(e.getMessage(), e);
		}
	}

	private void validate() {
		try {
			StudyFile study = StudyFile.of(file);
			new ValidationJob(study.load(), study.path(), file, found -> { }).schedule();
		} catch (StudyException e) {
			return; // who opens it is told why
		}
	}

	private static byte[] content(IFile file) throws CoreException {
		try (InputStream in = file.getContents(true)) {
			return in.readAllBytes();
		} catch (IOException e) {
			throw new CoreException(Status.error(file.getFullPath().makeRelative() + " can't be read: " + e.getMessage(), e));
		}
	}
}
