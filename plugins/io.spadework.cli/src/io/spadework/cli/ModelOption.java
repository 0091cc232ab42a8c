package io.spadework.cli;

import io.spadework.codegen.CompilationException;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedModel;
import io.spadework.examples.ShippedModel;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** Which model makes images. */
final class ModelOption {

	@Parameters(index = "0", paramLabel = "MODEL", description = { "A run folder (its latest checkpoint), a checkpoint RUN/checkpoints/step-000500.npz, a folder or zip with study.spade and weights.npz,",
			"or the name of a model that comes with Spadework: ${COMPLETION-CANDIDATES}." }, completionCandidates = Names.class)
	private String model;

	/** Names of the models that come with Spadework, for the help text. */
	static final class Names extends ArrayList<String> {
		private static final long serialVersionUID = 1L;

		Names() {
			super(ShippedModel.all().stream().map(ShippedModel::name).toList());
		}
	}

	/** Prepares it in a work folder, which the caller removes. */
	PreparedModel prepare(EngineHome home, Path work) throws Failure {
		return prepare(model, home, work);
	}

	/** Prepares the model of a name or path in a work folder, which the caller removes. */
	static PreparedModel prepare(String model, EngineHome home, Path work) throws Failure {
		try {
			return ModelPreparation.prepare(path(model, work), work, home.classPath());
		} catch (GenerationException | CompilationException | RunException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed("the model " + model + " could not be prepared: " + e);
		}
	}

	private static Path path(String model, Path work) throws Failure, IOException {
		ShippedModel shipped = ShippedModel.all().stream().filter(each -> each.name().equals(model)).findFirst().orElse(null);
		try {
			Path path = Path.of(model);
			if (shipped == null || Files.exists(path)) {
				if (!Files.exists(path)) {
					throw Failure.failed("there is no " + model + ": a model is a run folder, a checkpoint in one, a folder or zip with study.spade and weights.npz, or one of "
							+ ShippedModel.all().stream().map(ShippedModel::name).collect(Collectors.joining(", ")));
				}
				return path;
			}
		} catch (InvalidPathException e) {
			throw Failure.usage(model + " is no path of this system: " + e.getReason());
		}
		return shipped.copyTo(work);
	}

	/** A folder for what has to be unpacked and compiled. */
	static Path workFolder() throws Failure {
		try {
			return Files.createTempDirectory("spadework-model");
		} catch (IOException e) {
			throw Failure.failed("no temporary folder can be made: " + e);
		}
	}
}
