package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.spadework.model.Cost;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import io.spadework.model.study.TransposedConvolution;

/** Counts weights and multiply-adds by going through every one of them. */
class NodeCostsTest {

	private final Bench bench = Bench.generator();

	/** Training holds activations and their gradients, and of each weight its gradient and two moments besides, in floats. */
	private static Cost cost(long parameters, long multiplyAdds, long forwardBytes) {
		return new Cost(parameters, multiplyAdds, forwardBytes, 2 * forwardBytes + 16 * parameters);
	}

	@ParameterizedTest
	@CsvSource({ "6, 4, 3, 3, 1", "6, 4, 3, 5, 2", "12, 12, 3, 1, 12", "8, 24, 1, 7, 4" })
	void aConvolutionHasAWeightForEveryPairOfAGroup(int channels, int filters, int kernel, int kernelWidth, int groups) {
		Convolution node = bench.node(Bench.NEW.createConvolution(), bench.map(channels, 9, 10));
		node.setFilters("" + filters);
		node.setKernel("" + kernel);
		node.setKernelWidth("" + kernelWidth);
		node.setPaddingLeft("" + kernelWidth / 2);
		node.setPaddingRight("" + kernelWidth / 2);
		node.setPaddingTop("" + kernel / 2);
		node.setPaddingBottom("" + kernel / 2);
		node.setGroups("" + groups);
		long pairs = 0;
		for (int c = 0; c < channels; c++) {
			for (int f = 0; f < filters; f++) {
				pairs += c / (channels / groups) == f / (filters / groups) ? 1 : 0;
			}
		}
		long weights = pairs * kernel * kernelWidth;
		assertEquals(cost(weights + filters, weights * 9 * 10, 4L * filters * 9 * 10), bench.cost(node));
		node.setBias(false);
		assertEquals(weights, bench.cost(node).parameters());
		node.setPaddingMode(PaddingMode.REFLECT);
		long padded = channels * (9L + kernel / 2 * 2) * (10 + kernelWidth / 2 * 2);
		assertEquals(4 * (filters * 90L + padded), bench.cost(node).forwardBytes(), "the reflected border is kept");
	}

	@Test
	void aTransposedConvolutionSpreadsEveryInputOverTheKernel() {
		TransposedConvolution node = bench.node(Bench.NEW.createTransposedConvolution(), bench.map(5, 7, 6));
		node.setFilters("3");
		node.setKernel("4");
		node.setStride("2");
		node.setOutputPadding("1");
		long products = 0;
		for (int position = 0; position < 7 * 6; position++) {
			products += 5 * 3 * 4 * 4;
		}
		assertEquals(cost(5 * 3 * 16 + 3, products, 4L * 3 * 15 * 13), bench.cost(node));
		node.setBias(false);
		assertEquals(5 * 3 * 16, bench.cost(node).parameters());
	}

	@Test
	void aLinearMapHasAWeightForEveryValue() {
		Linear node = bench.node(Bench.NEW.createLinear(), bench.map(512, 4, 4));
		node.setFilters("256");
		assertEquals(cost(256 * (8192 + 1), 256 * 8192, 4 * 256), bench.cost(node), "the published style encoder's linear map: 2,097,408 weights");
		node.setBias(false);
		assertEquals(2_097_152, bench.cost(node).parameters());
	}

	@ParameterizedTest
	@EnumSource(NormKind.class)
	void onlyAnAffineNormalisationLearns(NormKind kind) {
		Normalisation node = bench.node(Bench.NEW.createNormalisation(), bench.map(20, 5, 3));
		node.setKind(kind);
		assertEquals(cost(0, 0, 4 * 300), bench.cost(node));
		node.setAffine(true);
		assertEquals(cost(kind == NormKind.NONE ? 0 : 40, 0, 4 * 300), bench.cost(node));
	}

	@Test
	void conditionsAndStyleCodesAreMappedToAScaleAndAShiftPerChannel() {
		ConditionalBatchNorm conditional = bench.node(Bench.NEW.createConditionalBatchNorm(), bench.map(8, 5, 3));
		conditional.setClasses("10");
		bench.feed(bench.map(10, 1, 1), conditional, Port.CONDITION);
		assertEquals(cost(2 * 10 * 8, 2 * 10 * 8, 4 * (8 * 15 + 16)), bench.cost(conditional));
		AdaptiveInstanceNorm adaptive = bench.node(Bench.NEW.createAdaptiveInstanceNorm(), bench.map(8, 5, 3));
		bench.feed(bench.map(32, 1, 1), adaptive, Port.STYLE);
		assertEquals(cost(2 * 8 * (32 + 1), 2 * 8 * 32, 4 * (8 * 15 + 16)), bench.cost(adaptive));
	}

	/** Two SPADEs and two convolutions make a block without learned skip. */
	@ParameterizedTest
	@CsvSource({ "3, 128, 16", "5, 7, 3", "1, 64, 9" })
	void aSpadeBlockIsMadeOfSpades(int kernel, int hidden, int channels) {
		Node map = bench.map(channels, 6, 5);
		Node labelMap = bench.labelMap();
		Spade spade = bench.node(Bench.NEW.createSpade(), map);
		spade.setHidden("" + hidden);
		spade.setKernel("" + kernel);
		bench.feed(labelMap, spade, Port.LABEL_MAP);
		BlockUse block = bench.node(Bench.NEW.createBlockUse(), map);
		block.setBlock(bench.study.getBlocks().get(0));
		bench.feed(labelMap, block, Port.LABEL_MAP);
		for (String norm : new String[] { "residual_norm0", "residual_norm1" }) {
			Samples.<Spade>inner(bench.study, norm).setHidden("" + hidden);
			Samples.<Spade>inner(bench.study, norm).setKernel("" + kernel);
		}
		long area = (long) kernel * kernel;
		long weights = area * 11 * hidden + 2 * area * hidden * channels;
		assertEquals(weights + hidden + 2L * channels, bench.cost(spade).parameters());
		assertEquals(weights * 30, bench.cost(spade).multiplyAdds());
		long convolution = 9L * channels * channels;
		assertEquals(bench.cost(block).parameters(), 2 * (bench.cost(spade).parameters() + convolution + channels));
		assertEquals(bench.cost(block).multiplyAdds(), 2 * (bench.cost(spade).multiplyAdds() + convolution * 30));
	}

	@Test
	void whatHasNoWeightsCostsItsOutput() {
		Node map = bench.map(4, 8, 8);
		assertEquals(cost(0, 0, 4 * 256), bench.cost(map));
		assertEquals(cost(0, 0, 4 * 4 * 16), bench.cost(bench.node(Bench.NEW.createPooling(), map)));
		assertEquals(cost(0, 0, 4 * 4), bench.cost(bench.node(Bench.NEW.createAdaptivePooling(), map)));
		assertEquals(cost(0, 0, 4 * 4 * 100), bench.cost(bench.node(Bench.NEW.createPadding(), map)));
		assertEquals(cost(0, 0, 4 * 256), bench.cost(bench.node(Bench.NEW.createSum(), map, map)));
		assertEquals(cost(0, 0, 4 * 256), bench.cost(bench.node(Bench.NEW.createDropout(), map)));
	}
}
