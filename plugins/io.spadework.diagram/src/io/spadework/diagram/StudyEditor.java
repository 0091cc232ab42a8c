package io.spadework.diagram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
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
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.PropertySheetPage;

import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.forms.StudyPage;
import io.spadework.diagram.forms.StudyPages;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.training.TrainingPage;
import io.spadework.model.Problem;
import io.spadework.model.StudyException;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.Notation;
import io.spadework.notation.Place;
import io.spadework.notation.Theme;

/**
 * Edits a study: forms for its parts, and a page with the diagram of each network and each block. All pages change one study through one stack of
 * commands, so that there is one dirty state and one undo.
 */
public final class StudyEditor extends MultiPageEditorPart implements IGotoMarker {

	/** Id of this editor. */
	public static final String ID = "io.spadework.diagram.editor";

	private static final String CONTEXT = "io.spadework.diagram.context";
	private static final int VALIDATION_DELAY = 300;
	private static final String TRAINING = "Training";
	private static final String TEXT_EDITOR = "org.eclipse.ui.DefaultTextEditor";

	private final List<StudyPage> forms = new ArrayList<>();
	private final List<GraphPage> pages = new ArrayList<>();
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
	private Runnable unsubscribe;
	private ValidationJob validation;
	private final CommandStack commands = new CommandStack();
	private final CommandStackEventListener commandListener = this::commandStackChanged;
	private final Set<GraphPage> stale = new HashSet<>();
	private StackActions undo;
	/** The last change may still grow, as while somebody types. */
	private boolean growing;
	private boolean asking;
	private List<Problem> found = List.of();

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		super.init(site, input);
		site.setSelectionProvider(selection);
		site.getService(IContextService.class).activateContext(CONTEXT);
		ResourcesPlugin.getWorkspace().addResourceChangeListener(resources, IResourceChangeEvent.POST_CHANGE);
		site.getShell().addListener(SWT.Activate, activation);
	}

	@Override
	protected void setInput(IEditorInput input) {
		super.setInput(input);
		file = StudyFile.of(input);
		setPartName(input.getName());
	}

	@Override
	protected void createPages() {
		palette = new Palette(WorkbenchTheme.current());
		images = new KindImages(getContainer());
		undo = new StackActions(commands);
		undo.fill(getEditorSite().getActionBars());
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
		if (index < 0 || !pages.get(index).reveal(element)) {
			if (index >= 0)
				pages.get(index).viewer().deselectAll();
			tell(new StructuredSelection(element));
		}
		return true;
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

	/** Shows the whole diagram. */
	public void fit() {
		if (root() != null)
			root().fit(0);
	}

	/** The diagram of a graph as an image, scaled. */
	public ImageData image(Graph graph, double scale) {
		return pages.get(graphs.indexOf(graph)).image(scale);
	}

	/** Writes the active diagram to a PNG file at twice its size. */
	public void exportImage(Path png) throws IOException {
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] {page() != null ? page().image(2) : trainingImage(2)};
		try (var out = Files.newOutputStream(png)) {
			loader.save(out, SWT.IMAGE_PNG);
		}
	}

	/** The graph whose page is active; null while the file can't be read. */
	public Graph activeGraph() {
		return page() == null ? null : page().drawing().graph();
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
			PropertySheetPage sheet = new PropertySheetPage();
			sheet.setPropertySourceProvider(o -> o instanceof Element element ? new ElementProperties(element, notation(graphOf(element))) : null);
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
			file.save(study, monitor);
			growing = false;
			commands.markSaveLocation();
			firePropertyChange(PROP_DIRTY);
		} catch (CoreException e) {
			monitor.setCanceled(true);
			StatusManager.getManager().handle(Status.error(file.path().getFileName() + " can't be saved: " + e.getStatus().getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
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

	/** Sets a feature of an element; what is typed into one field without a break is one change. */
	public void set(String label, EObject element, EStructuralFeature feature, Object value) {
		if (Objects.equals(element.eGet(feature), value))
			return;
		if (growing && commands.getUndoCommand() instanceof StudyEdit last && last.isOf(element, feature)) {
			element.eSet(feature, value);
			studyChanged();
		} else {
			commands.execute(new StudyEdit(label, study, element, feature, value));
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
		refreshPage();
		undo.update();
		firePropertyChange(PROP_DIRTY);
		if (outline != null)
			outline.refresh();
		validate();
	}

	/** A network or block has come or gone: pages of those that stay keep what they show. */
	private void showGraphs(List<Graph> now) {
		Map<Graph, GraphPage> kept = new HashMap<>();
		for (int i = 0; i < graphs.size(); i++)
			kept.put(graphs.get(i), pages.get(i));
		Graph active = activeGraph();
		boolean trained = isTraining();
		TrainingPage keptTraining = training;
		training = null;
		while (getPageCount() > forms.size())
			removePage(getPageCount() - 1);
		kept.forEach((graph, page) -> {
			if (!now.contains(graph))
				page.control().dispose();
		});
		pages.clear();
		graphs = now;
		for (Graph graph : now)
			addGraphPage(kept.get(graph));
		addTrainingPage(keptTraining);
		redrawAll();
		if (trained)
			openTraining();
		else if (active != null)
			setActivePage(now.contains(active) ? tab(now.indexOf(active)) : 0);
	}

	/** Brings the page that is seen up to date. */
	private void refreshPage() {
		if (page() != null && stale.remove(page()))
			redraw(pages.indexOf(page()));
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
		int index = getActivePage() - forms.size();
		return index >= 0 && index < pages.size() ? pages.get(index) : null;
	}

	/** Whether the page of the training is active. */
	public boolean isTraining() {
		return training != null && getActivePage() == tab(pages.size());
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
		return DiagramImage.of(training.viewer(), scale, palette.color(palette.theme().canvas()));
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
	Notation notation(Graph graph) {
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
		if (trouble != null || pages.size() != graphs.size() || getPageCount() == 0) {
			clearPages();
			for (StudyPage form : StudyPages.all(this))
				addForm(form);
			for (int i = 0; i < graphs.size(); i++)
				addGraphPage(null);
			addTrainingPage(null);
			redraw();
			int first = experiment == null ? -1 : graphs.indexOf(experiment.getGenerator());
			setActivePage(first < 0 ? 0 : tab(first));
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

	private void addGraphPage(GraphPage kept) {
		if (kept != null) {
			pages.add(kept);
			addPage(kept.control());
			return;
		}
		GraphPage page = new GraphPage(getContainer(), this);
		page.viewer().addSelectionChangedListener(event -> {
			if (page == page())
				tell(page.selection());
		});
		((Viewport) page.root().getFigure()).addPropertyChangeListener(Viewport.PROPERTY_VIEW_LOCATION, event -> {
			if (outline != null)
				outline.scrolled();
		});
		pages.add(page);
		addPage(page.control());
	}

	private void addTrainingPage(TrainingPage kept) {
		training = kept;
		if (kept != null) {
			setPageText(addPage(kept.control()), TRAINING);
			return;
		}
		training = new TrainingPage(getContainer(), this, ID, this::openPart, this::selectExperiment);
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

	private void redraw(int index) {
		Graph graph = graphs.get(index);
		pages.get(index).show(graph, experiment, problems, palette);
		stale.remove(pages.get(index));
		setPageText(tab(index), Objects.toString(graph.getName(), graph.getId()));
		setPageImage(tab(index), images.of(graph.eClass()));
	}

	/** What has a page: the networks, then the blocks. */
	private static List<Graph> graphs(Study study) {
		return Stream.concat(study.getNetworks().stream(), study.getBlocks().stream()).toList();
	}

	/** Tells everybody what is selected in the active page. */
	public void tell(IStructuredSelection selected) {
		selection.tell(selected);
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
