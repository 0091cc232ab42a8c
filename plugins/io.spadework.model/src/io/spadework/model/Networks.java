package io.spadework.model;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.PerceptualLoss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The networks of an experiment. */
public final class Networks {

	private Networks() {
	}

	/** The networks by what they do in an experiment: generator, discriminator, encoder, segmenter, featureNetwork; those that it lacks are left out. */
	public static Map<String, Network> of(Experiment experiment) {
		PerceptualLoss perceptual = experiment.getObjective() == null ? null : experiment.getObjective().getPerceptual();
		Map<String, Network> networks = new LinkedHashMap<>();
		networks.put("generator", experiment.getGenerator());
		networks.put("discriminator", experiment.getDiscriminator());
		networks.put("encoder", experiment.getEncoder());
		networks.put("segmenter", experiment.getSegmenter());
		networks.put("featureNetwork", perceptual == null ? null : perceptual.getNetwork());
		networks.values().removeIf(Objects::isNull);
		return networks;
	}
}
