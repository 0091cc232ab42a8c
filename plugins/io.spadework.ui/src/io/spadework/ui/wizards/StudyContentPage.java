package io.spadework.ui.wizards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import io.spadework.diagram.Named;
import io.spadework.launch.TextEditing;
import io.spadework.model.study.Study;
import io.spadework.model.templates.Template;

/** Asks for the settings of a new study's architecture, and says what the study would be. */
public final class StudyContentPage extends WizardPage {

	private final Map<String, String> chosen = new LinkedHashMap<>();
	private TableViewer settings;
	private Text preview;

	private final TemplatePage template;
	private final DataPage data;

	/** A page for what the other two have chosen. */
	StudyContentPage(TemplatePage template, DataPage data) {
		super("content");
		this.template = template;
		this.data = data;
		setTitle("Settings");
		setDescription("Everything can be changed later in the study's editor.");
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(page);
		createSettings(page);
		createPreview(page);
		setControl(page);
		template.onChange(this::change);
		data.onChange(this::change);
		change();
	}

	private void createSettings(Composite page) {
		Label label = new Label(page, SWT.NONE);
		label.setText("&Settings (click a value or press F2 to change it):");
		GridDataFactory.fillDefaults().span(2, 1).applyTo(label);
		Composite area = new Composite(page, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(820, 190).applyTo(area);
		TableColumnLayout layout = new TableColumnLayout();
		area.setLayout(layout);
		settings = new TableViewer(area, SWT.BORDER | SWT.FULL_SELECTION);
		ColumnViewerToolTipSupport.enableFor(settings);
		settings.setContentProvider(ArrayContentProvider.getInstance());
		settings.getTable().setHeaderVisible(true);
		Named.name(settings.getTable(), "Settings of the architecture");
		settings.getTable().setLinesVisible(true);
		column(layout, "Setting", 14, Template.Setting::name);
		column(layout, "Value", 14, this::value).setEditingSupport(new TextEditing<>(settings, 1, Template.Setting.class, this::value, (setting, value) -> choose(setting.name(), value)));
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

	/** Other architectures and data have other settings; what was chosen and is still there stays chosen. */
	private void change() {
		List<Template.Setting> there = template.template().settings(data.choice());
		chosen.keySet().retainAll(there.stream().map(Template.Setting::name).toList());
		settings.setInput(there);
		validate();
	}

	private void validate() {
		settings.refresh();
		String problem = null;
		String made = "";
		try {
			made = StudyPreview.of(study());
		} catch (IllegalArgumentException e) {
			problem = Character.toUpperCase(e.getMessage().charAt(0)) + e.getMessage().substring(1) + ".";
		}
		preview.setText(made);
		setErrorMessage(problem);
		setPageComplete(problem == null);
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
		return template.template().create(chosen, data.choice());
	}
}
