package io.spadework.ui.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.runs.RunFolder;
import io.spadework.runs.catalogue.RunTrash;

/** Shows the runs in the trash: they can be moved back, or deleted for good. */
final class TrashDialog extends Dialog {

	private static final int RESTORE = IDialogConstants.CLIENT_ID + 1;
	private static final int EMPTY = IDialogConstants.CLIENT_ID + 2;

	private final Runnable done;
	private List<Path> discarded;
	private Table table;

	/**
	 * A dialog.
	 *
	 * @param discarded the runs in the trash
	 * @param done run in the background when runs have been moved back or deleted
	 */
	TrashDialog(Shell parent, List<Path> discarded, Runnable done) {
		super(parent);
		this.discarded = List.copyOf(discarded);
		this.done = done;
		setShellStyle(getShellStyle() | SWT.RESIZE);
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText("Trash of the Runs");
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		Composite area = (Composite) super.createDialogArea(parent);
		new Label(area, SWT.NONE).setText("Runs that were moved to the trash, in a hidden folder " + RunTrash.FOLDER + " beside the others:");
		table = new Table(area, SWT.BORDER | SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL);
		table.setHeaderVisible(true);
		GridDataFactory.fillDefaults().grab(true, true).hint(760, 240).applyTo(table);
		for (String title : List.of("Run", "Deleted", "Was In")) {
			TableColumn column = new TableColumn(table, SWT.NONE);
			column.setText(title);
			column.setWidth(title.equals("Was In") ? 430 : 160);
		}
		table.addListener(SWT.Selection, event -> enable());
		list();
		return area;
	}

	private void list() {
		table.removeAll();
		for (Path each : discarded) {
			TableItem item = new TableItem(table, SWT.NONE);
			String when = each.getParent().getFileName().toString().replaceFirst("^(\\d{4})(\\d\\d)(\\d\\d)-(\\d\\d)(\\d\\d).*", "$1-$2-$3 $4:$5");
			item.setText(new String[] { each.getFileName().toString(), when, RunTrash.home(each).getParent().toString() });
			item.setData(each);
		}
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		createButton(parent, RESTORE, "&Restore", false);
		createButton(parent, EMPTY, "&Empty Trash\u2026", false);
		createButton(parent, IDialogConstants.OK_ID, IDialogConstants.CLOSE_LABEL, true);
		enable();
	}

	private void enable() {
		getButton(RESTORE).setEnabled(table.getSelectionCount() > 0);
		getButton(EMPTY).setEnabled(!discarded.isEmpty());
	}

	@Override
	protected void buttonPressed(int id) {
		if (id == RESTORE) {
			List<Path> wanted = new ArrayList<>();
			for (TableItem item : table.getSelection()) {
				wanted.add((Path) item.getData());
			}
			work("Restoring runs", wanted, RunTrash::restore);
		} else if (id == EMPTY) {
			String question = discarded.size() == 1 ? "Delete the run in the trash for good? This can't be undone."
					: "Delete the " + discarded.size() + " runs in the trash for good? This can't be undone.";
			if (MessageDialog.open(MessageDialog.QUESTION, getShell(), "Empty Trash", question, SWT.NONE, "Delete for Good", IDialogConstants.CANCEL_LABEL) == 0) {
				work("Emptying the trash", discarded, each -> {
					RunTrash.delete(each);
					return null;
				});
			}
		} else {
			super.buttonPressed(id);
		}
	}

	private interface Work {
		RunFolder on(Path discarded) throws IOException;
	}

	private void work(String title, List<Path> wanted, Work work) {
		getButton(RESTORE).setEnabled(false);
		getButton(EMPTY).setEnabled(false);
		List<Path> left = new ArrayList<>(discarded);
		Job job = Job.create(title, monitor -> {
			String problem = null;
			for (Path each : wanted) {
				if (monitor.isCanceled()) {
					return Status.CANCEL_STATUS;
				}
				try {
					work.on(each);
					left.remove(each);
				} catch (IOException e) {
					problem = e.getMessage();
				}
			}
			RunsOperation.refresh(wanted.stream().map(each -> RunFolder.at(RunTrash.home(each))).toList());
			done.run();
			if (problem != null) {
				StatusManager.getManager().handle(Status.error(title + " failed: " + problem), StatusManager.SHOW | StatusManager.LOG);
			}
			return Status.OK_STATUS;
		});
		job.addJobChangeListener(IJobChangeListener.onDone(event -> {
			if (!table.isDisposed()) {
				table.getDisplay().asyncExec(() -> {
					if (!table.isDisposed()) {
						discarded = List.copyOf(left);
						list();
						enable();
					}
				});
			}
		}));
		job.schedule();
	}
}
