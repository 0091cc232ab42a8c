package io.spadework.diagram;

import java.util.List;

import org.eclipse.jface.viewers.StructuredSelection;

import io.spadework.diagram.forms.StudyPage;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Stage;
import io.spadework.notation.Notation;
import io.spadework.notation.Place;

/** The ways through a study: to the page where an element is seen, into blocks and stages, and back. */
final class StudyWays {

	private final StudyEditor editor;

	StudyWays(StudyEditor editor) {
		this.editor = editor;
	}

	private EditorPages pages() {
		return editor.pages();
	}

	/** Selects an element of the study, on its page if it has one. */
	void reveal(Element element) {
		GraphPage page = pages().diagram(StudyIds.graphOf(element));
		if (page == null && pages().isTraining() && pages().training().reveal(element))
			return;
		StudyPage form = pages().formOf(element);
		if (form != null && !(element instanceof Graph)) {
			pages().open(form);
			form.reveal(element);
			editor.tell(new StructuredSelection(element));
			return;
		}
		if (page != null)
			pages().open(StudyIds.graphOf(element));
		if (page == null || !page.reveal(element)) {
			if (page != null)
				page.viewer().deselectAll();
			editor.tell(new StructuredSelection(element));
		}
	}

	/** Shows the graph of a block use or a stage, with the numbers it has there; any other node has nothing to open. */
	void open(Node node) {
		Graph inside = Place.inside(node);
		GraphPage page = pages().diagram(inside);
		GraphPage from = pages().diagram(StudyIds.graphOf(node));
		if (page == null)
			return;
		Notation outside = from == null ? null : from.notation();
		if (outside != null && outside.place() != null) {
			page.come(outside.place().into(node));
			pages().redraw(pages().graphs().indexOf(inside));
		}
		pages().open(inside);
	}

	/** Shows the graph that holds the last node of a way from the active diagram, with the numbers it has there, and selects the node. */
	void open(List<Node> way) {
		openInside(way.subList(0, way.size() - 1));
		reveal(way.getLast());
	}

	/** Shows the graph at the end of a way of block uses and stages from the active diagram, with the numbers it has there. */
	void openInside(List<Node> way) {
		way.forEach(this::open);
	}

	/** Opens what stands behind a part of the training: a network's page, or that of the graph that a node is in. */
	void openPart(Element element) {
		if (element instanceof Stage stage && pages().diagram(stage.getNetwork()) != null)
			pages().open(stage.getNetwork());
		else if (StudyIds.graphOf(element) != null)
			reveal(element);
	}

	/** Goes back one step: from a node inside of a block to the block, or on the way that led to the active diagram. */
	void back() {
		if (pages().diagram() != null && pages().diagram().leaveInside())
			return;
		Place place = place();
		if (place != null && !place.through().isEmpty())
			back(place, place.through().size() - 1);
	}

	/** Goes back on the way to a place, to the graph that so many nodes of it lead to, and selects the next. */
	void back(Place place, int steps) {
		Place before = new Place(place.network(), place.through().subList(0, steps));
		pages().diagram(before.graph()).come(before);
		pages().redraw(pages().graphs().indexOf(before.graph()));
		reveal(place.through().get(steps));
	}

	/** Where the active diagram is in the experiment; null where no experiment uses it. */
	Place place() {
		return pages().diagram() == null ? null : pages().diagram().notation().place();
	}
}
