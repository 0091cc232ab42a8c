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
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.ColorDialog;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.diagram.Named;
import io.spadework.diagram.export.Picture;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.Separation;
import io.spadework.ui.charts.Colours;
import io.spadework.ui.charts.XAxis;
import io.spadework.ui.live.SeriesNames;
import io.spadework.ui.runs.RunColours;

/** Overlaid curves over one common axis, a chart for each chosen measure, so that measures under unlike protocols never share an axis. */
final class CurvesPage implements Page {

	private static final int SMOOTHEST = 99;
	private static final int SWATCH = 12;
	/** A lower chart can't be read; more of them scroll. */
	private static final int LEAST_HEIGHT = 170;
	private static final int MOST_COLUMNS = 3;
	private static final int LIST_HEIGHT = 60;
	private static final List<XAxis> AXES = List.of(XAxis.STEP, XAxis.EPOCH, XAxis.IMAGES, XAxis.WALL);

	private final ComparisonEditor editor;
	private final Highlight highlight;
	private final List<MeasurePane> charts = new ArrayList<>();
	private CheckboxTableViewer measures;
	private Table legend;
	private ScrolledComposite scrolled;
	private Composite grid;
	private Combo axis;
	private Scale smoothing;
	private Button means;
	private Button logarithmic;
	private Label missing;
	private Shown shown;
	private MeasureLines lines;
	private Colours palette;

	CurvesPage(ComparisonEditor editor) {
		this.editor = editor;
		highlight = editor.highlight();
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
		label(side, "Runs", 2);
		legend = new Table(side, SWT.FULL_SELECTION | SWT.BORDER);
		legend.setLayoutData(list());
		legend.setToolTipText("The run under the mouse stands out in every chart, a click or Space keeps it so; a double click or Enter changes its colour");
		Named.name(legend, "Compared runs");
		legend.addListener(SWT.MouseMove, event -> highlight.set(at(event)));
		legend.addListener(SWT.MouseExit, event -> highlight.set(null));
		legend.addListener(SWT.MouseDown, event -> {
			if (event.button == 1 && at(event) != null) {
				highlight.pick(at(event));
			}
		});
		legend.addListener(SWT.KeyDown, event -> {
			if (event.character == ' ' && legend.getSelectionIndex() >= 0) {
				highlight.pick(legend.getSelection()[0].getText());
			}
		});
		legend.addListener(SWT.DefaultSelection, event -> chooseColour(legend.getSelectionIndex()));
		legend.setMenu(menu());
		label(side, "Measures", 2);
		measures = CheckboxTableViewer.newCheckList(side, SWT.BORDER | SWT.FULL_SELECTION);
		measures.getControl().setLayoutData(list());
		Named.name(measures.getTable(), "Measures that have a chart");
		measures.setContentProvider(ArrayContentProvider.getInstance());
		measures.setLabelProvider(LabelProvider.createTextProvider(each -> words((Measure) each)));
		measures.addCheckStateListener(event -> choose());
		label(side, "&Over", 1);
		axis = new Combo(side, SWT.READ_ONLY);
		axis.setItems(AXES.stream().map(XAxis::title).toArray(String[]::new));
		axis.select(0);
		axis.setToolTipText("What the x axes count");
		axis.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		axis.addListener(SWT.Selection, event -> draw());
		label(side, "Smoothin&g", 1);
		smoothing = new Scale(side, SWT.HORIZONTAL);
		smoothing.setMaximum(SMOOTHEST);
		smoothing.setPageIncrement(10);
		smoothing.setToolTipText("Weight of the past in an exponential mean, its bias corrected");
		smoothing.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		smoothing.addListener(SWT.Selection, event -> draw());
		means = check(side, "&Mean of seeds", "Runs that differ in nothing but the seed as their mean, in its 95 % interval");
		logarithmic = check(side, "&Logarithmic", "Equal distances are equal ratios; what is not positive is left out");
		Button all = new Button(side, SWT.PUSH);
		all.setText("Show &All");
		all.setToolTipText("Shows everything, and follows it again; so does a double click or Home in a chart. Ctrl and the wheel zoom, a drag zooms into what it covers, a drag with Shift pans");
		all.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		all.addListener(SWT.Selection, event -> {
			charts.forEach(pane -> pane.chart().zoomAlong(null));
			draw();
		});
		missing = new Label(side, SWT.WRAP);
		missing.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		scrolled = new ScrolledComposite(sash, SWT.V_SCROLL);
		scrolled.setExpandHorizontal(true);
		scrolled.setExpandVertical(true);
		grid = new Composite(scrolled, SWT.NONE);
		grid.setLayout(new GridLayout());
		scrolled.setContent(grid);
		scrolled.addListener(SWT.Resize, event -> arrange());
		sash.setWeights(22, 78);
		highlight.watch(this::emphasise);
		return sash;
	}

	/** Both lists share the room that there is, however long they are. */
	private static GridData list() {
		GridData room = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
		room.heightHint = LIST_HEIGHT;
		return room;
	}

	private static void label(Composite parent, String text, int columns) {
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
		label.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false, columns, 1));
	}

	private Button check(Composite parent, String text, String says) {
		Button button = new Button(parent, SWT.CHECK);
		button.setText(text);
		button.setToolTipText(says);
		button.addListener(SWT.Selection, event -> draw());
		return button;
	}

	private Menu menu() {
		Menu menu = new Menu(legend);
		item(menu, "Choose &Colour …", () -> chooseColour(legend.getSelectionIndex()));
		item(menu, "&Default Colour", this::forgetColour);
		return menu;
	}

	private static void item(Menu menu, String text, Runnable action) {
		MenuItem item = new MenuItem(menu, SWT.PUSH);
		item.setText(text);
		item.addListener(SWT.Selection, event -> action.run());
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
		dialog.setRGB(palette.curve(index).getRGB());
		RGB chosen = dialog.open();
		if (chosen != null) {
			RunColours.choose(run.folder().path(), chosen);
			editor.choose(shown.saved().withColour(run.folder().path(), String.format("#%02x%02x%02x", chosen.red, chosen.green, chosen.blue)));
		}
	}

	private void forgetColour() {
		if (shown != null && legend.getSelectionIndex() >= 0) {
			ComparedRun run = shown.comparison().runs().get(legend.getSelectionIndex());
			RunColours.choose(run.folder().path(), null);
			editor.choose(shown.saved().withColour(run.folder().path(), null));
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
		Colours wanted = shown.palette(Colours.around(grid));
		if (!wanted.equals(palette)) {
			palette = wanted;
		}
		if (otherMeasures) {
			boolean first = measures.getTable().getItemCount() == 0;
			int top = measures.getTable().getTopIndex();
			measures.setInput(shown.comparison().measures());
			measures.getTable().setTopIndex(first && !shown.measures().isEmpty() ? shown.comparison().measures().indexOf(shown.measures().get(0)) : top);
		}
		Set<Measure> chosen = shown.measures().stream().collect(Collectors.toSet());
		shown.comparison().measures().forEach(measure -> measures.setChecked(measure, chosen.contains(measure)));
		showLegend();
		draw();
	}

	private void showLegend() {
		List<ComparedRun> runs = shown.comparison().runs();
		if (legend.getItemCount() != runs.size()) {
			legend.removeAll();
			runs.forEach(run -> new TableItem(legend, SWT.NONE));
		}
		for (int i = 0; i < runs.size(); i++) {
			if (!runs.get(i).label().equals(legend.getItem(i).getText())) {
				legend.getItem(i).setText(runs.get(i).label());
			}
			swatch(legend.getItem(i), palette.curve(i));
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
			charts.add(pane());
		}
		if (otherCount) {
			arrange();
		}
		lines = new MeasureLines(shown, AXES.get(axis.getSelectionIndex()), smoothing.getSelection() / 100.0, means.getSelection());
		say(lines.missing());
		for (int i = 0; i < charts.size(); i++) {
			Measure measure = chosen.get(i);
			charts.get(i).show(measure, words(measure), lines, palette, logarithmic.getSelection(), separation(measure));
		}
		emphasise();
	}

	private void say(String text) {
		if (!text.equals(missing.getText())) {
			missing.setText(text);
			missing.requestLayout();
		}
	}

	/** Why a measure has an axis of its own though others have its name; null where none has. */
	private Separation separation(Measure measure) {
		return shown.comparison().separations().stream().filter(separation -> measure.isEvaluation() && separation.name().equals(measure.name())).findFirst().orElse(null);
	}

	private MeasurePane pane() {
		MeasurePane pane = new MeasurePane(grid);
		pane.chart().onPoint(line -> highlight.set(line == null ? null : lines.runs(line.id()).get(0)));
		pane.chart().onZoom(range -> {
			charts.stream().filter(other -> other != pane).forEach(other -> other.chart().zoomAlong(range));
			draw();
		});
		return pane;
	}

	private void arrange() {
		int columns = charts.size() > 6 ? MOST_COLUMNS : charts.size() > 1 ? 2 : 1;
		int rows = Math.ceilDiv(Math.max(1, charts.size()), columns);
		((GridLayout) grid.getLayout()).numColumns = columns;
		((GridLayout) grid.getLayout()).makeColumnsEqualWidth = true;
		scrolled.setMinHeight(charts.size() > 1 ? rows * LEAST_HEIGHT : 0);
		boolean scrolls = rows * LEAST_HEIGHT > scrolled.getClientArea().height;
		charts.forEach(pane -> pane.chart().leaveWheelAlone(scrolls));
		grid.layout(true, true);
	}

	/** The run that stands out is drawn strong, the others step back. */
	private void emphasise() {
		String run = highlight.run();
		if (shown == null || legend.isDisposed()) {
			return;
		}
		for (TableItem item : legend.getItems()) {
			item.setBackground(item.getText().equals(run) ? palette.grid() : null);
		}
		charts.forEach(pane -> pane.chart().emphasise(run == null ? null : line -> lines.runs(line.id()).contains(run)));
	}

	@Override
	public List<Picture> pictures() {
		return charts.stream().map(MeasurePane::picture).toList();
	}

	@Override
	public void setFocus() {
		measures.getControl().setFocus();
	}
}
