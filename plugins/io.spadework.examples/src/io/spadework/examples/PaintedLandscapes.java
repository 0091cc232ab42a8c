package io.spadework.examples;

import java.util.Map;

import io.spadework.model.study.BlockUse;
import io.spadework.model.study.L1Loss;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/**
 * What the shipped models are trained by: published architectures with small widths on the built-in landscapes, for as many steps, so that they can be looked at side by side. SPADE
 * sees them at all times of day, which its style tells; pix2pixHD, which has no style, sees them by day. All their numbers stand here.
 */
final class PaintedLandscapes {

	private static final int CROP = 64;
	private static final int NGF = 8;
	private static final int NDF = 16;
	private static final int BATCH = 4;
	private static final int TRAINING_PAIRS = 4000;
	private static final int HELD_OUT_PAIRS = 100;
	/** At the full rate, and as many while it falls: 4000 steps in all. */
	private static final int EPOCHS = 2;
	private static final int CHECKPOINT_EVERY = 250;
	private static final int SAMPLE_EVERY = 250;
	/** Residual blocks of pix2pixHD; published: 9. */
	private static final int RESIDUAL_BLOCKS = 4;

	private PaintedLandscapes() {
	}

	/** SPADE with a style encoder (arXiv 1903.07291). */
	static Study spade() {
		Study study = study("spade-vae", Map.of("crop", text(CROP), "ngf", text(NGF), "ndf", text(NDF), "scales", "2", "batch", text(BATCH), "hidden", "24", "z", "32", "nef", "12",
				"encoder_size", "64"), "Painted landscapes", "A narrow SPADE with a style encoder paints landscapes at the time of day of another picture. (SPADE: arXiv 1903.07291)");
		((Landscapes) study.getDatasets().get(0)).setAllDay(true);
		study.getObjectives().get(0).getDivergence().setWeight("0.02");
		study.getObjectives().get(0).getL1().setWeight("5");
		study.getPlans().get(0).setLearningRate("0.0008");
		return study;
	}

	/** pix2pixHD's global generator (arXiv 1711.11585): instance norm, no style. */
	static Study pix2pixHd() {
		Study study = study("pix2pixhd", Map.of("crop", text(CROP), "ngf", text(NGF), "ndf", text(NDF), "scales", "2", "batch", text(BATCH)), "Washed landscapes",
				"A narrow pix2pixHD, whose instance norm washes uniform label maps away, paints landscapes by day. (pix2pixHD: arXiv 1711.11585)");
		study.getNetworks().forEach(network -> network.getNodes().stream().filter(BlockUse.class::isInstance).map(BlockUse.class::cast).filter(use -> use.getRepeat().equals("9"))
				.forEach(use -> use.setRepeat(text(RESIDUAL_BLOCKS))));
		study.getPlans().get(0).setLearningRate("0.0005");
		return study;
	}

	private static Study study(String template, Map<String, String> settings, String name, String description) {
		Study study = Templates.named(template).create(settings, new DataChoice.BuiltInLandscapes());
		study.setName(name);
		study.setDescription(description);
		Landscapes data = (Landscapes) study.getDatasets().get(0);
		data.setEdges(false); // who paints a map paints labels
		data.setCount(text(TRAINING_PAIRS));
		data.setHeldOut(text(HELD_OUT_PAIRS));
		Objective objective = study.getObjectives().get(0);
		L1Loss l1 = StudyFactory.eINSTANCE.createL1Loss();
		l1.setId("l1");
		l1.setWeight("10");
		objective.setL1(l1);
		TrainingPlan plan = study.getPlans().get(0);
		plan.setEpochs(text(EPOCHS));
		plan.setDecayEpochs(text(EPOCHS));
		plan.setAveraging("0.995");
		plan.setSampleEvery(text(SAMPLE_EVERY));
		plan.setCheckpointEvery(text(CHECKPOINT_EVERY));
		return study;
	}

	private static String text(int number) {
		return String.valueOf(number);
	}
}
