package io.spadework.ui.charts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.events.PaintEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ICustomPaintListener;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ISeries;

/** Draws each of a chart's curves in one stroke. SWTChart draws every piece of a curve for itself, which takes three times as long; it still draws the points. */
final class CurvePainter implements ICustomPaintListener {

	/** Far outside of every screen, and near enough for what draws it. */
	private static final int FAR = 1_000_000;

	private final CurveChart chart;

	CurvePainter(CurveChart chart) {
		this.chart = chart;
	}

	@Override
	public boolean drawBehindSeries() {
		return true;
	}

	@Override
	public void paintControl(PaintEvent event) {
		GC gc = event.gc;
		gc.setAntialias(SWT.ON);
		for (ISeries<?> series : chart.control().getSeriesSet().getSeries()) {
			if (series.isVisible() && series instanceof ILineSeries<?> line) {
				gc.setForeground(line.getLineColor());
				gc.setLineWidth(line.getLineWidth());
				gc.setLineStyle(chart.isDashed(line.getId()) ? SWT.LINE_DASH : SWT.LINE_SOLID);
				gc.drawPolyline(places(line));
			}
		}
		gc.setLineStyle(SWT.LINE_SOLID);
		gc.setLineWidth(1);
	}

	private int[] places(ILineSeries<?> line) {
		IAxis across = chart.control().getAxisSet().getXAxis(0);
		IAxis up = chart.control().getAxisSet().getYAxis(0);
		double[] x = line.getXSeries();
		double[] y = line.getYSeries();
		int[] places = new int[2 * x.length];
		for (int i = 0; i < x.length; i++) {
			places[2 * i] = Math.clamp(across.getPixelCoordinate(x[i]), -FAR, FAR);
			places[2 * i + 1] = Math.clamp(up.getPixelCoordinate(y[i]), -FAR, FAR);
		}
		return places;
	}
}
