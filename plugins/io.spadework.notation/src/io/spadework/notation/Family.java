package io.spadework.notation;

import java.util.Set;

import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Spade;
import io.spadework.model.study.WeightedNode;

/** Kinds of nodes that share a colour. */
public enum Family {
	/** The label map, and the edges that condition on it. */
	LABEL_MAP(0xFBE9FE, 0xA21CAF, 0x3A1442, 0xEC85FA),
	/** Images and scores: what enters or leaves a network besides the label map. */
	IMAGE(0xF8ECDD, 0x8A4B16, 0x3A2815, 0xE2A76A),
	/** Learned convolutions, and blocks and stages with such inside. */
	CONVOLUTION(0xE1EBFE, 0x1D4ED8, 0x172A4F, 0x84ADFF),
	/** SPADE, and blocks and stages with SPADE inside. */
	SPADE(0xDDF6E4, 0x12773A, 0x11361F, 0x55DB88),
	/** Changes of resolution without weights. */
	RESAMPLING(0xDBF4FA, 0x0E7490, 0x0F333D, 0x4CD3EE),
	/** Normalisations. */
	NORMALISATION(0xF7F2C9, 0x716300, 0x332F0E, 0xD8C93F),
	/** Nonlinearities. */
	ACTIVATION(0xFFE6EA, 0xBE123C, 0x42161F, 0xFF8FA3),
	/** Style codes, global conditions and chance. */
	STYLE(0xEDE4FD, 0x5B21B6, 0x2B1D4F, 0xC4A7FF),
	/** Where edges meet, and changes of layout. */
	JOIN(0xEBEEF2, 0x475569, 0x2B313B, 0xB4BFCE),
	/** What training minimises. */
	LOSS(0xFFF0E5, 0xC2410C, 0x42200F, 0xFF8A50);

	private final Colours light;
	private final Colours dark;

	Family(int lightFill, int lightStroke, int darkFill, int darkStroke) {
		light = new Colours(Colour.of(lightFill), Colour.of(lightStroke), Theme.LIGHT.text());
		dark = new Colours(Colour.of(darkFill), Colour.of(darkStroke), Theme.DARK.text());
	}

	/** What a graph mostly does, which colours the nodes that it stands behind. */
	public static Family of(Graph graph) {
		Set<Graph> all = Place.within(graph);
		return holds(all, Spade.class) ? SPADE : holds(all, WeightedNode.class) ? CONVOLUTION : JOIN;
	}

	private static boolean holds(Set<Graph> graphs, Class<? extends Node> kind) {
		return graphs.stream().flatMap(each -> each.getNodes().stream()).anyMatch(kind::isInstance);
	}

	/** The colours of this family on a background. */
	public Colours on(Theme theme) {
		return theme == Theme.LIGHT ? light : dark;
	}
}
