package io.spadework.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.DirectorySourceContainer;
import org.eclipse.jdt.launching.IJavaLaunchConfigurationConstants;
import org.eclipse.jdt.launching.JavaRuntime;

/** Debugs a training: its engine waits at its very beginning until the Java debugger is there, which finds the generated source in the run's folder. */
final class DebuggerConnection {

	private static final String AGENT = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0";
	private static final Pattern LISTENING = Pattern.compile("Listening for transport dt_socket at address: (\\d{1,5})");
	private static final String SOURCE_LOOKUP = "org.eclipse.jdt.launching.sourceLocator.JavaSourceLookupDirector";
	private static final int LONGEST_START_MILLISECONDS = 30_000;
	private static final int POLL_MILLISECONDS = 100;

	private DebuggerConnection() {
	}

	/** The command of an engine that waits for a debugger. */
	static List<String> waiting(List<String> command) {
		List<String> debugged = new ArrayList<>(command);
		debugged.add(1, AGENT);
		return debugged;
	}

	/** Connects the debugger to an engine that waits for one, in the background; others are left alone. One that cannot be debugged is ended, as it would wait for ever. */
	static void connect(ILaunch launch, EngineProcess engine, List<String> command) {
		if (!command.contains(AGENT)) {
			return;
		}
		Job job = Job.create("Connecting the debugger to " + engine.run().path().getFileName(), monitor -> {
			try {
				connect(launch, engine, monitor);
				return Status.OK_STATUS;
			} catch (CoreException | IOException e) {
				ProcessHandle.of(engine.pid()).ifPresent(ProcessHandle::destroyForcibly);
				return Status.error("The training of " + engine.run().path().getFileName() + " cannot be debugged: " + e.getMessage(), e);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				return Status.CANCEL_STATUS;
			}
		});
		job.schedule();
	}

	private static void connect(ILaunch launch, EngineProcess engine, IProgressMonitor monitor) throws CoreException, IOException, InterruptedException {
		if (launch.getSourceLocator() == null && DebugPlugin.getDefault().getLaunchManager().newSourceLocator(SOURCE_LOOKUP) instanceof AbstractSourceLookupDirector director) {
			director.initializeParticipants();
			director.setSourceContainers(new ISourceContainer[] { new DirectorySourceContainer(engine.run().sources().toFile(), true) });
			launch.setSourceLocator(director);
		}
		int port = port(EngineProcess.consoleFile(engine.run()), engine);
		JavaRuntime.getVMConnector(IJavaLaunchConfigurationConstants.ID_SOCKET_ATTACH_VM_CONNECTOR).connect(
				Map.of("hostname", "localhost", "port", Integer.toString(port), "timeout", Integer.toString(LONGEST_START_MILLISECONDS)),
				monitor == null ? new NullProgressMonitor() : monitor, launch);
	}

	/** Where the engine listens, as it says in its console. */
	private static int port(Path console, EngineProcess engine) throws IOException, InterruptedException, CoreException {
		long end = System.nanoTime() + LONGEST_START_MILLISECONDS * 1_000_000L;
		while (System.nanoTime() < end && !engine.isTerminated()) {
			OptionalInt port = Files.exists(console) ? port(Files.readString(console, StandardCharsets.UTF_8)) : OptionalInt.empty();
			if (port.isPresent()) {
				return port.getAsInt();
			}
			Thread.sleep(POLL_MILLISECONDS);
		}
		throw new CoreException(Status.error("its engine did not say within " + LONGEST_START_MILLISECONDS / 1000 + " s where it waits for the debugger. The console may say why."));
	}

	/** The last one counts: a resumed run's console goes on. */
	private static OptionalInt port(String console) {
		OptionalInt port = OptionalInt.empty();
		for (Matcher matcher = LISTENING.matcher(console); matcher.find();) {
			port = OptionalInt.of(Integer.parseInt(matcher.group(1)));
		}
		return port;
	}
}
