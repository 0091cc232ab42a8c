package io.spadework.diagram.parts;

import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartFactory;

import io.spadework.diagram.edit.Desk;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;

/** Makes the edit parts of a drawing. */
public final class GraphPartFactory implements EditPartFactory {

	private final Drawing drawing;
	private final Desk desk;

	/**
	 * Edit parts that show a drawing's figures.
	 *
	 * @param desk what changes the graph
	 */
	public GraphPartFactory(Drawing drawing, Desk desk) {
		this.drawing = drawing;
		this.desk = desk;
	}

	/** Edit parts that are only looked at: they can be selected, and nothing else. */
	public GraphPartFactory(Drawing drawing) {
		this(drawing, null);
	}

	@Override
	public EditPart createEditPart(EditPart context, Object model) {
		EditPart part = switch (model) {
		case Graph graph -> new GraphPart(drawing, desk);
		case Node node -> new NodePart(drawing, desk);
		case Inside inside -> new InsidePart(inside, desk);
		case Edge edge -> new EdgePart(drawing, desk);
		default -> throw new IllegalArgumentException("No edit part for " + model);
		};
		part.setModel(model);
		return part;
	}
}
