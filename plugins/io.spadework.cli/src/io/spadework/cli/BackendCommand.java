package io.spadework.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code backend}: what the engine computes on. */
@Command(name = "backend", mixinStandardHelpOptions = true, subcommands = FetchBackendCommand.class, synopsisSubcommandLabel = "fetch", description = "Fetches what the engine needs to compute on a graphics card.")
final class BackendCommand implements Runnable {

	@ParentCommand
	private Spadework program;

	@Spec
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(spec.commandLine(), "backend fetch cuda is what there is");
	}

	Spadework program() {
		return program;
	}
}
