package io.spadework.ui.live;

import java.util.Map;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.menus.UIElement;

/** Colours diagrams by what the followed run's engine samples, or not: the live view's button, for the diagrams' toolbar. */
public final class ColourDiagramsHandler extends AbstractHandler implements IElementUpdater {

	/** The command's id. */
	static final String COMMAND = "io.spadework.ui.colourDiagrams";

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		try {
			LiveView view = (LiveView) HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage().showView(LiveView.ID, null, IWorkbenchPage.VIEW_VISIBLE);
			view.colourDiagrams(!new LiveSettings().nodes());
			return null;
		} catch (PartInitException e) {
			throw new ExecutionException("The live view, which follows the run, cannot be opened: " + e.getMessage(), e);
		}
	}

	@Override
	@SuppressWarnings("rawtypes") // as the interface has it
	public void updateElement(UIElement element, Map parameters) {
		element.setChecked(new LiveSettings().nodes());
	}
}
