package io.spadework.examples;

import java.util.Map;

import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Graph;
import io.spadework.model.study.L1Loss;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/**
 * What small models of landscapes are trained by: published architectures with small widths on the built-in landscapes, so that they can be looked at side by side. SPADE
 * sees them at all times of day, which its style tells; pix2pixHD, which has no style, sees them by day. All their numbers stand here.
 */
final class PaintedLandscapes {

	private static final int CROP = 64;
	private static final int NDF = 16;
	private static final int BATCH = 4;
	private static final int HELD_OUT_PAIRS = 100;
	private static final int CHECKPOINT_EVERY = 250;
	private static final int SAMPLE_EVERY = 250;
	/** Residual blocks of pix2pixHD; published: 9. */
	private static final int RESIDUAL_BLOCKS = 4;

	private PaintedLandscapes() {
	}

	/** SPADE with a style encoder (arXiv 1903.07291). */
	static Study spade() {
		Study study = study("spade-vae", Map.of("crop", text(CROP), "ngf", "8", "ndf", text(NDF), "scales", "2", "batch", text(BATCH), "hidden", "24", "z", "32", "nef", "12",
				"encoder_size", "64"), "Painted landscapes", "A narrow SPADE with a style encoder paints landscapes at the time of day of another picture. (SPADE: arXiv 1903.07291)");
		Landscapes data = (Landscapes) study.getDatasets().get(0);
		data.setAllDay(true);
		data.setCount("4000");
		study.getObjectives().get(0).getDivergence().setWeight("0.02");
		TrainingPlan plan = study.getPlans().get(0);
		plan.setLearningRate("0.0004");
		plan.setAveraging("0.995");
		plan.setSteps("4000");
		return study;
	}

	/** pix2pixHD's global generator (arXiv 1711.11585): instance norm, no style. */
	static Study pix2pixHd() {
		Study study = study("pix2pixhd", Map.of("crop", text(CROP), "ngf", "12", "ndf", text(NDF), "scales", "2", "batch", text(BATCH)), "Washed landscapes",
				"A narrow pix2pixHD, whose instance norm washes uniform label maps away, paints landscapes by day. (pix2pixHD: arXiv 1711.11585)");
		Graph generator = study.getNetworks().get(0);
		((BlockUse) node(generator, "g1_blocks")).setRepeat(text(RESIDUAL_BLOCKS));
		leaveOut(generator, "g1_down4", "g1_down4_norm", "g1_down4_relu");
		leaveOut(generator, "g1_up1", "g1_up1_norm", "g1_up1_relu");
		((Landscapes) study.getDatasets().get(0)).setCount("2000");
		TrainingPlan plan = study.getPlans().get(0);
		plan.setLearningRate("0.0004");
		plan.setAveraging("0.998");
		plan.setEpochs("4");
		plan.setDecayEpochs("4");
		return study;
	}

	private static Node node(Graph graph, String id) {
		return graph.getNodes().stream().filter(node -> node.getId().equals(id)).findFirst().orElseThrow();
	}

	/** Takes a chain of nodes out of a graph: what feeds the first feeds what the last did. */
	private static void leaveOut(Graph graph, String... chain) {
		Edge into = graph.getEdges().stream().filter(edge -> edge.getTarget() == node(graph, chain[0])).findFirst().orElseThrow();
		Edge outOf = graph.getEdges().stream().filter(edge -> edge.getSource() == node(graph, chain[chain.length - 1])).findFirst().orElseThrow();
		into.setTarget(outOf.getTarget());
		for (String id : chain) {
			Node left = node(graph, id);
			graph.getEdges().removeIf(edge -> edge.getSource() == left || edge.getTarget() == left);
			graph.getNodes().remove(left);
		}
	}

	private static Study study(String template, Map<String, String> settings, String name, String description) {
		Study study = Templates.named(template).create(settings, new DataChoice.BuiltInLandscapes());
		study.setName(name);
		study.setDescription(description);
		Landscapes data = (Landscapes) study.getDatasets().get(0);
		data.setHeldOut(text(HELD_OUT_PAIRS));
		Objective objective = study.getObjectives().get(0);
		L1Loss l1 = StudyFactory.eINSTANCE.createL1Loss();
		l1.setId("l1");
		l1.setWeight("10");
		objective.setL1(l1);
		TrainingPlan plan = study.getPlans().get(0);
		plan.setSampleEvery(text(SAMPLE_EVERY));
		plan.setCheckpointEvery(text(CHECKPOINT_EVERY));
		return study;
	}

	private static String text(int number) {
		return String.valueOf(number);
	}
}
