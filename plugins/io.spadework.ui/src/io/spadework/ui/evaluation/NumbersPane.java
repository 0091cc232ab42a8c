package io.spadework.ui.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;

import io.spadework.runs.Evaluation;
import io.spadework.ui.charts.Values;

/** All numbers of a run, the newest first, each with its interval and its protocol. */
final class NumbersPane extends Composite {

	private final TableViewer viewer;
	private List<Row> rows = List.of();

	/**
	 * A number.
	 *
	 * @param step       at which it was measured
	 * @param evaluation the number
	 */
	record Row(int step, Evaluation evaluation) {
	}

	NumbersPane(Composite parent) {
		super(parent, SWT.NONE);
		TableColumnLayout layout = new TableColumnLayout();
		setLayout(layout);
		viewer = new TableViewer(this, SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
		viewer.getTable().setHeaderVisible(true);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		ColumnViewerToolTipSupport.enableFor(viewer);
		column(layout, "Step", 70, SWT.RIGHT, row -> String.format(Locale.ROOT, "%,d", row.step()));
		column(layout, "Metric", 230, SWT.LEFT, row -> row.evaluation().metric().replace('_', ' '));
		column(layout, "Value", 80, SWT.RIGHT, row -> Values.words(row.evaluation().value()));
		column(layout, "95 % interval", 130, SWT.LEFT, row -> row.evaluation().interval() == null ? "\u2013"
				: Values.words(row.evaluation().interval()[0]) + " to " + Values.words(row.evaluation().interval()[1]));
		column(layout, "Images", 60, SWT.RIGHT, row -> String.format(Locale.ROOT, "%,d", row.evaluation().samples()));
		column(layout, "Protocol", 80, SWT.LEFT, row -> row.evaluation().protocolHash().substring(0, EvaluationTables.HASH_DIGITS));
	}

	private void column(TableColumnLayout layout, String title, int width, int alignment, Function<Row, String> text) {
		TableViewerColumn column = new TableViewerColumn(viewer, alignment);
		column.getColumn().setText(title);
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return text.apply((Row) element);
			}

			@Override
			public String getToolTipText(Object element) {
				return ((Row) element).evaluation().protocol().entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining("\n"));
			}
		});
		layout.setColumnData(column.getColumn(), new ColumnWeightData(width, width));
	}

	/** Shows evaluations by step. */
	void show(Map<Integer, List<Evaluation>> evaluations) {
		List<Row> now = new ArrayList<>();
		evaluations.forEach((step, all) -> all.forEach(evaluation -> now.add(new Row(step, evaluation))));
		now.sort((one, other) -> Integer.compare(other.step(), one.step()));
		if (!now.equals(rows)) {
			rows = List.copyOf(now);
			viewer.setInput(rows);
		}
	}
}
