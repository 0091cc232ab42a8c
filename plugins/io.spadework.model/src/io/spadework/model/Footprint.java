package io.spadework.model;

import io.spadework.model.study.Experiment;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an experiment takes, as one holds it against what it gives.
 *
 * @param networks what each of its networks takes for one image, by what it does
 * @param batch samples of a step; 0 where it cannot be known
 */
public record Footprint(Map<String, Cost> networks, int batch) {

	/** The footprint of an experiment; nothing for what cannot be known of it. */
	public static Footprint of(Experiment experiment) {
		Map<String, Cost> networks = new LinkedHashMap<>();
		Networks.of(experiment).forEach((role, network) -> networks.put(role, Costs.of(network, experiment).total()));
		return new Footprint(networks, batch(experiment));
	}

	/** What the networks take, by name: "parameters" and "multiply-adds" are the generator's, "discriminator parameters" and the like the others'. */
	public Map<String, Long> figures() {
		Map<String, Long> figures = new LinkedHashMap<>();
		networks.forEach((role, cost) -> {
			String whose = role.equals("generator") ? "" : role.replaceAll("[A-Z]", " $0").toLowerCase(Locale.ROOT) + " ";
			figures.put(whose + "parameters", cost.parameters());
			figures.put(whose + "multiply-adds", cost.multiplyAdds());
		});
		return figures;
	}

	private static int batch(Experiment experiment) {
		try {
			return experiment.getPlan() == null ? 0 : Scope.of(experiment).integer(experiment.getPlan().getBatch());
		} catch (ExpressionException unknown) {
			return 0;
		}
	}
}
