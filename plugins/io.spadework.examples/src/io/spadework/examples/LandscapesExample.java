package io.spadework.examples;

import java.util.Map;

import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Study;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/** SPADE as published, but narrow and at 64 x 64, so that two CPU cores train it within minutes. All its numbers stand here. */
final class LandscapesExample {

	/** Side of the images, in pixels. */
	static final int CROP = 64;
	/** Base filters of the generator; published: 64. */
	private static final int NGF = 8;
	/** Hidden width of the SPADE modulations; published: 128. */
	private static final int HIDDEN = 32;
	/** Base filters of the discriminator; published: 64. */
	private static final int NDF = 16;
	private static final int SCALES = 2;
	private static final int TRAINING_PAIRS = 1000;
	private static final int HELD_OUT_PAIRS = 16;
	private static final int BATCH = 4;
	private static final int STEPS = 600;
	private static final int SAMPLE_EVERY = 50;
	private static final int CHECKPOINT_EVERY = 200;

	private LandscapesExample() {
	}

	static Study create() {
		Study study = Templates.named("spade").create(Map.of("crop", text(CROP), "ngf", text(NGF), "ndf", text(NDF), "scales", text(SCALES), "batch", text(BATCH)),
				new DataChoice.BuiltInLandscapes());
		study.setId("landscapes");
		study.setName("Landscapes");
		study.setDescription("Does a narrow SPADE learn to paint the built-in landscapes from their label maps? (SPADE: arXiv 1903.07291)");
		study.getParameters().stream().filter(parameter -> parameter.getName().equals("hidden")).forEach(parameter -> parameter.setValue(text(HIDDEN)));
		Landscapes data = (Landscapes) study.getDatasets().get(0);
		data.setCount(text(TRAINING_PAIRS));
		data.setHeldOut(text(HELD_OUT_PAIRS));
		TrainingPlan plan = study.getPlans().get(0);
		plan.setSteps(text(STEPS));
		plan.setSampleEvery(text(SAMPLE_EVERY));
		plan.setCheckpointEvery(text(CHECKPOINT_EVERY));
		return study;
	}

	private static String text(int number) {
		return String.valueOf(number);
	}
}
