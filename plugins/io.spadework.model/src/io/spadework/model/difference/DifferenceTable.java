package io.spadework.model.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.spadework.model.study.Experiment;

/**
 * What the networks of one experiment have other than those of another, as a table.
 *
 * @param name what the second experiment is called
 * @param against what the first one is called
 * @param rows networks and blocks that are not the same, each before its nodes that are not
 * @param parameters learned weights that all changes add together
 * @param multiplyAdds multiply-adds for one image that they add
 */
public record DifferenceTable(String name, String against, List<DifferenceRow> rows, long parameters, long multiplyAdds) {

	/** Names of the columns of {@link #cells()}. */
	public static final List<String> HEAD = List.of("network or block", "node", "became", "change", "output", "parameters", "multiply-adds");

	/** Each experiment but the first held against the first; those whose networks are the same are left out. */
	public static List<DifferenceTable> of(Map<String, Experiment> experiments) {
		List<DifferenceTable> tables = new ArrayList<>();
		Map.Entry<String, Experiment> first = null;
		for (Map.Entry<String, Experiment> each : experiments.entrySet()) {
			if (first == null) {
				first = each;
				continue;
			}
			ArchitectureDifference difference = ArchitectureDifference.of(first.getValue(), each.getValue());
			if (!difference.isEmpty()) {
				tables.add(new DifferenceTable(each.getKey(), first.getKey(), rows(difference), difference.parameters(), difference.multiplyAdds()));
			}
		}
		return tables;
	}

	private static List<DifferenceRow> rows(ArchitectureDifference difference) {
		List<DifferenceRow> rows = new ArrayList<>();
		for (GraphDifference graph : difference.graphs()) {
			if (graph.state() != State.SAME) {
				rows.add(DifferenceRow.of(graph));
				graph.nodes().stream().filter(node -> node.state() != State.SAME).forEach(node -> rows.add(DifferenceRow.of(graph, node)));
			}
		}
		return List.copyOf(rows);
	}

	/** What the table shows. */
	public String title() {
		return "Architecture of " + name + " against " + against;
	}

	/** The rows as texts. */
	public List<List<String>> cells() {
		return rows.stream().map(row -> List.of(row.graph(), row.node(), row.state().word(), row.change(), row.output(),
				count(row, row.before().parameters(), row.after().parameters()), count(row, row.before().multiplyAdds(), row.after().multiplyAdds()))).toList();
	}

	/** Of a network before and after, of a node what it adds. */
	private static String count(DifferenceRow row, long before, long after) {
		String more = after == before ? "" : String.format(Locale.ROOT, "%s%,d", after > before ? "+" : "\u2212", Math.abs(after - before));
		return !row.node().isEmpty() || more.isEmpty() ? more : String.format(Locale.ROOT, "%,d \u2192 %,d (%s)", before, after, more);
	}

	/** What all changes cost together, a sentence. */
	public String totals() {
		return String.format(Locale.ROOT, "In all %+,d parameters and %+,d multiply-adds for one image; a block costs where it is used.", parameters, multiplyAdds);
	}
}
