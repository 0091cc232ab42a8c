package io.spadework.ui.runs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.HandlerEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.handlers.HandlerUtil;

import io.spadework.launch.RunState;

/** A command on the current run; which one, its id says. */
public final class RunHandler extends AbstractHandler implements IExecutableExtension {

	private final Runnable changed = () -> fireHandlerChanged(new HandlerEvent(this, true, false));
	private RunOperation operation;

	@Override
	public void setInitializationData(IConfigurationElement configuration, String property, Object data) {
		operation = RunOperation.of(configuration.getAttribute("id"));
		CurrentRun.onChange(changed);
	}

	@Override
	public boolean isEnabled() {
		return operation != null && operation.isPossible(CurrentRun.state());
	}

	@Override
	public Object execute(ExecutionEvent event) {
		RunState state = CurrentRun.state();
		if (operation.isPossible(state)) {
			operation.perform(state, HandlerUtil.getActiveShell(event));
		}
		return null;
	}

	@Override
	public void dispose() {
		CurrentRun.forget(changed);
		super.dispose();
	}
}
