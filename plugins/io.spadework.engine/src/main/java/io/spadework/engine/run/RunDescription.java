package io.spadework.engine.run;

import io.spadework.engine.networks.ExecutorChoice;
import io.spadework.engine.networks.kernels.Backend;
import io.spadework.engine.networks.kernels.KernelChoice;
import io.spadework.engine.training.Phase;
import io.spadework.engine.training.Training;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a run says of the training that it is of.
 *
 * @param studyFolder folder that the feature network's weights lie relative to; null where it is not known yet
 * @param estimates   what the training was thought to take
 */
record RunDescription(Training training, Path studyFolder, Map<String, Double> estimates) {

	/** What run.json is to say. */
	RunInfo info(RunFolder run, int totalSteps, RunStatus status, String message) throws IOException {
		Map<String, String> versions = new TreeMap<>();
		String engine = RunDescription.class.getPackage().getImplementationVersion();
		versions.put("engine", engine == null ? "development" : engine);
		versions.put("java", Runtime.version().toString());
		String nd4j = Nd4j.class.getPackage().getImplementationVersion();
		versions.put("nd4j", nd4j == null ? "unknown" : nd4j);
		versions.put("kernels", KernelChoice.current().name());
		versions.put("executor", ExecutorChoice.current().title());
		if (training.perceptual() != null) {
			versions.put("feature network", training.perceptual().network().name());
		}
		Map<String, String> hashes = new TreeMap<>();
		if (Files.isRegularFile(run.study())) {
			hashes.put("study", Sha256.of(run.study()));
		}
		if (training.perceptual() != null && training.perceptual().network().weights() != null && studyFolder != null) {
			Path weights = studyFolder.resolve(training.perceptual().network().weights());
			if (Files.isRegularFile(weights)) {
				hashes.put("feature network weights", Sha256.of(weights));
			}
		}
		networks(training).forEach((name, network) -> hashes.put(name, Sha256.of(network.toJson().getBytes(StandardCharsets.UTF_8))));
		return RunInfo.starting(training.experiment(), training.study(), training.seed(), Backend.current().title(), versions, hashes, totalSteps).with(status, message)
				.estimated(estimates);
	}

	/** The networks that are trained and those that look on, by name; those of a phase by its name too. */
	static Map<String, ComputationGraphConfiguration> networks(Training training) {
		Map<String, ComputationGraphConfiguration> networks = new TreeMap<>();
		for (Phase phase : training.phases()) {
			String prefix = phase.name().isEmpty() ? "" : phase.name() + "/";
			if (phase.generator() != null) {
				networks.put(prefix + "generator", phase.generator().configuration());
			}
			if (phase.discriminator() != null) {
				networks.put(prefix + "discriminator", phase.discriminator().configuration());
			}
		}
		if (training.encoder() != null) {
			networks.put("encoder", training.encoder().configuration());
		}
		if (training.segmenter() != null) {
			networks.put("segmenter", training.segmenter().configuration());
		}
		if (training.perceptual() != null) {
			networks.put("feature network", training.perceptual().network().configuration());
		}
		return networks;
	}
}
