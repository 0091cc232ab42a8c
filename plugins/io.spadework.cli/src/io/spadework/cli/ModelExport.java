package io.spadework.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.codegen.CompilationException;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.ModelPreparation;
import io.spadework.codegen.PreparedModel;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Study;
import io.spadework.runs.EngineHome;
import io.spadework.runs.Evaluation;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes a model that stands alone of a run: a zip of its study, the weights that make images, in half precision, and where it comes from. */
final class ModelExport {

	private static final int FORMAT_VERSION = 1;
	private static final FileTime NO_TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

	private ModelExport() {
	}

	/** Writes the zip of a run's latest checkpoint. */
	static void write(RunFolder run, Path file, EngineHome home) throws Failure {
		Path work = ModelOption.workFolder();
		try {
			PreparedModel prepared = ModelPreparation.prepare(run.path(), work, home.classPath());
			Path weights = work.resolve(ModelPreparation.WEIGHTS);
			ByteArrayOutputStream err = new ByteArrayOutputStream();
			int code = EngineProcess.answer(home, prepared, List.of("export-model", "--weights", prepared.weights().toString(), "--out", weights.toString()), null,
					new PrintStream(err, true, StandardCharsets.UTF_8));
			if (code != 0) {
				throw Failure.failed(err.toString(StandardCharsets.UTF_8).strip());
			}
			RunInfo info = run.info();
			Path study = work.resolve(ModelPreparation.STUDY);
			Studies.save(alone(run.study(), info.experiment()), study);
			Path aside = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".writing");
			try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(aside), StandardCharsets.UTF_8)) {
				byte[] studyBytes = Files.readAllBytes(study);
				add(zip, ModelPreparation.PROVENANCE, Json.text(provenance(run, info, prepared.weights(), studyBytes)).getBytes(StandardCharsets.UTF_8));
				add(zip, ModelPreparation.STUDY, studyBytes);
				add(zip, ModelPreparation.WEIGHTS, Files.readAllBytes(weights));
			}
			Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
		} catch (GenerationException | CompilationException | RunException | StudyException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed(file + " could not be written: " + e);
		} finally {
			ModelPreparation.remove(work);
		}
	}

	/** The study with the experiment that was trained and no other. */
	private static Study alone(Path file, String experiment) throws StudyException, Failure {
		Study study = Studies.load(file);
		study.getSweeps().clear();
		study.getExperiments().removeIf(each -> !experiment.equals(each.getName()));
		if (study.getExperiments().size() != 1) {
			throw Failure.failed(file + " has " + study.getExperiments().size() + " experiments called \"" + experiment + "\"");
		}
		return study;
	}

	private static JsonObject provenance(RunFolder run, RunInfo info, Path checkpoint, byte[] study) throws IOException {
		JsonObject provenance = new JsonObject();
		provenance.addProperty("formatVersion", FORMAT_VERSION);
		provenance.addProperty("study", info.study());
		provenance.addProperty("experiment", info.experiment());
		provenance.addProperty("studyHash", sha256(study));
		provenance.addProperty("seed", info.seed());
		provenance.addProperty("steps", run.metrics().lastStep());
		provenance.addProperty("date", Files.getLastModifiedTime(checkpoint).toInstant().truncatedTo(ChronoUnit.SECONDS).toString());
		provenance.addProperty("precision", "half");
		JsonObject versions = new JsonObject();
		info.versions().forEach(versions::addProperty);
		provenance.add("versions", versions);
		JsonArray metrics = new JsonArray();
		run.evaluationsByStep().getOrDefault(run.metrics().lastStep(), List.of()).forEach(evaluation -> metrics.add(metric(evaluation)));
		provenance.add("metrics", metrics);
		return provenance;
	}

	private static JsonObject metric(Evaluation evaluation) {
		JsonObject metric = new JsonObject();
		metric.addProperty("metric", evaluation.metric());
		metric.add("value", Json.number(evaluation.value()));
		metric.addProperty("n", evaluation.samples());
		JsonObject protocol = new JsonObject();
		evaluation.protocol().forEach(protocol::addProperty);
		metric.add("protocol", protocol);
		return metric;
	}

	/** Adds an entry without a time, so that equal models are equal files. */
	private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
		ZipEntry entry = new ZipEntry(name);
		entry.setLastModifiedTime(NO_TIME);
		zip.putNextEntry(entry);
		zip.write(bytes);
		zip.closeEntry();
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("Every Java platform has SHA-256", e);
		}
	}
}
