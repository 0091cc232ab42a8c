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
import io.spadework.runs.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
			byte[] study = studyBytes(run.study(), info.experiment(), work);
			write(file, provenance(run, info, prepared.weights(), study), study, Files.readAllBytes(weights));
		} catch (GenerationException | CompilationException | RunException | StudyException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed(file + " could not be written: " + e);
		} finally {
			ModelPreparation.remove(work);
		}
	}

	/** Puts the imported weights of a network into the zip of a model, which is made where it is not there; its other networks stay. */
	static void add(Path file, Path studyFile, String experiment, String network, Path weights) throws Failure {
		Path work = ModelOption.workFolder();
		try {
			byte[] study = studyBytes(studyFile, experiment, work);
			Map<String, byte[]> arrays = new LinkedHashMap<>();
			if (Files.exists(file)) {
				Map<String, byte[]> model = entries(Files.readAllBytes(file));
				if (!Arrays.equals(model.get(ModelPreparation.STUDY), study)) {
					throw Failure.failed(file + " is the model of another study; choose another file, or remove it");
				}
				arrays.putAll(entries(model.get(ModelPreparation.WEIGHTS)));
				arrays.keySet().removeIf(name -> name.startsWith(network + "/"));
			}
			entries(Files.readAllBytes(weights)).forEach((name, bytes) -> arrays.put(network + "/weights/" + name, bytes));
			JsonObject provenance = new JsonObject();
			provenance.addProperty("formatVersion", FORMAT_VERSION);
			provenance.addProperty("experiment", experiment);
			provenance.addProperty("studyHash", Sha256.of(study));
			provenance.addProperty("imported", true);
			write(file, provenance, study, zip(arrays));
		} catch (StudyException e) {
			throw Failure.failed(e.getMessage());
		} catch (IOException e) {
			throw Failure.failed(file + " could not be written: " + e);
		} finally {
			ModelPreparation.remove(work);
		}
	}

	private static Map<String, byte[]> entries(byte[] zipped) throws IOException {
		Map<String, byte[]> entries = new LinkedHashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped), StandardCharsets.UTF_8)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				entries.put(entry.getName(), zip.readAllBytes());
			}
		}
		return entries;
	}

	private static void write(Path file, JsonObject provenance, byte[] study, byte[] weights) throws IOException {
		Map<String, byte[]> model = new LinkedHashMap<>();
		model.put(ModelPreparation.PROVENANCE, Json.text(provenance).getBytes(StandardCharsets.UTF_8));
		model.put(ModelPreparation.STUDY, study);
		model.put(ModelPreparation.WEIGHTS, weights);
		Path aside = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".writing");
		Files.write(aside, zip(model));
		Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
	}

	/** Entries without a time, so that equal models are equal files. */
	private static byte[] zip(Map<String, byte[]> entries) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
			for (Map.Entry<String, byte[]> each : entries.entrySet()) {
				ZipEntry entry = new ZipEntry(each.getKey());
				entry.setLastModifiedTime(NO_TIME);
				zip.putNextEntry(entry);
				zip.write(each.getValue());
				zip.closeEntry();
			}
		}
		return bytes.toByteArray();
	}

	private static byte[] studyBytes(Path file, String experiment, Path work) throws StudyException, Failure, IOException {
		Path study = work.resolve(ModelPreparation.STUDY);
		Studies.save(alone(file, experiment), study);
		return Files.readAllBytes(study);
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
		provenance.addProperty("studyHash", Sha256.of(study));
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
}
