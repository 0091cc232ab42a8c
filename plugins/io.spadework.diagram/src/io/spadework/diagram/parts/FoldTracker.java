package io.spadework.diagram.parts;

import org.eclipse.gef.EditPart;
import org.eclipse.gef.Request;
import org.eclipse.gef.requests.SelectionRequest;
import org.eclipse.gef.tools.SelectEditPartTracker;

import io.spadework.diagram.figures.NodeFigure;

/** A click on the handle of a block or stage, which shows what is inside or folds it. */
final class FoldTracker extends SelectEditPartTracker {

	private final Runnable folds;

	FoldTracker(EditPart part, Runnable folds) {
		super(part);
		this.folds = folds;
	}

	/** Whether a request is for the handle of a node. */
	static boolean isOnFold(NodeFigure figure, Request request) {
		return request instanceof SelectionRequest selection && selection.getLocation() != null && figure.isOnFold(selection.getLocation());
	}

	@Override
	protected boolean handleButtonUp(int button) {
		// the diagram is drawn anew, which this click must not see
		if (button == 1)
			getSourceEditPart().getViewer().getControl().getDisplay().asyncExec(folds);
		return super.handleButtonUp(button);
	}

	@Override
	protected boolean handleDoubleClick(int button) {
		return true;
	}

	/** The name is not edited after a click on the handle. */
	@Override
	protected void performDirectEdit() {
	}
}
