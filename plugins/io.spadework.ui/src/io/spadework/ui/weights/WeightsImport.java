package io.spadework.ui.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;

import io.spadework.codegen.CompilationException;
import io.spadework.codegen.EngineQuestion;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.launch.EngineAsking;
import io.spadework.launch.EngineInstallation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Phase;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;

/**
 * A file of weights on its way into a network of an experiment, as the verb {@code import-weights} does it.
 *
 * @param study      the file of the experiment's study
 * @param network    such as generator
 * @param file       the weights
 */
record WeightsImport(Path study, Experiment experiment, String network, Path file) {

	/** The networks of an experiment, as the engine calls them. */
	static List<String> networks(Experiment experiment) {
		List<String> networks = new ArrayList<>();
		if (experiment.getPlan() == null || experiment.getPlan().getPhases().isEmpty()) {
			add(networks, experiment.getGenerator() != null, "generator");
			add(networks, experiment.getDiscriminator() != null, "discriminator");
		} else {
			for (Phase phase : experiment.getPlan().getPhases()) {
				add(networks, phase.getGenerator() != null, phase.getName() + "/generator");
				add(networks, experiment.getDiscriminator() != null, phase.getName() + "/discriminator");
			}
		}
		add(networks, experiment.getEncoder() != null, "encoder");
		add(networks, experiment.getSegmenter() != null, "segmenter");
		add(networks, experiment.getObjective() != null && experiment.getObjective().getPerceptual() != null, "feature network");
		return networks;
	}

	private static void add(List<String> networks, boolean there, String name) {
		if (there) {
			networks.add(name);
		}
	}

	/** The table of which tensor becomes which array, as the engine finds it out: {tensors: [{target, source}], ignored: [{source, reason}]}. */
	JsonObject propose(IProgressMonitor monitor) throws CoreException {
		return JsonParser.parseString(ask(List.of("--show"), null, monitor)).getAsJsonObject();
	}

	/**
	 * Writes the network's arrays; returns what the engine says about it.
	 *
	 * @param table as it was proposed, perhaps changed
	 * @param out   ends in .npz or .pth
	 */
	String write(JsonObject table, Path out, IProgressMonitor monitor) throws CoreException {
		return ask(List.of("--out", out.toString()), table, monitor);
	}

	private String ask(List<String> more, JsonObject table, IProgressMonitor monitor) throws CoreException {
		Path work = null;
		try {
			work = Files.createTempDirectory("spadework-import");
			EngineHome home = EngineInstallation.home();
			PreparedRun prepared = RunPreparation.prepare(experiment, study, work.resolve("run"), home.classPath(), RunSettings.asInStudy());
			List<String> arguments = new ArrayList<>(List.of("import-weights", file.toString(), "--network", network));
			if (table != null) {
				arguments.addAll(List.of("--map", Files.writeString(work.resolve("table.json"), table.toString()).toString()));
			}
			arguments.addAll(more);
			return EngineAsking.ask(home, EngineQuestion.of(prepared, arguments), monitor);
		} catch (IOException | GenerationException | CompilationException | RunException e) {
			throw new CoreException(Status.error(e.getMessage(), e));
		} finally {
			if (work != null) {
				ModelPreparation.remove(work);
			}
		}
	}
}
