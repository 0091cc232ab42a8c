package io.spadework.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code spadework} program: its verbs, and how they end: 0 well, 1 not, 2 asked wrongly. */
@Command(name = "spadework", mixinStandardHelpOptions = true, versionProvider = Version.class, subcommands = { DemoCommand.class, NewCommand.class, ValidateCommand.class,
		DescribeCommand.class, GenerateCommand.class, TrainCommand.class, ResumeCommand.class, ServeCommand.class, SynthesizeCommand.class, SamplesCommand.class, RunsCommand.class, AnnotateCommand.class, CompareCommand.class, ExportCommand.class, ImportWeightsCommand.class, EvaluateCommand.class, ProbeCommand.class, BenchCommand.class, BackendCommand.class }, description = {
				"Designs and trains semantic image synthesis networks: a label map goes in, an image comes out." }, synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n", footer = {
						"", "Each verb has a --help of its own. To begin:", "  spadework demo", "  spadework new --template spade --data landscapes --out my.spade",
						"  spadework train my.spade", "", "Exit codes: 0 ok, 1 failed, 2 wrong usage." })
public final class Spadework implements Runnable {

	private final PrintStream out;
	private final PrintStream err;

	@Spec
	private CommandSpec spec;

	private Spadework(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	public static void main(String[] arguments) {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
		int code = run(arguments, out, err);
		out.flush();
		err.flush();
		System.exit(code);
	}

	/** Runs a verb in this process and returns its exit code. */
	public static int run(String[] arguments, PrintStream out, PrintStream err) {
		CommandLine line = new CommandLine(new Spadework(out, err));
		line.setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true));
		line.setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true));
		line.setUsageHelpAutoWidth(true);
		CommandLine ofNew = line.getSubcommands().get("new");
		ofNew.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, NewCommand::descriptions);
		line.setParameterExceptionHandler(Spadework::wrongUsage);
		line.setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, err));
		return line.execute(arguments);
	}

	@Override
	public void run() {
		throw new ParameterException(spec.commandLine(), "a verb is missing");
	}

	/** For what the program was asked to answer. */
	PrintStream out() {
		return out;
	}

	/** For everything else that a person should see. */
	PrintStream err() {
		return err;
	}

	private static int wrongUsage(ParameterException exception, String[] arguments) {
		CommandLine command = exception.getCommandLine();
		command.getErr().println("spadework: " + exception.getMessage());
		command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
		return CommandLine.ExitCode.USAGE;
	}

	private static int failed(Exception exception, PrintStream err) {
		if (exception instanceof Failure failure) {
			err.println("spadework: " + failure.getMessage());
			return failure.exitCode();
		}
		StackTraceElement[] trace = exception.getStackTrace();
		err.println("spadework: unexpected " + exception + (trace.length == 0 ? "" : " at " + trace[0]) + "; this is a fault of Spadework");
		return CommandLine.ExitCode.SOFTWARE;
	}
}
