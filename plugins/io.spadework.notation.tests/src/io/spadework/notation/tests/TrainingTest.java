package io.spadework.notation.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Phase;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;
import io.spadework.notation.training.Role;
import io.spadework.notation.training.Training;

/** Published trainings as they are drawn. */
class TrainingTest {

	private static Experiment experiment(String template) {
		return Templates.named(template).create(Map.of(), new DataChoice.CocoStuffFolder("coco")).getExperiments().get(0);
	}

	private static List<String> roles(Training training) {
		return training.parts().stream().map(part -> part.role() + (part.scale() == 0 ? "" : " " + part.scale())).toList();
	}

	private static Part part(Training training, Role role) {
		return training.parts().stream().filter(part -> part.role() == role).findFirst().orElseThrow();
	}

	private static Set<String> flows(Training training) {
		return training.flows().stream().map(flow -> flow.source().role() + " > " + flow.target().role() + ": " + flow.line().label()).collect(Collectors.toSet());
	}

	@Test
	void spadeWithAnEncoderIsDrawnWithAllThatFlowsInIt() {
		Training training = Training.of(experiment("spade-vae"), null);
		assertEquals(Set.of("LABEL_MAP", "EDGE_MAP", "REAL_IMAGE", "STYLE_IMAGE", "ENCODER", "STYLE_CODE", "GENERATOR", "GENERATED_IMAGE", "JUDGED", "DISCRIMINATOR 1", "DISCRIMINATOR 2",
				"GENERATOR_ADVERSARIAL", "DISCRIMINATOR_ADVERSARIAL", "DISCRIMINATOR_TOTAL", "FEATURE_MATCHING", "DIVERGENCE", "GENERATOR_TOTAL"), Set.copyOf(roles(training)));
		assertEquals(Set.of("EDGE_MAP > LABEL_MAP: 1 x 256 x 256", "REAL_IMAGE > STYLE_IMAGE: 3 x 256 x 256", "STYLE_IMAGE > ENCODER: 3 x 256 x 256", "ENCODER > STYLE_CODE: 512 x 1 x 1",
				"STYLE_CODE > GENERATOR: 256 x 1 x 1", "LABEL_MAP > GENERATOR: 184 x 256 x 256", "GENERATOR > GENERATED_IMAGE: 3 x 256 x 256", "LABEL_MAP > JUDGED: 184 x 256 x 256",
				"REAL_IMAGE > JUDGED: 3 x 256 x 256", "GENERATED_IMAGE > JUDGED: 3 x 256 x 256", "JUDGED > DISCRIMINATOR: 187 x 256 x 256", "JUDGED > DISCRIMINATOR: 187 x 128 x 128",
				"DISCRIMINATOR > GENERATOR_ADVERSARIAL: 1 x 35 x 35", "DISCRIMINATOR > GENERATOR_ADVERSARIAL: 1 x 19 x 19", "DISCRIMINATOR > DISCRIMINATOR_ADVERSARIAL: 1 x 35 x 35",
				"DISCRIMINATOR > DISCRIMINATOR_ADVERSARIAL: 1 x 19 x 19", "DISCRIMINATOR > FEATURE_MATCHING: ", "ENCODER > DIVERGENCE: μ, log σ²", "DIVERGENCE > GENERATOR_TOTAL: × 0.05",
				"FEATURE_MATCHING > GENERATOR_TOTAL: × 10", "GENERATOR_ADVERSARIAL > GENERATOR_TOTAL: × 1", "DISCRIMINATOR_ADVERSARIAL > DISCRIMINATOR_TOTAL: × 1"), flows(training));
		assertEquals("trains SPADE generator and Style encoder", part(training, Role.GENERATOR_TOTAL).look().detail());
		assertEquals("SPADE", training.title().name());
		assertEquals("batch 1 · 50 epochs · Adam 2e-4, half of it for G, twice for D", training.title().totals());
	}

	@Test
	void aPhaseShowsItsGeneratorItsSizeAndWhatIsFrozenInIt() {
		Experiment experiment = experiment("pix2pixhd-enhancer");
		List<Phase> phases = Training.phases(experiment);
		Training first = Training.of(experiment, phases.get(0));
		assertFalse(roles(first).contains("STAGE"));
		assertEquals("3 x 128 x 128", part(first, Role.GENERATED_IMAGE).look().output());
		Part frozen = part(Training.of(experiment, phases.get(1)), Role.STAGE);
		assertTrue(frozen.look().frozen());
		assertEquals("Stage, frozen", frozen.look().kind());
		Part learns = part(Training.of(experiment, phases.get(2)), Role.STAGE);
		assertFalse(learns.look().frozen());
		assertEquals("frozen in: " + phases.get(1).getName(), learns.look().inside());
		assertSame(phases.get(2), Training.of(experiment, null).phase());
	}

	@Test
	void stagesInStagesFeedOneAnother() {
		Training training = Training.of(experiment("pix2pixhd-enhancer2"), null);
		List<Part> stages = training.parts().stream().filter(part -> part.role() == Role.STAGE).toList();
		assertEquals(2, stages.size());
		assertEquals(2, training.flows().stream().filter(flow -> stages.contains(flow.source()) && (stages.contains(flow.target()) || flow.target().role() == Role.GENERATOR)).count());
	}

	@Test
	void aFeatureNetworkIsFrozenAndAMaskedLossTakesTheLabelMap() {
		Training training = Training.of(experiment("crn"), null);
		assertTrue(part(training, Role.FEATURE_NETWORK).look().frozen());
		assertTrue(flows(training).contains("LABEL_MAP > PERCEPTUAL: mask"));
		assertTrue(flows(training).contains("FEATURE_NETWORK > PERCEPTUAL: 6 activations"));
		assertFalse(roles(training).contains("JUDGED"));
	}

	@Test
	void aWeightShowsItsExpressionAndItsValue() {
		Experiment experiment = experiment("unet");
		experiment.getObjective().getL1().setWeight("50*2 + 1");
		Part l1 = part(Training.of(experiment, null), Role.L1);
		assertEquals("weight 50*2 + 1 → 101", l1.look().output());
	}

	@Test
	void aSegmenterLearnsByCrossEntropy() {
		Experiment experiment = experiment("spade");
		var segmenter = StudyFactory.eINSTANCE.createSegmenter();
		segmenter.setId("segmenter");
		segmenter.setName("segmenter");
		experiment.setSegmenter(segmenter);
		Objective objective = experiment.getObjective();
		objective.setCrossEntropy(StudyFactory.eINSTANCE.createCrossEntropyLoss());
		Training training = Training.of(experiment, null);
		assertEquals(List.of("LABEL_MAP", "EDGE_MAP", "REAL_IMAGE", "SEGMENTER", "CROSS_ENTROPY", "GENERATOR_TOTAL"), roles(training));
	}

	@Test
	void anExperimentThatSaysNothingYetIsDrawnAsFarAsItGoes() {
		Experiment experiment = experiment("spade");
		experiment.setGenerator(null);
		assertEquals(List.of("LABEL_MAP", "EDGE_MAP", "REAL_IMAGE"), roles(Training.of(experiment, null)));
		experiment.setDataset(null);
		experiment.setPlan(null);
		assertEquals(List.of(), roles(Training.of(experiment, null)));
		assertNotNull(Training.of(experiment, null).title());
	}

	@ParameterizedTest
	@ValueSource(strings = {"spade", "spade-vae", "pix2pixhd-enhancer2", "crn", "unet"})
	void noTwoRolesLookAlike(String template) {
		Training training = Training.of(experiment(template), null);
		Set<String> looks = new HashSet<>();
		Set<Role> drawn = EnumSet.noneOf(Role.class);
		for (Part part : training.parts())
			if (drawn.add(part.role()) && !alike(part.role()))
				assertTrue(looks.add(part.look().family() + " " + part.look().outline() + " " + part.look().symbol() + " " + part.look().icon()), part.id());
	}

	/** Both images are images, both sums sums, and the two sides of the adversarial loss are one loss. */
	private static boolean alike(Role role) {
		return Set.of(Role.DISCRIMINATOR_ADVERSARIAL, Role.DISCRIMINATOR_TOTAL).contains(role);
	}

	@ParameterizedTest
	@ValueSource(strings = {"spade", "spade-vae", "pix2pixhd-enhancer2", "crn", "unet"})
	void partsHaveIdsOfTheirOwnAndFlowsEndAtParts(String template) {
		Training training = Training.of(experiment(template), null);
		Set<String> ids = new HashSet<>();
		for (Part part : training.parts()) {
			assertTrue(ids.add(part.id()), part.id());
			assertSame(part, training.part(part.role(), part.scale(), part.element()));
		}
		for (Flow flow : training.flows()) {
			assertTrue(training.parts().contains(flow.source()) && training.parts().contains(flow.target()));
			assertNotEquals(flow.source(), flow.target());
		}
		assertNull(training.part(Role.SEGMENTER, 0, training.experiment()));
	}
}
