package io.spadework.diagram;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.draw2d.Viewport;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.commands.CommandStackEvent;
import org.eclipse.gef.commands.CommandStackEventListener;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.printing.PrintDialog;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableEditor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;

import io.spadework.diagram.edit.Arrangement;
import io.spadework.diagram.edit.DirectEdit;
import io.spadework.diagram.edit.PalettePane;
import io.spadework.diagram.export.Picture;
import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.forms.PropertiesPage;
import io.spadework.diagram.forms.StudyPage;
import io.spadework.diagram.forms.StudyPages;
import io.spadework.diagram.layout.LayoutFile;
import io.spadework.diagram.layout.Positions;
import io.spadework.diagram.overlay.NodeOverlay;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.training.TrainingPage;
import io.spadework.model.Problem;
import io.spadework.model.StudyException;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.notation.Heat.Measure;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.Notation;
import io.spadework.notation.Place;
import io.spadework.notation.Theme;
import io.spadework.notation.Toolbox;

/**
 * Edits a study: forms for its parts, and a page with the diagram of each network and each block. All pages change one study through one stack of
 * commands, so that there is one dirty state and one undo.
 */
public final class StudyEditor extends MultiPageEditorPart implements IGotoMarker, IPersistableEditor {

	/** Id of this editor. */
	public static final String ID = "io.spadework.diagram.editor";

	private static final String PAGE = "page";
	private static final String CONTEXT = "io.spadework.diagram.context";
	private static final int VALIDATION_DELAY = 300;
	private static final String TRAINING = "Training";
	private static final String TEXT_EDITOR = "org.eclipse.ui.DefaultTextEditor";

	private final List<StudyPage> forms = new ArrayList<>();
	private final List<GraphPage> pages = new ArrayList<>();
	private final Arrangement arrangement = new Arrangement();
	private final StudySelection selection = new StudySelection(this);
	private final IResourceChangeListener resources = this::resourcesChanged;
	private final Listener activation = e -> lookForChange();
	private TrainingPage training;
	private StudyOutline outline;
	private StudyFile file;
	private Study study;
	private List<Graph> graphs = List.of();
	private Experiment experiment;
	private Map<Element, List<Problem>> problems = Map.of();
	private Palette palette;
	private KindImages images;
	private ErrorPage trouble;
	private SashForm sash;
	private PalettePane tools;
	private boolean hidesTools;
	private Measure measure;
	private DiagramActions actions;
	private IContextActivation context;
	private final List<PropertiesPage> sheets = new ArrayList<>();
	private Runnable unsubscribe;
	private ValidationJob validation;
	private final CommandStack commands = new CommandStack();
	private final CommandStackEventListener commandListener = this::commandStackChanged;
	private final Set<GraphPage> stale = new HashSet<>();
	private StackActions undo;
	private NodeOverlay overlay;
	/** The last change may still grow, as while somebody types. */
	private boolean growing;
	private boolean asking;
	/** The tab that was active when the workbench was closed; null where it is a new look at the study. */
	private String kept;
	private List<Problem> found = List.of();

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		super.init(site, input);
		site.setSelectionProvider(selection);
		ResourcesPlugin.getWorkspace().addResourceChangeListener(resources, IResourceChangeEvent.POST_CHANGE);
		site.getShell().addListener(SWT.Activate, activation);
	}

	@Override
	protected void setInput(IEditorInput input) {
		super.setInput(input);
		file = StudyFile.of(input);
		setPartName(input.getName());
	}

	/** All diagrams share one palette, which stands beside them. */
	@Override
	protected Composite createPageContainer(Composite parent) {
		sash = new SashForm(super.createPageContainer(parent), SWT.HORIZONTAL | SWT.SMOOTH);
		images = new KindImages(sash);
		tools = new PalettePane(sash, images::named, tool -> {
			if (page() != null)
				page().arm(tool);
		}, tool -> {
			if (page() != null) {
				page().arm(null);
				page().desk().add(tool);
				page().viewer().getControl().setFocus();
			}
		});
		Composite area = new Composite(sash, SWT.NONE);
		area.setLayout(new FillLayout());
		sash.setWeights(15, 85);
		return area;
	}

	@Override
	protected void createPages() {
		palette = new Palette(WorkbenchTheme.current());
		undo = new StackActions(commands);
		undo.fill(getEditorSite().getActionBars());
		actions = new DiagramActions(this, getEditorSite().getActionBars());
		commands.addCommandStackEventListener(commandListener);
		unsubscribe = WorkbenchTheme.onChange(this::themeChanged);
		reload();
	}

	@Override
	public void dispose() {
		ResourcesPlugin.getWorkspace().removeResourceChangeListener(resources);
		getSite().getShell().removeListener(SWT.Activate, activation);
		if (unsubscribe != null)
			unsubscribe.run();
		commands.removeCommandStackEventListener(commandListener);
		if (isDirty() && file.file() != null && file.file().exists())
			validateFile();
		super.dispose();
	}

	/** The editor in which a file is open and can be read; null where there is none. */
	public static StudyEditor of(IFile file) {
		for (IWorkbenchWindow window : PlatformUI.getWorkbench().getWorkbenchWindows())
			for (IWorkbenchPage page : window.getPages())
				if (page.findEditor(new FileEditorInput(file)) instanceof StudyEditor editor && editor.study() != null)
					return editor;
		return null;
	}

	/** The study shown; null while the file can't be read. */
	public Study study() {
		return study;
	}

	/** The experiment whose numbers are shown; null if the study has none or can't be read. */
	public Experiment selectedExperiment() {
		return experiment;
	}

	/** Shows the numbers of an experiment of this study. */
	public void selectExperiment(Experiment chosen) {
		if (study == null || !study.getExperiments().contains(chosen))
			throw new IllegalArgumentException("The experiment is not one of this study");
		experiment = chosen;
		redraw();
	}

	/** Shows values over the nodes of all diagrams from now on, or none for null. */
	public void overlay(NodeOverlay shown) {
		overlay = shown;
		pages.forEach(page -> page.overlay(shown));
	}

	/** What is shown over the nodes; null for nothing. */
	public NodeOverlay overlay() {
		return overlay;
	}

	/** Selects an element, on its page if it is drawn; false if the study has no element of this id. */
	public boolean reveal(String elementId) {
		Element element = find(elementId);
		if (element == null)
			return false;
		int index = graphs.indexOf(graphOf(element));
		if (index < 0 && isTraining() && training.reveal(element))
			return true;
		StudyPage form = forms.stream().filter(each -> each.shows(element)).findFirst().orElse(null);
		if (form != null && !(element instanceof Graph)) {
			setActivePage(forms.indexOf(form));
			form.reveal(element);
			tell(new StructuredSelection(element));
			return true;
		}
		if (index >= 0 && tab(index) != getActivePage())
			setActivePage(tab(index));
		if (index >= 0)
			draw(pages.get(index));
		if (index < 0 || !pages.get(index).reveal(element)) {
			if (index >= 0)
				pages.get(index).viewer().deselectAll();
			tell(new StructuredSelection(element));
		}
		return true;
	}

	/** Shows the form on which an element is edited, with what is selected there. */
	void showPage(Element element) {
		forms.stream().filter(form -> form.shows(element)).findFirst().ifPresent(form -> setActivePage(forms.indexOf(form)));
	}

	/** Shows the graph of a block use or a stage, with the numbers it has there; any other node has nothing to open. */
	public void open(Node node) {
		int index = graphs.indexOf(Place.inside(node));
		Notation outside = notation(graphOf(node));
		if (index < 0)
			return;
		if (outside != null && outside.place() != null) {
			pages.get(index).come(outside.place().into(node));
			redraw(index);
		}
		setActivePage(tab(index));
	}

	/** Opens what is selected in the diagram. */
	public void openSelected() {
		if (page() != null && page().selection().getFirstElement() instanceof Node node)
			open(node);
	}

	/** Where the graph of the active page stands, as in "SPADE generator › head"; empty where no experiment uses it. */
	public String where() {
		return page() == null || page().notation().place() == null ? "" : page().notation().place().toString();
	}

	/** Goes back on the way to a place, to the graph that so many nodes of it lead to, and selects the next. */
	void back(Place place, int steps) {
		Place before = new Place(place.network(), place.through().subList(0, steps));
		int index = graphs.indexOf(before.graph());
		pages.get(index).come(before);
		redraw(index);
		reveal(place.through().get(steps).getId());
	}

	/** Why the study can't be shown; null if it can. */
	public String trouble() {
		return trouble == null ? null : trouble.message();
	}

	/** Zooms the diagram in by a step. */
	public void zoomIn() {
		if (root() != null)
			root().getZoomManager().zoomIn();
	}

	/** Zooms the diagram out by a step. */
	public void zoomOut() {
		if (root() != null)
			root().getZoomManager().zoomOut();
	}

	/** Whether a diagram is seen, of a graph or of the training. */
	public boolean showsDiagram() {
		return viewer() != null;
	}

	/** Shows the diagram at its own size. */
	public void zoomFull() {
		if (root() != null)
			root().getZoomManager().setZoom(1);
	}

	/** Goes back one step on the way that led to the active diagram. */
	public void back() {
		Place place = page() == null ? null : page().notation().place();
		if (place != null && !place.through().isEmpty())
			back(place, place.through().size() - 1);
	}

	/** The selected nodes of the active diagram, in the order of its graph. */
	public List<Node> selectedNodes() {
		return page() == null ? List.of() : page().selectedNodes();
	}

	/** Whether a text is being changed where it is drawn, so that keys are the text's. */
	public boolean isEditingText() {
		return page() != null && page().isEditing();
	}

	/** Where a text is being changed in the diagram; null where none is. */
	public DirectEdit directEdit() {
		return page() == null ? null : page().editing();
	}

	/** What is wrong with the selected elements and what they contain, as far as it is known. */
	public List<Problem> problemsOfSelection() {
		List<?> selected = ((IStructuredSelection) selection.getSelection()).toList();
		return found.stream().filter(problem -> selected.stream().anyMatch(each -> problem.element() == each || !(each instanceof Graph) && each instanceof EObject object
				&& EcoreUtil.isAncestor(object, problem.element()))).toList();
	}

	/** Shows the whole diagram. */
	public void fit() {
		if (root() != null)
			root().fit(0);
	}

	/** The diagram of a graph as an image, scaled. */
	public ImageData image(Graph graph, double scale) {
		draw(pages.get(graphs.indexOf(graph)));
		return pages.get(graphs.indexOf(graph)).image(scale);
	}

	/** Asks for a file and writes the active diagram to it: as PNG, SVG or PDF, as its name says. */
	public void export() {
		picture().export(getSite().getShell());
	}

	/** Writes the active diagram to a file whose name ends in .svg, .pdf or .png; as PNG at twice its size. */
	public void export(Path target) throws IOException {
		picture().write(target);
	}

	private Picture picture() {
		refreshPage();
		return DiagramPicture.of(viewer(), diagramName(), palette);
	}

	private String diagramName() {
		return activeGraph() == null ? TRAINING : activeGraph().getName();
	}

	/** Asks for a printer and prints the active diagram on one page of it. */
	public void print() {
		if (viewer() == null)
			return;
		PrinterData chosen = new PrintDialog(getSite().getShell()).open();
		if (chosen == null)
			return;
		Palette seen = palette;
		// paper is light
		palette = new Palette(Theme.LIGHT);
		redraw();
		DiagramPrint.print(viewer(), chosen, getPartName());
		palette = seen;
		redraw();
	}

	/** The graph whose page is active; null while the file can't be read. */
	public Graph activeGraph() {
		return page() == null ? null : page().graph();
	}

	@Override
	public void saveState(IMemento memento) {
		if (study != null && getActivePage() >= 0)
			memento.putString(PAGE, getPageText(getActivePage()));
	}

	@Override
	public void restoreState(IMemento memento) {
		kept = memento.getString(PAGE);
		if (getContainer() != null && getPageCount() > 0)
			openKept();
	}

	/** Shows the page that was active when the workbench was closed, if there is one of its name. */
	private void openKept() {
		for (int i = 0; kept != null && i < getPageCount(); i++)
			if (kept.equals(getPageText(i)))
				setActivePage(i);
		kept = null;
	}

	@Override
	public void gotoMarker(IMarker marker) {
		String element = marker.getAttribute(ProblemMarkers.ELEMENT, null);
		if (element != null)
			reveal(element);
	}

	@Override
	public <T> T getAdapter(Class<T> type) {
		if (type == IContentOutlinePage.class) {
			if (outline == null || outline.getControl() != null && outline.getControl().isDisposed())
				outline = new StudyOutline(this);
			return type.cast(outline);
		}
		if (type == IPropertySheetPage.class) {
			PropertiesPage sheet = new PropertiesPage(this);
			sheets.add(sheet);
			return type.cast(sheet);
		}
		if (type == Control.class)
			return type.cast(getContainer());
		if (type == GraphicalViewer.class)
			return viewer() == null ? null : type.cast(viewer());
		if (type == ZoomManager.class)
			return root() == null ? null : type.cast(root().getZoomManager());
		return super.getAdapter(type);
	}

	@Override
	public void setFocus() {
		if (viewer() != null)
			viewer().getControl().setFocus();
		else if (form() != null)
			form().setFocus();
		else
			super.setFocus();
		lookForChange();
	}

	@Override
	protected void pageChange(int index) {
		growing = false;
		super.pageChange(index);
		refreshPage();
		showTools();
		selectionChanged();
		if (form() != null)
			tell(form().selection());
		if (page() != null || isTraining()) {
			tell(page() != null ? page().selection() : training.selection());
			if (outline != null)
				outline.scrolled();
		}
	}

	@Override
	public boolean isSaveAsAllowed() {
		return false;
	}

	@Override
	public boolean isDirty() {
		return commands.isDirty();
	}

	@Override
	public void doSave(IProgressMonitor monitor) {
		if (study == null)
			return;
		try {
			SubMonitor progress = SubMonitor.convert(monitor, 2);
			file.save(study, progress.split(1));
			saveLayout(progress.split(1));
			growing = false;
			commands.markSaveLocation();
			firePropertyChange(PROP_DIRTY);
		} catch (CoreException e) {
			monitor.setCanceled(true);
			StatusManager.getManager().handle(Status.error(file.path().getFileName() + " can't be saved: " + e.getStatus().getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
		}
	}

	private void saveLayout(IProgressMonitor monitor) throws CoreException {
		try {
			LayoutFile.write(file.path(), study, arrangement.positions());
		} catch (IOException e) {
			throw new CoreException(Status.error("where its nodes are can't be written beside it: " + e.getMessage(), e));
		}
		if (file.file() != null)
			file.file().getParent().refreshLocal(IResource.DEPTH_ONE, monitor);
	}

	private void readLayout() {
		try {
			arrangement.set(LayoutFile.read(file.path(), study));
		} catch (IOException e) {
			arrangement.set(Positions.NONE);
			say("Laid out automatically: " + e.getMessage(), true);
		}
	}

	/** Where the nodes of the study are. */
	public Arrangement arrangement() {
		return arrangement;
	}

	/** The graphs that have a page: the networks, then the blocks. */
	public List<Graph> graphs() {
		return graphs;
	}

	/** What can be done to the graph of the active page; null where no diagram is active. */
	public GraphDesk desk() {
		return page() == null ? null : page().desk();
	}

	/** Colours the nodes of all diagrams by what they cost; null colours them by their kinds. */
	public void colourBy(Measure chosen) {
		measure = chosen;
		stale.addAll(pages);
		refreshPage();
	}

	/** What nodes are coloured by; null for their kinds. */
	public Measure colouredBy() {
		return measure;
	}

	/** Shows the palette, or hides it. */
	public void togglePalette() {
		hidesTools = !hidesTools;
		showTools();
		if (!hidesTools && page() != null)
			tools.setFocus();
	}

	private void showTools() {
		if (sash == null || sash.isDisposed())
			return;
		boolean shown = page() != null && !hidesTools;
		sash.setMaximizedControl(shown ? null : sash.getChildren()[1]);
		if (shown)
			tools.show(Toolbox.of(page().graph()));
	}

	/** No tool of the palette is armed any more. */
	void toolDone() {
		tools.release();
	}

	/** The icons of the notation. */
	KindImages images() {
		return images;
	}

	/** Says something in the status line; nothing (null) clears it. */
	void say(String message, boolean refuses) {
		IStatusLineManager line = getEditorSite().getActionBars().getStatusLineManager();
		line.setErrorMessage(refuses ? message : null);
		line.setMessage(refuses ? null : message);
		if (page() != null)
			page().say(message, refuses);
	}

	/** Asks for a text, and does something with it. */
	void ask(String title, String question, String proposal, UnaryOperator<String> wrong, Consumer<String> answered) {
		InputDialog dialog = new InputDialog(getSite().getShell(), title, question, proposal, wrong::apply);
		if (dialog.open() == Window.OK)
			answered.accept(dialog.getValue());
	}

	/** Shows the properties of what is selected as they are now. */
	private void refreshSheets() {
		sheets.removeIf(PropertiesPage::isDisposed);
		sheets.forEach(PropertiesPage::refresh);
	}

	/** What can be done may have changed. */
	void selectionChanged() {
		if (actions == null)
			return;
		actions.update();
		// in forms, and in texts that are being changed, keys are the text's
		boolean keys = viewer() != null && !isEditingText();
		IContextService contexts = getSite().getService(IContextService.class);
		if (contexts == null)
			return; // the editor is closing
		if (keys && context == null) {
			context = contexts.activateContext(CONTEXT);
		} else if (!keys && context != null) {
			contexts.deactivateContext(context);
			context = null;
		}
	}

	/** All changes of the study, in the order in which they were made; whoever changes the study does so through this stack. */
	public CommandStack commands() {
		return commands;
	}

	/** Changes the study so that it can be undone. */
	public void change(String label, Runnable change) {
		growing = false;
		commands.execute(new StudyEdit(label, study, change));
	}

	/** Makes a change, or says in the status line why it can't be made. */
	private void make(Change change) {
		String refusal = change.refusal();
		say(refusal, refusal != null);
		if (refusal == null)
			change(change.label(), change::apply);
	}

	/** Sets a feature of an element; what is typed into one field without a break is one change. */
	public void set(String label, EObject element, EStructuralFeature feature, Object value) {
		set(label, List.of(element), feature, value);
	}

	/** Sets a feature of several elements; what is typed into one field without a break is one change. */
	public void set(String label, List<? extends EObject> elements, EStructuralFeature feature, Object value) {
		if (elements.stream().allMatch(element -> Objects.equals(element.eGet(feature), value)))
			return;
		if (growing && commands.getUndoCommand() instanceof StudyEdit last && last.isOf(elements, feature)) {
			elements.forEach(element -> element.eSet(feature, value));
			studyChanged();
		} else {
			commands.execute(new StudyEdit(label, study, elements, feature, value));
			growing = true;
		}
	}

	/** What is set from now on is a change of its own. */
	public void endChange() {
		growing = false;
	}

	/** Where the study is on disk; null if it isn't. */
	public Path path() {
		return file == null ? null : file.path();
	}

	/** Whether a form is the page that is seen. */
	public boolean isActive(StudyPage form) {
		return form() == form;
	}

	/** The icon of a kind of element, which lives as long as the editor. */
	public Image image(EClass kind) {
		return images.of(kind);
	}

	/** What is wrong with the study as it is now, as far as it has been looked through. */
	public List<Problem> problems() {
		return found;
	}

	private void commandStackChanged(CommandStackEvent event) {
		if (!event.isPostChangeEvent())
			return;
		if (event.getDetail() != CommandStack.POST_EXECUTE)
			growing = false;
		studyChanged();
	}

	/** Shows the study after a change: what is seen at once, the rest when it is looked at. */
	private void studyChanged() {
		if (study == null || getContainer() == null || getContainer().isDisposed())
			return;
		experiment = study.getExperiments().contains(experiment) ? experiment : study.getExperiments().stream().findFirst().orElse(null);
		List<Graph> now = graphs(study);
		if (!now.equals(graphs))
			showGraphs(now);
		stale.addAll(pages);
		pages.forEach(page -> page.show(page.graph(), experiment));
		refreshPage();
		showTools();
		undo.update();
		firePropertyChange(PROP_DIRTY);
		if (outline != null)
			outline.refresh();
		refreshSheets();
		validate();
	}

	/** A network or block has come, gone or changed places: pages of those that stay keep what they show. */
	private void showGraphs(List<Graph> now) {
		Graph active = activeGraph();
		List<Graph> shown = new ArrayList<>(graphs);
		boolean reordered = !shown.stream().filter(now::contains).toList().equals(now.stream().filter(shown::contains).toList());
		for (int i = shown.size() - 1; i >= 0; i--)
			if (reordered || !now.contains(shown.get(i))) {
				shown.remove(i);
				stale.remove(pages.remove(i));
				graphs = List.copyOf(shown);
				removePage(tab(i));
			}
		for (int i = 0; i < now.size(); i++)
			if (i >= shown.size() || shown.get(i) != now.get(i)) {
				shown.add(i, now.get(i));
				addGraphPage(i);
			}
		graphs = now;
		redrawAll();
		int index = now.indexOf(active);
		if (active != null && getActivePage() != (index < 0 ? 0 : tab(index)))
			setActivePage(index < 0 ? 0 : tab(index));
	}

	/** Brings the page that is seen up to date. */
	private void refreshPage() {
		if (page() != null)
			draw(page());
		else if (isTraining())
			training.show(study, experiment, problems, palette);
		else if (form() != null)
			form().refresh();
	}

	@Override
	public void doSaveAs() {
		throw new UnsupportedOperationException("A study is not saved under another name from its diagram");
	}

	/** The active page; null while the file can't be read. */
	GraphPage page() {
		// commands are asked whether they can be done while the editor closes, too
		if (getContainer() == null || getContainer().isDisposed())
			return null;
		int index = getActivePage() - forms.size();
		return index >= 0 && index < pages.size() ? pages.get(index) : null;
	}

	/** Whether the page of the training is active. */
	public boolean isTraining() {
		return training != null && getContainer() != null && !getContainer().isDisposed() && getActivePage() == tab(pages.size());
	}

	/** The page of the training; null while the file can't be read. */
	public TrainingPage training() {
		return training;
	}

	/** Shows how the selected experiment is trained. */
	public void openTraining() {
		if (training != null)
			setActivePage(tab(pages.size()));
	}

	/** The diagram of the training as an image, scaled. */
	public ImageData trainingImage(double scale) {
		return DiagramPicture.of(training.viewer(), TRAINING, palette).image(scale);
	}

	/** The colours and fonts of the diagrams. */
	Palette palette() {
		return palette;
	}

	/** The diagram of the active page; null while the file can't be read. */
	private GraphicalViewer viewer() {
		return page() != null ? page().viewer() : isTraining() ? training.viewer() : null;
	}

	private DiagramRoot root() {
		return viewer() == null ? null : (DiagramRoot) viewer().getRootEditPart();
	}

	/** The active form; null where a diagram is seen, or the file can't be read. */
	StudyPage form() {
		int index = getActivePage();
		return index >= 0 && index < forms.size() ? forms.get(index) : null;
	}

	/** Where among all pages the diagram of a graph is: behind the forms. */
	private int tab(int graph) {
		return forms.size() + graph;
	}

	/** The notation of a graph's page; null if it has none. */
	public Notation notation(Graph graph) {
		int index = graphs.indexOf(graph);
		return index < 0 || index >= pages.size() ? null : pages.get(index).notation();
	}

	private void lookForChange() {
		if (file != null)
			file.lookForChange(this::fileChanged);
	}

	/** Another program, or another part of the workbench, has changed the file: shows it, unless that loses what was changed here. */
	private void fileChanged() {
		if (getContainer() == null || getContainer().isDisposed() || asking || !file.differs())
			return;
		if (isDirty()) {
			asking = true;
			boolean load = MessageDialog.open(MessageDialog.QUESTION_WITH_CANCEL, getSite().getShell(), "The study has changed",
					file.path().getFileName() + " has been changed by something else, and here too. Load it, and lose the changes that were made here?", SWT.NONE, "Load", "Keep Mine") == 0;
			asking = false;
			if (!load) {
				file.accept();
				return;
			}
		}
		reload();
	}

	/** Reads the file and shows what it says, or why it can't be read. */
	private void reload() {
		if (getContainer() == null || getContainer().isDisposed())
			return;
		try {
			if (file == null)
				throw new StudyException(getEditorInput().getName() + " is not a file on this machine: copy it into a project and open it there");
			show(file.load());
			validate();
		} catch (StudyException e) {
			show(e.getMessage());
		}
	}

	private void show(Study read) {
		Experiment before = experiment;
		study = read;
		graphs = graphs(read);
		experiment = read.getExperiments().stream().filter(e -> before != null && Objects.equals(e.getId(), before.getId())).findFirst()
				.orElse(read.getExperiments().isEmpty() ? null : read.getExperiments().get(0));
		problems = carried(problems, read);
		found = List.of();
		growing = false;
		commands.flush();
		readLayout();
		if (trouble != null || pages.size() != graphs.size() || getPageCount() == 0) {
			clearPages();
			for (StudyPage form : StudyPages.all(this))
				addForm(form);
			for (int i = 0; i < graphs.size(); i++)
				addGraphPage(i);
			addTrainingPage();
			redraw();
			int first = experiment == null ? -1 : graphs.indexOf(experiment.getGenerator());
			setActivePage(first < 0 || DiagramPreferences.opensWithOverview() ? 0 : tab(first));
			openKept();
		} else {
			redraw();
		}
		if (form() != null)
			form().refresh();
		undo.update();
		firePropertyChange(PROP_DIRTY);
	}

	private void remakeForms() {
		if (getContainer() == null || getContainer().isDisposed() || study == null)
			return;
		int active = getActivePage();
		List<StudyPage> old = List.copyOf(forms);
		forms.clear();
		old.forEach(form -> removePage(0));
		old.forEach(StudyPage::dispose);
		for (StudyPage form : StudyPages.all(this))
			addForm(form);
		setActivePage(active);
	}

	private void addForm(StudyPage form) {
		int index = forms.size();
		forms.add(form);
		addPage(index, form.create(getContainer(), getSite()));
		setPageText(index, form.title());
		setPageImage(index, images.of(form.kind()));
	}

	private void show(String message) {
		clearPages();
		found = List.of();
		commands.flush();
		study = null;
		graphs = List.of();
		experiment = null;
		problems = Map.of();
		trouble = new ErrorPage(getContainer(), message, this::openAsText);
		setPageText(addPage((Control) trouble), "Error");
		setActivePage(0);
		tell(StructuredSelection.EMPTY);
		if (outline != null)
			outline.refresh();
		if (file != null && file.file() != null)
			mark(message);
	}

	private void clearPages() {
		List<GraphPage> drawn = List.copyOf(pages);
		List<StudyPage> filled = List.copyOf(forms);
		TrainingPage trained = training;
		// forgotten first: each page that goes makes another one active for a moment
		pages.clear();
		forms.clear();
		training = null;
		stale.clear();
		while (getPageCount() > 0)
			removePage(0);
		drawn.forEach(p -> p.control().dispose());
		filled.forEach(StudyPage::dispose);
		if (trained != null)
			trained.control().dispose();
		if (trouble != null)
			trouble.dispose();
		trouble = null;
	}

	private void addGraphPage(int index) {
		GraphPage page = new GraphPage(getContainer(), this);
		page.viewer().addSelectionChangedListener(event -> {
			// while a page is drawn anew, its selection comes and goes
			if (page == page() && page.isDrawn())
				tell(page.selection());
		});
		((Viewport) page.root().getFigure()).addPropertyChangeListener(Viewport.PROPERTY_VIEW_LOCATION, event -> {
			if (outline != null)
				outline.scrolled();
		});
		pages.add(index, page);
		page.overlay(overlay);
		addPage(tab(index), page.control());
	}

	private void addTrainingPage() {
		training = new TrainingPage(getContainer(), this, ID, this::openPart, this::selectExperiment, this::make);
		training.viewer().addSelectionChangedListener(event -> {
			if (isTraining())
				tell(training.selection());
		});
		((Viewport) training.root().getFigure()).addPropertyChangeListener(Viewport.PROPERTY_VIEW_LOCATION, event -> {
			if (outline != null)
				outline.scrolled();
		});
		setPageText(addPage(training.control()), TRAINING);
	}

	/** Opens what stands behind a part of the training: a network's page, or that of the graph that a node is in. */
	private void openPart(Element element) {
		if (element instanceof Stage stage && graphs.contains(stage.getNetwork()))
			setActivePage(tab(graphs.indexOf(stage.getNetwork())));
		else if (graphOf(element) != null)
			reveal(element.getId());
	}

	private void redrawAll() {
		for (int i = 0; i < pages.size(); i++)
			redraw(i);
		training.show(study, experiment, problems, palette);
		setPageImage(tab(pages.size()), images.of(Literals.EXPERIMENT));
	}

	private void redraw() {
		redrawAll();
		if (outline != null)
			outline.refresh();
		if (page() != null)
			tell(page().selection());
		else if (isTraining())
			tell(training.selection());
	}

	/** Shows a graph anew: at once where it is seen, otherwise when it is looked at. */
	private void redraw(int index) {
		Graph graph = graphs.get(index);
		pages.get(index).show(graph, experiment);
		stale.add(pages.get(index));
		if (pages.get(index) == page())
			draw(page());
		setPageText(tab(index), Objects.toString(graph.getName(), graph.getId()));
		setPageImage(tab(index), images.of(graph.eClass()));
	}

	/** Draws the graph of a page, unless it is drawn as it is now. */
	private void draw(GraphPage page) {
		if (stale.remove(page) && pages.contains(page)) {
			int index = pages.indexOf(page);
			page.show(graphs.get(index), experiment);
			page.draw(problems, palette, arrangement.positions(), measure);
			if (page == page() && !page.selection().toList().equals(((IStructuredSelection) selection.getSelection()).toList()))
				tell(page.selection());
			setPageText(tab(index), Objects.toString(page.graph().getName(), page.graph().getId()));
			selectionChanged();
		}
	}

	/** What has a page: the networks, then the blocks. */
	private static List<Graph> graphs(Study study) {
		return Stream.concat(study.getNetworks().stream(), study.getBlocks().stream()).toList();
	}

	/** Tells everybody what is selected in the active page. */
	public void tell(IStructuredSelection selected) {
		selection.tell(selected);
		selectionChanged();
		if (outline != null)
			outline.follow(selected);
	}

	private void themeChanged() {
		Theme theme = WorkbenchTheme.current();
		if (getContainer() == null || getContainer().isDisposed() || palette.theme() == theme)
			return;
		palette = new Palette(theme);
		if (study == null)
			return;
		redraw();
		// what a form has coloured stays as it was, so forms are made anew
		getContainer().getDisplay().asyncExec(this::remakeForms);
	}

	private void validate() {
		Study checked = study;
		if (validation != null)
			validation.cancel();
		if (!isDirty()) {
			validation = new ValidationJob(checked, file.path(), file.file(), all -> Display.getDefault().asyncExec(() -> showProblems(checked, all)));
			validation.schedule();
			return;
		}
		// a study that is being edited is looked through as a copy, as that takes a while on another thread
		Study copy = EcoreUtil.copy(checked);
		validation = new ValidationJob(copy, file.path(), file.file(), all -> Display.getDefault().asyncExec(() -> {
			if (study == checked)
				showProblems(checked, all.stream().map(problem -> of(checked, problem)).toList());
		}));
		validation.schedule(VALIDATION_DELAY);
	}

	/** A problem of a copy, at the element of the study itself. */
	private static Problem of(Study study, Problem problem) {
		Element element = problem.element() instanceof Element copied && copied.getId() != null ? find(study, copied.getId()) : null;
		return new Problem(problem.severity(), problem.rule(), element == null ? study : element, problem.message());
	}

	/** After changes that are given up, the markers are those of the file again. */
	private void validateFile() {
		try {
			new ValidationJob(file.load(), file.path(), file.file(), all -> { }).schedule();
		} catch (StudyException e) {
			return; // who opens it is told why
		}
	}

	private void mark(String message) {
		if (validation != null)
			validation.cancel();
		IFile marked = file.file();
		WorkspaceJob job = new WorkspaceJob("Mark " + marked.getName()) {
			@Override
			public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
				if (marked.exists())
					ProblemMarkers.write(marked, message);
				return Status.OK_STATUS;
			}
		};
		job.setSystem(true);
		job.setRule(ResourcesPlugin.getWorkspace().getRuleFactory().markerRule(marked));
		job.schedule();
	}

	private void showProblems(Study checked, List<Problem> all) {
		if (study != checked || getContainer() == null || getContainer().isDisposed())
			return;
		found = all;
		refreshSheets();
		if (form() != null)
			form().showProblems();
		Map<Element, List<Problem>> drawn = drawn(checked, all);
		if (drawn.equals(problems))
			return;
		problems = drawn;
		stale.addAll(pages);
		if (page() != null || isTraining())
			refreshPage();
	}

	/** Problems by the nodes that they are drawn at: where they are, and where a block or stage is used that holds them. */
	private static Map<Element, List<Problem>> drawn(Study study, List<Problem> found) {
		Map<Graph, List<Node>> doors = new HashMap<>();
		graphs(study).stream().flatMap(graph -> graph.getNodes().stream()).filter(node -> Place.inside(node) != null)
				.forEach(node -> doors.computeIfAbsent(Place.inside(node), graph -> new ArrayList<>()).add(node));
		Map<Element, List<Problem>> drawn = new HashMap<>();
		for (Problem problem : found)
			mark(nodeOf(problem.element()), problem, doors, drawn);
		return drawn;
	}

	private static void mark(Node node, Problem problem, Map<Graph, List<Node>> doors, Map<Element, List<Problem>> drawn) {
		if (node == null)
			return;
		List<Problem> marks = drawn.computeIfAbsent(node, n -> new ArrayList<>());
		if (marks.contains(problem))
			return;
		marks.add(problem);
		for (Node door : doors.getOrDefault(node.eContainer(), List.of()))
			mark(door, problem, doors, drawn);
	}

	private static Node nodeOf(EObject element) {
		if (element instanceof Edge edge)
			return edge.getTarget() == null ? edge.getSource() : edge.getTarget();
		EObject node = element;
		while (node != null && !(node instanceof Node))
			node = node.eContainer();
		return (Node) node;
	}

	/** The marks stay at elements of the same id until the new study has been looked through, so that they don't flicker. */
	private static Map<Element, List<Problem>> carried(Map<Element, List<Problem>> old, Study read) {
		Map<Element, List<Problem>> carried = new HashMap<>();
		old.forEach((element, list) -> {
			Element now = find(read, element.getId());
			if (now != null)
				carried.put(now, list);
		});
		return carried;
	}

	/** The element of an id; null if the study has none. */
	public Element find(String id) {
		return study == null ? null : find(study, id);
	}

	private static Element find(Study study, String id) {
		if (study.getId() != null && study.getId().equals(id))
			return study;
		for (var all = study.eAllContents(); all.hasNext();)
			if (all.next() instanceof Element element && element.getId() != null && element.getId().equals(id))
				return element;
		return null;
	}

	private static Graph graphOf(Element element) {
		for (EObject e = element; e != null; e = e.eContainer())
			if (e instanceof Graph graph)
				return graph;
		return null;
	}

	private void openAsText() {
		try {
			getSite().getPage().openEditor(getEditorInput(), TEXT_EDITOR, true, IWorkbenchPage.MATCH_ID | IWorkbenchPage.MATCH_INPUT);
		} catch (PartInitException e) {
			Status status = new Status(IStatus.ERROR, "io.spadework.diagram", e.getMessage(), e);
			StatusManager.getManager().handle(status, StatusManager.SHOW);
		}
	}

	private void resourcesChanged(IResourceChangeEvent event) {
		if (file == null || file.file() == null)
			return;
		IResourceDelta delta = event.getDelta().findMember(file.file().getFullPath());
		if (delta == null)
			return;
		if (delta.getKind() == IResourceDelta.REMOVED) {
			IPath moved = (delta.getFlags() & IResourceDelta.MOVED_TO) == 0 ? null : delta.getMovedToPath();
			onDisplay(() -> removed(moved));
		} else if (delta.getKind() == IResourceDelta.ADDED || (delta.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.REPLACED)) != 0) {
			onDisplay(this::fileChanged);
		}
	}

	private void removed(IPath moved) {
		if (moved == null)
			getSite().getPage().closeEditor(this, false);
		else
			setInputWithNotify(new FileEditorInput(ResourcesPlugin.getWorkspace().getRoot().getFile(moved)));
	}

	private void onDisplay(Runnable does) {
		Display.getDefault().asyncExec(() -> {
			if (getContainer() != null && !getContainer().isDisposed())
				does.run();
		});
	}
}
