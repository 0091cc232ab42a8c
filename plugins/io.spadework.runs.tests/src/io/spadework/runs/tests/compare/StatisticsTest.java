package io.spadework.runs.tests.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.runs.compare.Estimate;
import io.spadework.runs.compare.Holm;
import io.spadework.runs.compare.RankCorrelation;
import io.spadework.runs.compare.Welch;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Statistics against SciPy's, from statistics.py beside this file. */
class StatisticsTest {

	private static final double RELATIVE = 1e-8;

	@Test
	void means_and_their_intervals_are_SciPys() throws IOException {
		for (JsonElement element : scipy("estimates")) {
			JsonObject expected = element.getAsJsonObject();
			Estimate estimate = Estimate.of(numbers(expected, "values"));
			near(expected, "mean", estimate.mean());
			near(expected, "deviation", estimate.deviation());
			near(expected, "low", estimate.low());
			near(expected, "high", estimate.high());
		}
	}

	@Test
	void Welchs_test_and_interval_are_SciPys() throws IOException {
		for (JsonElement element : scipy("welch")) {
			JsonObject expected = element.getAsJsonObject();
			Welch test = Welch.of(Estimate.of(numbers(expected, "first")), Estimate.of(numbers(expected, "second")));
			near(expected, "difference", test.difference());
			near(expected, "low", test.low());
			near(expected, "high", test.high());
			near(expected, "t", test.t());
			near(expected, "df", test.degreesOfFreedom());
			near(expected, "p", test.p());
		}
	}

	@Test
	void rank_correlations_are_SciPys_and_over_all_orders_where_there_are_few() throws IOException {
		for (JsonElement element : scipy("spearman")) {
			JsonObject expected = element.getAsJsonObject();
			RankCorrelation correlation = RankCorrelation.of(numbers(expected, "x"), numbers(expected, "y"));
			near(expected, "rho", correlation.rho());
			near(expected, "p", correlation.p());
		}
	}

	@Test
	void many_tests_are_corrected_by_Holms_steps() throws IOException {
		for (JsonElement element : scipy("holm")) {
			assertArrayEquals(numbers(element.getAsJsonObject(), "adjusted"), Holm.adjust(numbers(element.getAsJsonObject(), "p")), 1e-12);
		}
		assertArrayEquals(new double[] { 0.02, Double.NaN, 0.03 }, Holm.adjust(new double[] { 0.01, Double.NaN, 0.03 }), 1e-12, "what is no test doesn't count");
	}

	@Test
	void too_little_data_gives_no_number_rather_than_a_wrong_one() {
		assertTrue(Double.isNaN(Estimate.of().mean()));
		assertTrue(Double.isNaN(Estimate.of(3).low()));
		assertTrue(Double.isNaN(Welch.of(Estimate.of(1), Estimate.of(2, 3)).p()));
		assertTrue(Double.isNaN(Welch.of(Estimate.of(2, 2), Estimate.of(3, 3)).p()), "neither sample varies");
		assertEquals(1, Welch.of(Estimate.of(2, 2), Estimate.of(3, 3)).difference());
		assertTrue(Double.isNaN(RankCorrelation.of(new double[] { 1, 2, 3, 4 }, new double[] { 1, 2, 3, 4 }).rho()));
		assertTrue(Double.isNaN(RankCorrelation.of(new double[] { 1, 1, 1, 1, 1 }, new double[] { 1, 2, 3, 4, 5 }).rho()));
		assertEquals(5, RankCorrelation.of(new double[] { 1, 2, 3, Double.NaN, 4, 5 }, new double[] { 2, 3, 4, 5, 6, 7 }).n(), "pairs without a number are left out");
	}

	@Test
	void a_perfect_order_of_five_is_as_likely_as_two_orders_in_a_hundred_and_twenty() {
		RankCorrelation correlation = RankCorrelation.of(new double[] { 1, 2, 3, 4, 5 }, new double[] { 50, 40, 30, 20, 10 });
		assertEquals(-1, correlation.rho(), 1e-12);
		assertEquals(2.0 / 120, correlation.p(), 1e-12);
	}

	private static Iterable<JsonElement> scipy(String part) throws IOException {
		try (Reader reader = new InputStreamReader(StatisticsTest.class.getResourceAsStream("statistics.json"), StandardCharsets.UTF_8)) {
			return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray(part);
		}
	}

	private static double[] numbers(JsonObject object, String name) {
		return object.getAsJsonArray(name).asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
	}

	private static void near(JsonObject expected, String name, double actual) {
		double value = expected.get(name).getAsDouble();
		assertEquals(value, actual, Math.abs(value) * RELATIVE + 1e-12, name);
	}
}
