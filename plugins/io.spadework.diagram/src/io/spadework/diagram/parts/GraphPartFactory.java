package io.spadework.diagram.parts;

import java.util.function.Consumer;

import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartFactory;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;

/** Makes the edit parts of a drawing. */
public final class GraphPartFactory implements EditPartFactory {

	private final Drawing drawing;
	private final Consumer<Node> opened;

	/**
	 * Edit parts that show a drawing's figures.
	 *
	 * @param opened told of a node that is double-clicked
	 */
	public GraphPartFactory(Drawing drawing, Consumer<Node> opened) {
		this.drawing = drawing;
		this.opened = opened;
	}

	@Override
	public EditPart createEditPart(EditPart context, Object model) {
		EditPart part = switch (model) {
		case Graph graph -> new GraphPart(drawing);
		case Node node -> new NodePart(drawing, opened);
		case Edge edge -> new EdgePart(drawing);
		default -> throw new IllegalArgumentException("No edit part for " + model);
		};
		part.setModel(model);
		return part;
	}
}
