package io.spadework.launch;


import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IStreamsProxy;

/** A training that waits for its turn; it keeps its launch alive until its engine takes over. It waits on when the workbench closes. */
public final class WaitingRun extends RunProcess {

	private final Order order;
	private volatile boolean over;

	WaitingRun(ILaunch launch, Order order) {
		super(launch, order.run());
		this.order = order;
		begin();
	}

	/** What is to be started. */
	public Order order() {
		return order;
	}

	/** Its engine has been started in its place, or it is not wanted any more. */
	void over() {
		over = true;
		getLaunch().removeProcess(this);
		fire(DebugEvent.TERMINATE);
	}

	@Override
	public String getLabel() {
		int place = RunQueue.the().place(run());
		return run().path().getFileName() + (place == 0 ? ": waits for its turn" : ": waits, number " + place + " in line");
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
		throw new DebugException(Status.error("The training of " + run().path().getFileName() + " has not been started."));
	}
}
