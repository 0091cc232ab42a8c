package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

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
	/** Of a processor of the machine that the seconds were measured on. */
	private static final double EFFORT_A_SECOND = 5.5e10;

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
		assertEquals(estimate.steps() * estimate.effortPerStep(), estimate.effort(), 1);
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

	/** Processor seconds of a step, the least of seven, with the executor plan and the kernels onednn, all on one machine that had other things to do. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "spade|crop=64,ngf=16,ndf=16,batch=4|0.97", "spade|crop=64,ngf=16,ndf=16,batch=1|0.38", "spade|crop=128,ngf=32,ndf=32,batch=2|3.27", "spade|crop=256,ngf=32,ndf=32,batch=1|6.3",
			"spade-vae|crop=64,ngf=16,ndf=16,batch=4|2.65", "pix2pixhd|crop=128,ngf=16,ndf=16,batch=2|0.61", "pix2pixhd|crop=64,ngf=32,ndf=32,batch=8|1.54",
			"unet|crop=64,ngf=16,ndf=16,batch=4|0.07", "unet|crop=256,ngf=32,ndf=32,batch=1|0.51", "crn|crop=64,ngf=8,batch=2|0.50", "segmenter|crop=128,ngf=16,batch=4|0.36",
			"features|crop=64,batch=8|0.05", "pix2pixhd-spade|crop=64,ngf=16,ndf=16,batch=2,hidden=64|0.32" })
	void effortGoesWithTheTimeThatWasMeasured(String template, String settings, double seconds) throws Exception {
		double ratio = ratio(template, settings, seconds);
		assertTrue(ratio > 1 / 1.5 && ratio < 1.5, "estimated / measured = " + ratio);
	}

	private static double ratio(String template, String settings, double seconds) throws Exception {
		Map<String, String> chosen = Arrays.stream(settings.split(",")).map(setting -> setting.split("=")).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
		Experiment experiment = Samples.experiment(Templates.named(template).create(chosen, new DataChoice.BuiltInLandscapes()));
		return Estimate.of(experiment).effortPerStep() / EFFORT_A_SECOND / seconds;
	}

	/** As above, of networks so small that beginning operations is most of what they take; they vary more, and were foretold up to tenfold too fast without it. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "spade|crop=64,ngf=4,ndf=4,hidden=4,batch=1|0.226", "unet|crop=64,ngf=4,ndf=4,batch=1|0.050" })
	void smallStepsTakeWhatTheirOperationsTakeToBegin(String template, String settings, double seconds) throws Exception {
		double ratio = ratio(template, settings, seconds);
		assertTrue(ratio > 1 / 3.0 && ratio < 1.5, "estimated / measured = " + ratio);
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
