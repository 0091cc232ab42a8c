package io.spadework.cli;

import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --backend}: what the engine computes on. */
final class BackendOption {

	private static final String CHECK = "io.spadework.engine.run.BackendCheck";
	private static final int CHECK_HEAP_MEGABYTES = 256;

	@Option(names = "--backend", paramLabel = "NAME", description = "What to compute on: cpu (the default), or cuda for a graphics card of NVIDIA, which backend fetch cuda makes possible.")
	private String name = "cpu";

	@Option(names = "--backend-folder", paramLabel = "DIR", description = "Where backend fetch cuda has put the backend, unless that is ~/.spadework/backends/cuda.")
	private Path folder;

	@Mixin
	private EngineOption engine;

	/** The engine on its backend; fails where that can't compute on this machine. */
	EngineHome home() throws Failure {
		EngineHome home = engine.home();
		if (name.equals("cpu")) {
			return home;
		}
		if (!name.equals("cuda")) {
			throw Failure.usage("--backend " + name + ": cpu or cuda");
		}
		Path cuda = folder == null ? CudaBackend.folder() : folder;
		CudaBackend.requireWhole(cuda, home.platform());
		EngineHome onCard = home.with(cuda);
		check(onCard, cuda);
		return onCard;
	}

	/** Lets the engine look whether it can compute, in a process of its own, before a run is made. */
	private static void check(EngineHome home, Path folder) throws Failure {
		try {
			Process process = EngineHome.process(home.command(folder, CHECK, List.of(), CHECK_HEAP_MEGABYTES)).redirectErrorStream(true).start();
			String said = new String(process.getInputStream().readAllBytes()).strip();
			if (process.waitFor() != 0) {
				throw Failure.failed(said.isEmpty() ? "CUDA's backend ended with code " + process.exitValue() : said.lines().toList().getLast());
			}
		} catch (IOException | RunException e) {
			throw Failure.failed("the engine could not be started: " + e.getMessage());
		} catch (InterruptedException e) {
			throw Failure.failed("interrupted");
		}
	}
}
