package io.spadework.ui.evaluation;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Evaluates or probes the selected runs, or the one of the live view, in the evaluation view. */
public final class MeasureHandler extends AbstractHandler {

	private static final String PROBE = "io.spadework.ui.probe";

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		try {
			EvaluationView view = (EvaluationView) HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage().showView(EvaluationView.ID);
			if (event.getCommand().getId().equals(PROBE)) {
				view.probe();
			} else {
				view.evaluate();
			}
			return null;
		} catch (PartInitException e) {
			throw new ExecutionException(e.getMessage(), e);
		}
	}
}
