package io.spadework.ui.live;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;

import io.spadework.ui.charts.ChartLegend;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.CurveChart;
import io.spadework.ui.charts.Marker;

/** A chart under its title and legend. */
final class ChartPane extends Composite {

	private final CLabel title;
	private final ChartLegend legend;
	private final CurveChart chart;

	ChartPane(Composite parent) {
		super(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
		title = new CLabel(this, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
		Composite place = new Composite(this, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(place);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(place);
		chart = new CurveChart(place);
		legend = new ChartLegend(place, chart);
		legend.moveAbove(chart.control());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(legend);
		GridDataFactory.fillDefaults().grab(true, true).hint(160, 90).applyTo(chart.control());
	}

	CurveChart chart() {
		return chart;
	}

	void paint(Colours colours) {
		chart.paint(colours);
		legend.paint(colours);
		title.setBackground(colours.ground());
		title.setForeground(colours.text());
		setBackground(colours.ground());
	}

	/** Shows a panel's lines. */
	void show(Panel panel, List<Marker> markers) {
		boolean titled = panel.title() != null;
		if (titled && !panel.title().equals(title.getText())) {
			title.setText(panel.title());
			title.setToolTipText(panel.title());
		}
		GridDataFactory.createFrom((GridData) title.getLayoutData()).exclude(!titled).applyTo(title);
		title.setVisible(titled);
		chart.show(panel.lines(), markers);
		legend.redraw();
		if (legend.computeSize(legend.getSize().x, SWT.DEFAULT).y != legend.getSize().y) {
			layout(true, true);
		}
	}
}
