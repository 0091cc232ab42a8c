package io.spadework.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.ColorDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Measure;
import io.spadework.ui.live.Colours;
import io.spadework.ui.live.SeriesNames;

/** Overlaid curves, a chart for each chosen measure, so that measures under unlike protocols never share an axis. */
final class CurvesPage implements Page {

	private static final int SMOOTHEST = 99;
	private static final int SWATCH = 12;

	private final ComparisonEditor editor;
	private final Highlight highlight = new Highlight();
	private final List<MeasureChart> charts = new ArrayList<>();
	private CheckboxTableViewer measures;
	private Table legend;
	private Composite grid;
	private Scale smoothing;
	private Button bands;
	private Button logarithmic;
	private Shown shown;

	CurvesPage(ComparisonEditor editor) {
		this.editor = editor;
	}

	@Override
	public String title() {
		return "Curves";
	}

	@Override
	public Control create(Composite parent) {
		SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
		Composite side = new Composite(sash, SWT.NONE);
		side.setLayout(new GridLayout(2, false));
		label(side, "Runs");
		legend = new Table(side, SWT.FULL_SELECTION | SWT.BORDER);
		legend.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
		legend.setToolTipText("The run under the mouse stands out in every chart; a double click changes its colour");
		legend.addListener(SWT.MouseMove, event -> highlight.set(at(event)));
		legend.addListener(SWT.MouseExit, event -> highlight.set(null));
		legend.addListener(SWT.Selection, event -> highlight.set(((TableItem) event.item).getText()));
		legend.addListener(SWT.DefaultSelection, event -> chooseColour(legend.getSelectionIndex()));
		label(side, "Measures");
		measures = CheckboxTableViewer.newCheckList(side, SWT.BORDER | SWT.FULL_SELECTION);
		measures.getControl().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
		measures.setContentProvider(ArrayContentProvider.getInstance());
		measures.setLabelProvider(LabelProvider.createTextProvider(each -> words((Measure) each)));
		measures.addCheckStateListener(event -> choose());
		label(side, "Smoothing");
		smoothing = new Scale(side, SWT.HORIZONTAL);
		smoothing.setMaximum(SMOOTHEST);
		smoothing.setPageIncrement(10);
		smoothing.setToolTipText("Weight of the past in an exponential mean, its bias corrected");
		smoothing.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		smoothing.addListener(SWT.Selection, event -> draw());
		bands = new Button(side, SWT.CHECK);
		bands.setText("&Mean of seeds");
		bands.setToolTipText("Runs that differ in nothing but the seed as their mean, between its 95 % interval");
		bands.addListener(SWT.Selection, event -> draw());
		logarithmic = new Button(side, SWT.CHECK);
		logarithmic.setText("&Logarithmic");
		logarithmic.addListener(SWT.Selection, event -> draw());
		grid = new Composite(sash, SWT.NONE);
		grid.setLayout(new GridLayout());
		sash.setWeights(22, 78);
		return sash;
	}

	private static void label(Composite parent, String text) {
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
		label.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false, 2, 1));
	}

	private static String words(Measure measure) {
		return measure.isEvaluation() ? measure.fullName() : SeriesNames.words(measure.name());
	}

	private String at(Event event) {
		TableItem item = legend.getItem(new Point(event.x, event.y));
		return item == null ? null : item.getText();
	}

	private void chooseColour(int index) {
		if (shown == null || index < 0) {
			return;
		}
		ComparedRun run = shown.comparison().runs().get(index);
		ColorDialog dialog = new ColorDialog(editor.getSite().getShell());
		dialog.setText("Colour of " + run.label());
		dialog.setRGB(shown.colour(run, Colours.around(grid)).getRGB());
		RGB chosen = dialog.open();
		if (chosen != null) {
			editor.choose(shown.saved().withColour(run.folder().path(), String.format("#%02x%02x%02x", chosen.red, chosen.green, chosen.blue)));
		}
	}

	private void choose() {
		List<String> chosen = new ArrayList<>();
		for (Object measure : measures.getCheckedElements()) {
			chosen.add(((Measure) measure).fullName());
		}
		editor.choose(shown.saved().withMeasures(chosen));
	}

	@Override
	public void show(Shown newShown) {
		boolean otherMeasures = shown == null || !shown.comparison().measures().equals(newShown.comparison().measures());
		shown = newShown;
		if (otherMeasures) {
			measures.setInput(shown.comparison().measures());
		}
		Set<Measure> chosen = shown.measures().stream().collect(Collectors.toSet());
		shown.comparison().measures().forEach(measure -> measures.setChecked(measure, chosen.contains(measure)));
		showLegend();
		draw();
	}

	private void showLegend() {
		List<ComparedRun> runs = shown.comparison().runs();
		Colours palette = Colours.around(grid);
		if (legend.getItemCount() != runs.size()) {
			legend.removeAll();
			runs.forEach(run -> new TableItem(legend, SWT.NONE));
		}
		for (int i = 0; i < runs.size(); i++) {
			legend.getItem(i).setText(runs.get(i).label());
			swatch(legend.getItem(i), shown.colour(runs.get(i), palette));
		}
	}

	private static void swatch(TableItem item, Color colour) {
		if (item.getImage() != null && colour.equals(item.getData())) {
			return;
		}
		Image image = new Image(item.getDisplay(), SWATCH, SWATCH);
		GC gc = new GC(image);
		gc.setBackground(colour);
		gc.fillRectangle(0, 0, SWATCH, SWATCH);
		gc.dispose();
		Image old = item.getImage();
		item.setImage(image);
		item.setData(colour);
		item.addListener(SWT.Dispose, event -> image.dispose());
		if (old != null) {
			old.dispose();
		}
	}

	private void draw() {
		if (shown == null) {
			return;
		}
		List<Measure> chosen = shown.measures();
		boolean otherCount = charts.size() != chosen.size();
		while (charts.size() > chosen.size()) {
			charts.remove(charts.size() - 1).dispose();
		}
		while (charts.size() < chosen.size()) {
			charts.add(new MeasureChart(grid, highlight));
		}
		if (otherCount) {
			((GridLayout) grid.getLayout()).numColumns = chosen.size() > 1 ? chosen.size() > 6 ? 3 : 2 : 1;
			grid.layout(true, true);
		}
		for (int i = 0; i < charts.size(); i++) {
			charts.get(i).show(chosen.get(i), shown, smoothing.getSelection() / 100.0, bands.getSelection(), logarithmic.getSelection());
		}
	}

	/** The charts that are shown now. */
	List<MeasureChart> charts() {
		return charts;
	}

	@Override
	public void setFocus() {
		measures.getControl().setFocus();
	}
}
