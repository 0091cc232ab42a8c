package io.spadework.ui.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.ComboBoxCellEditor;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import io.spadework.diagram.LastFolder;

/** The table of which tensor becomes which array, to be changed, saved and used again; the file to write; and what does not fit. */
public final class WeightsTablePage extends WizardPage {

	private static final String NONE = "(open)";
	private static final String TARGET = "target";
	private static final String SOURCE = "source";
	private static final String REASON = "reason";

	private TableViewer fillings;
	private TableViewer ignored;
	private Text out;
	private Text problems;
	private JsonObject table;
	private String[] sources = {};

	WeightsTablePage() {
		super("table");
		setTitle("Which Tensor Becomes Which Array");
		setDescription("Every array is filled, and every tensor is used or ignored for a reason.");
		setPageComplete(false);
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
		SashForm sash = new SashForm(page, SWT.VERTICAL | SWT.SMOOTH);
		GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(680, 330).applyTo(sash);
		fillings = viewer(sash);
		column(fillings, "Array of the network", TARGET, false);
		column(fillings, "Tensor of the file", SOURCE, true);
		ignored = viewer(sash);
		column(ignored, "Tensor that is not used", SOURCE, false);
		column(ignored, "Reason", REASON, true);
		sash.setWeights(65, 35);
		Composite buttons = new Composite(page, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(buttons);
		GridDataFactory.fillDefaults().span(3, 1).applyTo(buttons);
		button(buttons, "&Load Table...", this::load);
		button(buttons, "&Save Table...", this::save);
		new Label(page, SWT.NONE).setText("&Write to:");
		out = new Text(page, SWT.BORDER);
		out.setMessage("a .npz or .pth file");
		GridDataFactory.fillDefaults().grab(true, false).applyTo(out);
		out.addListener(SWT.Modify, event -> validate());
		button(page, "Browse...", () -> {
			String chosen = dialog(SWT.SAVE, "*.npz", "*.pth");
			if (chosen != null) {
				out.setText(chosen);
			}
		});
		problems = new Text(page, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
		problems.setToolTipText("What does not fit is said here.");
		GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(SWT.DEFAULT, 70).applyTo(problems);
		setControl(page);
	}

	private static TableViewer viewer(Composite parent) {
		Composite place = new Composite(parent, SWT.NONE);
		place.setLayout(new TableColumnLayout());
		TableViewer viewer = new TableViewer(place, SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL);
		viewer.getTable().setHeaderVisible(true);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		return viewer;
	}

	private void button(Composite parent, String text, Runnable run) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(text);
		setButtonLayoutData(button);
		button.addListener(SWT.Selection, event -> run.run());
	}

	private void column(TableViewer viewer, String title, String field, boolean editable) {
		TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
		column.getColumn().setText(title);
		((TableColumnLayout) viewer.getTable().getParent().getLayout()).setColumnData(column.getColumn(), new ColumnWeightData(1, 200));
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return words((JsonObject) element, field);
			}
		});
		if (editable) {
			column.setEditingSupport(field.equals(SOURCE) ? new TensorChoice(viewer) : new ReasonText(viewer));
		}
	}

	/** What fills an array, or why a tensor is left out; a word where that is open. */
	private static String words(JsonObject row, String field) {
		if (has(row, field)) {
			return row.get(field).getAsString();
		}
		if (field.equals(SOURCE) && has(row, "fill")) {
			return "all " + row.get("fill");
		}
		return field.equals(SOURCE) && has(row, "values") ? row.get("values").toString() : NONE;
	}

	private static boolean has(JsonObject row, String field) {
		return row.has(field) && !row.get(field).isJsonNull();
	}

	/** Chooses among all tensors of the file. */
	private final class TensorChoice extends EditingSupport {

		TensorChoice(TableViewer viewer) {
			super(viewer);
		}

		@Override
		protected CellEditor getCellEditor(Object element) {
			return new ComboBoxCellEditor(fillings.getTable(), sources, SWT.READ_ONLY);
		}

		@Override
		protected boolean canEdit(Object element) {
			return true;
		}

		@Override
		protected Object getValue(Object element) {
			return Math.max(0, List.of(sources).indexOf(words((JsonObject) element, SOURCE)));
		}

		@Override
		protected void setValue(Object element, Object value) {
			fill(((JsonObject) element).get(TARGET).getAsString(), sources[(Integer) value]);
		}
	}

	/** Says why a tensor is not used. */
	private final class ReasonText extends EditingSupport {

		ReasonText(TableViewer viewer) {
			super(viewer);
		}

		@Override
		protected CellEditor getCellEditor(Object element) {
			return new TextCellEditor(ignored.getTable());
		}

		@Override
		protected boolean canEdit(Object element) {
			return true;
		}

		@Override
		protected Object getValue(Object element) {
			return has((JsonObject) element, REASON) ? ((JsonObject) element).get(REASON).getAsString() : "";
		}

		@Override
		protected void setValue(Object element, Object value) {
			ignore(((JsonObject) element).get(SOURCE).getAsString(), (String) value);
		}
	}

	/** The network's arrays. */
	public List<String> arrays() {
		return rows("tensors").stream().map(row -> row.get(TARGET).getAsString()).toList();
	}

	/** Lets a tensor fill an array; the one that did so before is not used any more. */
	public void fill(String array, String tensor) {
		for (JsonElement element : table.getAsJsonArray("tensors")) {
			JsonObject row = element.getAsJsonObject();
			if (row.get(TARGET).getAsString().equals(array)) {
				List.copyOf(row.keySet()).stream().filter(field -> !field.equals(TARGET)).forEach(row::remove);
				if (!tensor.equals(NONE)) {
					row.addProperty(SOURCE, tensor);
				}
			}
		}
		settle();
	}

	/** Says why a tensor is not used. */
	public void ignore(String tensor, String reason) {
		for (JsonElement element : table.getAsJsonArray("ignored")) {
			JsonObject row = element.getAsJsonObject();
			if (row.get(SOURCE).getAsString().equals(tensor)) {
				row.addProperty(REASON, reason.strip());
			}
		}
		validate();
		ignored.refresh();
	}

	/** A tensor that fills an array is not ignored, and one that does not any more is, for a reason that is still open. */
	private void settle() {
		Set<String> used = new LinkedHashSet<>();
		table.getAsJsonArray("tensors").forEach(row -> {
			if (has(row.getAsJsonObject(), SOURCE)) {
				used.add(row.getAsJsonObject().get(SOURCE).getAsString());
			}
		});
		JsonArray now = new JsonArray();
		Set<String> listed = new LinkedHashSet<>();
		for (JsonElement row : table.getAsJsonArray("ignored")) {
			String tensor = row.getAsJsonObject().get(SOURCE).getAsString();
			if (!used.contains(tensor)) {
				now.add(row);
				listed.add(tensor);
			}
		}
		for (String tensor : sources) {
			if (!tensor.equals(NONE) && !used.contains(tensor) && !listed.contains(tensor)) {
				JsonObject row = new JsonObject();
				row.addProperty(SOURCE, tensor);
				now.add(row);
			}
		}
		table.add("ignored", now);
		show();
	}

	/** Shows a table, of which all tensors of the file are known from then on. */
	void show(JsonObject proposal) {
		table = proposal;
		List<String> names = new ArrayList<>(List.of(NONE));
		for (String part : List.of("tensors", "ignored")) {
			table.getAsJsonArray(part).forEach(row -> {
				if (has(row.getAsJsonObject(), SOURCE)) {
					names.add(row.getAsJsonObject().get(SOURCE).getAsString());
				}
			});
		}
		sources = names.stream().distinct().toArray(String[]::new);
		show();
	}

	private void show() {
		fillings.setInput(rows("tensors"));
		ignored.setInput(rows("ignored"));
		validate();
	}

	private List<JsonObject> rows(String part) {
		return table.getAsJsonArray(part).asList().stream().map(JsonElement::getAsJsonObject).toList();
	}

	private void validate() {
		long open = table == null ? 0 : rows("tensors").stream().filter(row -> words(row, SOURCE).equals(NONE)).count() + rows("ignored").stream()
				.filter(row -> !has(row, REASON) || row.get(REASON).getAsString().isBlank()).count();
		String name = out.getText().strip().toLowerCase(Locale.ROOT);
		boolean named = name.endsWith(".npz") || name.endsWith(".pth");
		setMessage(open == 0 ? null : open + " are still open: choose a tensor, or say why one is not used.", WARNING);
		setErrorMessage(name.isEmpty() || named ? null : "The name of a file of weights ends in .npz or .pth.");
		setPageComplete(table != null && open == 0 && named);
	}

	/** Says what does not fit; null says nothing. */
	void say(String problem) {
		problems.setText(problem == null ? "" : problem);
	}

	/** What does not fit. */
	public String problems() {
		return problems.getText();
	}

	/** Names the file to write as a user would. */
	public void write(Path file) {
		out.setText(file.toString());
	}

	JsonObject table() {
		return table;
	}

	Path out() {
		return Path.of(out.getText().strip());
	}

	private String dialog(int style, String... extensions) {
		FileDialog dialog = new FileDialog(getShell(), style);
		dialog.setFilterExtensions(extensions);
		dialog.setOverwrite(true);
		return LastFolder.open(dialog);
	}

	private void load() {
		String chosen = dialog(SWT.OPEN, "*.json", "*");
		if (chosen != null) {
			try {
				JsonObject loaded = JsonParser.parseString(Files.readString(Path.of(chosen), StandardCharsets.UTF_8)).getAsJsonObject();
				requireTable(loaded);
				table = loaded;
				settle();
				say(null);
			} catch (IOException | JsonParseException | IllegalStateException | NullPointerException | ClassCastException e) {
				say(chosen + " is no table of weights, as Save Table and import-weights --show write it.");
			}
		}
	}

	/** Throws a RuntimeException where a document is no table. */
	private static void requireTable(JsonObject document) {
		document.getAsJsonArray("tensors").forEach(row -> row.getAsJsonObject().get(TARGET).getAsString());
		document.getAsJsonArray("ignored").forEach(row -> row.getAsJsonObject().get(SOURCE).getAsString());
	}

	private void save() {
		String chosen = dialog(SWT.SAVE, "*.json");
		if (chosen != null) {
			try {
				Files.writeString(Path.of(chosen), new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(table) + "\n", StandardCharsets.UTF_8);
			} catch (IOException e) {
				say(chosen + " could not be written: " + e.getMessage());
			}
		}
	}
}
