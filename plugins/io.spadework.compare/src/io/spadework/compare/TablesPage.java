package io.spadework.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.diagram.LastFolder;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.export.ComparisonReport;
import io.spadework.runs.export.ComparisonTables;
import io.spadework.runs.export.Csv;
import io.spadework.runs.export.LatexTables;
import io.spadework.runs.export.MarkdownTables;
import io.spadework.runs.export.Table;
import io.spadework.ui.charts.Colours;

/** The tables that the verb prints: runs, what they differ in, what was measured, and what may be said of it. */
final class TablesPage implements Page {

	private final ComparisonEditor editor;
	private final List<TableSection> sections = new ArrayList<>();
	private ScrolledComposite scroll;
	private Composite content;
	private Label headline;
	private Button published;
	private Shown shown;
	private List<Table> tables = List.of();

	TablesPage(ComparisonEditor editor) {
		this.editor = editor;
	}

	@Override
	public String title() {
		return "Tables";
	}

	@Override
	public Control create(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		page.setLayout(new GridLayout(3, false));
		headline = new Label(page, SWT.NONE);
		headline.setFont(JFaceResources.getBannerFont());
		headline.setText("Reading the runs …");
		headline.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		published = new Button(page, SWT.CHECK);
		published.setText("&Published figures");
		published.setToolTipText("Shows what was published for CRN, SIMS, pix2pixHD and SPADE beside, under a protocol of its own");
		published.addListener(SWT.Selection, event -> refill());
		ExportButton export = new ExportButton(page, "Writes the comparison to a file");
		for (Export format : Export.values()) {
			export.add(format.label, format.says, () -> export(format));
		}
		scroll = new ScrolledComposite(page, SWT.V_SCROLL | SWT.H_SCROLL);
		scroll.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 3, 1));
		scroll.setExpandHorizontal(true);
		scroll.setExpandVertical(true);
		content = new Composite(scroll, SWT.NONE);
		content.setLayout(new GridLayout());
		scroll.setContent(content);
		editor.highlight().watch(() -> sections.forEach(TableSection::emphasise));
		return page;
	}

	@Override
	public void show(Shown newShown) {
		shown = newShown;
		int runs = shown.comparison().runs().size();
		int differing = shown.comparison().chiefDiffering().size();
		String architectures = differing < shown.comparison().differing().size() ? ", and so do architectures" : "";
		headline.setText(runs + (runs == 1 ? " run" : " runs") + (runs > 1 ? ", " + differing + (differing == 1 ? " setting differs" : " settings differ") + architectures : ""));
		headline.requestLayout();
		refill();
	}

	private void refill() {
		if (shown == null) {
			return;
		}
		List<Table> now = new ComparisonTables(shown.comparison(), shown.measures(), published.getSelection(), null, networks(shown)).all();
		Map<String, Color> colours = shown.colours(Colours.around(content));
		if (now.equals(tables) && !sections.isEmpty()) {
			sections.forEach(section -> section.colour(colours));
			return;
		}
		tables = now;
		while (sections.size() > tables.size()) {
			sections.remove(sections.size() - 1).dispose();
		}
		for (int i = 0; i < tables.size(); i++) {
			if (i == sections.size()) {
				sections.add(new TableSection(content, editor.highlight()));
			}
			sections.get(i).show(tables.get(i), colours);
		}
		content.layout(true, true);
		scroll.setMinSize(content.computeSize(SWT.DEFAULT, SWT.DEFAULT));
	}

	/** What the networks take, where that is known. */
	private static List<Table> networks(Shown shown) {
		return ComparisonTables.networks(shown.comparison(), shown.networkCosts()).stream().toList();
	}

	/** The same, and what the networks differ in, which takes a moment. */
	private static List<Table> architectures(Shown shown) {
		List<Table> tables = new ArrayList<>(networks(shown));
		tables.addAll(Experiments.differences(shown.comparison()));
		return tables;
	}

	/** The tables that are shown now. */
	List<Table> tables() {
		return tables;
	}

	private enum Export {
		HTML("&HTML page …", "html", "a page that loads nothing from outside, with curves and samples"), MARKDOWN("&Markdown tables …", "md", "tables as Markdown"),
		LATEX("&LaTeX tables …", "tex", "tables for booktabs"), CSV("&CSV …", "csv", "a row for each run, every digit");

		private final String label;
		private final String extension;
		private final String says;

		Export(String label, String extension, String says) {
			this.label = label;
			this.extension = extension;
			this.says = says;
		}

		private String text(Shown shown, boolean withPublished) {
			Comparison comparison = shown.comparison();
			Cost none = null;
			return switch (this) {
			case HTML -> ComparisonReport.html(comparison, shown.measures(), withPublished, none, architectures(shown));
			case MARKDOWN -> MarkdownTables.text(new ComparisonTables(comparison, shown.measures(), withPublished, none, architectures(shown)).all());
			case LATEX -> LatexTables.text(new ComparisonTables(comparison, shown.measures(), withPublished, none, architectures(shown)).all());
			case CSV -> Csv.of(comparison, comparison.measures(), withPublished, shown.networkCosts());
			};
		}
	}

	private void export(Export export) {
		if (shown == null) {
			return;
		}
		FileDialog dialog = new FileDialog(editor.getSite().getShell(), SWT.SAVE);
		dialog.setFileName("comparison." + export.extension);
		dialog.setFilterExtensions(new String[] { "*." + export.extension });
		dialog.setOverwrite(true);
		String chosen = LastFolder.open(dialog);
		if (chosen != null) {
			Path file = Path.of(chosen);
			Shown now = shown;
			boolean withPublished = published.getSelection();
			Job.create("Writing " + file.getFileName(), monitor -> {
				try {
					Files.writeString(file, export.text(now, withPublished));
					return Status.OK_STATUS;
				} catch (IOException e) {
					StatusManager.getManager().handle(Status.error(file + " could not be written: " + e.getMessage(), e), StatusManager.SHOW);
					return Status.OK_STATUS;
				}
			}).schedule();
		}
	}

	@Override
	public void setFocus() {
		if (sections.isEmpty()) {
			scroll.setFocus();
		} else {
			sections.get(0).setFocus();
		}
	}
}
