package io.spadework.launch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Text;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;

/** What is different from the study this time: steps, seed, and values of its parameters. */
public final class OverridesTab extends SettingsTab {

	private Text steps;
	private Text seed;
	private Text overrides;
	private TableViewer parameters;

	OverridesTab(ChosenStudy chosen) {
		super("Overrides", "overrides", chosen);
	}

	@Override
	void fill(Composite page) {
		Group plan = group(page, "This time only", 2);
		steps = field(plan, "S&teps:", "as planned");
		seed = field(plan, "See&d:", "as planned");
		Group values = group(page, "Parameters of the study", 2);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(values);
		Composite table = new Composite(values, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(300, 110).applyTo(table);
		TableColumnLayout layout = new TableColumnLayout();
		table.setLayout(layout);
		parameters = new TableViewer(table, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
		parameters.getTable().setHeaderVisible(true);
		parameters.getTable().setLinesVisible(true);
		name(parameters.getTable(), "Parameters of the study");
		parameters.setContentProvider(ArrayContentProvider.getInstance());
		column(layout, "Parameter", 120, Row.NAME);
		column(layout, "In the study", 120, Row.PLANNED);
		column(layout, "This time", 120, Row.NOW).setEditingSupport(
				new TextEditing<>(parameters, 2, Parameter.class, parameter -> values().getOrDefault(parameter.getName(), ""), (parameter, value) -> override(parameter.getName(), value)));
		overrides = field(values, "As te&xt:", "for example ngf=32, crop=128");
		hint(page, "Click a value under This time, or press F2, to change it; an empty one is as in the study.");
	}

	private TableViewerColumn column(TableColumnLayout layout, String title, int weight, Row shown) {
		TableViewerColumn column = new TableViewerColumn(parameters, SWT.NONE);
		column.getColumn().setText(title);
		column.setLabelProvider(ColumnLabelProvider.createTextProvider(element -> switch (shown) {
			case NAME -> ((Parameter) element).getName();
			case PLANNED -> planned((Parameter) element);
			case NOW -> values().getOrDefault(((Parameter) element).getName(), "");
		}));
		layout.setColumnData(column.getColumn(), new ColumnWeightData(weight));
		return column;
	}

	private enum Row {
		NAME, PLANNED, NOW
	}

	/** A parameter's value in the experiment: its own, or the study's. */
	private String planned(Parameter parameter) {
		Experiment experiment = chosen().study() == null ? null : settings().experimentIn(chosen().study());
		if (experiment != null) {
			for (var override : experiment.getOverrides()) {
				if (override.getParameter() == parameter) {
					return override.getValue();
				}
			}
		}
		return parameter.getValue() == null ? "" : parameter.getValue();
	}

	private Map<String, String> values() {
		try {
			return applied(settings()).overrideValues();
		} catch (IllegalArgumentException beingTyped) {
			return Map.of();
		}
	}

	@Override
	void show(TrainingSettings shown) {
		steps.setText(shown.steps());
		seed.setText(shown.seed());
		overrides.setText(shown.overrides());
	}

	@Override
	TrainingSettings applied(TrainingSettings to) {
		return to.withOverrides(steps.getText().strip(), seed.getText().strip(), overrides.getText().strip());
	}

	@Override
	void settingsChanged() {
		parameters.refresh();
	}

	@Override
	void studyChanged() {
		parameters.setInput(chosen().study() == null ? List.of() : chosen().study().getParameters());
	}

	@Override
	Optional<String> problem(TrainingSettings of) {
		return of.problemOfOverrides(chosen().study());
	}

	/** Gives a parameter another value this time; an empty one takes the override away. */
	void override(String parameter, String value) {
		Map<String, String> values = new LinkedHashMap<>(values());
		if (value.isBlank()) {
			values.remove(parameter);
		} else {
			values.put(parameter, value.strip());
		}
		overrides.setText(values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).collect(Collectors.joining(", ")));
	}
}
