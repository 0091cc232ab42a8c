package io.spadework.ui.live;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.CurveChart;
import io.spadework.ui.charts.Marker;
import io.spadework.ui.charts.Window;
import io.spadework.ui.charts.XAxis;

/** The charts of the live view: a row of tabs, and below them one chart or several that zoom together. */
final class ChartPanels extends Composite {

	/** A chart needs about that much room to be read. */
	private static final int READABLE_WIDTH = 300;
	private static final int READABLE_HEIGHT = 150;

	private final ToolBar tabs;
	private final Map<Tab, ToolItem> items = new EnumMap<>(Tab.class);
	private final Composite area;
	private final Label nothing;
	private final Map<String, ChartPane> panes = new LinkedHashMap<>();
	private final LiveSettings settings;
	private final Runnable changed;
	private List<String> visible = List.of();
	private Colours colours;

	/**
	 * Makes the charts.
	 *
	 * @param changed called when other points are needed: another tab, or another part of the curves
	 */
	ChartPanels(Composite parent, LiveSettings settings, Runnable changed) {
		super(parent, SWT.NONE);
		this.settings = settings;
		this.changed = changed;
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
		tabs = new ToolBar(this, SWT.FLAT | SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).indent(4, 0).applyTo(tabs);
		for (Tab tab : Tab.values()) {
			ToolItem item = new ToolItem(tabs, SWT.RADIO);
			item.setText("  " + tab.title() + "  "); // the theme leaves texts no room of their own
			item.setToolTipText(tab.description());
			item.setSelection(tab == settings.tab());
			item.addListener(SWT.Selection, event -> {
				if (item.getSelection() && tab != settings.tab()) {
					choose(tab);
				}
			});
			items.put(tab, item);
		}
		area = new Composite(this, SWT.NONE);
		area.setLayout(new GridLayout());
		GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
		nothing = new Label(area, SWT.CENTER | SWT.WRAP);
		area.addListener(SWT.Resize, event -> arrange());
	}

	/** Shows another tab. */
	void choose(Tab tab) {
		items.forEach((each, item) -> item.setSelection(each == tab));
		settings.setTab(tab);
		changed.run();
	}

	/** Uses colours from now on. */
	void paint(Colours newColours) {
		if (newColours != colours) {
			colours = newColours;
			area.setBackground(colours.ground());
			nothing.setBackground(colours.ground());
			nothing.setForeground(colours.faint());
			panes.values().forEach(pane -> pane.paint(colours));
		}
	}

	/** Which points are needed. */
	Window window() {
		CurveChart first = first();
		return first == null ? Window.all(READABLE_WIDTH, settings.isLogarithmic()) : first.window();
	}

	/** The first chart that is shown, or null. */
	CurveChart first() {
		return visible.isEmpty() ? null : panes.get(visible.get(0)).chart();
	}

	/** The charts that are shown. */
	List<CurveChart> charts() {
		return visible.stream().map(id -> panes.get(id).chart()).toList();
	}

	/** Shows everything in all charts, and follows it again. */
	void showAll() {
		charts().forEach(chart -> chart.zoomAlong(null));
		changed.run();
	}

	/** Counts something on the x axis of all charts. */
	void setXAxis(XAxis axis) {
		panes.values().forEach(pane -> pane.chart().setXAxis(axis));
	}

	/** Draws values on logarithmic axes, or on linear ones. */
	void setLogarithmic(boolean logarithmic) {
		panes.values().forEach(pane -> pane.chart().setLogarithmic(logarithmic));
	}

	/** Shows panels and no others. */
	void show(List<Panel> panels, List<Marker> markers) {
		List<Panel> filled = panels.stream().filter(panel -> !panel.lines().isEmpty()).toList();
		List<String> ids = filled.stream().map(Panel::id).toList();
		for (Panel panel : filled) {
			panes.computeIfAbsent(panel.id(), id -> create()).show(panel, markers);
		}
		if (!ids.equals(visible) || filled.isEmpty()) {
			visible = ids;
			nothing.setText(switch (settings.tab()) {
				case EVALUATION -> "Nothing has been measured on held-out samples yet. The study's evaluation says when that is done.";
				default -> "Nothing has been measured yet.";
			});
			arrange();
		}
	}

	private ChartPane create() {
		ChartPane pane = new ChartPane(area);
		CurveChart chart = pane.chart();
		chart.setXAxis(settings.axis());
		chart.setLogarithmic(settings.isLogarithmic());
		chart.setHidden(settings.hidden());
		chart.onZoom(range -> {
			charts().stream().filter(other -> other != chart).forEach(other -> other.zoomAlong(range));
			changed.run();
		});
		chart.onToggle(id -> {
			Set<String> hidden = new HashSet<>(settings.hidden());
			if (chart.isHidden(id)) {
				hidden.add(id);
			} else {
				hidden.remove(id);
			}
			settings.setHidden(hidden);
			panes.values().stream().map(ChartPane::chart).filter(other -> other != chart && other.isHidden(id) != chart.isHidden(id)).forEach(other -> other.setHidden(hidden));
		});
		if (colours != null) {
			pane.paint(colours);
		}
		return pane;
	}

	/** As many columns as let the charts be read best. */
	private void arrange() {
		List<Composite> shown = new ArrayList<>();
		for (Map.Entry<String, ChartPane> pane : panes.entrySet()) {
			boolean wanted = visible.contains(pane.getKey());
			pane.getValue().setVisible(wanted);
			GridDataFactory.fillDefaults().grab(true, true).exclude(!wanted).applyTo(pane.getValue());
			if (wanted) {
				shown.add(pane.getValue());
			}
		}
		nothing.setVisible(shown.isEmpty());
		GridDataFactory.fillDefaults().grab(true, true).align(SWT.CENTER, SWT.CENTER).exclude(!shown.isEmpty()).applyTo(nothing);
		int columns = columns(shown.size(), area.getClientArea().width, area.getClientArea().height);
		GridLayoutFactory.fillDefaults().numColumns(columns).equalWidth(true).spacing(6, 2).applyTo(area);
		area.layout(true, true);
	}

	private static int columns(int charts, int width, int height) {
		int best = 1;
		double most = -1;
		for (int columns = 1; columns <= Math.max(1, charts); columns++) {
			int rows = Math.ceilDiv(Math.max(1, charts), columns);
			double room = Math.min((double) width / columns / READABLE_WIDTH, (double) height / rows / READABLE_HEIGHT);
			if (room > most) {
				most = room;
				best = columns;
			}
		}
		return best;
	}
}
