package io.spadework.ui.runs;

import java.util.EnumMap;
import java.util.Map;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.commands.ActionHandler;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.handlers.IHandlerService;

import io.spadework.launch.RunState;
import io.spadework.launch.RunState.Phase;
import io.spadework.ui.Icons;

/** The operations on the run that a view shows, as its buttons, menu entries and keys. */
public final class RunActions {

	private final Map<RunOperation, Action> actions = new EnumMap<>(RunOperation.class);
	private RunState state;

	/** Makes the actions, and lets the commands mean them while the view is active. */
	public RunActions(IWorkbenchPartSite site) {
		IHandlerService handlers = site.getService(IHandlerService.class);
		for (RunOperation operation : RunOperation.values()) {
			Action action = new Action(operation.title(), operation == RunOperation.PAUSE ? IAction.AS_CHECK_BOX : IAction.AS_PUSH_BUTTON) {
				@Override
				public void run() {
					if (operation.isPossible(state)) {
						operation.perform(state, site.getShell());
					}
				}
			};
			action.setId(operation.commandId());
			action.setActionDefinitionId(operation.commandId());
			action.setToolTipText(operation.description());
			action.setImageDescriptor(Icons.descriptor(operation.icon()));
			action.setEnabled(false);
			actions.put(operation, action);
			handlers.activateHandler(operation.commandId(), new ActionHandler(action));
		}
	}

	/** The action of an operation. */
	public IAction of(RunOperation operation) {
		return actions.get(operation);
	}

	/** The run it is about, as it stands; null = none. */
	public RunState state() {
		return state;
	}

	/** Says which run it is about and where it stands, or null for none; buttons follow. */
	public void update(RunState now) {
		state = now;
		actions.forEach((operation, action) -> action.setEnabled(operation.isPossible(now)));
		boolean paused = now != null && now.phase() == Phase.PAUSED;
		actions.get(RunOperation.PAUSE).setChecked(paused);
		name(RunOperation.PAUSE, paused ? "Continue" : RunOperation.PAUSE.title());
		name(RunOperation.STOP, now == null ? RunOperation.STOP.title() : switch (now.phase()) {
			case WAITING -> "Take out of the Line";
			case STOPPING -> "Kill the Engine";
			default -> RunOperation.STOP.title();
		});
	}

	/** An action that is named again, though the same, lets its button be laid out again. */
	private void name(RunOperation operation, String text) {
		Action action = actions.get(operation);
		if (!text.equals(action.getText())) {
			action.setText(text);
		}
	}
}
