package io.spadework.launch;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IDisconnect;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamsProxy;

/** A training that waits for its turn; it keeps its launch alive until its engine takes over. It waits on when the workbench closes. */
public final class WaitingRun extends PlatformObject implements IProcess, IDisconnect {

	private final ILaunch launch;
	private final Order order;
	private final Map<String, String> attributes = new HashMap<>();
	private volatile boolean over;

	WaitingRun(ILaunch launch, Order order) {
		this.launch = launch;
		this.order = order;
		attributes.put(EngineProcess.ATTR_RUN, order.run().path().toString());
		launch.addProcess(this);
		fire(DebugEvent.CREATE);
	}

	/** What is to be started. */
	public Order order() {
		return order;
	}

	/** Its engine has been started in its place, or it is not wanted any more. */
	void over() {
		over = true;
		launch.removeProcess(this);
		fire(DebugEvent.TERMINATE);
	}

	private void fire(int kind) {
		DebugPlugin plugin = DebugPlugin.getDefault();
		if (plugin != null) {
			plugin.fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, kind) });
		}
	}

	@Override
	public String getLabel() {
		int place = RunQueue.the().place(order.run());
		return order.run().path().getFileName() + (place == 0 ? ": waits for its turn" : ": waits, number " + place + " in line");
	}

	@Override
	public ILaunch getLaunch() {
		return launch;
	}

	@Override
	public boolean canTerminate() {
		return !over;
	}

	@Override
	public boolean isTerminated() {
		return over;
	}

	/** Takes the training out of the line. */
	@Override
	public void terminate() {
		RunQueue.the().takeBack(this);
	}

	@Override
	public boolean canDisconnect() {
		return !over;
	}

	/** The workbench does this to every launch when it closes; the line is remembered. */
	@Override
	public void disconnect() {
		over = true;
	}

	@Override
	public boolean isDisconnected() {
		return over;
	}

	@Override
	public IStreamsProxy getStreamsProxy() {
		return null;
	}

	@Override
	public int getExitValue() throws DebugException {
		throw new DebugException(Status.error("The training of " + order.run().path().getFileName() + " has not been started."));
	}

	@Override
	public void setAttribute(String key, String value) {
		attributes.put(key, value);
	}

	@Override
	public String getAttribute(String key) {
		return IProcess.ATTR_PROCESS_LABEL.equals(key) ? getLabel() : attributes.get(key);
	}

	@Override
	public <T> T getAdapter(Class<T> type) {
		if (type == IProcess.class) {
			return type.cast(this);
		}
		if (type == ILaunch.class) {
			return type.cast(launch);
		}
		return super.getAdapter(type);
	}
}
