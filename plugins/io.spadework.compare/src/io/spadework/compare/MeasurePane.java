package io.spadework.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

import io.spadework.diagram.Named;
import io.spadework.diagram.export.Picture;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.Separation;
import io.spadework.ui.charts.ChartPicture;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.CurveChart;

/** The chart of one measure under its name, with what it must not be held against. */
final class MeasurePane {

	private final Composite area;
	private final Label title;
	private final Label note;
	private final CurveChart chart;
	private Measure measure;

	MeasurePane(Composite parent) {
		area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(3).spacing(6, 0).applyTo(area);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
		title = new Label(area, SWT.NONE);
		note = new Label(area, SWT.NONE);
		GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(10, SWT.DEFAULT).applyTo(note);
		ToolBar tools = new ToolBar(area, SWT.FLAT);
		ToolItem export = new ToolItem(tools, SWT.PUSH);
		export.setImage(Icons.image("export", tools));
		export.setToolTipText("Export this chart as PNG, SVG or PDF");
		export.addListener(SWT.Selection, event -> picture().export(area.getShell()));
		chart = new CurveChart(area);
		GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(160, 90).applyTo(chart.control());
		Named.name(chart.control(), () -> "Chart of " + title.getText());
	}

	/** Shows a measure; says why it has an axis of its own, unless that is null. */
	void show(Measure newMeasure, String name, MeasureLines lines, Colours palette, boolean logarithmic, Separation separation) {
		boolean another = !newMeasure.equals(measure);
		measure = newMeasure;
		title.setText(name);
		title.setToolTipText(measure.isEvaluation() ? protocol(measure) : measure.name());
		note.setText(separation == null ? "" : "has an axis of its own, as " + separation.fields().stream().map(Object::toString).collect(Collectors.joining("; ")));
		note.setToolTipText(separation == null ? null : separation.reason());
		note.setForeground(palette.faint());
		area.layout();
		chart.setXAxis(lines.axis());
		if (another || chart.isLogarithmic() != logarithmic) {
			chart.setLogarithmic(logarithmic);
		}
		chart.paint(palette);
		chart.show(lines.of(measure, chart.window()), List.of());
	}

	private static String protocol(Measure measure) {
		List<String> lines = new ArrayList<>();
		measure.protocol().forEach((name, value) -> lines.add(name + ": " + value));
		return String.join("\n", lines);
	}

	/** The chart as a picture, as it is seen now. */
	Picture picture() {
		return ChartPicture.of(chart, title.getText());
	}

	CurveChart chart() {
		return chart;
	}

	void dispose() {
		area.dispose();
	}
}
