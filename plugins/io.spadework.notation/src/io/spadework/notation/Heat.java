package io.spadework.notation;

import java.util.HashMap;
import java.util.Map;

import io.spadework.model.Cost;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;

/** What the nodes of a graph cost, as warmth: the dearest is the hottest, and a quarter of its cost is half as hot. */
public final class Heat {

	private static final Colours COLD_LIGHT = new Colours(Colour.of(0xFAFAF9), Colour.of(0xA8A29E), Theme.LIGHT.text());
	private static final Colours HOT_LIGHT = new Colours(Colour.of(0xF59A4A), Colour.of(0x9A3412), Theme.LIGHT.text());
	private static final Colours COLD_DARK = new Colours(Colour.of(0x282A2E), Colour.of(0x6B7078), Theme.DARK.text());
	private static final Colours HOT_DARK = new Colours(Colour.of(0xA63C0A), Colour.of(0xFFB27A), Theme.DARK.text());

	/** What is counted. */
	public enum Measure {
		/** Learned weights. */
		PARAMETERS("parameters", ""),
		/** Multiply-adds for one image; twice as many floating-point operations. */
		MULTIPLY_ADDS("multiply-adds", ""),
		/** Bytes that a training step holds for one image. */
		MEMORY("training memory", "B");

		private final String label;
		private final String unit;

		Measure(String label, String unit) {
			this.label = label;
			this.unit = unit;
		}

		/** What is counted, for people. */
		public String label() {
			return label;
		}

		/** A number of it, as in "21.6 M" or "1.2 GB". */
		public String text(long amount) {
			String count = Numbers.count(amount);
			return unit.isEmpty() ? count : count.contains(" ") ? count + unit : count + " " + unit;
		}

		private long of(Cost cost) {
			return switch (this) {
			case PARAMETERS -> cost.parameters();
			case MULTIPLY_ADDS -> cost.multiplyAdds();
			case MEMORY -> cost.trainingBytes();
			};
		}
	}

	/**
	 * How hot a node is.
	 *
	 * @param strength 0 (costs nothing) to 1 (the dearest of its graph)
	 * @param text     what it costs, and its share of the graph: "5.4 M · 23 %"
	 */
	public record Warmth(double strength, String text) {
	}

	private final Measure measure;
	private final Map<Node, Warmth> nodes = new HashMap<>();
	private final long most;

	private Heat(Measure measure, Map<Node, Long> amounts) {
		this.measure = measure;
		most = amounts.values().stream().mapToLong(amount -> amount).max().orElse(0);
		long total = amounts.values().stream().mapToLong(amount -> amount).sum();
		amounts.forEach((node, amount) -> nodes.put(node, new Warmth(most == 0 ? 0 : Math.sqrt((double) amount / most),
				amount == 0 ? "" : measure.text(amount) + " · " + Numbers.setting(Math.round(1000.0 * amount / total) / 10.0) + " %")));
	}

	/** The heat of a graph as its notation knows the costs; all is cold where they are unknown. */
	public static Heat of(Graph graph, Notation notation, Measure measure) {
		Map<Node, Long> amounts = new HashMap<>();
		for (Node node : graph.getNodes()) {
			Cost cost = notation.cost(node);
			amounts.put(node, cost == null ? 0 : measure.of(cost));
		}
		return new Heat(measure, amounts);
	}

	/** What is counted. */
	public Measure measure() {
		return measure;
	}

	/** What the dearest node costs. */
	public String most() {
		return measure.text(most);
	}

	/** How hot a node is. */
	public Warmth of(Node node) {
		return nodes.get(node);
	}

	/** The colours of a warmth, 0 to 1, on a background. */
	public static Colours on(Theme theme, double strength) {
		Colours cold = theme == Theme.LIGHT ? COLD_LIGHT : COLD_DARK;
		Colours hot = theme == Theme.LIGHT ? HOT_LIGHT : HOT_DARK;
		return new Colours(cold.fill().mixedWith(hot.fill(), strength), cold.stroke().mixedWith(hot.stroke(), strength), cold.text());
	}
}
