package io.spadework.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunFields;

/** Chooses the columns of the list of runs and their order. */
final class ColumnsDialog extends Dialog {

	private static final int DEFAULTS = IDialogConstants.CLIENT_ID + 1;

	private final RunFields fields;
	private final List<RunField> chosen;
	private boolean byDefault;
	private Text search;
	private Button onlyDiffering;
	private Table there;
	private Table shown;

	ColumnsDialog(Shell parent, RunFields fields, List<RunField> chosen) {
		super(parent);
		this.fields = fields;
		this.chosen = new ArrayList<>(chosen);
		setShellStyle(getShellStyle() | SWT.RESIZE);
	}

	/** Words of the columns chosen; empty for those that one sees first. */
	List<String> words() {
		return byDefault ? List.of() : chosen.stream().map(RunField::word).toList();
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText("Columns of the Runs");
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		Composite area = (Composite) super.createDialogArea(parent);
		GridLayoutFactory.swtDefaults().numColumns(3).margins(10, 10).applyTo(area);
		search = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		search.setMessage("Find a field");
		search.addListener(SWT.Modify, event -> list());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
		new Label(area, SWT.NONE);
		new Label(area, SWT.NONE).setText("&Columns, from left to right:");
		there = table(area);
		there.addListener(SWT.DefaultSelection, event -> add());
		buttons(area);
		shown = table(area);
		shown.addListener(SWT.DefaultSelection, event -> remove());
		onlyDiffering = new Button(area, SWT.CHECK);
		onlyDiffering.setText("Only settings in which runs &differ");
		onlyDiffering.setSelection(true);
		onlyDiffering.addListener(SWT.Selection, event -> list());
		list();
		return area;
	}

	private static Table table(Composite area) {
		Table table = new Table(area, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL | SWT.FULL_SELECTION);
		GridDataFactory.fillDefaults().grab(true, true).hint(260, 320).applyTo(table);
		return table;
	}

	private void buttons(Composite area) {
		Composite buttons = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().applyTo(buttons);
		button(buttons, "&Show \u25B8", this::add);
		button(buttons, "\u25C2 &Hide", this::remove);
		button(buttons, "\u25B4 &Up", () -> move(-1));
		button(buttons, "\u25BE Dow&n", () -> move(1));
	}

	private static void button(Composite parent, String text, Runnable pressed) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(text);
		button.addListener(SWT.Selection, event -> pressed.run());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		createButton(parent, DEFAULTS, "&Restore Defaults", false);
		super.createButtonsForButtonBar(parent);
	}

	@Override
	protected void buttonPressed(int id) {
		if (id == DEFAULTS) {
			byDefault = true;
			okPressed();
			return;
		}
		super.buttonPressed(id);
	}

	/** Lists what could be added, and what is chosen. */
	private void list() {
		String part = search.getText().strip().toLowerCase(Locale.ROOT);
		there.removeAll();
		for (RunField field : fields.all()) {
			boolean offered = field.origin() != RunField.Origin.SETTING || !onlyDiffering.getSelection() || fields.differs(field);
			if (offered && !chosen.contains(field) && !field.word().equals("age") && name(field).toLowerCase(Locale.ROOT).contains(part)) {
				item(there, field);
			}
		}
		int top = shown.getTopIndex();
		shown.removeAll();
		chosen.forEach(field -> item(shown, field));
		shown.setTopIndex(top);
	}

	private static void item(Table table, RunField field) {
		TableItem item = new TableItem(table, SWT.NONE);
		item.setText(name(field));
		item.setData(field);
	}

	private static String name(RunField field) {
		return field.word().equals("starred") ? "Starred" : field.origin() == RunField.Origin.METRIC ? field.word() : field.title();
	}

	private void add() {
		for (TableItem item : there.getSelection()) {
			chosen.add((RunField) item.getData());
		}
		list();
	}

	private void remove() {
		for (TableItem item : shown.getSelection()) {
			if (chosen.size() > 1) {
				chosen.remove(item.getData());
			}
		}
		list();
	}

	private void move(int by) {
		List<RunField> moved = new ArrayList<>();
		for (TableItem item : shown.getSelection()) {
			moved.add((RunField) item.getData());
		}
		if (moved.isEmpty()) {
			return;
		}
		int first = chosen.indexOf(moved.get(0));
		chosen.removeAll(moved);
		chosen.addAll(Math.clamp(first + by, 0, chosen.size()), moved);
		list();
		shown.setSelection(moved.stream().mapToInt(chosen::indexOf).toArray());
	}
}
