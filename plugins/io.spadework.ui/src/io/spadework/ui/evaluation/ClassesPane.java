package io.spadework.ui.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.runs.ClassReport;
import io.spadework.runs.Confusion;

/** How well a segmenter finds the classes in generated images: a table by class beside the ceiling that real images set, and what was taken for what. */
final class ClassesPane extends SashForm {

	private final Table table;
	private final Label summary;
	private final ConfusionMap map;
	private final Label words;

	ClassesPane(Composite parent) {
		super(parent, SWT.HORIZONTAL | SWT.SMOOTH);
		Composite left = new Composite(this, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(left);
		summary = new Label(left, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).indent(6, 4).applyTo(summary);
		Composite place = new Composite(left, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(place);
		TableColumnLayout layout = new TableColumnLayout();
		place.setLayout(layout);
		table = new Table(place, SWT.FULL_SELECTION);
		table.setHeaderVisible(true);
		column(layout, "Class", 66, SWT.LEFT, "The label's name");
		column(layout, "Pixels", 60, SWT.RIGHT, "Pixels of the class in the true label maps");
		column(layout, "Accuracy", 76, SWT.RIGHT, "The share of them that the segmenter found in generated images");
		column(layout, "IoU", 60, SWT.RIGHT, "Intersection over union in generated images");
		column(layout, "Acc. real", 76, SWT.RIGHT, "The same in real images: the most that can be reached");
		column(layout, "IoU real", 70, SWT.RIGHT, "The same in real images: the most that can be reached");
		Composite right = new Composite(this, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(right);
		map = new ConfusionMap(right);
		GridDataFactory.fillDefaults().grab(true, true).hint(260, 200).applyTo(map);
		words = new Label(right, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).indent(6, 2).applyTo(words);
		map.addListener(SWT.Selection, event -> words.setText(map.words()));
		words.setText(map.words());
		setWeights(58, 42);
	}

	private void column(TableColumnLayout layout, String title, int width, int alignment, String toolTip) {
		TableColumn column = new TableColumn(table, alignment);
		column.setText(title);
		column.setToolTipText(toolTip);
		layout.setColumnData(column, new ColumnWeightData(width, width));
	}

	ConfusionMap map() {
		return map;
	}

	/** The cells of the table, as they are shown. */
	List<String> row(int index) {
		TableItem item = table.getItem(index);
		return IntStream.range(0, table.getColumnCount()).mapToObj(item::getText).toList();
	}

	/** Shows a report, and in the map its generated images or the real ones. */
	void show(ClassReport report, boolean real) {
		Confusion generated = report.generated();
		Confusion shown = real || generated == null ? report.real() : generated;
		table.setRedraw(false);
		table.removeAll();
		for (ClassReport.Row row : report.rows()) {
			new TableItem(table, SWT.NONE).setText(new String[] { row.label(), String.format(Locale.ROOT, "%,d", row.pixels()), EvaluationTables.percent(row.accuracy()),
					EvaluationTables.percent(row.iou()), EvaluationTables.percent(row.realAccuracy()), EvaluationTables.percent(row.realIou()) });
		}
		table.setRedraw(true);
		summary.setText((generated == null ? "" : totals("Generated", generated) + "\n") + totals("Real", report.real())
				+ (report.segmenter().isEmpty() ? "" : "\nFound by " + report.segmenter() + "; the map shows " + (shown == report.real() ? "real" : "generated") + " images."));
		map.show(shown);
		words.setText(map.words());
		layout(true, true);
	}

	/** Shows nothing, and says why. */
	void showNone(String reason) {
		table.removeAll();
		map.show(null);
		summary.setText(reason);
		words.setText("");
		layout(true, true);
	}

	private static String totals(String images, Confusion confusion) {
		return images + ": mean IoU " + EvaluationTables.percent(confusion.meanIou()) + ", pixel accuracy " + EvaluationTables.percent(confusion.pixelAccuracy()) + ", "
				+ confusion.samples() + " images";
	}
}
