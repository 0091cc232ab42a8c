package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.model.Costs;
import io.spadework.model.Estimate;
import io.spadework.model.ExpressionException;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

class EstimateTest {

	private static final double MEGABYTE = 1 << 20;

	@Test
	void aStepIsWhatItsPassesAre() throws Exception {
		Study study = Samples.landscapes("crop", "64", "ngf", "16", "ndf", "16", "batch", "4");
		Experiment experiment = Samples.experiment(study);
		Estimate estimate = Estimate.of(experiment);
		double generator = Costs.of(Samples.generator(study), experiment).total().multiplyAdds();
		double discriminator = Costs.of(Samples.discriminator(study), experiment).total().multiplyAdds();
		// G: 3 passes to learn and 1 to paint anew; D: real, fake and back to the image for G, and 3 passes on real and fake for itself
		assertEquals(4 * (4 * generator + (3 + 6) * discriminator), estimate.multiplyAddsPerStep(), 1);
		assertEquals(250, estimate.parts().getLast().stepsPerEpoch(), "1000 landscapes by fours");
		assertEquals(12 * estimate.parameters(), estimate.checkpointBytes(), "weights and two moments");
		assertEquals(estimate.steps() * estimate.multiplyAddsPerStep(), estimate.multiplyAdds(), 1);
		experiment.getPlan().setSteps("7");
		assertEquals(7, Estimate.of(experiment).steps());
		assertEquals(7, Estimate.of(experiment, 0).steps(), "known even where the number of images is not");
		experiment.getPlan().setSteps("0");
		assertEquals(0, Estimate.of(experiment, 0).steps());
	}

	/** Largest resident sizes of engine processes that trained a few steps with the executor plan and the kernels onednn, on Linux. */
	@ParameterizedTest
	@CsvSource({ "spade,64,16,16,4,622", "spade,128,32,32,2,1215", "unet,256,32,32,1,802", "pix2pixhd,128,16,32,2,709", "pix2pixhd,64,32,32,8,1380" })
	void memoryIsWhatWasMeasured(String template, String crop, String ngf, String ndf, String batch, double measured) throws Exception {
		Map<String, String> settings = new HashMap<>(Map.of("crop", crop, "ngf", ngf, "ndf", ndf, "batch", batch));
		Experiment experiment = Samples.experiment(Templates.named(template).create(settings, new DataChoice.BuiltInLandscapes()));
		assertEquals(measured, Estimate.of(experiment).memoryBytes() / MEGABYTE, 0.15 * measured);
	}

	@Test
	void phasesHaveEstimatesOfTheirOwn() throws Exception {
		Experiment experiment = Samples.experiment(Templates.named("pix2pixhd-enhancer").create(Map.of("crop", "128", "ngf", "16"), new DataChoice.BuiltInLandscapes()));
		Estimate estimate = Estimate.of(experiment);
		assertEquals(experiment.getPlan().getPhases().size(), estimate.parts().size());
		assertTrue(estimate.parts().getFirst().multiplyAdds() < estimate.parts().getLast().multiplyAdds());
		assertEquals(estimate.parts().getLast().memoryBytes(), estimate.memoryBytes());
		experiment.getPlan().setSteps("5");
		assertEquals(5, Estimate.of(experiment).steps());
	}

	@Test
	void checkpointsAreCounted() throws Exception {
		Experiment experiment = Samples.experiment(Samples.landscapes("crop", "64", "ngf", "2", "ndf", "2"));
		experiment.getPlan().setSteps("1000");
		experiment.getPlan().setCheckpointEvery("100");
		assertEquals(11, Estimate.of(experiment).checkpoints());
		experiment.getPlan().setKeepCheckpoints("3");
		experiment.getPlan().setBestSeries("loss/G/total");
		assertEquals(5, Estimate.of(experiment).checkpoints());
	}

	@Test
	void withoutAPlanThereIsNoEstimate() {
		Experiment experiment = Samples.experiment(Samples.landscapes());
		experiment.setPlan(null);
		assertThrows(ExpressionException.class, () -> Estimate.of(experiment));
	}
}
