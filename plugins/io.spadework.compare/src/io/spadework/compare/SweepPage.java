package io.spadework.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

import io.spadework.diagram.Named;
import io.spadework.diagram.export.Picture;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Direction;
import io.spadework.runs.compare.Importance;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.ParetoSet;
import io.spadework.runs.compare.SettingRow;
import io.spadework.ui.charts.Colours;

/** Many runs at once: their settings and a measure as parallel axes, the measure against a setting or a cost, and what goes together with it. */
final class SweepPage implements Page {

	private final ComparisonEditor editor;
	private Combo measure;
	private Combo against;
	private Label importance;
	private ParallelAxes axes;
	private Scatter scatter;
	private Shown shown;
	private List<Measure> measures = List.of();

	SweepPage(ComparisonEditor editor) {
		this.editor = editor;
	}

	@Override
	public String title() {
		return "Sweep";
	}

	@Override
	public Control create(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		page.setLayout(new GridLayout(6, false));
		label(page, "&Measure");
		measure = choice(page, "The measure that runs are judged by");
		label(page, "a&gainst");
		against = choice(page, "What it is held against: what the generator takes, memory, time, a setting or another measure");
		importance = new Label(page, SWT.NONE);
		importance.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		ExportButton export = new ExportButton(page, "Writes one of the pictures as PNG, SVG or PDF");
		export.add("&Parallel Axes …", "Settings and the measure of each run", () -> picture(true).export(page.getShell()));
		export.add("&Scatter and Pareto Set …", "The measure against what it is held against", () -> picture(false).export(page.getShell()));
		SashForm sash = new SashForm(page, SWT.VERTICAL);
		sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 6, 1));
		axes = new ParallelAxes(sash, editor.highlight());
		scatter = new Scatter(sash, editor.highlight());
		axes.onBrush(scatter::keep);
		return page;
	}

	private static void label(Composite parent, String text) {
		new Label(parent, SWT.NONE).setText(text);
	}

	/** One of the pictures for a file: the parallel axes, or the scatter. */
	private Picture picture(boolean parallel) {
		return parallel ? axes.picture("Settings and " + measure.getText()) : scatter.picture(measure.getText() + " against " + against.getText());
	}

	private Combo choice(Composite parent, String says) {
		Combo combo = new Combo(parent, SWT.READ_ONLY);
		combo.setToolTipText(says);
		Named.name(combo, says);
		combo.addListener(SWT.Selection, event -> draw());
		return combo;
	}

	@Override
	public void show(Shown newShown) {
		shown = newShown;
		Comparison comparison = shown.comparison();
		measures = comparison.measures().stream().filter(each -> each.direction() != Direction.NONE || shown.measures().contains(each)).toList();
		Measure chief = shown.measures().stream().filter(each -> each.direction() != Direction.NONE).findFirst().orElse(measures.isEmpty() ? null : measures.get(0));
		keep(measure, measures.stream().map(Measure::fullName).toList(), chief == null ? null : chief.fullName());
		keep(against, shown.costs(), Cost.PARAMETERS);
		draw();
	}

	private static void keep(Combo combo, List<String> items, String otherwise) {
		if (!items.equals(Arrays.asList(combo.getItems()))) {
			String chosen = combo.getText();
			combo.setItems(items.toArray(String[]::new));
			int index = items.indexOf(chosen);
			combo.select(index >= 0 ? index : Math.max(0, items.indexOf(otherwise)));
			combo.requestLayout();
		}
	}

	/** The differing settings that are numbers. */
	private static List<SettingRow> numeric(Comparison comparison) {
		return comparison.chiefDiffering().stream().filter(SettingRow::isNumeric).toList();
	}

	private void draw() {
		if (shown == null) {
			return;
		}
		Comparison comparison = shown.comparison();
		Colours palette = Colours.around(axes.getParent());
		Map<String, Color> colours = shown.colours(palette);
		List<String> labels = comparison.runs().stream().map(ComparedRun::label).toList();
		List<ParallelAxes.Axis> drawn = new ArrayList<>();
		numeric(comparison).forEach(row -> drawn.add(new ParallelAxes.Axis(row.name(), row.numbers())));
		Measure chosen = measure.getSelectionIndex() < 0 ? null : measures.get(measure.getSelectionIndex());
		double[] quality = chosen == null ? new double[labels.size()] : values(comparison, chosen);
		if (chosen != null) {
			drawn.add(new ParallelAxes.Axis(chosen.fullName(), quality));
		}
		axes.show(labels, drawn, colours, palette);
		Cost cost = shown.cost(against.getText()).orElse(null);
		double[] costs = comparison.runs().stream().mapToDouble(run -> cost == null ? Double.NaN : cost.of(run)).toArray();
		Set<String> best = chosen == null || cost == null || chosen.direction() == Direction.NONE ? Set.of()
				: comparison.pareto(chosen, cost).stream().map(ParetoSet.Point::run).map(ComparedRun::label).collect(Collectors.toSet());
		scatter.show(labels, new Scatter.Points(costs, quality, cost == null ? against.getText() : cost.name(), chosen == null ? "" : chosen.fullName(), best), colours, palette);
		importance.setText(chosen == null ? "" : importances(comparison, chosen));
		importance.setToolTipText("Spearman's rank correlation over all runs. What goes together need not be cause and effect.");
	}

	private static double[] values(Comparison comparison, Measure measure) {
		return comparison.runs().stream().map(run -> run.summary(measure)).mapToDouble(summary -> summary == null ? Double.NaN : summary.last()).toArray();
	}

	private static String importances(Comparison comparison, Measure measure) {
		List<Importance> importances = comparison.importances(measure);
		if (importances.isEmpty()) {
			return "What goes together takes five runs that differ in a number and in the measure.";
		}
		return "Goes together with " + importances.stream().limit(3).map(each -> String.format(Locale.ROOT, "%s (ρ %.2f, %s)", each.setting(), each.correlation().rho(), each.words()))
				.collect(Collectors.joining(", "));
	}

	@Override
	public List<Picture> pictures() {
		return shown == null ? List.of() : List.of(picture(true), picture(false));
	}

	@Override
	public void setFocus() {
		measure.setFocus();
	}
}
