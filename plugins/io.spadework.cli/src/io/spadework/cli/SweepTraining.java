package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.codegen.Forecast;
import io.spadework.codegen.PreparedRun;
import io.spadework.codegen.RunSettings;
import io.spadework.model.ExpressionException;
import io.spadework.model.Sweeps;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Sweep;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The points of a sweep, trained one after another, each a run of its own. */
final class SweepTraining {

	private final StudyFile study;
	private final Sweep sweep;
	private final RunSettings settings;
	private final List<Map<String, String>> points;

	private SweepTraining(StudyFile study, Sweep sweep, RunSettings settings, List<Map<String, String>> points) {
		this.study = study;
		this.sweep = sweep;
		this.settings = settings;
		this.points = points;
	}

	/** The training of a sweep; fails where it has no points, or one of them cannot be trained. */
	static SweepTraining of(StudyFile study, Sweep sweep, RunSettings settings) throws Failure {
		if (sweep.getExperiment() == null) {
			throw Failure.failed(study.path() + ": sweep " + sweep.getName() + " names no experiment");
		}
		try {
			List<Map<String, String>> points = Sweeps.points(sweep);
			for (Map<String, String> point : points) {
				for (String name : point.keySet()) {
					if (settings.parameters().containsKey(name)) {
						throw Failure.usage("--set " + name + " gives a value to what the sweep varies");
					}
				}
				TrainCommand.check(Sweeps.experiment(sweep, point), study.path(), settings);
			}
			return new SweepTraining(study, sweep, settings, points);
		} catch (ExpressionException e) {
			throw Failure.failed(study.path() + ": " + e.getMessage());
		}
	}

	/** Trains all points and returns the exit code: 1 where a run failed or the sweep was stopped. Unless forced, fails before the first where one does not fit here. */
	int train(Spadework program, BackendOption backend, EngineSettings how, Path runs, boolean json, boolean force) throws Failure {
		EngineHome home = backend.home();
		List<Forecast> forecasts = new ArrayList<>();
		for (Map<String, String> point : points) {
			Forecast forecast = Forecasts.calibrated(Forecasts.of(Sweeps.experiment(sweep, point), study.path(), runs, settings), home);
			if (!force) {
				Forecasts.requireRoom(forecast);
			}
			forecasts.add(forecast);
		}
		JsonArray documents = new JsonArray();
		StringBuilder summary = new StringBuilder();
		int code = 0;
		for (int i = 0; i < points.size(); i++) {
			Map<String, String> point = points.get(i);
			if (!json) {
				program.out().println("Point " + (i + 1) + " of " + points.size() + ": " + Sweeps.label(point));
				Forecasts.print(forecasts.get(i), program.out());
			}
			Experiment experiment = Sweeps.experiment(sweep, point);
			PreparedRun prepared = TrainCommand.prepareNext(experiment, study.path(), runs, home, settings);
			TrainCommand.Trained trained = TrainCommand.run(program, home, prepared, how, List.of(), json);
			JsonObject document = new JsonObject();
			JsonObject values = new JsonObject();
			point.forEach(values::addProperty);
			document.add("point", values);
			trained.document().asMap().forEach(document::add);
			document.add("estimate", Forecasts.document(forecasts.get(i)));
			documents.add(document);
			if (!json) {
				trained.print(program.out());
				program.out().println();
			}
			RunStatus status = trained.run().status();
			summary.append(String.format("  %-10s %s: %s%n", status.word(), Sweeps.label(point), trained.run().path()));
			code = trained.code() == 0 ? code : 1;
			if (status == RunStatus.STOPPED) {
				code = 1;
				break;
			}
		}
		if (json) {
			JsonObject document = new JsonObject();
			document.addProperty("sweep", sweep.getName());
			document.addProperty("points", points.size());
			document.add("runs", documents);
			program.out().println(Json.text(document));
		} else {
			program.out().print("Sweep " + sweep.getName() + ", " + documents.size() + " of " + points.size() + " points:" + System.lineSeparator() + summary);
		}
		return code;
	}
}
