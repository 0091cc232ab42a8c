package io.spadework.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.SavedComparison;
import io.spadework.ui.runs.RunCatalogue;
import io.spadework.ui.runs.RunRow;

/** Opens a comparison of the selected runs; of all runs of the workspace where none is selected. */
public final class CompareRunsHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
		List<Path> selected = HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection ? runs(selection) : List.of();
		if (selected.size() > 1) {
			open(window, selected);
			return null;
		}
		Job.create("Looking for runs", monitor -> {
			List<Path> all = RunCatalogue.runs().stream().map(RunFolder::path).toList();
			window.getShell().getDisplay().asyncExec(() -> open(window, all));
			return Status.OK_STATUS;
		}).schedule();
		return null;
	}

	private static List<Path> runs(IStructuredSelection selection) {
		List<Path> runs = new ArrayList<>();
		for (Object element : selection) {
			if (element instanceof RunRow row) {
				runs.add(row.run().path());
			} else {
				IResource resource = Adapters.adapt(element, IResource.class);
				if (resource != null && resource.getLocation() != null && RunFolder.isRun(resource.getLocation().toPath())) {
					runs.add(resource.getLocation().toPath());
				}
			}
		}
		return runs;
	}

	private static void open(IWorkbenchWindow window, List<Path> runs) {
		if (window.getShell() == null || window.getShell().isDisposed()) {
			return;
		}
		if (runs.isEmpty()) {
			MessageDialog.openInformation(window.getShell(), "Compare Runs", "There are no runs yet. Each training of a study makes one.");
			return;
		}
		try {
			window.getActivePage().openEditor(new ComparisonInput(SavedComparison.of(runs)), ComparisonEditor.ID);
		} catch (PartInitException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
		}
	}
}
