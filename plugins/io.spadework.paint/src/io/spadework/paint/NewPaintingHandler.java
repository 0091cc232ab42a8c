package io.spadework.paint;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

import io.spadework.paint.map.LabelMap;

/** Opens a new label map beside a trained model. */
public final class NewPaintingHandler extends AbstractHandler {

	private static final int SIZE = 128;

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		try {
			return HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage().openEditor(new PaintInput(new LabelMap(SIZE, SIZE, 0)), PaintEditor.ID);
		} catch (PartInitException e) {
			throw new ExecutionException("The paint studio could not be opened", e);
		}
	}
}
