package io.spadework.runs.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Cost;
import io.spadework.runs.compare.Difference;
import io.spadework.runs.compare.Direction;
import io.spadework.runs.compare.Estimate;
import io.spadework.runs.compare.Group;
import io.spadework.runs.compare.Importance;
import io.spadework.runs.compare.Measure;
import io.spadework.runs.compare.ParetoSet;
import io.spadework.runs.compare.PublishedTable;
import io.spadework.runs.compare.SettingRow;
import io.spadework.runs.compare.Summary;
import java.util.List;

/** A comparison as one JSON document: {runs, differing, metrics, separate, groups, tests, correlations} and what else was asked for. Numbers that are not finite are null. */
public final class ComparisonDocument {

	private ComparisonDocument() {
	}

	/**
	 * The document.
	 *
	 * @param measures those to be in it
	 * @param judged those among them that are tested and correlated: the more there are, the less each test can say
	 * @param cost what quality is held against, or null
	 */
	public static JsonObject of(Comparison comparison, List<Measure> measures, List<Measure> judged, boolean published, Cost cost) {
		JsonObject document = new JsonObject();
		document.add("runs", runs(comparison));
		JsonObject differing = new JsonObject();
		for (SettingRow row : comparison.differing()) {
			JsonObject values = new JsonObject();
			for (int i = 0; i < row.values().size(); i++) {
				values.addProperty(comparison.runs().get(i).label(), row.values().get(i));
			}
			differing.add(row.name(), values);
		}
		document.add("differing", differing);
		JsonArray metrics = new JsonArray();
		measures.forEach(measure -> metrics.add(metric(measure, comparison)));
		document.add("metrics", metrics);
		JsonArray separate = new JsonArray();
		comparison.separations().forEach(separation -> {
			JsonObject one = new JsonObject();
			one.addProperty("metric", separation.name());
			one.addProperty("reason", separation.reason());
			JsonObject fields = new JsonObject();
			separation.fields().forEach(field -> {
				JsonObject values = new JsonObject();
				for (int i = 0; i < field.values().size(); i++) {
					values.addProperty(separation.measures().get(i).protocolHash(), field.values().get(i));
				}
				fields.add(field.name(), values);
			});
			one.add("fields", fields);
			separate.add(one);
		});
		document.add("separate", separate);
		document.add("groups", groups(comparison, measures));
		JsonArray tests = new JsonArray();
		comparison.differences(judged).forEach(difference -> tests.add(test(difference)));
		document.add("tests", tests);
		JsonArray correlations = new JsonArray();
		judged.forEach(measure -> comparison.importances(measure).forEach(importance -> correlations.add(correlation(importance))));
		document.add("correlations", correlations);
		if (cost != null) {
			document.add("pareto", pareto(comparison, judged, cost));
		}
		if (published) {
			document.add("published", published());
		}
		return document;
	}

	private static JsonArray runs(Comparison comparison) {
		JsonArray runs = new JsonArray();
		for (ComparedRun run : comparison.runs()) {
			JsonObject one = new JsonObject();
			one.addProperty("run", run.label());
			one.addProperty("path", run.folder().path().toString());
			one.addProperty("status", run.status());
			one.addProperty("lastStep", run.metrics().lastStep());
			one.addProperty("seconds", run.metrics().lastWall());
			one.add("problems", texts(run.problems()));
			runs.add(one);
		}
		return runs;
	}

	private static JsonObject metric(Measure measure, Comparison comparison) {
		JsonObject metric = new JsonObject();
		identify(metric, measure);
		metric.addProperty("direction", measure.direction().word());
		JsonObject protocol = new JsonObject();
		measure.protocol().forEach(protocol::addProperty);
		metric.add("protocol", measure.isEvaluation() ? protocol : JsonNull.INSTANCE);
		JsonObject values = new JsonObject();
		for (ComparedRun run : comparison.runs()) {
			Summary summary = run.summary(measure);
			if (summary != null) {
				values.add(run.label(), value(summary, measure.direction()));
			}
		}
		metric.add("values", values);
		return metric;
	}

	private static JsonObject value(Summary summary, Direction direction) {
		JsonObject value = new JsonObject();
		value.add("last", number(summary.last()));
		value.addProperty("step", summary.lastStep());
		value.add("min", number(summary.min()));
		value.add("max", number(summary.max()));
		value.add("best", number(summary.best(direction)));
		value.add("bestStep", summary.bestStep(direction) < 0 ? JsonNull.INSTANCE : new JsonPrimitive(summary.bestStep(direction)));
		value.addProperty("count", summary.count());
		value.addProperty("notFinite", summary.notFinite());
		value.add("interval", summary.interval() == null ? JsonNull.INSTANCE : interval(summary.interval()[0], summary.interval()[1]));
		value.add("n", summary.samples() == 0 ? JsonNull.INSTANCE : new JsonPrimitive(summary.samples()));
		return value;
	}

	private static JsonArray groups(Comparison comparison, List<Measure> measures) {
		JsonArray groups = new JsonArray();
		for (Group group : comparison.groups()) {
			JsonObject one = new JsonObject();
			one.addProperty("group", group.label());
			one.add("runs", texts(group.runs().stream().map(ComparedRun::label).toList()));
			JsonArray estimates = new JsonArray();
			for (Measure measure : measures) {
				Estimate estimate = group.estimate(measure);
				if (estimate.n() > 0) {
					JsonObject mean = new JsonObject();
					identify(mean, measure);
					mean.addProperty("n", estimate.n());
					mean.add("mean", number(estimate.mean()));
					mean.add("deviation", number(estimate.deviation()));
					mean.add("interval", interval(estimate.low(), estimate.high()));
					estimates.add(mean);
				}
			}
			one.add("means", estimates);
			groups.add(one);
		}
		return groups;
	}

	private static JsonObject test(Difference difference) {
		JsonObject test = new JsonObject();
		identify(test, difference.measure());
		test.addProperty("group", difference.group().label());
		test.addProperty("against", difference.reference().label());
		test.add("difference", number(difference.test().difference()));
		test.add("interval", interval(difference.test().low(), difference.test().high()));
		test.add("t", number(difference.test().t()));
		test.add("degreesOfFreedom", number(difference.test().degreesOfFreedom()));
		test.add("p", number(difference.test().p()));
		test.add("adjustedP", number(difference.adjustedP()));
		test.addProperty("verdict", difference.verdict().word());
		test.addProperty("reason", difference.reason());
		return test;
	}

	private static JsonObject correlation(Importance importance) {
		JsonObject correlation = new JsonObject();
		identify(correlation, importance.measure());
		correlation.addProperty("setting", importance.setting());
		correlation.add("rho", number(importance.correlation().rho()));
		correlation.addProperty("n", importance.correlation().n());
		correlation.add("p", number(importance.correlation().p()));
		correlation.add("adjustedP", number(importance.adjustedP()));
		correlation.addProperty("verdict", importance.words());
		return correlation;
	}

	private static JsonArray pareto(Comparison comparison, List<Measure> measures, Cost cost) {
		JsonArray sets = new JsonArray();
		for (Measure measure : measures) {
			if (measure.direction() != Direction.NONE) {
				JsonObject set = new JsonObject();
				identify(set, measure);
				set.addProperty("cost", cost.name());
				JsonArray points = new JsonArray();
				for (ParetoSet.Point point : comparison.pareto(measure, cost)) {
					JsonObject one = new JsonObject();
					one.addProperty("run", point.run().label());
					one.add("quality", number(point.quality()));
					one.add("cost", number(point.cost()));
					points.add(one);
				}
				set.add("runs", points);
				sets.add(set);
			}
		}
		return sets;
	}

	private static JsonObject published() {
		JsonObject published = new JsonObject();
		published.addProperty("source", PublishedTable.SOURCE);
		JsonArray rows = new JsonArray();
		for (PublishedTable.Row row : PublishedTable.rows()) {
			JsonObject one = new JsonObject();
			one.addProperty("method", row.method());
			one.addProperty("dataset", row.dataset());
			one.add("miou", number(row.miou()));
			one.add("accuracy", number(row.accuracy()));
			one.add("fid", number(row.fid()));
			rows.add(one);
		}
		published.add("rows", rows);
		return published;
	}

	private static void identify(JsonObject object, Measure measure) {
		object.addProperty("metric", measure.name());
		object.addProperty("protocolHash", measure.isEvaluation() ? measure.protocolHash() : null);
	}

	private static JsonElement interval(double low, double high) {
		JsonArray interval = new JsonArray();
		interval.add(number(low));
		interval.add(number(high));
		return Double.isNaN(low) ? JsonNull.INSTANCE : interval;
	}

	private static JsonArray texts(List<String> texts) {
		JsonArray array = new JsonArray();
		texts.forEach(array::add);
		return array;
	}

	private static JsonElement number(double value) {
		return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
	}
}
