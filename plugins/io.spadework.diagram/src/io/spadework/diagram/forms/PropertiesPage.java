package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.properties.IPropertySheetPage;

import io.spadework.diagram.Named;
import io.spadework.diagram.StudyEditor;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Scope;
import io.spadework.model.edit.changes.SetArgument;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Notation;
import io.spadework.notation.Title;

/**
 * The properties view of a study: all that can be said of what is selected, each with the control that goes with its type, its problems with what would mend
 * them, and what follows from it. Of several selected elements it changes what they have in common.
 */
public final class PropertiesPage extends Page implements IPropertySheetPage {

	private final StudyEditor editor;
	private FormToolkit toolkit;
	private ScrolledForm form;
	private List<Element> shown = List.of();
	private ElementForm fields;
	private ProblemList problems;
	private final List<Runnable> refreshing = new ArrayList<>();

	/** A page for what is selected in an editor. */
	public PropertiesPage(StudyEditor editor) {
		this.editor = editor;
	}

	@Override
	public void createControl(Composite parent) {
		toolkit = new FormToolkit(parent.getDisplay());
		form = toolkit.createScrolledForm(parent);
		GridLayout layout = new GridLayout();
		layout.marginWidth = 8;
		form.getBody().setLayout(layout);
		build();
	}

	@Override
	public Control getControl() {
		return form;
	}

	@Override
	public void setFocus() {
		if (fields != null)
			fields.setFocus();
		else if (form != null)
			form.setFocus();
	}

	@Override
	public void dispose() {
		if (toolkit != null)
			toolkit.dispose();
		super.dispose();
	}

	/** Whether its view has let go of it. */
	public boolean isDisposed() {
		return form != null && form.isDisposed();
	}

	@Override
	public void selectionChanged(IWorkbenchPart part, ISelection selection) {
		List<Element> selected = selection instanceof IStructuredSelection structured ? structured.toList().stream().filter(Element.class::isInstance).map(each -> (Element) each).toList() : List.of();
		if (selected.equals(shown)) {
			refresh();
			return;
		}
		shown = selected;
		if (form != null && !form.isDisposed())
			build();
	}

	/** Shows the values as they are now; who types is not disturbed. */
	public void refresh() {
		if (form == null || form.isDisposed() || shown.isEmpty())
			return;
		if (shown.stream().anyMatch(each -> EcoreUtil.getRootContainer(each) != editor.study()))
			return; // another selection is on its way
		fields.refresh();
		refreshing.forEach(Runnable::run);
		showProblems();
	}

	private void build() {
		for (Control child : form.getBody().getChildren())
			child.dispose();
		refreshing.clear();
		fields = null;
		if (shown.isEmpty()) {
			toolkit.createLabel(form.getBody(), "Nothing of the study is selected.");
			form.reflow(true);
			return;
		}
		Element first = shown.get(0);
		problems = new ProblemList(editor, toolkit, form.getBody(), false);
		Composite client = section(heading(), shown.size() == 1 ? Words.meaning(first.eClass()) : "What is changed here is changed in all of them.");
		fields = new ElementForm(editor, toolkit, client, first, shown.subList(1, shown.size()));
		addArguments();
		if (shown.size() == 1)
			addFollowing(first);
		showProblems();
		form.setOrigin(0, 0);
		form.reflow(true);
	}

	private String heading() {
		Element first = shown.get(0);
		boolean alike = shown.stream().allMatch(each -> each.eClass() == first.eClass());
		return shown.size() == 1 ? Words.of(first.eClass()) + "  " + Names.of(first) : shown.size() + " elements" + (alike ? " (" + Words.of(first.eClass()).toLowerCase(Locale.ROOT) + ")" : "");
	}

	private Composite section(String title, String description) {
		Section section = toolkit.createSection(form.getBody(), ExpandableComposite.TITLE_BAR | (description.isEmpty() ? 0 : Section.DESCRIPTION));
		section.setText(title.replace("&", "&&"));
		if (!description.isEmpty())
			section.setDescription(description);
		section.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		Composite client = toolkit.createComposite(section);
		section.setClient(client);
		return client;
	}

	private void showProblems() {
		List<EObject> about = List.copyOf(shown);
		boolean changed = problems.show(editor.problems().stream()
				.filter(problem -> about.stream().anyMatch(each -> each == problem.element() || !(each instanceof Graph) && EcoreUtil.isAncestor(each, problem.element()))).toList());
		if (changed)
			form.reflow(true);
	}

	/** The parameters of the block that all selected uses are of, each with the value that it has there. */
	private void addArguments() {
		List<BlockUse> uses = shown.stream().filter(BlockUse.class::isInstance).map(BlockUse.class::cast).toList();
		if (uses.size() != shown.size() || uses.get(0).getBlock() == null || uses.stream().anyMatch(use -> use.getBlock() != uses.get(0).getBlock())
				|| uses.get(0).getBlock().getParameters().isEmpty())
			return;
		Composite client = section("Arguments", "");
		client.setLayout(new GridLayout(3, false));
		for (BlockParameter parameter : uses.get(0).getBlock().getParameters())
			argument(client, uses, parameter);
		toolkit.paintBordersFor(client);
	}

	private void argument(Composite parent, List<BlockUse> uses, BlockParameter parameter) {
		toolkit.createLabel(parent, parameter.getName()).setToolTipText(Objects.toString(parameter.getDescription(), ""));
		Text text = toolkit.createText(parent, "", SWT.SINGLE | SWT.BORDER);
		text.setLayoutData(Field.wide(1));
		text.setData("argument", parameter);
		Named.name(text, parameter.getName());
		ExpressionAssist.install(text, () -> Scopes.names(uses.get(0)));
		Label value = toolkit.createLabel(parent, "");
		GridData beside = new GridData(SWT.FILL, SWT.CENTER, false, false);
		beside.widthHint = 110;
		value.setLayoutData(beside);
		Runnable refresh = () -> {
			String now = Objects.toString(SetArgument.of(uses.get(0), parameter), "");
			text.setMessage(parameter.getValue() == null ? "needed" : parameter.getValue() + " (of the block)");
			if (!text.isFocusControl() && !text.getText().equals(now))
				text.setText(now);
			value.setText(value(uses.get(0), now));
		};
		Runnable take = () -> {
			SetArgument set = new SetArgument(uses, parameter, text.getText());
			if (set.refusal() == null)
				editor.change(set.label(), set::make);
			else if (!Objects.equals(Objects.toString(SetArgument.of(uses.get(0), parameter), ""), text.getText().strip()))
				value.setText(set.refusal());
		};
		text.addListener(SWT.DefaultSelection, e -> take.run());
		text.addListener(SWT.FocusOut, e -> take.run());
		refresh.run();
		refreshing.add(refresh);
	}

	private String value(BlockUse use, String expression) {
		Notation notation = editor.notation((Graph) use.eContainer());
		Scope scope = notation == null ? null : notation.scope();
		if (scope == null || expression.isBlank())
			return "";
		try {
			String number = Scope.text(scope.value(expression));
			return number.equals(expression.strip()) ? "" : "= " + number;
		} catch (ExpressionException e) {
			return "no value";
		}
	}

	/** What the model knows of the element. */
	private void addFollowing(Element element) {
		if (!(element instanceof Node || element instanceof Edge || element instanceof Graph))
			return;
		Composite client = section("What follows", "");
		client.setLayout(new GridLayout(2, false));
		switch (element) {
		case Node node -> {
			follow(client, "Output", () -> look(node).output());
			follow(client, "Parameters", () -> look(node).parameters());
			follow(client, "Multiply-adds", () -> look(node).multiplyAdds());
			follow(client, "Formula", () -> look(node).formula());
		}
		case Edge edge -> follow(client, "Shape", () -> editor.notation((Graph) edge.eContainer()).of(edge).label());
		case Graph graph -> {
			follow(client, "Costs", () -> editor.notation(graph).title().totals());
			Title title = editor.notation(graph) == null ? null : editor.notation(graph).title();
			for (int i = 0; title != null && i < title.scales().size(); i++) {
				int scale = i;
				follow(client, "Scale " + (i + 1), () -> scale < editor.notation(graph).title().scales().size() ? editor.notation(graph).title().scales().get(scale) : "");
			}
		}
		default -> { }
		}
	}

	private NodeNotation look(Node node) {
		return editor.notation((Graph) node.eContainer()).of(node);
	}

	private void follow(Composite parent, String name, Supplier<String> value) {
		Label label = toolkit.createLabel(parent, name);
		label.setLayoutData(new GridData(SWT.BEGINNING, SWT.TOP, false, false));
		Label shownValue = toolkit.createLabel(parent, "", SWT.WRAP);
		GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
		wide.widthHint = 200;
		shownValue.setLayoutData(wide);
		Runnable refresh = () -> {
			String now = value.get();
			shownValue.setText(now.isEmpty() ? "\u2013" : now.replace("&", "&&"));
		};
		refresh.run();
		refreshing.add(refresh);
	}
}
