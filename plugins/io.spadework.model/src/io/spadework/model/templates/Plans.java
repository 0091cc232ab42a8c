package io.spadework.model.templates;

import java.util.List;

import io.spadework.model.study.Generator;
import io.spadework.model.study.Initialisation;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.TrainingPlan;

/** The published training plans. */
final class Plans {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	/** pix2pixHD's epochs at the full rate, and as many while it falls. */
	private static final int EPOCHS = 100;
	/** Those of them at the beginning in which an enhancer learns alone. */
	private static final int FIXED_EPOCHS = 10;

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
		plan.setEpochs(String.valueOf(EPOCHS));
		plan.setDecayEpochs(String.valueOf(EPOCHS));
		plan.setInitialisation(Initialisation.NORMAL);
		plan.setGain("0.02");
		return plan;
	}

	/**
	 * pix2pixHD's from coarse to fine: the first generator alone at a fraction of the size, then each next one around it, at first without changing what it builds on.
	 */
	static TrainingPlan coarseToFine(List<Generator> generators) {
		TrainingPlan plan = falling();
		for (int i = 0; i < generators.size(); i++) {
			Generator generator = generators.get(i);
			int reduction = 1 << generators.size() - 1 - i;
			if (i == 0) {
				phase(plan, generator, " alone", reduction, EPOCHS, EPOCHS);
			} else {
				Phase fixed = phase(plan, generator, ", the rest fixed", reduction, FIXED_EPOCHS, 0);
				generator.getNodes().stream().filter(Stage.class::isInstance).map(Stage.class::cast).forEach(fixed.getFrozen()::add);
				phase(plan, generator, " and the rest", reduction, EPOCHS - FIXED_EPOCHS, EPOCHS);
			}
		}
		return plan;
	}

	private static Phase phase(TrainingPlan plan, Generator generator, String rest, int reduction, int epochs, int decayEpochs) {
		Phase phase = FACTORY.createPhase();
		phase.setId("phase" + (plan.getPhases().size() + 1));
		phase.setName(generator.getName() + rest);
		phase.setGenerator(generator);
		phase.setReduction(String.valueOf(reduction));
		phase.setEpochs(String.valueOf(epochs));
		phase.setDecayEpochs(String.valueOf(decayEpochs));
		plan.getPhases().add(phase);
		return phase;
	}

	/** CRN's (arXiv 1707.09405): a single network that learns at a single rate. */
	static TrainingPlan steady() {
		TrainingPlan plan = plan("steady rate", "0.0001", "0.9", "0.999");
		plan.setEpochs("200");
		plan.setGain("1");
		return plan;
	}

	/** A segmenter's: the rate falls in the second half. */
	static TrainingPlan segmentation() {
		TrainingPlan plan = plan("falling rate", "0.001", "0.9", "0.999");
		plan.setEpochs("10");
		plan.setDecayEpochs("10");
		plan.setGain("1.4");
		return plan;
	}

	private static TrainingPlan plan(String name, String rate, String beta1, String beta2) {
		TrainingPlan plan = FACTORY.createTrainingPlan();
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
