package io.spadework.diagram.edit;

import org.eclipse.gef.EditPartViewer;
import org.eclipse.gef.dnd.TemplateTransferDropTargetListener;
import org.eclipse.gef.requests.CreationFactory;

import io.spadework.notation.Toolbox.Tool;

/** Makes a node where a tool of the palette is dropped. */
public final class ToolDrop extends TemplateTransferDropTargetListener {

	/** Drops on a diagram. */
	public ToolDrop(EditPartViewer viewer) {
		super(viewer);
	}

	@Override
	protected CreationFactory getFactory(Object template) {
		return template instanceof Tool tool ? PlacingTool.factory(tool) : null;
	}
}
