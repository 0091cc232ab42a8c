package io.spadework.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Direction;
import io.spadework.runs.compare.Importance;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.ParetoSet;
import io.spadework.runs.compare.SettingRow;
import io.spadework.runs.compare.Summary;
import io.spadework.ui.live.Colours;

/** Many runs at once: their settings and a measure as parallel axes, the measure against a setting or a cost, and what goes together with it. */
final class SweepPage implements Page {

	private final Highlight highlight = new Highlight();
	private Combo measure;
	private Combo against;
	private Label importance;
	private ParallelAxes axes;
	private Scatter scatter;
	private Shown shown;
	private List<Measure> measures = List.of();

	@Override
	public String title() {
		return "Sweep";
	}

	@Override
	public Control create(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		page.setLayout(new GridLayout(5, false));
		label(page, "&Measure");
		measure = choice(page);
		label(page, "a&gainst");
		against = choice(page);
		importance = new Label(page, SWT.NONE);
		importance.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		SashForm sash = new SashForm(page, SWT.VERTICAL);
		sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 5, 1));
		axes = new ParallelAxes(sash, highlight);
		scatter = new Scatter(sash, highlight);
		return page;
	}

	private static void label(Composite parent, String text) {
		new Label(parent, SWT.NONE).setText(text);
	}

	private Combo choice(Composite parent) {
		Combo combo = new Combo(parent, SWT.READ_ONLY);
		combo.addListener(SWT.Selection, event -> draw());
		return combo;
	}

	@Override
	public void show(Shown newShown) {
		shown = newShown;
		Comparison comparison = shown.comparison();
		measures = comparison.measures().stream().filter(each -> each.direction() != Direction.NONE || shown.measures().contains(each)).toList();
		keep(measure, measures.stream().map(Measure::fullName).toList(), shown.measures().isEmpty() ? null : shown.measures().get(0).fullName());
		List<String> costs = new ArrayList<>(List.of(Cost.TIME));
		costs.addAll(numeric(comparison).stream().map(SettingRow::name).toList());
		costs.addAll(measures.stream().map(Measure::fullName).toList());
		keep(against, costs, costs.size() > 1 ? costs.get(1) : costs.get(0));
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

	/** The differing settings that are numbers in some run. */
	private static List<SettingRow> numeric(Comparison comparison) {
		return comparison.differing().stream().filter(row -> Arrays.stream(row.numbers()).anyMatch(Double::isFinite)).toList();
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
		Cost cost = Cost.named(against.getText(), comparison).orElse(null);
		double[] costs = comparison.runs().stream().mapToDouble(run -> cost == null ? Double.NaN : cost.of(run)).toArray();
		Set<String> best = chosen == null || cost == null || chosen.direction() == Direction.NONE ? Set.of()
				: comparison.pareto(chosen, cost).stream().map(ParetoSet.Point::run).map(ComparedRun::label).collect(Collectors.toSet());
		scatter.show(new Scatter.Points(labels, costs, quality, against.getText(), chosen == null ? "" : chosen.fullName(), best), colours, palette);
		importance.setText(chosen == null ? "" : importances(comparison, chosen));
		importance.setToolTipText("Spearman's rank correlation over all runs. What goes together need not be cause and effect.");
	}

	private static double[] values(Comparison comparison, Measure measure) {
		return comparison.runs().stream().map(run -> run.summary(measure)).mapToDouble(summary -> summary == null ? Double.NaN : value(summary)).toArray();
	}

	private static double value(Summary summary) {
		return summary.last();
	}

	private static String importances(Comparison comparison, Measure measure) {
		List<Importance> importances = comparison.importances(measure);
		if (importances.isEmpty()) {
			return "What goes together takes five runs that differ in a number.";
		}
		return "Goes together with " + importances.stream().limit(3).map(each -> String.format("%s (ρ %.2f, %s)", each.setting(), each.correlation().rho(), each.words()))
				.collect(Collectors.joining(", "));
	}

	@Override
	public void setFocus() {
		measure.setFocus();
	}
}
