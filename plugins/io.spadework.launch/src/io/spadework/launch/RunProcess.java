package io.spadework.launch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IDisconnect;
import org.eclipse.debug.core.model.IProcess;

import io.spadework.runs.RunFolder;

/** What stands for a run in a launch: an engine at work, or a training that waits for its turn. It outlives the workbench. */
abstract sealed class RunProcess extends PlatformObject implements IProcess, IDisconnect permits EngineProcess, WaitingRun {

	private final ILaunch launch;
	private final RunFolder run;
	private final Map<String, String> attributes = new ConcurrentHashMap<>();

	RunProcess(ILaunch launch, RunFolder run) {
		this.launch = launch;
		this.run = run;
		attributes.put(EngineProcess.ATTR_RUN, run.path().toString());
	}

	/** The run this stands for. */
	public final RunFolder run() {
		return run;
	}

	/** Shows it in its launch. */
	final void begin() {
		launch.addProcess(this);
		fire(DebugEvent.CREATE);
	}

	final void fire(int kind) {
		DebugPlugin plugin = DebugPlugin.getDefault();
		if (plugin != null) {
			plugin.fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, kind) });
		}
	}

	@Override
	public final ILaunch getLaunch() {
		return launch;
	}

	@Override
	public final void setAttribute(String key, String value) {
		if (value == null) {
			attributes.remove(key);
		} else {
			attributes.put(key, value);
		}
	}

	@Override
	public final String getAttribute(String key) {
		return ATTR_PROCESS_LABEL.equals(key) ? getLabel() : attributes.get(key);
	}

	@Override
	public final <T> T getAdapter(Class<T> type) {
		if (type == IProcess.class) {
			return type.cast(this);
		}
		return type == ILaunch.class ? type.cast(launch) : super.getAdapter(type);
	}
}
