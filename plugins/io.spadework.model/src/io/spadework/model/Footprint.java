package io.spadework.model;

import io.spadework.model.study.Experiment;

/**
 * What an experiment takes, as one holds it against what it gives.
 *
 * @param parameters learned weights of the generator
 * @param multiplyAdds multiply-adds of the generator for one image
 * @param batch samples of a step; 0 where it cannot be known
 */
public record Footprint(long parameters, long multiplyAdds, int batch) {

	/** The footprint of an experiment; nothing for what cannot be known of it. */
	public static Footprint of(Experiment experiment) {
		Cost cost = experiment.getGenerator() == null ? Cost.NONE : Costs.of(experiment.getGenerator(), experiment).total();
		return new Footprint(cost.parameters(), cost.multiplyAdds(), batch(experiment));
	}

	private static int batch(Experiment experiment) {
		try {
			return experiment.getPlan() == null ? 0 : Scope.of(experiment).integer(experiment.getPlan().getBatch());
		} catch (ExpressionException unknown) {
			return 0;
		}
	}
}
