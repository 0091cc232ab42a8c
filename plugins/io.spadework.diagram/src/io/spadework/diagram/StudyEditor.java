package io.spadework.diagram;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.editparts.ZoomManager;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableEditor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.SaveAsDialog;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.ui.views.properties.IPropertySheetPage;

import io.spadework.diagram.edit.Arrangement;
import io.spadework.diagram.edit.DirectEdit;
import io.spadework.diagram.export.Picture;
import io.spadework.diagram.figures.Palette;
import io.spadework.diagram.forms.PropertiesPage;
import io.spadework.diagram.forms.StudyPage;
import io.spadework.diagram.layout.LayoutFile;
import io.spadework.diagram.layout.Positions;
import io.spadework.diagram.overlay.NodeOverlay;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.training.TrainingPage;
import io.spadework.model.Problem;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.StudyReferences;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.notation.Heat.Measure;
import io.spadework.notation.Notation;
import io.spadework.notation.Theme;

/**
 * Edits a study: forms for its parts, and a page with the diagram of each network and each block. All pages change one study through one stack of
 * commands, so that there is one dirty state and one undo.
 */
public final class StudyEditor extends MultiPageEditorPart implements IGotoMarker, IPersistableEditor {

	/** Id of this editor. */
	public static final String ID = "io.spadework.diagram.editor";

	private static final String PAGE = "page";
	private static final String TEXT_EDITOR = "org.eclipse.ui.DefaultTextEditor";

	private final Arrangement arrangement = new Arrangement();
	private final StudySelection selection = new StudySelection(this);
	private final EditHistory history = new EditHistory(this::study, this::studyChanged);
	private final StudyChecks checks = new StudyChecks(this::checked, this::isClosed);
	private final StudyWays ways = new StudyWays(this);
	private final List<PropertiesPage> sheets = new ArrayList<>();
	private StudyFile file;
	private FileWatch watch;
	private Study study;
	private Experiment experiment;
	private EditorPages pages;
	private PaletteSide side;
	private Palette palette;
	private StudyOutline outline;
	private DiagramActions actions;
	private DiagramKeys keys;
	private Runnable unsubscribe;
	private boolean asking;
	/** The tab that was active when the workbench was closed; null where it is a new look at the study. */
	private String kept;

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		super.init(site, input);
		site.setSelectionProvider(selection);
		watch = new FileWatch(site.getShell(), () -> file, this::fileChanged, this::fileGone);
	}

	@Override
	protected void setInput(IEditorInput input) {
		super.setInput(input);
		file = StudyFile.of(input);
		setPartName(input.getName());
	}

	@Override
	protected void setInputWithNotify(IEditorInput input) {
		setInput(input);
		firePropertyChange(PROP_INPUT);
	}

	/** All diagrams share one palette, which stands beside them. */
	@Override
	protected Composite createPageContainer(Composite parent) {
		side = new PaletteSide(super.createPageContainer(parent), this::page);
		return side.area();
	}

	@Override
	protected void createPages() {
		pages = new EditorPages(this, (CTabFolder) getContainer());
		palette = new Palette(WorkbenchTheme.current());
		history.fill(getEditorSite().getActionBars());
		actions = new DiagramActions(this, getEditorSite().getActionBars());
		keys = new DiagramKeys(getSite());
		unsubscribe = WorkbenchTheme.onChange(this::themeChanged);
		reload();
	}

	@Override
	public void dispose() {
		watch.dispose();
		if (unsubscribe != null)
			unsubscribe.run();
		history.dispose();
		if (isDirty() && file.file() != null && file.file().exists())
			StudyChecks.checkFile(file);
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

	/** Where the study is on disk; null if it isn't. */
	public Path path() {
		return file == null ? null : file.path();
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

	/** The element of an id; null if the study has none. */
	public Element find(String id) {
		return study == null ? null : StudyIds.find(study, id);
	}

	/** The graphs that have a page: the networks, then the blocks. */
	public List<Graph> graphs() {
		return pages.graphs();
	}

	/** Where the nodes of the study are. */
	public Arrangement arrangement() {
		return arrangement;
	}

	/** What is wrong with the study as it is now, as far as it has been looked through. */
	public List<Problem> problems() {
		return checks.problems();
	}

	/** What is wrong with the selected elements and what they contain, as far as it is known. */
	public List<Problem> problemsOfSelection() {
		List<?> selected = ((IStructuredSelection) selection.getSelection()).toList();
		return problems().stream().filter(problem -> selected.stream().anyMatch(each -> problem.element() == each || !(each instanceof Graph) && each instanceof EObject object
				&& EcoreUtil.isAncestor(object, problem.element()))).toList();
	}

	/** Why the study can't be shown; null if it can. */
	public String trouble() {
		return pages.trouble();
	}

	/** All changes of the study, in the order in which they were made; whoever changes the study does so through this stack. */
	public CommandStack commands() {
		return history.commands();
	}

	/** Changes the study so that it can be undone. */
	public void change(String label, Runnable change) {
		history.change(label, change);
	}

	/** Makes a change, or says in the status line why it can't be made. */
	void make(Change change) {
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
		history.set(label, elements, feature, value);
	}

	/** What is set from now on is a change of its own. */
	public void endChange() {
		history.endChange();
	}

	/** What can be done to the graph of the active page; null where no diagram is active. */
	public GraphDesk desk() {
		return page() == null ? null : page().desk();
	}

	/** Shows the study after a change: what is seen at once, the rest when it is looked at. */
	private void studyChanged() {
		if (study == null || isClosed())
			return;
		experiment = study.getExperiments().contains(experiment) ? experiment : study.getExperiments().stream().findFirst().orElse(null);
		pages.showGraphs(StudyIds.graphs(study));
		pages.changed();
		// what was refused before is settled
		say(null, false);
		side.update();
		history.update();
		firePropertyChange(PROP_DIRTY);
		if (outline != null)
			outline.refresh();
		refreshSheets();
		check();
	}

	private void check() {
		if (isDirty())
			checks.checkEdited(file);
		else
			checks.checkSaved(file);
	}

	private void checked(boolean drawn) {
		refreshSheets();
		if (form() != null)
			form().showProblems();
		if (drawn)
			pages.restyle();
	}

	@Override
	public boolean isSaveAsAllowed() {
		return study != null;
	}

	@Override
	public boolean isDirty() {
		return history.commands().isDirty();
	}

	@Override
	public void doSave(IProgressMonitor monitor) {
		if (study != null && write(study, file, monitor))
			saved();
	}

	@Override
	public void doSaveAs() {
		SaveAsDialog dialog = new SaveAsDialog(getSite().getShell());
		if (file.file() == null)
			dialog.setOriginalName(file.path().getFileName().toString());
		else
			dialog.setOriginalFile(file.file());
		if (dialog.open() != Window.OK || dialog.getResult() == null)
			return;
		IPath chosen = dialog.getResult();
		saveAs(ResourcesPlugin.getWorkspace().getRoot().getFile(Studies.EXTENSION.equals(chosen.getFileExtension()) ? chosen : chosen.addFileExtension(Studies.EXTENSION)));
	}

	/** Saves the study with its layout into another file of the workspace, and goes on with that one; what was done can still be undone. */
	public void saveAs(IFile chosen) {
		StudyFile before = file;
		if (chosen.equals(before.file())) {
			doSave(new NullProgressMonitor());
			return;
		}
		if (of(chosen) != null) {
			MessageDialog.openInformation(getSite().getShell(), "Save As", chosen.getName() + " is open in another editor. Close that, or choose another name.");
			return;
		}
		StudyFile other = StudyFile.of(chosen);
		Path from = before.path().toAbsolutePath().getParent();
		Path to = other.path().getParent();
		Study written = EcoreUtil.copy(study);
		boolean moves = StudyReferences.move(written, from, to);
		if (!write(written, other, new NullProgressMonitor()))
			return;
		if (moves)
			change("Save As", () -> StudyReferences.move(study, from, to));
		if (isDirty() && before.file() != null)
			StudyChecks.checkFile(before);
		setInputWithNotify(new FileEditorInput(chosen));
		// the one that knows what it holds, so that nothing is read anew
		file = other;
		saved();
		check();
	}

	private boolean write(Study written, StudyFile target, IProgressMonitor monitor) {
		try {
			SubMonitor progress = SubMonitor.convert(monitor, 2);
			target.save(written, progress.split(1));
			target.saveLayout(written, arrangement.positions(), progress.split(1));
			return true;
		} catch (CoreException e) {
			monitor.setCanceled(true);
			StatusManager.getManager().handle(Status.error(target.path().getFileName() + " can't be saved: " + e.getStatus().getMessage(), e), StatusManager.SHOW | StatusManager.LOG);
			return false;
		}
	}

	private void saved() {
		history.saved();
		firePropertyChange(PROP_DIRTY);
	}

	/** Another program, or another part of the workbench, has changed the file: shows it, unless that loses what was changed here. */
	private void fileChanged() {
		if (isClosed() || asking || !file.differs())
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

	private void fileGone(IFile moved) {
		if (isClosed())
			return;
		if (moved == null) {
			getSite().getPage().closeEditor(this, false);
			return;
		}
		setInputWithNotify(new FileEditorInput(moved));
		file.accept();
	}

	/** Reads the file and shows what it says, or why it can't be read. */
	private void reload() {
		if (isClosed())
			return;
		try {
			if (file == null)
				throw new StudyException(getEditorInput().getName() + " is not a file on this machine: copy it into a project and open it there");
			show(file.load());
			check();
		} catch (StudyException e) {
			show(e.getMessage());
		}
	}

	private void show(Study read) {
		Experiment before = experiment;
		study = read;
		experiment = read.getExperiments().stream().filter(e -> before != null && Objects.equals(e.getId(), before.getId())).findFirst()
				.orElse(read.getExperiments().isEmpty() ? null : read.getExperiments().get(0));
		checks.turnTo(read);
		history.forget();
		readLayout();
		boolean made = pages.show(StudyIds.graphs(read));
		showAround();
		if (made) {
			pages.openFirst(experiment == null || DiagramPreferences.opensWithOverview() ? null : experiment.getGenerator());
			openKept();
		}
		if (form() != null)
			form().refresh();
		history.update();
		firePropertyChange(PROP_DIRTY);
	}

	private void show(String message) {
		history.forget();
		study = null;
		experiment = null;
		checks.turnToError(file, message);
		pages.show(message, this::openAsText);
		tell(StructuredSelection.EMPTY);
		if (outline != null)
			outline.refresh();
	}

	private void readLayout() {
		try {
			arrangement.set(LayoutFile.read(file.path(), study));
		} catch (IOException e) {
			arrangement.set(Positions.NONE);
			say("Laid out automatically: " + e.getMessage(), true);
		}
	}

	private void openAsText() {
		try {
			getSite().getPage().openEditor(getEditorInput(), TEXT_EDITOR, true, IWorkbenchPage.MATCH_ID | IWorkbenchPage.MATCH_INPUT);
		} catch (PartInitException e) {
			Status status = new Status(IStatus.ERROR, "io.spadework.diagram", e.getMessage(), e);
			StatusManager.getManager().handle(status, StatusManager.SHOW);
		}
	}

	@Override
	public void saveState(IMemento memento) {
		if (study != null && pages.activeTab() != null)
			memento.putString(PAGE, pages.activeTab());
	}

	@Override
	public void restoreState(IMemento memento) {
		kept = memento.getString(PAGE);
		if (pages != null)
			openKept();
	}

	/** Shows the page that was active when the workbench was closed, if there is one of its name. */
	private void openKept() {
		if (kept != null)
			pages.open(kept);
		kept = null;
	}

	/** The pages. */
	EditorPages pages() {
		return pages;
	}

	/** The ways through the study. */
	StudyWays ways() {
		return ways;
	}

	/** What is wrong with the study. */
	StudyChecks checks() {
		return checks;
	}

	/** The active diagram of a graph; null while the file can't be read, and where another page is active. */
	GraphPage page() {
		return pages == null ? null : pages.diagram();
	}

	/** The active form; null where a diagram is seen, or the file can't be read. */
	StudyPage form() {
		return pages == null ? null : pages.form();
	}

	/** Makes a page the one that is seen. */
	void activate(int page) {
		setActivePage(page);
	}

	@Override
	protected void pageChange(int index) {
		history.endChange();
		super.pageChange(index);
		pages.refresh();
		side.update();
		selectionChanged();
		if (form() != null || showsDiagram())
			tell(pages.selection());
		if (showsDiagram())
			scrolled();
	}

	/** Selects an element, on its page if it is drawn; false if the study has no element of this id. */
	public boolean reveal(String elementId) {
		Element element = find(elementId);
		if (element == null)
			return false;
		ways.reveal(element);
		return true;
	}

	@Override
	public void gotoMarker(IMarker marker) {
		String element = marker.getAttribute(ProblemMarkers.ELEMENT, null);
		if (element != null)
			reveal(element);
	}

	/** Shows the form on which an element is edited. */
	void showPage(Element element) {
		StudyPage form = pages.formOf(element);
		if (form != null)
			pages.open(form);
	}

	/** Shows the graph of a block use or a stage, with the numbers it has there; any other node has nothing to open. */
	public void open(Node node) {
		ways.open(node);
	}

	/** Opens what is selected in the diagram. */
	public void openSelected() {
		if (page() != null)
			page().openSelected();
	}

	/** Whether a node is selected in a diagram, also one inside of a block. */
	public boolean canOpen() {
		return page() != null && page().selection().getFirstElement() instanceof Node;
	}

	/** Whether a block or stage is selected in a diagram. */
	public boolean canLook() {
		return page() != null && !page().selectedDoors().isEmpty();
	}

	/** Goes back one step on the way that led to the active diagram. */
	public void back() {
		ways.back();
	}

	/** Where the graph of the active page stands, as in "SPADE generator › head"; empty where no experiment uses it. */
	public String where() {
		return Objects.toString(ways.place(), "");
	}

	/** Whether a form is the page that is seen. */
	public boolean isActive(StudyPage form) {
		return form() == form;
	}

	/** Whether the page of the training is active. */
	public boolean isTraining() {
		return pages != null && pages.isTraining();
	}

	/** The page of the training; null while the file can't be read. */
	public TrainingPage training() {
		return pages.training();
	}

	/** Shows how the selected experiment is trained. */
	public void openTraining() {
		pages.openTraining();
	}

	/** The graph whose page is active; null while the file can't be read. */
	public Graph activeGraph() {
		return page() == null ? null : page().graph();
	}

	/** The notation of a graph's page; null if it has none. */
	public Notation notation(Graph graph) {
		GraphPage page = pages.diagram(graph);
		return page == null ? null : page.notation();
	}

	/** The selected nodes of the active diagram, in the order of its graph. */
	public List<Node> selectedNodes() {
		return page() == null ? List.of() : page().selectedNodes();
	}

	/** The nodes that a gesture changes: the selected ones, and then those that are selected inside of blocks and stages. */
	public List<Node> chosenNodes() {
		return page() == null ? List.of() : page().chosenNodes();
	}

	/** Whether a text is being changed where it is drawn, so that keys are the text's. */
	public boolean isEditingText() {
		return page() != null && page().isEditing();
	}

	/** Where a text is being changed in the diagram; null where none is. */
	public DirectEdit directEdit() {
		return page() == null ? null : page().editing();
	}

	/** The colours and fonts of the diagrams. */
	Palette palette() {
		return palette;
	}

	/** The icons of the notation. */
	KindImages images() {
		return side.images();
	}

	/** The icon of a kind of element, which lives as long as the editor. */
	public Image image(EClass kind) {
		return images().of(kind);
	}

	/** Whether a diagram is seen, of a graph or of the training. */
	public boolean showsDiagram() {
		return root() != null;
	}

	private DiagramRoot root() {
		return pages == null || pages.viewer() == null ? null : (DiagramRoot) pages.viewer().getRootEditPart();
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

	/** Shows the diagram at its own size. */
	public void zoomFull() {
		if (root() != null)
			root().getZoomManager().setZoom(1);
	}

	/** Shows the whole diagram. */
	public void fit() {
		if (root() != null)
			root().fit(0);
	}

	/** Shows the palette, or hides it. */
	public void togglePalette() {
		side.toggle();
	}

	/** No tool of the palette is armed any more. */
	void toolDone() {
		side.release();
	}

	/** Colours the nodes of all diagrams by what they cost; null colours them by their kinds. */
	public void colourBy(Measure chosen) {
		pages.colourBy(chosen);
	}

	/** What nodes are coloured by; null for their kinds. */
	public Measure colouredBy() {
		return pages.colouredBy();
	}

	/** Shows values over the nodes of all diagrams from now on, or none for null. */
	public void overlay(NodeOverlay shown) {
		pages.overlay(shown);
	}

	/** What is shown over the nodes; null for nothing. */
	public NodeOverlay overlay() {
		return pages.overlay();
	}

	/** The diagram of a graph as an image, scaled. */
	public ImageData image(Graph graph, double scale) {
		pages.draw(pages.diagram(graph));
		return pages.diagram(graph).image(scale);
	}

	/** The diagram of the training as an image, scaled. */
	public ImageData trainingImage(double scale) {
		return DiagramPicture.of(training().viewer(), "", palette).image(scale);
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
		pages.refresh();
		return DiagramPicture.of(pages.viewer(), pages.title(), palette);
	}

	/** Asks for a printer and prints the active diagram on one page of it. */
	public void print() {
		if (!showsDiagram())
			return;
		PrinterData chosen = DiagramPrint.ask(getSite().getShell(), pages.viewer());
		if (chosen == null)
			return;
		Palette seen = palette;
		// paper is light
		palette = new Palette(Theme.LIGHT);
		redraw();
		DiagramPrint.print(pages.viewer(), chosen, getPartName());
		palette = seen;
		redraw();
	}

	private void redraw() {
		pages.redraw();
		showAround();
	}

	/** Shows what stands around the pages as they are now. */
	private void showAround() {
		if (outline != null)
			outline.refresh();
		if (showsDiagram())
			tell(pages.selection());
	}

	private void themeChanged() {
		Theme theme = WorkbenchTheme.current();
		if (isClosed() || palette.theme() == theme)
			return;
		palette = new Palette(theme);
		if (study == null)
			return;
		redraw();
		// what a form has coloured stays as it was, so forms are made anew
		getContainer().getDisplay().asyncExec(() -> {
			if (!isClosed() && study != null)
				pages.remakeForms();
		});
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
			return root() == null ? null : type.cast(pages.viewer());
		if (type == ZoomManager.class)
			return root() == null ? null : type.cast(root().getZoomManager());
		return super.getAdapter(type);
	}

	@Override
	public void setFocus() {
		if (showsDiagram())
			pages.viewer().getControl().setFocus();
		else if (form() != null)
			form().setFocus();
		else
			super.setFocus();
		watch.look();
	}

	/** Tells everybody what is selected in the active page. */
	public void tell(IStructuredSelection selected) {
		selection.tell(selected);
		selectionChanged();
		if (outline != null)
			outline.follow(selected);
	}

	/** What can be done may have changed. */
	void selectionChanged() {
		if (actions == null || keys == null)
			return;
		actions.update();
		keys.give(showsDiagram() && !isEditingText());
	}

	/** Another part of the diagram is seen. */
	void scrolled() {
		if (outline != null)
			outline.scrolled();
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

	private boolean isClosed() {
		return getContainer() == null || getContainer().isDisposed();
	}
}
