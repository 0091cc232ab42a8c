package io.spadework.cli;

import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedModel;
import io.spadework.runs.EngineHome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: answers requests for images on standard input and output. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = { "Makes images of label maps for another program, one JSON document per line each way.",
		"Requests come on standard input, answers go to standard output and nothing else does; the end of the input ends it. docs/serve.md describes the documents." })
final class ServeCommand implements Callable<Integer> {

	@Mixin
	private ModelOption model;

	@Option(names = "--kernels", defaultValue = "auto", paramLabel = "NAME", description = "auto (the default), onednn or portable.")
	private String kernels;

	@Option(names = "--executor", defaultValue = "plan", paramLabel = "NAME", description = "plan (the default) or graph.")
	private String executor;

	@Mixin
	private EngineOption engine;

	@Override
	public Integer call() throws Failure {
		EngineHome home = engine.home();
		Path work = ModelOption.workFolder();
		try {
			PreparedModel prepared = model.prepare(home, work);
			List<String> arguments = prepared.arguments("serve");
			arguments.addAll(List.of("--kernels", kernels, "--executor", executor));
			return EngineProcess.inherit(home, prepared, arguments);
		} finally {
			ModelPreparation.remove(work);
		}
	}
}
