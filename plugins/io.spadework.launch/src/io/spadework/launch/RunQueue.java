package io.spadework.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.ui.statushandlers.StatusManager;
import org.osgi.service.prefs.BackingStoreException;

import io.spadework.runs.RunFolder;

/** The line in which trainings wait: so many engines that this workbench knows run at a time. The line is remembered from start to start. */
public final class RunQueue implements IDebugEventSetListener {

	/** Preference: how many trainings run at a time. */
	public static final String AT_A_TIME = "trainingsAtATime";

	/** Most trainings at a time that can be asked for. */
	public static final int MOST_AT_A_TIME = 16;

	private static final RunQueue THE = new RunQueue();

	private final List<WaitingRun> line = new ArrayList<>();
	private final RememberedLine memory = new RememberedLine();
	private boolean listening;

	private RunQueue() {
	}

	/** The workbench's line. */
	public static RunQueue the() {
		return THE;
	}

	/** How many trainings run at a time. */
	public int atATime() {
		return Math.clamp(InstanceScope.INSTANCE.getNode(EnginePreferences.NODE).getInt(AT_A_TIME, 1), 1, MOST_AT_A_TIME);
	}

	/** Lets so many trainings run at a time from now on; those that run already go on. */
	public void setAtATime(int trainings) {
		IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(EnginePreferences.NODE);
		preferences.putInt(AT_A_TIME, Math.clamp(trainings, 1, MOST_AT_A_TIME));
		Job.createSystem("Keeping how many trainings run at a time", monitor -> {
			try {
				preferences.flush();
				return Status.OK_STATUS;
			} catch (BackingStoreException e) {
				return Status.warning("How many trainings run at a time cannot be kept: " + e.getMessage(), e);
			}
		}).schedule();
		goOn();
	}

	/** Starts an engine now where there is room, or else lines it up. */
	public synchronized void submit(ILaunch launch, Order order) throws DebugException {
		listen();
		if (line.isEmpty() && running() < atATime()) {
			EngineProcess.start(launch, order.run(), order.command());
			return;
		}
		line.add(new WaitingRun(launch, order));
		memory.write(orders());
	}

	/** Lines up again what was waiting when the workbench was closed. */
	synchronized void restore() {
		listen();
		for (Order order : memory.read()) {
			if (place(order.run()) == 0 && !RunFolder.at(order.run().path()).status().isActive()) {
				Launch launch = new Launch(null, ILaunchManager.RUN_MODE, null);
				DebugPlugin.getDefault().getLaunchManager().addLaunch(launch);
				line.add(new WaitingRun(launch, order));
			}
		}
		goOn();
	}

	/** The trainings that wait, the next one first. */
	public synchronized List<WaitingRun> waiting() {
		return List.copyOf(line);
	}

	/** A run's place in the line, 1 = next; 0 where it does not wait. */
	public synchronized int place(RunFolder run) {
		for (int i = 0; i < line.size(); i++) {
			if (line.get(i).order().run().equals(run)) {
				return i + 1;
			}
		}
		return 0;
	}

	/** The training that waits on a run folder. */
	public synchronized Optional<WaitingRun> waiting(RunFolder run) {
		int place = place(run);
		return place == 0 ? Optional.empty() : Optional.of(line.get(place - 1));
	}

	/** Starts a waiting training at once, however many run. */
	public void startNow(RunFolder run) {
		Job.create("Starting " + run.path().getFileName(), monitor -> {
			synchronized (this) {
				int place = place(run);
				if (place > 0) {
					begin(line.remove(place - 1));
					memory.write(orders());
				}
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	/** Takes a training out of the line; the folder of one that never began goes with it. */
	void takeBack(WaitingRun waiting) {
		synchronized (this) {
			if (!line.remove(waiting)) {
				return;
			}
			memory.write(orders());
		}
		waiting.over();
		if (!waiting.order().resumes()) {
			RunFolders.deleteUnused(waiting.order().run());
		}
	}

	private List<Order> orders() {
		return line.stream().map(WaitingRun::order).toList();
	}

	/** Starts what may be started now, in the background. */
	private void goOn() {
		Job job = Job.createSystem("Starting the next training", monitor -> {
			synchronized (this) {
				boolean begun = false;
				while (!line.isEmpty() && running() < atATime()) {
					begin(line.remove(0));
					begun = true;
				}
				if (begun) {
					memory.write(orders());
				}
			}
			return Status.OK_STATUS;
		});
		job.schedule();
	}

	private static void begin(WaitingRun next) {
		try {
			EngineProcess.start(next.getLaunch(), next.order().run(), next.order().command());
		} catch (DebugException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
		} finally {
			next.over();
		}
	}

	/** Engines at work that this workbench watches. */
	private static int running() {
		int running = 0;
		for (ILaunch launch : DebugPlugin.getDefault().getLaunchManager().getLaunches()) {
			for (IProcess process : launch.getProcesses()) {
				if (process instanceof EngineProcess engine && engine.canTerminate()) {
					running++;
				}
			}
		}
		return running;
	}

	private void listen() {
		if (!listening) {
			listening = true;
			DebugPlugin.getDefault().addDebugEventListener(this);
		}
	}

	@Override
	public void handleDebugEvents(DebugEvent[] events) {
		for (DebugEvent event : events) {
			if (event.getKind() == DebugEvent.TERMINATE && event.getSource() instanceof EngineProcess && Platform.isRunning()) {
				goOn();
			}
		}
	}
}
