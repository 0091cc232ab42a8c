package io.spadework.ui.wizards;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
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
import io.spadework.model.templates.FolderLayouts;
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
	private Combo kind;
	private TableViewer settings;
	private Text preview;
	/** What the folder was when its kind was last looked for. */
	private String seen = "";

	private final StudyPlacePage place;

	/** A page for a study that goes to a place. */
	StudyContentPage(StudyPlacePage place) {
		super("content");
		this.place = place;
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
		createPreview(page);
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
		folder.setText("A fol&der:");
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
		new Label(data, SWT.NONE).setText("&Laid out as:");
		kind = new Combo(data, SWT.READ_ONLY);
		kind.setItems(DataChoice.KINDS.stream().map(StudyContentPage::layout).toArray(String[]::new));
		kind.select(0);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(kind);
		landscapes.addListener(SWT.Selection, event -> changeData());
		folder.addListener(SWT.Selection, event -> changeData());
		folderPath.addListener(SWT.Modify, event -> changeFolder());
		kind.addListener(SWT.Selection, event -> changeData());
	}

	/** What a kind of folder holds, for people. */
	private static String layout(String kind) {
		return switch (kind) {
			case "coco-stuff" -> "COCO-Stuff: train_label, train_img and train_inst";
			case "ade20k" -> "ADE20K: files with _train_ and _val_ in their names";
			case "ade20k-outdoor" -> "ADE20K outdoor: as ADE20K, with a list of what to use";
			case "cityscapes" -> "Cityscapes: gtFine and leftImg8bit";
			case "facades" -> "Facades: train_label and train_img";
			case "folder" -> "Pairs: label maps in one folder, images in another";
			default -> kind;
		};
	}

	private void createSettings(Composite page) {
		Label label = new Label(page, SWT.NONE);
		label.setText("&Settings (click a value to change it):");
		GridDataFactory.fillDefaults().span(2, 1).applyTo(label);
		Composite area = new Composite(page, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(820, 190).applyTo(area);
		TableColumnLayout layout = new TableColumnLayout();
		area.setLayout(layout);
		settings = new TableViewer(area, SWT.BORDER | SWT.FULL_SELECTION);
		ColumnViewerToolTipSupport.enableFor(settings);
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

			@Override
			public String getToolTipText(Object element) {
				return ((Template.Setting) element).description();
			}
		});
		layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 70));
		return column;
	}

	private void createPreview(Composite page) {
		Label label = new Label(page, SWT.NONE);
		label.setText("What this makes:");
		GridDataFactory.fillDefaults().span(2, 1).applyTo(label);
		preview = new Text(page, SWT.MULTI | SWT.READ_ONLY | SWT.BORDER | SWT.H_SCROLL | SWT.V_SCROLL);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(820, 112).applyTo(preview);
	}

	/** What the user chose, or what is published. */
	private String value(Template.Setting setting) {
		return chosen.getOrDefault(setting.name(), setting.value());
	}

	private Template selected() {
		return Templates.all().get(Math.max(0, template.getSelectionIndex()));
	}

	private void changeTemplate() {
		description.setText(selected().description());
		description.getParent().layout();
		changeData();
	}

	/** The kind of a folder that exists is what it looks like; what the user chose afterwards stays. */
	private void changeFolder() {
		String path = folderPath.getText().strip();
		if (!path.equals(seen)) {
			seen = path;
			List<String> kinds = path.isEmpty() ? List.of() : FolderLayouts.kinds(resolved(path));
			if (kinds.size() == 1) {
				kind.select(DataChoice.KINDS.indexOf(kinds.get(0)));
			}
		}
		changeData();
	}

	/** The folder as seen from the study. */
	private Path resolved(String path) {
		try {
			IContainer parent = place.file().getParent();
			// a project that is still to be made has no location of its own
			IPath location = parent.getLocation() == null ? ResourcesPlugin.getWorkspace().getRoot().getLocation().append(parent.getFullPath()) : parent.getLocation();
			return location.toPath().resolve(path);
		} catch (InvalidPathException e) {
			return Path.of("");
		}
	}

	/** Other data have other settings; what was chosen and is still there stays chosen. */
	private void changeData() {
		List<Template.Setting> there = selected().settings(data());
		chosen.keySet().retainAll(there.stream().map(Template.Setting::name).toList());
		settings.setInput(there);
		validate();
	}

	private DataChoice data() {
		return landscapes.getSelection() ? new DataChoice.BuiltInLandscapes() : DataChoice.stored(DataChoice.KINDS.get(kind.getSelectionIndex()), folderPath.getText().strip());
	}

	private void validate() {
		folderPath.setEnabled(folder.getSelection());
		browse.setEnabled(folder.getSelection());
		kind.setEnabled(folder.getSelection());
		settings.refresh();
		String problem = null;
		String made = "";
		if (folder.getSelection() && folderPath.getText().isBlank()) {
			problem = "Name the folder with the data.";
		} else {
			try {
				made = StudyPreview.of(study());
			} catch (IllegalArgumentException e) {
				problem = Character.toUpperCase(e.getMessage().charAt(0)) + e.getMessage().substring(1) + ".";
			}
		}
		preview.setText(made);
		setErrorMessage(problem);
		setPageComplete(problem == null);
	}

	/** Chooses a template as a user would in the list. */
	public void chooseTemplate(String name) {
		template.select(template.indexOf(name));
		changeTemplate();
	}

	/** Chooses a data folder as a user would type it. */
	public void chooseFolder(String path) {
		landscapes.setSelection(false);
		folder.setSelection(true);
		folderPath.setText(path);
	}

	/** What the page says the study would be. */
	public String preview() {
		return preview.getText();
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
		return selected().create(chosen, data());
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
