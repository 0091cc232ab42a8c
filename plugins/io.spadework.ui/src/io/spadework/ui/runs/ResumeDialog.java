package io.spadework.ui.runs;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

import io.spadework.launch.RunState;
import io.spadework.launch.RunState.Phase;
import io.spadework.launch.SavedCheckpoint;

/** Asks from which checkpoint a run goes on, and until which step. */
public final class ResumeDialog extends TitleAreaDialog {

	private static final double MEGABYTE = 1 << 20;

	private final RunState state;
	private final List<SavedCheckpoint> checkpoints;
	private TableViewer table;
	private Text until;
	private SavedCheckpoint checkpoint;
	private int steps;

	/** A dialog about a run and its checkpoints, the one to begin with first. */
	public ResumeDialog(Shell parent, RunState state, List<SavedCheckpoint> checkpoints) {
		super(parent);
		this.state = state;
		this.checkpoints = checkpoints;
		checkpoint = checkpoints.isEmpty() ? null : checkpoints.get(0);
		setShellStyle(getShellStyle() | SWT.RESIZE);
	}

	/** The checkpoint chosen. */
	public SavedCheckpoint checkpoint() {
		return checkpoint;
	}

	/** The step to train until, counted from the very beginning; 0 = as it was to go. */
	public int steps() {
		return steps;
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText("Resume");
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		setTitle("Resume " + state.run().path().getFileName());
		Composite area = (Composite) super.createDialogArea(parent);
		Composite page = new Composite(area, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(page);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(page);
		Composite place = new Composite(page, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(460, 180).applyTo(place);
		TableColumnLayout layout = new TableColumnLayout();
		place.setLayout(layout);
		table = new TableViewer(place, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE | SWT.V_SCROLL);
		table.getTable().setHeaderVisible(true);
		table.setContentProvider(ArrayContentProvider.getInstance());
		column(layout, "Checkpoint", 120, each -> each.name().startsWith("step-") ? "kept" : each.name());
		column(layout, "Step", 80, each -> each.step() < 0 ? "" : String.format(Locale.ROOT, "%,d", each.step()));
		column(layout, "Written", 150, each -> DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(each.written().atZone(ZoneId.systemDefault())));
		column(layout, "Size", 80, each -> String.format(Locale.ROOT, "%.1f MB", each.bytes() / MEGABYTE));
		table.setInput(checkpoints);
		if (checkpoint != null) {
			table.setSelection(new StructuredSelection(checkpoint));
		}
		table.addSelectionChangedListener(event -> {
			checkpoint = (SavedCheckpoint) table.getStructuredSelection().getFirstElement();
			check();
		});
		table.addDoubleClickListener(event -> {
			if (getButton(IDialogConstants.OK_ID).isEnabled()) {
				okPressed();
			}
		});
		Label label = new Label(page, SWT.NONE);
		label.setText("&Train until step:");
		until = new Text(page, SWT.BORDER);
		until.setMessage(state.totalSteps() > 0 ? String.format(Locale.ROOT, "%,d, as planned", state.totalSteps()) : "as planned");
		until.setToolTipText("Counted from the very beginning");
		until.addListener(SWT.Modify, event -> check());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(until);
		return area;
	}

	private void column(TableColumnLayout layout, String title, int weight, Function<SavedCheckpoint, String> text) {
		TableViewerColumn column = new TableViewerColumn(table, SWT.NONE);
		column.getColumn().setText(title);
		column.setLabelProvider(ColumnLabelProvider.createTextProvider(element -> text.apply((SavedCheckpoint) element)));
		layout.setColumnData(column.getColumn(), new ColumnWeightData(weight));
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		createButton(parent, IDialogConstants.OK_ID, "&Resume", true);
		createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
		check();
	}

	private void check() {
		if (getButton(IDialogConstants.OK_ID) == null) {
			return;
		}
		String wrong = wrong();
		getButton(IDialogConstants.OK_ID).setEnabled(wrong == null);
		boolean typed = !until.getText().isBlank();
		if (wrong != null) {
			setMessage(wrong, checkpoint != null && !typed ? IMessageProvider.INFORMATION : IMessageProvider.ERROR);
		} else if (checkpoint.name().equals(SavedCheckpoint.LATEST)) {
			setMessage("The run goes on as if it had never ended.", IMessageProvider.NONE);
		} else {
			setMessage("The run goes on from there. What was measured after that step is measured anew; the old values stay in the run's files.", IMessageProvider.INFORMATION);
		}
	}

	/** What keeps the run from going on as chosen, or null. */
	private String wrong() {
		if (checkpoint == null) {
			return checkpoints.isEmpty() ? "The run has left no checkpoint to go on from." : "Choose the checkpoint to go on from.";
		}
		String text = until.getText().strip();
		steps = 0;
		if (text.isEmpty()) {
			boolean over = state.phase() == Phase.FINISHED && checkpoint.step() >= state.totalSteps();
			return over ? "The run is finished. Say until which step to go on." : null;
		}
		try {
			steps = Integer.parseInt(text.replace(",", ""));
		} catch (NumberFormatException e) {
			return "Train until step: " + text + " is not a whole number.";
		}
		return steps <= Math.max(0, checkpoint.step()) ? "Train until step: " + text + " is not after the checkpoint's step, " + Math.max(0, checkpoint.step()) + "." : null;
	}
}
