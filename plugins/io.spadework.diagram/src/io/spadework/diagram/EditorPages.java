package io.spadework.diagram;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.eclipse.draw2d.Viewport;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Control;

import io.spadework.diagram.forms.StudyPage;
import io.spadework.diagram.forms.StudyPages;
import io.spadework.diagram.overlay.NodeOverlay;
import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.diagram.training.TrainingPage;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.Heat.Measure;

/** The pages of an editor: the forms, a diagram of each network and block, and that of the training; or one that says why the study can't be read. */
final class EditorPages {

	private static final String TRAINING = "Training";

	private final StudyEditor editor;
	private final CTabFolder folder;
	private final List<StudyPage> forms = new ArrayList<>();
	private final List<GraphPage> diagrams = new ArrayList<>();
	/** What has changed since it was drawn; it is drawn when it is looked at. */
	private final Set<GraphPage> stale = new HashSet<>();
	private TrainingPage training;
	private ErrorPage trouble;
	private List<Graph> graphs = List.of();
	private Measure measure;
	private NodeOverlay overlay;

	/** No pages yet, in the folder of an editor's tabs. */
	EditorPages(StudyEditor editor, CTabFolder folder) {
		this.editor = editor;
		this.folder = folder;
	}

	/** Shows a study that was read anew: in the pages that there are, as long as they suit. Whether pages were made. */
	boolean show(List<Graph> read) {
		graphs = read;
		boolean made = trouble != null || diagrams.size() != graphs.size() || folder.getItemCount() == 0;
		if (made) {
			clear();
			StudyPages.all(editor).forEach(this::addForm);
			for (int i = 0; i < graphs.size(); i++)
				addDiagram(i);
			addTraining();
		}
		redraw();
		return made;
	}

	/** Shows nothing but why the study can't be read. */
	void show(String message, Runnable openText) {
		clear();
		graphs = List.of();
		trouble = new ErrorPage(folder, message, openText);
		setText(editor.addPage((Control) trouble), "Error");
		editor.activate(0);
	}

	/** A network or block has come, gone or changed places: pages of those that stay keep what they show. */
	void showGraphs(List<Graph> now) {
		if (now.equals(graphs))
			return;
		Graph active = diagram() == null ? null : diagram().graph();
		List<Graph> shown = new ArrayList<>(graphs);
		boolean reordered = !shown.stream().filter(now::contains).toList().equals(now.stream().filter(shown::contains).toList());
		for (int i = shown.size() - 1; i >= 0; i--)
			if (reordered || !now.contains(shown.get(i))) {
				shown.remove(i);
				stale.remove(diagrams.remove(i));
				graphs = List.copyOf(shown);
				editor.removePage(tab(i));
			}
		for (int i = 0; i < now.size(); i++)
			if (i >= shown.size() || shown.get(i) != now.get(i)) {
				shown.add(i, now.get(i));
				addDiagram(i);
			}
		graphs = now;
		redraw();
		int index = now.indexOf(active);
		if (active != null && folder.getSelectionIndex() != (index < 0 ? 0 : tab(index)))
			editor.activate(index < 0 ? 0 : tab(index));
	}

	/** Shows the forms anew: what one has coloured stays as it was, in another theme too. */
	void remakeForms() {
		int active = folder.getSelectionIndex();
		List<StudyPage> old = List.copyOf(forms);
		forms.clear();
		old.forEach(form -> editor.removePage(0));
		old.forEach(StudyPage::dispose);
		StudyPages.all(editor).forEach(this::addForm);
		editor.activate(active);
	}

	private void addForm(StudyPage form) {
		int index = forms.size();
		forms.add(form);
		editor.addPage(index, form.create(folder, editor.getSite()));
		setText(index, form.title());
		setImage(index, editor.images().of(form.kind()));
	}

	private void addDiagram(int index) {
		GraphPage page = new GraphPage(folder, editor);
		page.viewer().addSelectionChangedListener(event -> {
			// while a page is drawn anew, its selection comes and goes
			if (page == diagram() && page.isDrawn())
				editor.tell(page.selection());
		});
		follow(page.root());
		diagrams.add(index, page);
		page.overlay(overlay);
		editor.addPage(tab(index), page.control());
	}

	private void addTraining() {
		training = new TrainingPage(folder, editor, StudyEditor.ID, editor.ways()::openPart, editor::selectExperiment, editor::make);
		training.viewer().addSelectionChangedListener(event -> {
			if (isTraining())
				editor.tell(training.selection());
		});
		follow(training.root());
		setText(editor.addPage(training.control()), TRAINING);
	}

	private void follow(DiagramRoot root) {
		((Viewport) root.getFigure()).addPropertyChangeListener(Viewport.PROPERTY_VIEW_LOCATION, event -> editor.scrolled());
	}

	private void clear() {
		List<GraphPage> drawn = List.copyOf(diagrams);
		List<StudyPage> filled = List.copyOf(forms);
		TrainingPage trained = training;
		// forgotten first: each page that goes makes another one active for a moment
		diagrams.clear();
		forms.clear();
		training = null;
		stale.clear();
		while (folder.getItemCount() > 0)
			editor.removePage(0);
		drawn.forEach(page -> page.control().dispose());
		filled.forEach(StudyPage::dispose);
		if (trained != null)
			trained.control().dispose();
		if (trouble != null)
			trouble.dispose();
		trouble = null;
	}

	/** Shows everything anew: at once where it is seen, otherwise when it is looked at. */
	void redraw() {
		for (int i = 0; i < diagrams.size(); i++)
			redraw(i);
		showTraining();
		setImage(tab(diagrams.size()), editor.images().of(Literals.EXPERIMENT));
	}

	/** Shows a diagram anew: at once where it is seen, otherwise when it is looked at. */
	void redraw(int index) {
		GraphPage page = diagrams.get(index);
		Graph graph = graphs.get(index);
		page.show(graph, editor.selectedExperiment());
		stale.add(page);
		if (page == diagram())
			draw(page);
		setText(tab(index), title(graph));
		setImage(tab(index), editor.images().of(graph.eClass()));
	}

	/** Draws a page, unless it is drawn as it is now. */
	void draw(GraphPage page) {
		if (!stale.remove(page) || !diagrams.contains(page))
			return;
		int index = diagrams.indexOf(page);
		page.show(graphs.get(index), editor.selectedExperiment());
		page.draw(editor.checks().drawn(), editor.palette(), editor.arrangement().positions(), measure);
		if (page == diagram() && !page.selection().toList().equals(((IStructuredSelection) editor.getSite().getSelectionProvider().getSelection()).toList()))
			editor.tell(page.selection());
		setText(tab(index), title(page.graph()));
		editor.selectionChanged();
	}

	/** After a change of the study: brings what is seen up to date, and the rest when it is looked at. */
	void changed() {
		stale.addAll(diagrams);
		diagrams.forEach(page -> page.show(page.graph(), editor.selectedExperiment()));
		refresh();
	}

	/** Other marks or colours are to be drawn. */
	void restyle() {
		stale.addAll(diagrams);
		if (viewer() != null)
			refresh();
	}

	/** Brings the page that is seen up to date. */
	void refresh() {
		if (diagram() != null)
			draw(diagram());
		else if (isTraining())
			showTraining();
		else if (form() != null)
			form().refresh();
	}

	private void showTraining() {
		training.show(editor.study(), editor.selectedExperiment(), editor.checks().drawn(), editor.palette());
	}

	/** Colours the nodes of all diagrams by what they cost; null colours them by their kinds. */
	void colourBy(Measure chosen) {
		measure = chosen;
		restyle();
	}

	/** What nodes are coloured by; null for their kinds. */
	Measure colouredBy() {
		return measure;
	}

	/** Shows values over the nodes of all diagrams from now on, or none for null. */
	void overlay(NodeOverlay shown) {
		overlay = shown;
		diagrams.forEach(page -> page.overlay(shown));
	}

	/** What is shown over the nodes; null for nothing. */
	NodeOverlay overlay() {
		return overlay;
	}

	/** The graphs that have a diagram: the networks, then the blocks. */
	List<Graph> graphs() {
		return graphs;
	}

	/** The forms, in the order of their tabs. */
	List<StudyPage> forms() {
		return forms;
	}

	/** The page of a graph's diagram, drawn as it is now or not; null if it has none. */
	GraphPage diagram(Graph graph) {
		int index = graphs.indexOf(graph);
		return index < 0 || index >= diagrams.size() ? null : diagrams.get(index);
	}

	/** The page of the training; null while the file can't be read. */
	TrainingPage training() {
		return training;
	}

	/** Why the study can't be shown; null if it can. */
	String trouble() {
		return trouble == null ? null : trouble.message();
	}

	/** The active diagram of a graph; null where something else is seen. */
	GraphPage diagram() {
		// commands are asked whether they can be done while the editor closes, too
		if (folder.isDisposed())
			return null;
		int index = folder.getSelectionIndex() - forms.size();
		return index >= 0 && index < diagrams.size() ? diagrams.get(index) : null;
	}

	/** The active form; null where a diagram is seen, or the file can't be read. */
	StudyPage form() {
		int index = folder.isDisposed() ? -1 : folder.getSelectionIndex();
		return index >= 0 && index < forms.size() ? forms.get(index) : null;
	}

	/** Whether the page of the training is active. */
	boolean isTraining() {
		return training != null && !folder.isDisposed() && folder.getSelectionIndex() == tab(diagrams.size());
	}

	/** The diagram that is seen, of a graph or of the training; null for none. */
	GraphicalViewer viewer() {
		return diagram() != null ? diagram().viewer() : isTraining() ? training.viewer() : null;
	}

	/** What is selected in the page that is seen. */
	IStructuredSelection selection() {
		return diagram() != null ? diagram().selection() : isTraining() ? training.selection() : form() != null ? form().selection() : StructuredSelection.EMPTY;
	}

	/** What the diagram that is seen is called. */
	String title() {
		return diagram() == null ? TRAINING : diagram().graph().getName();
	}

	/** Makes the page of a graph the one that is seen. */
	void open(Graph graph) {
		int tab = tab(graphs.indexOf(graph));
		if (tab != folder.getSelectionIndex())
			editor.activate(tab);
		draw(diagram(graph));
	}

	/** Makes a form the page that is seen. */
	void open(StudyPage form) {
		editor.activate(forms.indexOf(form));
	}

	/** Makes the page of the training the one that is seen. */
	void openTraining() {
		if (training != null)
			editor.activate(tab(diagrams.size()));
	}

	/** Makes the page the one that is seen whose tab says this, if there is one. */
	void open(String title) {
		for (int i = 0; i < folder.getItemCount(); i++)
			if (title.equals(folder.getItem(i).getText()))
				editor.activate(i);
	}

	/** Makes a graph's page the one that is seen when somebody opens the study; the first form for null. */
	void openFirst(Graph graph) {
		int index = graphs.indexOf(graph);
		editor.activate(index < 0 ? 0 : tab(index));
	}

	/** The form on which an element is edited; null where none is. */
	StudyPage formOf(Element element) {
		return forms.stream().filter(each -> each.shows(element)).findFirst().orElse(null);
	}

	/** What the tab of the page that is seen says; null for none. */
	String activeTab() {
		return folder.getSelection() == null ? null : folder.getSelection().getText();
	}

	/** Where among all pages the diagram of a graph is: behind the forms. */
	private int tab(int graph) {
		return forms.size() + graph;
	}

	private static String title(Graph graph) {
		return Objects.toString(graph.getName(), graph.getId());
	}

	private void setText(int tab, String text) {
		folder.getItem(tab).setText(text);
	}

	private void setImage(int tab, Image image) {
		folder.getItem(tab).setImage(image);
	}
}
