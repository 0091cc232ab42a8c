package io.spadework.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;

/** What the user wants of every training engine unless a launch says otherwise; read whenever an engine is started. */
public final class EnginePreferences {

	/** The node of the workspace's settings. */
	public static final String NODE = "io.spadework.launch";

	/** Home of the JDK that runs engines; empty: the one that runs the workbench. */
	public static final String JDK = "engine.jdk";

	/** Java heap in MB. */
	public static final String MEMORY = "engine.memory";

	/** Threads of the tensor operations; 0: as many as the machine has cores. */
	public static final String THREADS = "engine.threads";

	/** The set of kernels, one of {@link #ALL_KERNELS}. */
	public static final String KERNELS = "engine.kernels";

	/** The sets of kernels to choose from; the first is what holds where nothing is chosen. */
	public static final List<String> ALL_KERNELS = List.of("auto", "onednn", "portable");

	/** The folder that runs are kept in; a relative one is beside each study. */
	public static final String RUNS = "runs.folder";

	/** Where runs are kept where nothing is chosen, as the command line does. */
	public static final String USUAL_RUNS = "runs";

	private EnginePreferences() {
	}

	private static IEclipsePreferences node() {
		return InstanceScope.INSTANCE.getNode(NODE);
	}

	/** The folder that runs are kept in; a relative one is beside each study. */
	public static Path runs() {
		try {
			String stated = node().get(RUNS, USUAL_RUNS).strip();
			return Path.of(stated.isEmpty() ? USUAL_RUNS : stated);
		} catch (InvalidPathException e) {
			return Path.of(USUAL_RUNS);
		}
	}

	/** Java heap in MB where a launch names none. */
	static int heapMegabytes() {
		int stated = node().getInt(MEMORY, TrainingSettings.DEFAULT_MEMORY);
		return stated >= 256 ? stated : TrainingSettings.DEFAULT_MEMORY;
	}

	/** The command of an engine, with the JDK and the kernels that the user wants where the command itself names none. */
	static List<String> applied(List<String> command) {
		List<String> applied = new ArrayList<>(command);
		Path java = java(node().get(JDK, ""));
		if (java != null) {
			applied.set(0, java.toString());
		}
		String kernels = node().get(KERNELS, ALL_KERNELS.get(0));
		if (ALL_KERNELS.indexOf(kernels) > 0 && !command.contains("--kernels")) {
			applied.addAll(List.of("--kernels", kernels));
		}
		return applied;
	}

	/** Tells an engine how many threads to use. */
	static void putThreads(Map<String, String> environment) {
		int threads = node().getInt(THREADS, 0);
		if (threads > 0) {
			environment.put("OMP_NUM_THREADS", Integer.toString(threads));
		}
	}

	/** The program java of a JDK; null where none is named, or there is none. */
	public static Path java(String home) {
		if (home == null || home.isBlank()) {
			return null;
		}
		try {
			Path java = Path.of(home.strip()).resolve("bin").resolve(Platform.OS_WIN32.equals(Platform.getOS()) ? "java.exe" : "java");
			return Files.isExecutable(java) ? java : null;
		} catch (InvalidPathException e) {
			return null;
		}
	}
}
