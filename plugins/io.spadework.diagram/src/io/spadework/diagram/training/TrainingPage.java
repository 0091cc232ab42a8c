package io.spadework.diagram.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.eclipse.gef.DefaultEditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.KeyStroke;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.MouseWheelZoomHandler;
import org.eclipse.gef.ui.parts.GraphicalViewerKeyHandler;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.ControlListener;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchActionConstants;

import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.model.Names;
import io.spadework.model.Problem;
import io.spadework.model.edit.changes.AddLoss;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.edit.changes.Freeze;
import io.spadework.model.edit.changes.RemoveLoss;
import io.spadework.model.edit.changes.SetValue;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.notation.Icons;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;
import io.spadework.notation.training.Training;

/** A page of the editor: the training of an experiment, in one of the phases where its plan has several. */
public final class TrainingPage {

	/** A first look shows everything unless its text would be too small to read. */
	private static final double LEAST_FIRST_ZOOM = 0.5;

	private final Composite composite;
	private final Composite bar;
	private final Composite experimentChoice;
	private final Composite phaseChoice;
	private final Label hint;
	private final Combo experiments;
	private final Combo phases;
	private final GraphicalViewer viewer = new ScrollingGraphicalViewer();
	private final DiagramRoot root = new DiagramRoot();
	private final Consumer<Element> opened;
	private final Consumer<Change> maker;
	private Study study;
	private Map<Element, List<Problem>> problems = Map.of();
	private Palette palette;
	private String phaseId;
	private Experiment experiment;
	private TrainingDrawing drawing;
	private double followed = 1;

	/**
	 * An empty page.
	 *
	 * @param opened told of the element of a part that is double-clicked
	 * @param chosen told of an experiment that is chosen
	 * @param maker  makes a change of the study, or says why it can't be made
	 * @param menuId id by which the context menu is registered
	 */
	public TrainingPage(Composite parent, IEditorPart editor, String menuId, Consumer<Element> opened, Consumer<Experiment> chosen, Consumer<Change> maker) {
		this.opened = opened;
		this.maker = maker;
		composite = new Composite(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = layout.verticalSpacing = 0;
		composite.setLayout(layout);
		bar = new Composite(composite, SWT.NONE);
		bar.setLayout(new GridLayout(3, false));
		bar.setLayoutData(new GridData(SWT.END, SWT.TOP, true, false));
		experimentChoice = choice(bar);
		experiments = combo(experimentChoice, "&Experiment");
		experiments.addListener(SWT.Selection, e -> chosen.accept(study.getExperiments().get(experiments.getSelectionIndex())));
		phaseChoice = choice(bar);
		phases = combo(phaseChoice, "&Phase");
		phases.addListener(SWT.Selection, e -> select(Training.phases(experiment).get(phases.getSelectionIndex())));

		Button add = new Button(bar, SWT.PUSH);
		add.setText("&Add Loss…");
		add.setToolTipText("Adds a loss to the objective of this experiment");
		add.addListener(SWT.Selection, e -> {
			Menu kinds = new Menu(add);
			addActions().forEach(action -> new ActionContributionItem(action).fill(kinds, -1));
			kinds.addListener(SWT.Hide, hidden -> add.getDisplay().asyncExec(kinds::dispose));
			kinds.setVisible(true);
		});

		hint = new Label(composite, SWT.WRAP | SWT.CENTER);
		hint.setText("The study has no experiment yet, so nothing is trained.");
		hint.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
		viewer.createControl(composite).setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		viewer.setRootEditPart(root);
		viewer.setEditDomain(new DefaultEditDomain(editor));
		GraphicalViewerKeyHandler keys = new GraphicalViewerKeyHandler(viewer);
		keys.put(KeyStroke.getPressed(SWT.DEL, 127, 0), action("Remove", this::remove));
		keys.put(KeyStroke.getPressed(SWT.F2, 0), action("Change Weight…", this::editWeight));
		viewer.setKeyHandler(keys);
		viewer.setProperty(MouseWheelHandler.KeyGenerator.getKey(SWT.MOD1), MouseWheelZoomHandler.SINGLETON);
		MenuManager menu = new MenuManager();
		menu.setRemoveAllWhenShown(true);
		menu.addMenuListener(this::fill);
		viewer.getControl().setMenu(menu.createContextMenu(viewer.getControl()));
		editor.getSite().registerContextMenu(menuId, menu, viewer);
		viewer.getControl().addControlListener(ControlListener.controlResizedAdapter(e -> followSize()));
	}

	// ---- what can be changed here

	private void fill(IMenuManager menu) {
		if (drawing == null)
			return;
		Part part = selected();
		if (part != null && part.element() instanceof Stage stage) {
			Freeze freeze = new Freeze(drawing.training().phase(), stage);
			menu.add(action(freeze.label() + (drawing.training().phase() == null ? "" : " in " + name(drawing.training().phase())), () -> maker.accept(freeze)));
		}
		if (part != null && part.weight() != null)
			menu.add(action("Change &Weight…\tF2", this::editWeight));
		if (part != null && new RemoveLoss(part.element()).refusal() == null)
			menu.add(action("&Remove Loss\tDelete", this::remove));
		MenuManager losses = new MenuManager("&Add Loss");
		addActions().forEach(losses::add);
		menu.add(losses);
		menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
	}

	/** An action for each kind of loss; of those that can't be added, the tooltip says why. */
	private List<IAction> addActions() {
		return AddLoss.kinds().stream().map(kind -> {
			AddLoss add = new AddLoss(experiment.getObjective(), kind);
			IAction action = action(Names.kind(kind), () -> maker.accept(new AddLoss(experiment.getObjective(), kind)));
			action.setEnabled(add.refusal() == null);
			action.setToolTipText(add.refusal());
			ResourceLocator.imageDescriptorFromBundle("io.spadework.notation", "icons/" + Icons.of(kind) + ".svg").ifPresent(action::setImageDescriptor);
			return action;
		}).toList();
	}

	private static IAction action(String text, Runnable does) {
		return new Action(text) {
			@Override
			public void run() {
				does.run();
			}
		};
	}

	/** The part that was selected last; null if none is. */
	private Part selected() {
		List<?> parts = viewer.getSelectedEditParts();
		return !parts.isEmpty() && ((EditPart) parts.getLast()).getModel() instanceof Part part ? part : null;
	}

	/** Takes the selected loss out of the objective. */
	public void remove() {
		if (selected() != null)
			maker.accept(new RemoveLoss(selected().element()));
	}

	/** Asks for another weight of the selected loss. */
	private void editWeight() {
		Part part = selected();
		if (part == null || part.weight() == null)
			return;
		String old = Objects.toString(part.element().eGet(part.weight()), "");
		InputDialog dialog = new InputDialog(viewer.getControl().getShell(), "Weight of " + part.look().name(), "A number, or an expression such as 2*lambda:", old,
				text -> text.strip().equals(old) ? null : weight(part, text).refusal());
		if (dialog.open() == Window.OK && !dialog.getValue().strip().equals(old))
			maker.accept(weight(part, dialog.getValue()));
	}

	/** Another weight of a loss. */
	private static Change weight(Part part, String text) {
		return new SetValue(List.of(part.element()), part.weight(), text.strip());
	}

	private static Composite choice(Composite bar) {
		Composite choice = new Composite(bar, SWT.NONE);
		choice.setLayout(new GridLayout(2, false));
		choice.setLayoutData(new GridData());
		return choice;
	}

	private static Combo combo(Composite choice, String label) {
		new Label(choice, SWT.NONE).setText(label);
		return new Combo(choice, SWT.READ_ONLY);
	}

	/** Draws the training of an experiment, or says that there is none (null); the phase and what was selected stay where they are still there. */
	public void show(Study study, Experiment experiment, Map<Element, List<Problem>> problems, Palette palette) {
		this.study = study;
		this.experiment = experiment;
		this.problems = problems;
		this.palette = palette;
		draw();
	}

	/** Draws another phase. */
	public void select(Phase phase) {
		phaseId = phase.getId();
		draw();
		followed = root.getZoomManager().getZoom();
		followSize();
	}

	private void draw() {
		setShown(hint, experiment == null);
		setShown(viewer.getControl(), experiment != null);
		if (experiment == null) {
			setShown(bar, false);
			drawing = null;
			viewer.setContents((EditPart) null);
			composite.layout(true, true);
			return;
		}
		List<String> selected = viewer.getSelectedEditParts().stream().map(part -> id(((EditPart) part).getModel())).toList();
		List<Phase> all = Training.phases(experiment);
		Phase phase = all.stream().filter(each -> Objects.equals(each.getId(), phaseId)).findFirst().orElse(all.isEmpty() ? null : all.getLast());
		experiments.setItems(study.getExperiments().stream().map(TrainingPage::name).toArray(String[]::new));
		experiments.select(study.getExperiments().indexOf(experiment));
		phases.setItems(all.stream().map(TrainingPage::name).toArray(String[]::new));
		phases.select(all.indexOf(phase));
		setShown(experimentChoice, study.getExperiments().size() >= 2);
		setShown(phaseChoice, all.size() >= 2);
		setShown(bar, true);
		composite.layout(true, true);
		drawing = new TrainingDrawing(Training.of(experiment, phase), problems, palette);
		viewer.setEditPartFactory(new TrainingParts(drawing, part -> opened.accept(part.element())));
		viewer.getControl().setBackground(palette.color(palette.theme().canvas()));
		viewer.setContents(drawing.training());
		drawing.training().parts().stream().filter(part -> selected.contains(part.id())).map(this::part).forEach(viewer::appendSelection);
	}

	private static String id(Object model) {
		return model instanceof Part part ? part.id() : "";
	}

	private static String name(NamedElement named) {
		return Objects.toString(named.getName(), named.getId());
	}

	private static void setShown(Control control, boolean shown) {
		((GridData) control.getLayoutData()).exclude = !shown;
		control.setVisible(shown);
	}

	/** Everything of the page. */
	public Control control() {
		return composite;
	}

	/** The diagram. */
	public GraphicalViewer viewer() {
		return viewer;
	}

	/** The zoom. */
	public DiagramRoot root() {
		return root;
	}

	/** What is drawn; null while there is no experiment. */
	public Training training() {
		return drawing == null ? null : drawing.training();
	}

	/** The elements of the selected parts; the experiment if none is selected. */
	public IStructuredSelection selection() {
		List<Element> elements = viewer.getSelectedEditParts().stream().map(part -> element(((EditPart) part).getModel())).filter(Objects::nonNull).distinct().toList();
		return elements.isEmpty() ? new StructuredSelection(experiment == null ? study : experiment) : new StructuredSelection(elements);
	}

	private static Element element(Object model) {
		return switch (model) {
		case Part part -> part.element();
		case Flow flow -> flow.source().element();
		default -> null;
		};
	}

	/** Selects the first part of an element and scrolls to it; false if it isn't on this page. */
	public boolean reveal(Element element) {
		if (drawing == null)
			return false;
		EditPart part = drawing.training().parts().stream().filter(each -> each.element() == element).findFirst().map(this::part).orElse(null);
		if (part == null)
			return false;
		viewer.flush();
		viewer.select(part);
		viewer.reveal(part);
		return true;
	}

	private EditPart part(Part part) {
		return (EditPart) viewer.getEditPartRegistry().get(part);
	}

	/** Fits the diagram to the window as long as nobody has zoomed by hand. */
	private void followSize() {
		if (drawing == null || root.getZoomManager().getZoom() != followed)
			return;
		root.fit(LEAST_FIRST_ZOOM);
		followed = root.getZoomManager().getZoom();
	}
}
