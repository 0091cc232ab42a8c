package io.spadework.codegen;

import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;
import io.spadework.model.templates.PublishedNetworks;
import io.spadework.runs.KeptSegmenter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A network that looks at images when a generator is measured, generated and filled as any network of a study: first the engine is asked for it, then it can be used.
 *
 * @param name     what it is called
 * @param weights  the file that its weights come from
 * @param question makes the network
 * @param file     where it then is
 * @param option   what an evaluation calls it
 * @param classes  file that says which labels a segmenter's classes stand for; null: they are the data set's labels
 */
public record LookingNetwork(String name, Path weights, EngineQuestion question, Path file, Option option, Path classes) {

	private static final String LATEST_CHECKPOINT = "checkpoints/latest.npz";
	private static final String RUN_INFO = "run.json";

	/** What an evaluation calls such a network. */
	private enum Option {
		INCEPTION, SEGMENTER
	}

	/**
	 * FID's network.
	 *
	 * @param weights         the file with its weights
	 * @param work            an empty folder
	 * @param engineClassPath the engine's jars
	 */
	public static LookingNetwork inception(Path weights, Path work, List<Path> engineClassPath) throws GenerationException, CompilationException, IOException {
		Study study = PublishedNetworks.study(PublishedNetworks.FID_INCEPTION);
		Path file = work.resolve("fid." + Studies.EXTENSION);
		Studies.save(study, file);
		PreparedRun prepared = RunPreparation.prepare(study.getExperiments().get(0), file, work.resolve("run"), engineClassPath, RunSettings.asInStudy());
		return of("FID's network", Option.INCEPTION, prepared, "feature network", weights, work, null);
	}

	/**
	 * A segmenter: the one that a run has trained, at its latest checkpoint, or a study's with the weights of a file.
	 *
	 * @param source          a run folder or a study file
	 * @param weights         null for a run
	 * @param classes         file that says which labels its classes stand for; null: they are the data set's labels
	 * @param work            an empty folder
	 * @param engineClassPath the engine's jars
	 * @throws GenerationException saying what is missing
	 */
	public static LookingNetwork segmenter(Path source, Path weights, Path classes, Path work, List<Path> engineClassPath) throws GenerationException, CompilationException, IOException {
		if (Files.isRegularFile(source.resolve(RUN_INFO))) {
			if (weights != null) {
				throw new GenerationException("weights are for the segmenter of a study; the run " + source + " has its own");
			}
			return of(source.toAbsolutePath().normalize().getFileName().toString(), Option.SEGMENTER, RunPreparation.resume(source), "segmenter", source.resolve(LATEST_CHECKPOINT), work, classes);
		}
		if (weights == null) {
			throw new GenerationException(source + " is no run, which has trained its segmenter; that of a study needs a file of weights");
		}
		Experiment experiment = experiment(source);
		PreparedRun prepared = RunPreparation.prepare(experiment, source, work.resolve("run"), engineClassPath, RunSettings.asInStudy());
		return of(experiment.getSegmenter().getName(), Option.SEGMENTER, prepared, "segmenter", weights, work, classes);
	}

	private static Experiment experiment(Path study) throws GenerationException {
		try {
			return Studies.load(study).getExperiments().stream().filter(experiment -> experiment.getSegmenter() != null).findFirst()
					.orElseThrow(() -> new GenerationException("no experiment of " + study + " has a segmenter"));
		} catch (StudyException e) {
			throw new GenerationException(e.getMessage(), e);
		}
	}

	private static LookingNetwork of(String name, Option option, PreparedRun prepared, String network, Path weights, Path work, Path classes) throws GenerationException {
		for (Path needed : classes == null ? List.of(weights) : List.of(weights, classes)) {
			if (!Files.isRegularFile(needed)) {
				throw new GenerationException("there is no file " + needed);
			}
		}
		Path file = work.resolve("network.npz");
		EngineQuestion question = EngineQuestion.of(prepared,
				List.of("import-weights", weights.toAbsolutePath().toString(), "--network", network, "--out", file.toString(), "--stand-alone"));
		return new LookingNetwork(name, weights, question, file, option, classes);
	}

	/** What an evaluation is told about it. */
	public List<String> arguments() throws IOException {
		if (option == Option.INCEPTION) {
			return List.of("--inception", file.toString(), "--weights-hash", hash());
		}
		List<String> arguments = new ArrayList<>(List.of("--segmenter", file.toString(), "--segmenter-name", name, "--segmenter-hash", hash()));
		if (classes != null) {
			arguments.addAll(List.of("--segmenter-classes", classes.toAbsolutePath().toString()));
		}
		return arguments;
	}

	/** Has a run keep what an evaluation has to be told about a segmenter that lies in this folder of it. */
	void keep(Path folder) throws IOException {
		new KeptSegmenter(folder, name, hash()).keep(classes);
	}

	/** SHA-256 of the file with the weights. */
	private String hash() throws IOException {
		try (InputStream stream = Files.newInputStream(weights)) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("every Java platform has SHA-256", e);
		}
	}
}
