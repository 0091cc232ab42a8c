package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.forms.events.HyperlinkAdapter;
import org.eclipse.ui.forms.events.HyperlinkEvent;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ImageHyperlink;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.Names;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.edit.Labels;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.Notation;

/** What a study is, what it consists of, and what is wrong with it; everything leads to its page. */
final class OverviewPage implements StudyPage {

	private final StudyEditor editor;
	private FormToolkit toolkit;
	private ScrolledForm form;
	private Composite fieldsPlace;
	private ElementForm fields;
	private Composite parts;
	private List<String> shownParts = List.of();
	private Section problemsSection;
	private ProblemList problems;

	OverviewPage(StudyEditor editor) {
		this.editor = editor;
	}

	@Override
	public String title() {
		return "Overview";
	}

	@Override
	public EClass kind() {
		return Literals.STUDY;
	}

	@Override
	public Control create(Composite parent, IWorkbenchPartSite site) {
		toolkit = new FormToolkit(parent.getDisplay());
		form = toolkit.createScrolledForm(parent);
		form.setText("Overview");
		toolkit.decorateFormHeading(form.getForm());
		GridLayout layout = new GridLayout(2, true);
		layout.marginWidth = 12;
		layout.horizontalSpacing = 24;
		form.getBody().setLayout(layout);
		Section study = section("Study", "What it is called, and what it asks.");
		fieldsPlace = toolkit.createComposite(study);
		study.setClient(fieldsPlace);
		Section contents = section("Contents", "Choose a part to see and change it.");
		parts = toolkit.createComposite(contents);
		parts.setLayout(new GridLayout(2, false));
		contents.setClient(parts);
		problemsSection = section("Problems", "");
		((GridData) problemsSection.getLayoutData()).horizontalSpan = 2;
		Composite client = toolkit.createComposite(problemsSection);
		client.setLayout(new GridLayout());
		problemsSection.setClient(client);
		problems = new ProblemList(editor, toolkit, client, true);
		refresh();
		return form;
	}

	private Section section(String text, String description) {
		Section section = toolkit.createSection(form.getBody(), ExpandableComposite.TITLE_BAR | (description.isEmpty() ? 0 : Section.DESCRIPTION));
		section.setText(text);
		if (!description.isEmpty())
			section.setDescription(description);
		section.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
		return section;
	}

	@Override
	public void refresh() {
		if (form == null || form.isDisposed() || editor.study() == null)
			return;
		if (fields == null || fields.element() != editor.study()) {
			for (Control child : fieldsPlace.getChildren())
				child.dispose();
			fields = new ElementForm(editor, toolkit, fieldsPlace, editor.study());
			form.reflow(true);
		} else {
			fields.refresh();
		}
		showParts();
		showProblems();
	}

	/** One line a part: what it is called, and what matters most about it. */
	private record Line(Element element, String name, String matter) {
	}

	private List<Line> lines(Study study) {
		List<Line> lines = new ArrayList<>();
		study.getExperiments().forEach(each -> lines.add(new Line(each, Names.of(each), Labels.matter(each))));
		study.getNetworks().forEach(each -> lines.add(new Line(each, Names.of(each), Notation.of(each).title().totals())));
		study.getBlocks().forEach(each -> lines.add(new Line(each, Names.of(each), "block of " + each.getNodes().size() + " nodes")));
		study.getDatasets().forEach(each -> lines.add(new Line(each, Names.of(each), Labels.matter(each))));
		study.getObjectives().forEach(each -> lines.add(new Line(each, Names.of(each), terms(each))));
		study.getPlans().forEach(each -> lines.add(new Line(each, Names.of(each), Labels.matter(each))));
		study.getEvaluations().forEach(each -> lines.add(new Line(each, Names.of(each), Labels.matter(each))));
		study.getSweeps().forEach(each -> lines.add(new Line(each, Names.of(each), Labels.matter(each))));
		return lines;
	}

	private static String terms(Element objective) {
		return String.join(", ", objective.eContents().stream().map(term -> Names.kind(term).replace(" loss", "")).toList());
	}

	private void showParts() {
		List<Line> lines = lines(editor.study());
		List<String> texts = lines.stream().map(line -> line.element().getId() + line.name() + line.matter()).toList();
		if (texts.equals(shownParts))
			return;
		shownParts = texts;
		for (Control child : parts.getChildren())
			child.dispose();
		for (Line line : lines) {
			ImageHyperlink link = toolkit.createImageHyperlink(parts, SWT.NONE);
			link.setText(line.name());
			link.setImage(editor.image(line.element().eClass()));
			link.setToolTipText(line.element() instanceof Graph ? "Shows its diagram" : "Shows its form");
			String id = line.element().getId();
			link.addHyperlinkListener(new HyperlinkAdapter() {
				@Override
				public void linkActivated(HyperlinkEvent e) {
					editor.reveal(id);
				}
			});
			Label matter = toolkit.createLabel(parts, line.matter(), SWT.WRAP);
			GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
			wide.widthHint = 180;
			matter.setLayoutData(wide);
			matter.setEnabled(!(line.element() instanceof Network) || !line.matter().isEmpty());
		}
		form.reflow(true);
	}

	@Override
	public void showProblems() {
		if (form == null || form.isDisposed() || editor.study() == null)
			return;
		List<Problem> all = editor.problems();
		long errors = all.stream().filter(problem -> problem.severity() == Severity.ERROR).count();
		long warnings = all.stream().filter(problem -> problem.severity() == Severity.WARNING).count();
		problemsSection.setText(all.isEmpty() ? "Problems: none" : "Problems: " + errors + (errors == 1 ? " error, " : " errors, ") + warnings + (warnings == 1 ? " warning, " : " warnings, ")
				+ (all.size() - errors - warnings) + " worth knowing");
		if (problems.show(all))
			form.reflow(true);
	}

	@Override
	public boolean shows(Element element) {
		return element instanceof Study;
	}

	@Override
	public void reveal(Element element) {
		// the study is the whole page
	}

	@Override
	public IStructuredSelection selection() {
		return editor.study() == null ? StructuredSelection.EMPTY : new StructuredSelection(editor.study());
	}

	@Override
	public void setFocus() {
		if (fields != null)
			fields.setFocus();
	}

	@Override
	public void dispose() {
		if (form != null)
			form.dispose();
		if (toolkit != null)
			toolkit.dispose();
	}
}
