package io.spadework.diagram.parts;

import org.eclipse.gef.EditPart;
import org.eclipse.gef.EditPartFactory;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;

/** Makes the edit parts of a drawing. */
public final class GraphPartFactory implements EditPartFactory {

	private final Drawing drawing;

	/** Edit parts that show a drawing's figures. */
	public GraphPartFactory(Drawing drawing) {
		this.drawing = drawing;
	}

	@Override
	public EditPart createEditPart(EditPart context, Object model) {
		EditPart part = switch (model) {
		case Network network -> new GraphPart(drawing);
		case Node node -> new NodePart(drawing);
		case Edge edge -> new EdgePart(drawing);
		default -> throw new IllegalArgumentException("No edit part for " + model);
		};
		part.setModel(model);
		return part;
	}
}
