package io.spadework.ui.live;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.CurveChart;
import io.spadework.ui.charts.Marker;
import io.spadework.ui.charts.Window;
import io.spadework.ui.charts.XAxis;

/** The charts of the live view: a row of tabs, and below them one chart or several that zoom together. */
final class ChartPanels extends Composite {

	/** A chart needs about that much room to be read. */
	private static final int READABLE_WIDTH = 250;
	private static final int READABLE_HEIGHT = 150;

	private final CTabFolder tabs;
	private final ScrolledComposite scrolled;
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
		tabs = new CTabFolder(this, SWT.TOP | SWT.FLAT);
		for (Tab tab : Tab.values()) {
			CTabItem item = new CTabItem(tabs, SWT.NONE);
			item.setText(tab.title());
			item.setToolTipText(tab.description());
		}
		tabs.setSelection(settings.tab().ordinal());
		tabs.addListener(SWT.Selection, event -> {
			Tab tab = Tab.values()[tabs.getSelectionIndex()];
			if (tab != settings.tab()) {
				choose(tab);
			}
		});
		GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 0).applyTo(tabs);
		scrolled = new ScrolledComposite(this, SWT.V_SCROLL);
		scrolled.setExpandHorizontal(true);
		scrolled.setExpandVertical(true);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(scrolled);
		area = new Composite(scrolled, SWT.NONE);
		area.setLayout(new GridLayout());
		scrolled.setContent(area);
		nothing = new Label(area, SWT.CENTER | SWT.WRAP);
		scrolled.addListener(SWT.Resize, event -> arrange());
	}

	/** Shows another tab. */
	void choose(Tab tab) {
		tabs.setSelection(tab.ordinal());
		settings.setTab(tab);
		changed.run();
	}

	/** Uses colours from now on. */
	void paint(Colours newColours) {
		if (newColours != colours) {
			colours = newColours;
			area.setBackground(colours.ground());
			scrolled.setBackground(colours.ground());
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

	/** As many columns as let the charts be read best, below each other where there is no room for all. */
	private void arrange() {
		panes.values().forEach(pane -> {
			pane.setVisible(false);
			GridDataFactory.fillDefaults().exclude(true).applyTo(pane);
		});
		for (String id : visible) {
			ChartPane pane = panes.get(id);
			pane.moveBelow(null);
			pane.setVisible(true);
			GridDataFactory.fillDefaults().grab(true, true).applyTo(pane);
		}
		nothing.setVisible(visible.isEmpty());
		GridDataFactory.fillDefaults().grab(true, true).align(SWT.CENTER, SWT.CENTER).exclude(!visible.isEmpty()).applyTo(nothing);
		Rectangle room = scrolled.getClientArea();
		int columns = columns(visible.size(), room.width, room.height);
		int rows = Math.ceilDiv(Math.max(1, visible.size()), columns);
		GridLayoutFactory.fillDefaults().numColumns(columns).equalWidth(true).spacing(6, 2).applyTo(area);
		scrolled.setMinHeight(visible.size() > 1 ? rows * READABLE_HEIGHT : 0);
		boolean scrolls = visible.size() > 1 && rows * READABLE_HEIGHT > room.height;
		charts().forEach(chart -> chart.leaveWheelAlone(scrolls));
		scrolled.getVerticalBar().setIncrement(READABLE_HEIGHT / 4);
		area.layout(true, true);
	}

	private static int columns(int charts, int width, int height) {
		int best = 1;
		double most = -1;
		for (int columns = 1; columns <= Math.max(1, charts) && (columns == 1 || width / columns >= READABLE_WIDTH); columns++) {
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
