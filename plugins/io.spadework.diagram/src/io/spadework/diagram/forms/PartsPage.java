package io.spadework.diagram.forms;

import java.util.List;
import java.util.Locale;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.forms.IMessageManager;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;

import io.spadework.diagram.KindImages;
import io.spadework.diagram.Named;
import io.spadework.diagram.StudyEditor;
import io.spadework.model.Ids;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.edit.Labels;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Label;
import io.spadework.model.study.Node;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;

/** A form for the parts of a study of some sorts: the parts on the left, all there is to say of the selected one on the right. */
final class PartsPage implements StudyPage {

	private final StudyEditor editor;
	private final String title;
	private final EClass kind;
	private final List<EReference> sorts;
	private final Supplement.Maker maker;
	private FormToolkit toolkit;
	private Form form;
	private TreeViewer tree;
	private Button add;
	private Button duplicate;
	private Button remove;
	private Button up;
	private Button down;
	private ScrolledForm details;
	private ElementForm fields;
	private Supplement supplement;
	private ProblemList problems;
	private boolean refreshing;

	/**
	 * A page.
	 *
	 * @param sorts features of the study; with more than one each is a group of its own
	 * @param maker of what is shown below an element's features
	 */
	PartsPage(StudyEditor editor, String title, EClass kind, List<EReference> sorts, Supplement.Maker maker) {
		this.editor = editor;
		this.title = title;
		this.kind = kind;
		this.sorts = sorts;
		this.maker = maker;
	}

	@Override
	public String title() {
		return title;
	}

	@Override
	public EClass kind() {
		return kind;
	}

	@Override
	public Control create(Composite parent, IWorkbenchPartSite site) {
		toolkit = new FormToolkit(parent.getDisplay());
		toolkit.getHyperlinkGroup().setForeground(JFaceColors.getHyperlinkText(parent.getDisplay()));
		toolkit.getHyperlinkGroup().setActiveForeground(JFaceColors.getActiveHyperlinkText(parent.getDisplay()));
		form = toolkit.createForm(parent);
		form.setText(title);
		toolkit.decorateFormHeading(form);
		form.addMessageHyperlinkListener(new MessageMenu(editor, form));
		form.getBody().setLayout(new FillLayout());
		SashForm sash = new SashForm(form.getBody(), SWT.HORIZONTAL | SWT.SMOOTH);
		toolkit.adapt(sash, false, false);
		createMaster(sash);
		details = toolkit.createScrolledForm(sash);
		GridLayout layout = new GridLayout();
		layout.marginWidth = 10;
		details.getBody().setLayout(layout);
		sash.setWeights(30, 70);
		refresh();
		return form;
	}

	private void createMaster(Composite parent) {
		Composite left = toolkit.createComposite(parent);
		GridLayout layout = new GridLayout(2, false);
		layout.marginWidth = 8;
		left.setLayout(layout);
		Tree control = toolkit.createTree(left, SWT.SINGLE | SWT.BORDER);
		control.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		Named.name(control, title);
		tree = new TreeViewer(control);
		tree.setContentProvider(new Contents());
		tree.setLabelProvider(new Texts(control));
		tree.addSelectionChangedListener(e -> {
			if (refreshing)
				return;
			editor.endChange();
			showDetails();
			if (editor.isActive(this))
				editor.tell(selection());
		});
		Composite buttons = toolkit.createComposite(left);
		GridLayout column = new GridLayout();
		column.marginWidth = column.marginHeight = 0;
		buttons.setLayout(column);
		buttons.setLayoutData(new GridData(SWT.FILL, SWT.TOP, false, false));
		add = button(buttons, "&Add...", "Adds a part, or something to the selected one", this::showKinds);
		duplicate = button(buttons, "D&uplicate", "Adds another one that is like the selected one", this::duplicate);
		remove = button(buttons, "&Remove", "Takes the selected one away, and all that refers to it no longer does", this::remove);
		up = button(buttons, "Up", "Moves the selected one before the one above", () -> move(-1));
		down = button(buttons, "Down", "Moves the selected one behind the one below", () -> move(1));
		createMenu(control);
		// beside the fields, so that these stay where they are while somebody types
		problems = new ProblemList(editor, toolkit, left, false);
		((GridData) problems.control().getLayoutData()).horizontalSpan = 2;
		control.addListener(SWT.KeyDown, e -> {
			if (e.keyCode == SWT.DEL && remove.isEnabled())
				remove();
			else if (e.keyCode == SWT.INSERT)
				showKinds();
			else if (e.stateMask == SWT.ALT && (e.keyCode == SWT.ARROW_UP && up.isEnabled() || e.keyCode == SWT.ARROW_DOWN && down.isEnabled()))
				move(e.keyCode == SWT.ARROW_UP ? -1 : 1);
		});
	}

	/** The same as the buttons do, and what the workbench has for what is selected: Run As for an experiment or a sweep. */
	private void createMenu(Tree control) {
		MenuManager menu = new MenuManager();
		menu.setRemoveAllWhenShown(true);
		menu.addMenuListener(shown -> {
			for (Button each : List.of(add, duplicate, remove, up, down)) {
				Action action = new Action(each.getText()) {
					@Override
					public void run() {
						each.notifyListeners(SWT.Selection, new Event());
					}
				};
				action.setEnabled(each.isEnabled());
				shown.add(action);
			}
			shown.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
		});
		control.setMenu(menu.createContextMenu(control));
		editor.getSite().registerContextMenu(StudyEditor.ID + ".parts", menu, tree);
	}

	private Button button(Composite parent, String text, String tip, Runnable does) {
		Button button = toolkit.createButton(parent, text, SWT.PUSH);
		button.setToolTipText(tip);
		button.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		button.addListener(SWT.Selection, e -> does.run());
		return button;
	}

	/** The kinds that can be added, as a menu at the button; a single one at once. */
	private void showKinds() {
		List<NewElement.Kind> inside = selected() == null ? List.of() : NewElement.kinds(selected());
		List<NewElement.Kind> parts = sorts.stream().flatMap(sort -> NewElement.kinds(editor.study(), sort).stream()).toList();
		if (inside.isEmpty() && parts.size() == 1) {
			add(parts.get(0));
			return;
		}
		Menu menu = new Menu(add);
		inside.forEach(each -> item(menu, each, " in " + Names.of(selected())));
		if (!inside.isEmpty())
			new MenuItem(menu, SWT.SEPARATOR);
		parts.forEach(each -> item(menu, each, ""));
		menu.setLocation(add.toDisplay(0, add.getSize().y));
		menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
		menu.setVisible(true);
	}

	private void item(Menu menu, NewElement.Kind made, String where) {
		MenuItem item = new MenuItem(menu, SWT.PUSH);
		item.setText((made.label() + where).replace("&", "&&"));
		item.setImage(editor.image(made.kind()));
		item.setToolTipText(Words.meaning(made.kind()));
		item.addListener(SWT.Selection, e -> add(made));
	}

	/** Adds an element of a kind and selects it. */
	void add(NewElement.Kind made) {
		EObject[] element = new EObject[1];
		editor.change("Add " + made.label(), () -> element[0] = made.make());
		reveal((Element) element[0]);
		if (fields != null)
			fields.setFocus();
	}

	private void duplicate() {
		Element original = selected();
		Element copy = EcoreUtil.copy(original);
		editor.change("Duplicate " + Names.of(original), () -> {
			Ids.renew(copy, editor.study());
			List<EObject> list = NewElement.list(original.eContainer(), original.eContainmentFeature());
			list.add(list.indexOf(original) + 1, copy);
			if (copy instanceof NamedElement named)
				named.setName(NewElement.freeName(named, ((NamedElement) original).getName()));
		});
		reveal(copy);
	}

	private void remove() {
		Element gone = selected();
		EObject parent = gone.eContainer();
		List<?> list = gone.eContainmentFeature().isMany() ? (List<?>) parent.eGet(gone.eContainmentFeature()) : List.of();
		int index = list.indexOf(gone);
		editor.change("Remove " + Names.of(gone), () -> EcoreUtil.delete(gone, true));
		Object next = list.isEmpty() ? parent : list.get(Math.min(index, list.size() - 1));
		if (next instanceof Element element && element != editor.study())
			reveal(element);
	}

	private void move(int by) {
		Element moved = selected();
		List<EObject> list = NewElement.list(moved.eContainer(), moved.eContainmentFeature());
		int to = list.indexOf(moved) + by;
		editor.change("Move " + Names.of(moved), () -> ((EList<EObject>) list).move(to, moved));
		reveal(moved);
	}

	@Override
	public void refresh() {
		if (form == null || form.isDisposed() || editor.study() == null)
			return;
		Element before = selected();
		refreshing = true;
		if (tree.getInput() != editor.study()) {
			tree.setInput(editor.study());
			tree.expandToLevel(2);
		} else {
			tree.refresh();
		}
		Element now = before == null ? null : editor.find(before.getId());
		if (now == null || !shows(now))
			now = first();
		tree.setSelection(now == null ? StructuredSelection.EMPTY : new StructuredSelection(now), true);
		refreshing = false;
		showDetails();
	}

	private Element first() {
		return sorts.stream().flatMap(sort -> NewElement.list(editor.study(), sort).stream()).map(Element.class::cast).findFirst().orElse(null);
	}

	/** Shows the selected element; fields that are there already only get their values, so that whoever types is not disturbed. */
	private void showDetails() {
		Element element = selected();
		if (fields == null || fields.element() != element) {
			form.getMessageManager().removeAllMessages();
			fields = null;
			supplement = null;
			for (Control child : details.getBody().getChildren())
				child.dispose();
			if (element == null)
				showNothing();
			else
				build(element);
			details.setOrigin(0, 0);
			details.reflow(true);
		} else {
			fields.refresh();
			if (supplement != null)
				supplement.refresh();
		}
		updateButtons(element);
		showProblems();
	}

	private void showNothing() {
		EReference sort = sorts.size() == 1 ? sorts.get(0) : tree.getStructuredSelection().getFirstElement() instanceof EReference group ? group : null;
		String kind = sort == null ? null : Names.kind(sort.getEReferenceType()).replace("dataset", "data set");
		String what = kind == null ? title.toLowerCase(Locale.ROOT) : ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
		boolean empty = sort == null || NewElement.list(editor.study(), sort).isEmpty();
		toolkit.createLabel(details.getBody(), empty ? "There is nothing here yet. \"Add\" makes " + what + "." : "Choose one on the left.", SWT.WRAP);
	}

	private void build(Element element) {
		Section section = toolkit.createSection(details.getBody(), ExpandableComposite.TITLE_BAR | Section.DESCRIPTION);
		section.setText(Words.of(element.eClass()));
		section.setDescription(Words.meaning(element.eClass()));
		section.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		Composite client = toolkit.createComposite(section);
		section.setClient(client);
		fields = new ElementForm(editor, toolkit, client, element);
		supplement = maker.make(editor, toolkit, details.getBody(), element);
		Control[] children = details.getBody().getChildren();
		if (supplement != null && supplement.isFirst())
			children[children.length - 1].moveAbove(section);
	}

	private void updateButtons(Element element) {
		boolean many = element != null && element.eContainmentFeature() != null && element.eContainmentFeature().isMany();
		List<EObject> list = many ? NewElement.list(element.eContainer(), element.eContainmentFeature()) : List.of();
		duplicate.setEnabled(many);
		remove.setEnabled(element != null);
		up.setEnabled(many && list.indexOf(element) > 0);
		down.setEnabled(many && list.indexOf(element) < list.size() - 1);
	}

	@Override
	public void showProblems() {
		if (form == null || form.isDisposed() || editor.study() == null)
			return;
		Element element = selected();
		List<Problem> here = editor.problems().stream().filter(problem -> problem.element() instanceof Element about && shows(about)).toList();
		if (problems.show(here.stream().filter(problem -> element != null && EcoreUtil.isAncestor(element, problem.element())).toList()))
			problems.control().getParent().layout(true, true);
		IMessageManager messages = form.getMessageManager();
		messages.setAutoUpdate(false);
		messages.removeAllMessages();
		for (int i = 0; i < here.size(); i++) {
			Problem problem = here.get(i);
			Control control = problem.element() == element ? control(problem) : null;
			if (control == null)
				messages.addMessage("p" + i, problem.message(), problem, type(problem.severity()));
			else
				messages.addMessage("p" + i, problem.message(), problem, type(problem.severity()), control);
		}
		messages.setAutoUpdate(true);
		tree.refresh(true);
	}

	/** The control of the number that a problem is about, as the rules name it; otherwise the first. */
	private Control control(Problem problem) {
		for (EAttribute attribute : problem.element().eClass().getEAllAttributes())
			if (problem.message().startsWith(Numbers.place(problem.element(), attribute)))
				return fields.control(attribute);
		return null;
	}

	private static int type(Severity severity) {
		return switch (severity) {
		case ERROR -> IMessageProvider.ERROR;
		case WARNING -> IMessageProvider.WARNING;
		case INFO -> IMessageProvider.INFORMATION;
		};
	}

	@Override
	public boolean shows(Element element) {
		EObject part = element;
		while (part != null && !(part.eContainer() instanceof Study))
			part = part.eContainer();
		return part != null && sorts.contains(part.eContainmentFeature()) && !(element instanceof Node) && !(element instanceof Edge) && !(element.eContainer() instanceof Node);
	}

	@Override
	public void reveal(Element element) {
		Element shown = element;
		while (shown.eContainer() instanceof Element parent && !isListed(shown))
			shown = parent;
		tree.refresh();
		tree.setSelection(new StructuredSelection(shown), true);
	}

	@Override
	public IStructuredSelection selection() {
		return selected() == null ? StructuredSelection.EMPTY : new StructuredSelection(selected());
	}

	private Element selected() {
		return tree.getStructuredSelection().getFirstElement() instanceof Element element && EcoreUtil.getRootContainer(element) == editor.study() ? element : last();
	}

	/** After a reload the selected element is one of the study before; its id still tells which. */
	private Element last() {
		return tree.getStructuredSelection().getFirstElement() instanceof Element element ? editor.find(element.getId()) : null;
	}

	@Override
	public void setFocus() {
		tree.getControl().setFocus();
	}

	@Override
	public void dispose() {
		if (form != null)
			form.dispose();
		if (toolkit != null)
			toolkit.dispose();
	}

	/** Labels of a data set have a table of their own. */
	private static boolean isListed(EObject element) {
		return !(element instanceof Label || element instanceof Node || element instanceof Edge || element.eContainer() instanceof Node);
	}

	private final class Contents implements ITreeContentProvider {

		@Override
		public Object[] getElements(Object input) {
			return sorts.size() == 1 ? NewElement.list((Study) input, sorts.get(0)).toArray() : sorts.toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			return parent instanceof EReference sort ? NewElement.list(editor.study(), sort).toArray()
					: ((Element) parent).eContents().stream().filter(PartsPage::isListed).toArray();
		}

		@Override
		public Object getParent(Object element) {
			return element instanceof EReference ? null : ((EObject) element).eContainer() instanceof Study && sorts.size() > 1 ? ((EObject) element).eContainmentFeature() : ((EObject) element).eContainer();
		}

		@Override
		public boolean hasChildren(Object element) {
			return getChildren(element).length > 0;
		}
	}

	private final class Texts extends LabelProvider {

		private final KindImages images;

		private Texts(Control owner) {
			images = new KindImages(owner);
		}

		@Override
		public String getText(Object element) {
			return element instanceof EReference sort ? Words.of(sort) : Labels.text((Element) element);
		}

		@Override
		public Image getImage(Object element) {
			if (element instanceof EReference sort)
				return images.of(sort.getEReferenceType() == Literals.NETWORK ? Literals.GENERATOR : sort.getEReferenceType());
			return worst((Element) element) == null ? images.of(((Element) element).eClass()) : ProblemList.small(worst((Element) element));
		}

		/** The worst problem of an element or of what is inside it, but for worth knowing. */
		private Severity worst(Element element) {
			return editor.problems().stream().filter(problem -> problem.severity() != Severity.INFO && shows((Element) problem.element()) && EcoreUtil.isAncestor(element, problem.element()))
					.map(Problem::severity).min(Severity::compareTo).orElse(null);
		}
	}
}
