package io.spadework.cli;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.codegen.GenerationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code generate}: writes an experiment's Java source. */
@Command(name = "generate", mixinStandardHelpOptions = true, description = { "Writes the Java source that trains an experiment.", "DL4J networks, readable, yours to change.",
		"Files that have not changed keep their time stamps. A file that was not generated, or was changed since, is never replaced.",
		"Main is yours: it is written where it is absent, and never again." })
final class GenerateCommand implements Callable<Integer> {

	@ParentCommand
	private Spadework program;

	@Parameters(paramLabel = "STUDY", description = "The study file (.spade).")
	private Path file;

	@Option(names = "--experiment", paramLabel = "NAME", description = "The experiment, by name or id; needed where the study has several.")
	private String experimentName;

	@Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the source; made where it does not exist.")
	private Path folder;

	@Override
	public Integer call() throws Failure {
		OutputFolder.require(folder);
		StudyFile study = StudyFile.open(file);
		try {
			GeneratedProject project = CodeGenerator.generate(study.experiment(experimentName), file);
			project.write(folder);
			project.sources().keySet().forEach(path -> program.out().println(folder.resolve(path)));
			return 0;
		} catch (GenerationException e) {
			throw Failure.failed(file + ": " + e.getMessage());
		} catch (IOException e) {
			throw Failure.failed("the source could not be written to " + folder + ": " + e);
		}
	}
}
