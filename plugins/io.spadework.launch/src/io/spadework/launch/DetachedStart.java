package io.spadework.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.Platform;

import io.spadework.runs.EngineHome;

/** Starts a process that lives on when the workbench, its terminal or its session ends: a session of its own, and files instead of pipes. */
final class DetachedStart {

	private static final List<Path> NEW_SESSION = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
	private static final List<Path> NO_HANG_UP = List.of(Path.of("/usr/bin/nohup"), Path.of("/bin/nohup"));

	private DetachedStart() {
	}

	/** Starts the command; its output and errors are appended to the console file. */
	static Process start(List<String> command, Path workingFolder, Path console) throws IOException {
		List<String> detached = new ArrayList<>(prefix());
		detached.addAll(EnginePreferences.applied(command));
		boolean windows = Platform.OS_WIN32.equals(Platform.getOS());
		ProcessBuilder process = EngineHome.process(detached);
		EnginePreferences.putThreads(process.environment());
		return process.directory(workingFolder.toFile())
				.redirectInput(Redirect.from(new File(windows ? "NUL" : "/dev/null")))
				.redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(console.toFile()))
				.start();
	}

	/** Both programs replace themselves by the command, so the process id stays the engine's. */
	private static List<String> prefix() {
		List<Path> candidates = switch (Platform.getOS()) {
			case Platform.OS_LINUX -> NEW_SESSION;
			case Platform.OS_MACOSX -> NO_HANG_UP;
			default -> List.of();
		};
		return candidates.stream().filter(Files::isExecutable).limit(1).map(Path::toString).toList();
	}
}
