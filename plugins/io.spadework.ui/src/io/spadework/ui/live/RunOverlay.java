package io.spadework.ui.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spadework.runs.BlockValues;
import io.spadework.diagram.overlay.NodeOverlay;
import io.spadework.model.study.Node;
import io.spadework.notation.Place;
import io.spadework.ui.charts.Values;

/** A run's sampled activations and gradients over the diagrams of its study. Repetitions of a block and scales of a discriminator are shown by their mean, and each in the tooltip. */
public final class RunOverlay implements NodeOverlay {

	private static final int MOST_DETAILS = 6;

	private final List<BlockValues> sampled;
	private final String run;
	private final int step;
	private final NodeMeasure measure;
	private final Map<String, List<BlockValues>> nodes = new HashMap<>();
	private double low = Double.POSITIVE_INFINITY;
	private double high = Double.NEGATIVE_INFINITY;

	/**
	 * An overlay of what was sampled at one step.
	 *
	 * @param run the run's name
	 */
	public RunOverlay(String run, int step, List<BlockValues> sampled, NodeMeasure measure) {
		this.sampled = sampled;
		this.run = run;
		this.step = step;
		this.measure = measure;
		for (BlockValues each : sampled) {
			nodes.computeIfAbsent(key(each.network(), List.of(each.path().split("/"))), key -> new ArrayList<>()).add(each);
		}
		for (List<BlockValues> each : nodes.values()) {
			double value = mean(each);
			if (Double.isFinite(value) && !(measure.isOfManySizes() && value <= 0)) {
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
		}
		if (measure.isShare() && !nodes.isEmpty()) {
			low = 0;
			high = 1;
		}
	}

	/** What is shown. */
	List<BlockValues> sampled() {
		return sampled;
	}

	/** What it is coloured by. */
	NodeMeasure measure() {
		return measure;
	}

	/** A node by its network and the way to it; which repetition of a block it stands in makes no difference. */
	private static String key(String network, List<String> path) {
		return network + ":" + path.stream().filter(id -> !id.matches("\\d{1,6}")).collect(Collectors.joining("/"));
	}

	private double mean(List<BlockValues> all) {
		return all.stream().mapToDouble(measure::of).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
	}

	@Override
	public String title() {
		return measure.title() + "  \u00b7  " + run + (low > high ? ": nothing sampled yet" : String.format(Locale.ROOT, ", step %,d", step));
	}

	@Override
	public String least() {
		return low > high ? "" : measure.isShare() ? "0 %" : Values.words(low);
	}

	@Override
	public String most() {
		return low > high ? "" : measure.isShare() ? "100 %" : Values.words(high);
	}

	@Override
	public Value of(Place place, Node node) {
		List<String> path = Stream.concat(place.through().stream(), Stream.of(node)).map(Node::getId).toList();
		List<BlockValues> all = nodes.get(key(place.network().getId(), path));
		if (all == null) {
			return null;
		}
		double value = mean(all);
		if (Double.isNaN(value)) {
			return null;
		}
		return new Value(strength(value), words(value), details(all));
	}

	private double strength(double value) {
		if (high <= low) {
			return 0.5;
		}
		if (measure.isOfManySizes()) {
			return value <= 0 ? 0 : (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
		}
		return (value - low) / (high - low);
	}

	private String words(double value) {
		return measure.isShare() ? String.format(Locale.ROOT, "%.0f %%", 100 * value) : Values.words(value);
	}

	private List<String> details(List<BlockValues> all) {
		List<String> details = new ArrayList<>();
		details.add(run + ", step " + String.format(Locale.ROOT, "%,d", step));
		for (BlockValues each : all.subList(0, Math.min(MOST_DETAILS, all.size()))) {
			String which = all.size() == 1 ? "" : each.path() + (each.scale() > 1 || all.stream().anyMatch(other -> other.scale() > 1) ? ", scale " + each.scale() : "") + ": ";
			details.add(String.format(Locale.ROOT, "%smean %s, spread %s, %.0f %% zeros, %.0f %% of the channels dead%s", which, Values.words(each.mean()), Values.words(each.spread()),
					100 * each.zeros(), 100 * each.dead(), Double.isNaN(each.gradient()) ? "" : ", gradient " + Values.words(each.gradient())));
		}
		if (all.size() > MOST_DETAILS) {
			details.add("and " + (all.size() - MOST_DETAILS) + " more");
		}
		return details;
	}
}
