package io.spadework.ui.wizards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;

/** Asks what a new study begins with: architecture, settings, data. */
public final class StudyContentPage extends WizardPage {

	private final Map<String, String> chosen = new LinkedHashMap<>();
	private Combo template;
	private Label description;
	private Button landscapes;
	private Button folder;
	private Text folderPath;
	private Button browse;
	private TableViewer settings;

	StudyContentPage() {
		super("content");
		setTitle("Architecture and data");
		setDescription("Everything can be changed later in the study's editor.");
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(page);
		new Label(page, SWT.NONE).setText("&Template:");
		template = new Combo(page, SWT.READ_ONLY);
		template.setItems(Templates.all().stream().map(Template::name).toArray(String[]::new));
		template.select(0);
		template.addListener(SWT.Selection, event -> changeTemplate());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(template);
		new Label(page, SWT.NONE);
		description = new Label(page, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).hint(420, SWT.DEFAULT).applyTo(description);
		createData(page);
		createSettings(page);
		changeTemplate();
		setControl(page);
	}

	private void createData(Composite page) {
		Group data = new Group(page, SWT.NONE);
		data.setText("Data");
		GridLayoutFactory.swtDefaults().numColumns(3).applyTo(data);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(data);
		landscapes = new Button(data, SWT.RADIO);
		landscapes.setText("Built-in &landscapes: drawn by the engine, nothing to download");
		landscapes.setSelection(true);
		GridDataFactory.fillDefaults().span(3, 1).applyTo(landscapes);
		folder = new Button(data, SWT.RADIO);
		folder.setText("A fol&der with {train,val}_{label,img,inst}:");
		folderPath = new Text(data, SWT.BORDER);
		folderPath.setMessage("relative to the study's folder, or absolute");
		GridDataFactory.fillDefaults().grab(true, false).applyTo(folderPath);
		browse = new Button(data, SWT.PUSH);
		browse.setText("B&rowse...");
		setButtonLayoutData(browse);
		browse.addListener(SWT.Selection, event -> {
			String path = new DirectoryDialog(getShell()).open();
			if (path != null) {
				folderPath.setText(path);
			}
		});
		landscapes.addListener(SWT.Selection, event -> validate());
		folder.addListener(SWT.Selection, event -> validate());
		folderPath.addListener(SWT.Modify, event -> validate());
	}

	private void createSettings(Composite page) {
		Label label = new Label(page, SWT.NONE);
		label.setText("&Settings (click a value to change it):");
		GridDataFactory.fillDefaults().span(2, 1).applyTo(label);
		Composite area = new Composite(page, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(680, 230).applyTo(area);
		TableColumnLayout layout = new TableColumnLayout();
		area.setLayout(layout);
		settings = new TableViewer(area, SWT.BORDER | SWT.FULL_SELECTION);
		settings.setContentProvider(ArrayContentProvider.getInstance());
		settings.getTable().setHeaderVisible(true);
		settings.getTable().setLinesVisible(true);
		column(layout, "Setting", 14, Template.Setting::name);
		column(layout, "Value", 14, this::value).setEditingSupport(new ValueEditing());
		column(layout, "Meaning", 72, Template.Setting::description);
	}

	private TableViewerColumn column(TableColumnLayout layout, String title, int weight, Function<Template.Setting, String> text) {
		TableViewerColumn column = new TableViewerColumn(settings, SWT.NONE);
		column.getColumn().setText(title);
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return text.apply((Template.Setting) element);
			}
		});
		layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 70));
		return column;
	}

	/** What the user chose, or what the data or the publication say. */
	private String value(Template.Setting setting) {
		String own = chosen.get(setting.name());
		if (own != null) {
			return own;
		}
		return landscapes.getSelection() && !publishedCounts(setting.name()) ? "as the data" : setting.value();
	}

	/** Label counts and channels come from the built-in data. */
	private static boolean publishedCounts(String name) {
		return !List.of("labels", "dontCare").contains(name);
	}

	private Template selected() {
		return Templates.all().get(Math.max(0, template.getSelectionIndex()));
	}

	private void changeTemplate() {
		description.setText(selected().description());
		chosen.clear();
		settings.setInput(selected().settings());
		validate();
	}

	private void validate() {
		folderPath.setEnabled(folder.getSelection());
		browse.setEnabled(folder.getSelection());
		settings.refresh();
		String problem = null;
		if (folder.getSelection() && folderPath.getText().isBlank()) {
			problem = "Name the folder with the data.";
		} else {
			try {
				study();
			} catch (IllegalArgumentException e) {
				problem = Character.toUpperCase(e.getMessage().charAt(0)) + e.getMessage().substring(1) + ".";
			}
		}
		setErrorMessage(problem);
		setPageComplete(problem == null);
	}

	/** Chooses a setting as a user would in the table; an empty value takes the choice back. */
	public void choose(String name, String value) {
		if (value.isBlank()) {
			chosen.remove(name);
		} else {
			chosen.put(name, value.strip());
		}
		validate();
	}

	/** The study as chosen; throws an IllegalArgumentException that names what is wrong. */
	public Study study() {
		DataChoice data = landscapes.getSelection() ? new DataChoice.BuiltInLandscapes() : new DataChoice.CocoStuffFolder(folderPath.getText().strip());
		return selected().create(chosen, data);
	}

	private final class ValueEditing extends EditingSupport {

		private final TextCellEditor editor = new TextCellEditor(settings.getTable());

		ValueEditing() {
			super(settings);
		}

		@Override
		protected CellEditor getCellEditor(Object element) {
			return editor;
		}

		@Override
		protected boolean canEdit(Object element) {
			return true;
		}

		@Override
		protected Object getValue(Object element) {
			return value((Template.Setting) element);
		}

		@Override
		protected void setValue(Object element, Object value) {
			Template.Setting setting = (Template.Setting) element;
			String text = String.valueOf(value).strip();
			if (!text.equals(value(setting))) {
				choose(setting.name(), text);
			}
		}
	}
}
