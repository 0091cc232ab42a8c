package io.spadework.diagram.forms;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.TableEditor;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.ColorDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Section;

import io.spadework.diagram.Named;
import io.spadework.diagram.StudyEditor;
import io.spadework.diagram.data.DataPreview;
import io.spadework.diagram.data.LabelLooks;
import io.spadework.model.ExpressionException;
import io.spadework.model.Ids;
import io.spadework.model.Scope;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Element;
import io.spadework.model.study.Label;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.StudyFactory;

/** What a data set holds: its samples in small, and the table of its labels, whose names, colours and order can be changed. */
final class DataSupplement implements Supplement {

	private static final int SWATCH = 14;

	private final StudyEditor editor;
	private final Dataset dataset;
	private final DataPreview preview;
	private final Table table;
	private final Button[] buttons;
	private final Map<RGB, Image> swatches = new HashMap<>();
	private TableEditor naming;
	private Map<Integer, Integer> seen = new TreeMap<>();
	private int looked;
	private String shown = "";

	private DataSupplement(StudyEditor editor, FormToolkit toolkit, Composite parent, Dataset dataset) {
		this.editor = editor;
		this.dataset = dataset;
		preview = new DataPreview(section(toolkit, parent, "Samples"), samples -> {
			seen = samples.seen();
			looked = samples.looked();
			showTable();
		});
		preview.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		Composite place = section(toolkit, parent, "Labels");
		((GridLayout) place.getLayout()).numColumns = 2;
		table = toolkit.createTable(place, SWT.BORDER | SWT.FULL_SELECTION);
		table.setHeaderVisible(true);
		Named.name(table, "Labels of the data set");
		GridData tall = new GridData(SWT.FILL, SWT.TOP, true, false);
		tall.heightHint = 220;
		table.setLayoutData(tall);
		column("Value", 60);
		column("Name", 200);
		column("Colour", 90);
		column("Seen", 110);
		table.addListener(SWT.DefaultSelection, e -> rename());
		table.addListener(SWT.MouseDoubleClick, e -> {
			TableItem item = table.getSelectionCount() == 0 ? null : table.getSelection()[0];
			if (item != null && item.getBounds(2).contains(e.x, e.y))
				recolour();
		});
		table.addListener(SWT.KeyDown, e -> {
			if (e.keyCode == SWT.F2)
				rename();
			else if (e.keyCode == SWT.DEL)
				remove();
		});
		table.addListener(SWT.Selection, e -> updateButtons());
		table.addListener(SWT.Dispose, e -> swatches.values().forEach(Image::dispose));
		Composite column = toolkit.createComposite(place);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 0;
		column.setLayout(layout);
		column.setLayoutData(new GridData(SWT.FILL, SWT.TOP, false, false));
		buttons = new Button[] {button(toolkit, column, "Add", "Gives the data set one more label", this::add), button(toolkit, column, "Rename", "Changes the name of the label (F2)", this::rename),
				button(toolkit, column, "Colour...", "Changes the colour that the label is shown in", this::recolour),
				button(toolkit, column, "Remove", "Takes the label away; those behind it move up by one value", this::remove),
				button(toolkit, column, "Up", "Gives the label the value before", () -> move(-1)), button(toolkit, column, "Down", "Gives the label the next value", () -> move(1)),
				button(toolkit, column, "As usual", "Forgets names and colours: labels are called as the kind of data has them", this::reset)};
		refresh();
	}

	static Supplement make(StudyEditor editor, FormToolkit toolkit, Composite parent, Element element) {
		return element instanceof Dataset dataset ? new DataSupplement(editor, toolkit, parent, dataset) : null;
	}

	private static Composite section(FormToolkit toolkit, Composite parent, String title) {
		Section section = toolkit.createSection(parent, ExpandableComposite.TITLE_BAR);
		section.setText(title);
		section.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		Composite client = toolkit.createComposite(section);
		client.setLayout(new GridLayout());
		section.setClient(client);
		return client;
	}

	private void column(String title, int width) {
		TableColumn column = new TableColumn(table, SWT.NONE);
		column.setText(title);
		column.setWidth(width);
	}

	private static Button button(FormToolkit toolkit, Composite parent, String text, String tip, Runnable does) {
		Button button = toolkit.createButton(parent, text, SWT.PUSH);
		button.setToolTipText(tip);
		button.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		button.addListener(SWT.Selection, e -> does.run());
		return button;
	}

	@Override
	public void refresh() {
		// looked at anew only where something that matters for the folder has changed
		String now = dataset.eClass().getName() + dataset.getLabels() + dataset.isDontCare() + dataset.getLabelTable().stream().map(Label::getColour).toList()
				+ (dataset instanceof StoredDataset stored ? stored.eClass().getEAllAttributes().stream().map(stored::eGet).toList() : "");
		if (!now.equals(shown)) {
			shown = now;
			Path file = editor.path();
			preview.show(dataset, labels(), file == null ? Path.of("") : file.toAbsolutePath().getParent());
		}
		showTable();
	}

	private int labels() {
		try {
			Scope scope = Scopes.of(dataset);
			return scope == null ? 0 : Math.clamp(scope.integer(dataset.getLabels()), 0, 4096);
		} catch (ExpressionException e) {
			return 0; // said at the field
		}
	}

	private void showTable() {
		if (table.isDisposed())
			return;
		int top = table.getTopIndex();
		int labels = labels();
		if (table.getItemCount() > labels)
			table.remove(labels, table.getItemCount() - 1);
		for (int i = 0; i < labels; i++)
			fill(i < table.getItemCount() ? table.getItem(i) : new TableItem(table, SWT.NONE), i);
		table.setTopIndex(top);
		updateButtons();
	}

	private void fill(TableItem item, int index) {
		RGB colour = LabelLooks.colour(dataset, index);
		item.setText(new String[] {String.valueOf(index + LabelLooks.first(dataset)), LabelLooks.name(dataset, index), LabelLooks.text(colour),
				looked == 0 ? "" : seen.getOrDefault(index, 0) + " of " + looked});
		item.setImage(2, swatch(colour));
	}

	private Image swatch(RGB colour) {
		return swatches.computeIfAbsent(colour, rgb -> {
			Image image = new Image(table.getDisplay(), SWATCH, SWATCH);
			GC gc = new GC(image);
			gc.setBackground(new Color(rgb));
			gc.fillRectangle(0, 0, SWATCH, SWATCH);
			gc.setForeground(new Color(128, 128, 128));
			gc.drawRectangle(0, 0, SWATCH - 1, SWATCH - 1);
			gc.dispose();
			return image;
		});
	}

	private void updateButtons() {
		int index = table.getSelectionIndex();
		boolean counted = dataset.getLabels() != null && dataset.getLabels().strip().matches("\\d{1,5}") && !(dataset instanceof Landscapes);
		buttons[0].setEnabled(counted);
		buttons[1].setEnabled(index >= 0);
		buttons[2].setEnabled(index >= 0);
		buttons[3].setEnabled(counted && index >= 0 && labels() > 1);
		buttons[4].setEnabled(index > 0);
		buttons[5].setEnabled(index >= 0 && index < labels() - 1);
		buttons[6].setEnabled(!dataset.getLabelTable().isEmpty());
		buttons[0].setToolTipText(counted ? "Gives the data set one more label" : "The number of labels is not a number of its own here, so it is changed where it comes from");
	}

	/** Names that are stated are stated for all labels before, too: a table has no holes. */
	private void state(int upTo) {
		List<Label> stated = dataset.getLabelTable();
		while (stated.size() <= upTo) {
			Label label = StudyFactory.eINSTANCE.createLabel();
			label.setId(Ids.random());
			label.setName(LabelLooks.name(dataset, stated.size()));
			label.setColour(LabelLooks.text(LabelLooks.colour(dataset, stated.size())));
			stated.add(label);
		}
	}

	private void add() {
		int count = labels();
		editor.change("Add label", () -> {
			dataset.setLabels(String.valueOf(count + 1));
			state(count);
		});
		table.setSelection(count);
		updateButtons();
		rename();
	}

	private void remove() {
		int index = table.getSelectionIndex();
		if (index < 0 || !buttons[3].isEnabled())
			return;
		int count = labels();
		editor.change("Remove label " + LabelLooks.name(dataset, index), () -> {
			state(count - 1);
			dataset.getLabelTable().remove(index);
			dataset.setLabels(String.valueOf(count - 1));
		});
		table.setSelection(Math.min(index, count - 2));
		updateButtons();
	}

	private void move(int by) {
		int index = table.getSelectionIndex();
		editor.change("Move label " + LabelLooks.name(dataset, index), () -> {
			state(Math.max(index, index + by));
			dataset.getLabelTable().move(index + by, index);
		});
		table.setSelection(index + by);
		updateButtons();
	}

	private void reset() {
		editor.change("Forget label names", () -> List.copyOf(dataset.getLabelTable()).forEach((EObject label) -> EcoreUtil.remove(label)));
	}

	private void recolour() {
		int index = table.getSelectionIndex();
		if (index < 0)
			return;
		ColorDialog dialog = new ColorDialog(table.getShell());
		dialog.setText("Colour of " + LabelLooks.name(dataset, index));
		dialog.setRGB(LabelLooks.colour(dataset, index));
		RGB chosen = dialog.open();
		if (chosen != null)
			recolour(index, chosen);
	}

	private void recolour(int index, RGB colour) {
		editor.change("Change colour of " + LabelLooks.name(dataset, index), () -> {
			state(index);
			dataset.getLabelTable().get(index).setColour(LabelLooks.text(colour));
		});
	}

	/** The name is changed where it stands: Enter and leaving take it, Escape does not. */
	private void rename() {
		int index = table.getSelectionIndex();
		if (index < 0)
			return;
		if (naming == null) {
			naming = new TableEditor(table);
			naming.horizontalAlignment = SWT.LEFT;
			naming.grabHorizontal = true;
		}
		if (naming.getEditor() != null)
			naming.getEditor().dispose();
		Text text = new Text(table, SWT.SINGLE);
		text.setText(LabelLooks.name(dataset, index));
		text.selectAll();
		boolean[] done = new boolean[1];
		Runnable take = () -> {
			if (done[0])
				return;
			done[0] = true;
			String name = text.getText().strip();
			text.dispose();
			if (!name.isEmpty() && !name.equals(LabelLooks.name(dataset, index)))
				editor.change("Rename label", () -> {
					state(index);
					dataset.getLabelTable().get(index).setName(name);
				});
		};
		text.addListener(SWT.FocusOut, e -> take.run());
		text.addListener(SWT.Traverse, e -> {
			if (e.detail == SWT.TRAVERSE_RETURN) {
				e.doit = false;
				take.run();
				table.setFocus();
			} else if (e.detail == SWT.TRAVERSE_ESCAPE) {
				e.doit = false;
				done[0] = true;
				text.dispose();
				table.setFocus();
			}
		});
		naming.setEditor(text, table.getItem(index), 1);
		text.setFocus();
	}
}
