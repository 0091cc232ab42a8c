package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;

/** Compares with closed formulae written from the papers, without the rules of the nodes. */
class CostsTest {

	/** SPADE generator, all modulations with 3 x 3 kernels and a hidden width of 128. */
	private static long generatorParameters(long s, long ngf, long hidden) {
		long[][] blocks = { { 16, 16 }, { 16, 16 }, { 16, 16 }, { 16, 8 }, { 8, 4 }, { 4, 2 }, { 2, 1 } };
		long total = 9 * s * 16 * ngf + 16 * ngf + 9 * ngf * 3 + 3;
		for (long[] block : blocks) {
			long in = block[0] * ngf;
			long out = block[1] * ngf;
			long middle = Math.min(in, out);
			total += modulation(s, in, hidden) + modulation(s, middle, hidden) + 9 * in * middle + middle + 9 * middle * out + out;
			total += in == out ? 0 : modulation(s, in, hidden) + in * out;
		}
		return total;
	}

	private static long modulation(long s, long c, long hidden) {
		return 9 * s * hidden + hidden + 2 * (9 * hidden * c + c);
	}

	private static long discriminatorParameters(long s, long ndf, long scales) {
		long w2 = Math.min(512, 2 * ndf);
		long w3 = Math.min(512, 4 * ndf);
		long w4 = Math.min(512, 8 * ndf);
		return scales * (16 * (s + 3) * ndf + ndf + 16 * ndf * w2 + 16 * w2 * w3 + 16 * w3 * w4 + 16 * w4 + 1);
	}

	@Test
	void thePublishedCocoNetworksHaveTheirPublishedSizes() {
		Study study = Samples.coco("coco");
		Cost generator = total(study, Samples.generator(study));
		Cost discriminator = total(study, Samples.discriminator(study));
		assertEquals(97.5e6, generator.parameters(), 0.05e6, "published: 97.5 M");
		assertEquals(191e9, generator.multiplyAdds(), 0.5e9, "published: 191 G");
		assertEquals(generatorParameters(184, 64, 128), generator.parameters());
		assertEquals(discriminatorParameters(184, 64, 2), discriminator.parameters());
	}

	@Test
	void adeHasItsPublishedSizeToo() {
		Study study = Samples.coco("ade", "labels", "150", "edges", "false");
		assertEquals(96.5e6, total(study, Samples.generator(study)).parameters(), 0.05e6, "published: 96.5 M");
	}

	@ParameterizedTest
	@CsvSource({ "8, 16, 64, 1", "24, 40, 96, 3", "1, 3, 32, 5", "64, 100, 128, 4" })
	void sizesFollowTheWidthsAndTheScales(int ngf, int ndf, int crop, int scales) {
		Study study = Samples.landscapes("ngf", "" + ngf, "ndf", "" + ndf, "crop", "" + crop, "scales", "" + scales);
		assertEquals(generatorParameters(11, ngf, 128), total(study, Samples.generator(study)).parameters());
		assertEquals(discriminatorParameters(11, ndf, scales), total(study, Samples.discriminator(study)).parameters());
	}

	@Test
	void theNodesAddUpToTheTotal() {
		Study study = Samples.landscapes("crop", "64");
		for (Network network : study.getNetworks()) {
			Costs costs = Costs.of(network, Samples.experiment(study));
			assertEquals(costs.total(), network.getNodes().stream().map(costs::of).reduce(Cost.NONE, Cost::plus));
		}
	}

	@Test
	void multiplyAddsAreThoseOfTheConvolutions() {
		Study study = Samples.landscapes("crop", "64", "ndf", "16", "scales", "1");
		Costs costs = Costs.of(Samples.discriminator(study), Samples.experiment(study));
		assertEquals(14L * 16 * 16 * 33 * 33, costs.of(Samples.<Node>node(study, "d_conv1")).multiplyAdds());
		assertEquals(0, costs.of(Samples.<Node>node(study, "d_norm2")).multiplyAdds());
		Costs generator = Costs.of(Samples.generator(study), Samples.experiment(study));
		assertEquals(9L * 64 * 3 * 64 * 64, generator.of(Samples.<Node>node(study, "to_image")).multiplyAdds());
		assertEquals(9L * 11 * 1024 * 2 * 2, generator.of(Samples.<Node>node(study, "seed")).multiplyAdds());
	}

	@Test
	void activationsAreCountedInFloats() {
		Study study = Samples.landscapes("crop", "64", "ngf", "8");
		Costs costs = Costs.of(Samples.generator(study), Samples.experiment(study));
		assertEquals(4L * 11 * 64 * 64, costs.of(Samples.<Node>node(study, "label_map")).forwardBytes());
		assertEquals(4L * 8 * 64 * 64, costs.of(Samples.<Node>node(study, "lrelu")).forwardBytes());
		// head, 128 wide, no skip: per SPADE the map, hidden twice, gamma, beta, result; per path a LeakyReLU and a convolution twice; the sum
		assertEquals(4L * 2 * 2 * (2 * (11 + 2 * 128 + 3 * 128) + 4 * 128 + 128), costs.of(Samples.<Node>node(study, "head")).forwardBytes());
		Cost lrelu = costs.of(Samples.<Node>node(study, "lrelu"));
		assertEquals(2 * lrelu.forwardBytes(), lrelu.trainingBytes(), "an activation and its gradient");
		Cost head = costs.of(Samples.<Node>node(study, "head"));
		assertEquals(2 * head.forwardBytes() + 4 * 4 * head.parameters(), head.trainingBytes(), "a weight, its gradient and both moments of Adam, in floats");
	}

	@Test
	void aNarrowerModulationCostsLess() {
		Study study = Samples.landscapes("crop", "64");
		long before = total(study, Samples.generator(study)).parameters();
		Samples.<Spade>inner(study, "residual_norm0").setHidden("64");
		long saved = before - total(study, Samples.generator(study)).parameters();
		assertEquals(3 * (modulation(11, 1024, 128) - modulation(11, 1024, 64)), saved, "the block stands in three places");
	}

	@Test
	void whatHasNoShapeCostsNothing() {
		Study study = Samples.landscapes("crop", "64");
		Samples.generator(study).getEdges().remove(Samples.edge(study, "seed-head"));
		Costs costs = Costs.of(Samples.generator(study), Samples.experiment(study));
		assertEquals(Cost.NONE, costs.of(Samples.<Node>node(study, "head")));
		assertTrue(costs.of(Samples.<Node>node(study, "seed")).parameters() > 0);
	}

	private static Cost total(Study study, Network network) {
		return Costs.of(network, Samples.experiment(study)).total();
	}
}
