package io.spadework.model.tests.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.spadework.model.Costs;
import io.spadework.model.Footprint;
import io.spadework.model.difference.DifferenceRow;
import io.spadework.model.difference.DifferenceTable;
import io.spadework.model.study.Experiment;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

class DifferenceTableTest {

	private static Experiment experiment(String template, String ngf) {
		return Templates.named(template).create(Map.of("crop", "64", "ngf", ngf), new DataChoice.BuiltInLandscapes()).getExperiments().get(0);
	}

	private static List<DifferenceTable> tables(Experiment... experiments) {
		Map<String, Experiment> named = new LinkedHashMap<>();
		for (Experiment experiment : experiments) {
			named.put("run " + named.size(), experiment);
		}
		return DifferenceTable.of(named);
	}

	@Test
	void onlyWhatDiffersFromTheFirstHasATable() {
		List<DifferenceTable> tables = tables(experiment("spade", "4"), experiment("spade", "4"), experiment("spade", "8"));
		assertEquals(List.of("Architecture of run 2 against run 0"), tables.stream().map(DifferenceTable::title).toList());
	}

	@Test
	void theTotalsAreWhatTheNetworksCostMore() {
		Experiment narrow = experiment("spade", "4");
		Experiment wide = experiment("spade", "8");
		DifferenceTable table = tables(narrow, wide).get(0);
		long before = parameters(narrow);
		long after = parameters(wide);
		assertEquals(after - before, table.parameters());
		assertTrue(table.parameters() > 0 && table.multiplyAdds() > 0);
		assertTrue(table.totals().contains(String.format("%+,d parameters", after - before)), table.totals());
		DifferenceRow generator = table.rows().get(0);
		assertEquals(after - before, generator.parameters(), "only the generator is wider");
		long ofNodes = table.rows().stream().filter(row -> row.graph().equals(generator.graph()) && !row.node().isEmpty()).mapToLong(DifferenceRow::parameters).sum();
		assertEquals(generator.parameters(), ofNodes, "the nodes add what the network does");
	}

	@Test
	void aCoarseGeneratorInsideAFinerOneCountsOnce() {
		Experiment narrow = experiment("pix2pixhd", "4");
		Experiment wide = experiment("pix2pixhd", "8");
		DifferenceTable table = tables(narrow, wide).get(0);
		assertEquals(parameters(wide) - parameters(narrow), table.parameters());
	}

	@Test
	void everyRowFitsTheHeadAndSaysBeforeAndAfterOfANetwork() {
		DifferenceTable table = tables(experiment("spade", "4"), experiment("pix2pixhd", "4")).get(0);
		table.cells().forEach(cells -> assertEquals(DifferenceTable.HEAD.size(), cells.size()));
		assertTrue(table.cells().get(0).get(5).matches("[\\d,]+ \u2192 [\\d,]+ \\([+\u2212][\\d,]+\\)"), table.cells().get(0).toString());
	}

	@Test
	void aFootprintIsOfAllNetworksAndTheBatch() {
		Experiment experiment = experiment("spade-vae", "4");
		Footprint footprint = Footprint.of(experiment);
		assertEquals(Costs.of(experiment.getGenerator(), experiment).total().parameters(), footprint.figures().get("parameters"));
		assertEquals(Costs.of(experiment.getGenerator(), experiment).total().multiplyAdds(), footprint.figures().get("multiply-adds"));
		assertEquals(Costs.of(experiment.getDiscriminator(), experiment).total().parameters(), footprint.figures().get("discriminator parameters"));
		assertEquals(Costs.of(experiment.getEncoder(), experiment).total().multiplyAdds(), footprint.figures().get("encoder multiply-adds"));
		assertTrue(footprint.batch() > 0);
		experiment.getPlan().setBatch("nonsense(");
		assertEquals(0, Footprint.of(experiment).batch(), "what cannot be known is nothing");
	}

	private static long parameters(Experiment experiment) {
		long sum = Costs.of(experiment.getGenerator(), experiment).total().parameters() + Costs.of(experiment.getDiscriminator(), experiment).total().parameters();
		return experiment.getEncoder() == null ? sum : sum + Costs.of(experiment.getEncoder(), experiment).total().parameters();
	}
}
