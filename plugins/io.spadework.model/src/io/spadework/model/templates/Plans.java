package io.spadework.model.templates;

import io.spadework.model.study.Initialisation;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.TrainingPlan;

/** The published training plans. */
final class Plans {

	private Plans() {
	}

	/** SPADE's (arXiv 1903.07291): the discriminator learns four times as fast as the generator. */
	static TrainingPlan twoTimeScales() {
		TrainingPlan plan = plan("two time scales", "0.0002", "0", "0.9");
		plan.setTtur(true);
		plan.setEpochs("50");
		return plan;
	}

	/** That of pix2pix and pix2pixHD (arXiv 1611.07004, 1711.11585): the rate falls in the second half. */
	static TrainingPlan falling() {
		TrainingPlan plan = plan("falling rate", "0.0002", "0.5", "0.999");
		plan.setEpochs("100");
		plan.setDecayEpochs("100");
		plan.setInitialisation(Initialisation.NORMAL);
		plan.setGain("0.02");
		return plan;
	}

	/** CRN's (arXiv 1707.09405): a single network that learns at a single rate. */
	static TrainingPlan steady() {
		TrainingPlan plan = plan("steady rate", "0.0001", "0.9", "0.999");
		plan.setEpochs("200");
		plan.setGain("1");
		return plan;
	}

	private static TrainingPlan plan(String name, String rate, String beta1, String beta2) {
		TrainingPlan plan = StudyFactory.eINSTANCE.createTrainingPlan();
		plan.setId("plan");
		plan.setName(name);
		plan.setBatch("batch");
		plan.setLearningRate(rate);
		plan.setTtur(false);
		plan.setBeta1(beta1);
		plan.setBeta2(beta2);
		return plan;
	}
}
