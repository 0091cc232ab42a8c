package io.spadework.diagram.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.eclipse.gef.DefaultEditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.MouseWheelZoomHandler;
import org.eclipse.gef.ui.parts.GraphicalViewerKeyHandler;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.ControlListener;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorPart;

import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.model.Problem;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Study;
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
	 * @param menuId id by which the context menu is registered
	 */
	public TrainingPage(Composite parent, IEditorPart editor, String menuId, Consumer<Element> opened, Consumer<Experiment> chosen) {
		this.opened = opened;
		composite = new Composite(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = layout.verticalSpacing = 0;
		composite.setLayout(layout);
		bar = new Composite(composite, SWT.NONE);
		bar.setLayout(new GridLayout(2, false));
		bar.setLayoutData(new GridData(SWT.END, SWT.TOP, true, false));
		experimentChoice = choice(bar);
		experiments = combo(experimentChoice, "&Experiment");
		experiments.addListener(SWT.Selection, e -> chosen.accept(study.getExperiments().get(experiments.getSelectionIndex())));
		phaseChoice = choice(bar);
		phases = combo(phaseChoice, "&Phase");
		phases.addListener(SWT.Selection, e -> select(Training.phases(experiment).get(phases.getSelectionIndex())));

		hint = new Label(composite, SWT.WRAP | SWT.CENTER);
		hint.setText("The study has no experiment yet, so nothing is trained.");
		hint.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
		viewer.createControl(composite).setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		viewer.setRootEditPart(root);
		viewer.setEditDomain(new DefaultEditDomain(editor));
		viewer.setKeyHandler(new GraphicalViewerKeyHandler(viewer));
		viewer.setProperty(MouseWheelHandler.KeyGenerator.getKey(SWT.MOD1), MouseWheelZoomHandler.SINGLETON);
		MenuManager menu = new MenuManager();
		viewer.getControl().setMenu(menu.createContextMenu(viewer.getControl()));
		editor.getSite().registerContextMenu(menuId, menu, viewer);
		viewer.getControl().addControlListener(ControlListener.controlResizedAdapter(e -> followSize()));
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
		setShown(bar, study.getExperiments().size() >= 2 || all.size() >= 2);
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
