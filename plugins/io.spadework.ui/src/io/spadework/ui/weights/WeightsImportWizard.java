package io.spadework.ui.weights;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Objects;

import com.google.gson.JsonObject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.jface.dialogs.IPageChangingListener;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.dialogs.PageChangingEvent;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.IWizardContainer;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IImportWizard;
import org.eclipse.ui.IWorkbench;

import io.spadework.model.Studies;

/** Import > Weights: gives a network of a study the weights of a file, by a table that can be changed. */
public final class WeightsImportWizard extends Wizard implements IImportWizard {

	private final IPageChangingListener proposing = this::propose;
	private WeightsFilePage file;
	private WeightsTablePage table;
	private WeightsImport proposed;
	private String result;

	public WeightsImportWizard() {
		setNeedsProgressMonitor(true);
	}

	@Override
	public void init(IWorkbench workbench, IStructuredSelection selection) {
		setWindowTitle("Import Weights");
		IResource resource = selection == null ? null : Adapters.adapt(selection.getFirstElement(), IResource.class);
		file = new WeightsFilePage(resource != null && Studies.EXTENSION.equals(resource.getFileExtension()) && resource.getLocation() != null ? resource.getLocation().toOSString() : "");
		table = new WeightsTablePage();
	}

	@Override
	public void addPages() {
		addPage(file);
		addPage(table);
	}

	@Override
	public void setContainer(IWizardContainer container) {
		super.setContainer(container);
		if (container instanceof WizardDialog dialog) {
			dialog.addPageChangingListener(proposing);
		}
	}

	/** Which file goes into which network. */
	public WeightsFilePage filePage() {
		return file;
	}

	/** Which tensor becomes which array. */
	public WeightsTablePage tablePage() {
		return table;
	}

	/** What was written, in words; null before that. */
	public String result() {
		return result;
	}

	/** Before the table is shown, the engine finds it out. */
	private void propose(PageChangingEvent event) {
		if (event.getTargetPage() == table) {
			event.doit = propose();
		}
	}

	/** Lets the engine find out the table for what was chosen; returns whether it could. */
	public boolean propose() {
		WeightsImport wanted = file.chosen();
		if (Objects.equals(wanted, proposed)) {
			return true;
		}
		JsonObject[] proposal = new JsonObject[1];
		String problem = run(monitor -> proposal[0] = wanted.propose(monitor), "Reading " + wanted.file().getFileName());
		file.setErrorMessage(problem);
		if (problem == null) {
			proposed = wanted;
			table.show(proposal[0]);
			table.say(null);
		}
		return problem == null;
	}

	/** What takes a while. */
	private interface Work {

		void run(IProgressMonitor monitor) throws CoreException;
	}

	/** Does it with progress, and returns what is wrong; null where nothing is. */
	private String run(Work work, String title) {
		try {
			getContainer().run(true, true, monitor -> {
				monitor.beginTask(title, IProgressMonitor.UNKNOWN);
				try {
					work.run(monitor);
				} catch (CoreException e) {
					throw new InvocationTargetException(e);
				} catch (OperationCanceledException e) {
					throw new InterruptedException();
				}
			});
			return null;
		} catch (InterruptedException e) {
			return "Cancelled.";
		} catch (InvocationTargetException e) {
			return e.getCause() instanceof CoreException known ? known.getStatus().getMessage() : String.valueOf(e.getCause());
		}
	}

	@Override
	public boolean canFinish() {
		return getContainer() != null && getContainer().getCurrentPage() == table && super.canFinish();
	}

	@Override
	public boolean performFinish() {
		if (!write()) {
			return false;
		}
		MessageDialog.openInformation(getShell(), "Import Weights", result);
		return true;
	}

	/** Writes the file; returns whether all fits. */
	public boolean write() {
		String[] said = new String[1];
		JsonObject wanted = table.table();
		Path out = table.out();
		String problem = run(monitor -> said[0] = proposed.write(wanted, out, monitor), "Writing " + out.getFileName());
		table.say(problem);
		if (problem != null) {
			return false;
		}
		result = said[0].strip();
		for (var resource : ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(out.toUri())) {
			try {
				resource.refreshLocal(IResource.DEPTH_ZERO, null);
			} catch (CoreException e) {
				// it is there all the same; F5 shows it
			}
		}
		return true;
	}
}
