package io.spadework.codegen;

import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Study;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Makes a trained model ready for the engine: a run, one of its checkpoints, or a model of a study and weights alone, as the shipped ones are. The networks are those of the run's
 * own source, or of source that is generated from the model's study; nothing in a file of weights names code.
 */
public final class ModelPreparation {

	/** The files of a model that stands alone: its study, its weights, and where it comes from. */
	public static final String STUDY = "study.spade";
	public static final String WEIGHTS = "weights.npz";
	public static final String PROVENANCE = "model.json";

	private static final String CHECKPOINTS = "checkpoints";
	private static final String LATEST = "latest.npz";
	private static final String CLASSES = "classes";
	private static final String SOURCE = "src";
	private static final long LARGEST_STUDY = 16L << 20;
	private static final long LARGEST_WEIGHTS = 4L << 30;
	private static final int BUFFER = 1 << 16;

	private ModelPreparation() {
	}

	/**
	 * Prepares a model.
	 *
	 * @param model           a run folder; a checkpoint in one; a folder or zip of a model that stands alone
	 * @param work            a folder of its own for what has to be unpacked and compiled, which exists and stays until the engine has ended
	 * @param engineClassPath the engine's jars
	 * @throws GenerationException  saying what the model lacks
	 * @throws CompilationException where the engine does not fit the generated source, or there is no compiler
	 */
	public static PreparedModel prepare(Path model, Path work, List<Path> engineClassPath) throws GenerationException, CompilationException, IOException {
		if (Files.isDirectory(model)) {
			return Files.isRegularFile(model.resolve(WEIGHTS)) ? alone(model, name(model), work, engineClassPath) : ofRun(model, model.resolve(CHECKPOINTS).resolve(LATEST), work, engineClassPath);
		}
		if (!Files.isRegularFile(model)) {
			throw new GenerationException("there is no " + model + ": a model is a run folder, a checkpoint in one, or a folder or zip with " + STUDY + " and " + WEIGHTS);
		}
		String file = model.getFileName().toString().toLowerCase(Locale.ROOT);
		if (file.endsWith(".zip")) {
			Path folder = Files.createDirectories(work.resolve("model"));
			unpack(model, folder);
			return alone(folder, name(model), work, engineClassPath);
		}
		Path folder = model.toAbsolutePath().normalize().getParent();
		if (file.endsWith(".npz") && folder.endsWith(CHECKPOINTS)) {
			return ofRun(folder.getParent(), model, work, engineClassPath);
		}
		throw new GenerationException(model + " is no model: that is a run folder, a checkpoint in the folder " + CHECKPOINTS + " of one, or a folder or zip with " + STUDY + " and " + WEIGHTS);
	}

	private static PreparedModel ofRun(Path run, Path checkpoint, Path work, List<Path> engineClassPath) throws GenerationException, CompilationException, IOException {
		Path classes = run.resolve(CLASSES);
		if (!Files.isDirectory(classes)) {
			if (!Files.isDirectory(run.resolve(SOURCE))) {
				throw new GenerationException(run + " is no model: it has neither " + WEIGHTS + " nor the source of a run");
			}
			classes = work.resolve(CLASSES);
			Compilation.compile(run.resolve(SOURCE), engineClassPath, classes);
		}
		if (!Files.isRegularFile(checkpoint)) {
			throw new GenerationException("the run " + run + " has no checkpoint yet: " + checkpoint + " does not exist");
		}
		String name = name(run) + (checkpoint.endsWith(LATEST) ? "" : " " + name(checkpoint));
		return new PreparedModel(name, classes, RunPreparation.mainClass(classes), checkpoint);
	}

	/** Of a study with one experiment and of weights. */
	private static PreparedModel alone(Path folder, String name, Path work, List<Path> engineClassPath) throws GenerationException, CompilationException, IOException {
		Path file = folder.resolve(STUDY);
		if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_STUDY) {
			throw new GenerationException("the model " + name + (Files.isRegularFile(file) ? " has a " + STUDY + " of " + Files.size(file) + " bytes, too large for one" : " has no " + STUDY));
		}
		Study study;
		try {
			study = Studies.load(file);
		} catch (StudyException e) {
			throw new GenerationException("the model " + name + " can't be used: " + e.getMessage(), e);
		}
		if (study.getExperiments().size() != 1) {
			throw new GenerationException("the study of the model " + name + " has " + study.getExperiments().size() + " experiments; that of a model has the one that it was trained by");
		}
		Path classes = work.resolve(CLASSES);
		Compilation.compile(CodeGenerator.generate(study.getExperiments().get(0), file), engineClassPath, classes);
		return new PreparedModel(name, classes, RunPreparation.mainClass(classes), folder.resolve(WEIGHTS));
	}

	/** Takes the files of a model out of a zip, and no others. */
	private static void unpack(Path file, Path folder) throws GenerationException, IOException {
		try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
			unpack(zip, STUDY, LARGEST_STUDY, folder);
			unpack(zip, WEIGHTS, LARGEST_WEIGHTS, folder);
		} catch (ZipException e) {
			throw new GenerationException(file + " is no zip, or a damaged one: " + e.getMessage(), e);
		}
	}

	private static void unpack(ZipFile zip, String name, long most, Path folder) throws GenerationException, IOException {
		ZipEntry entry = zip.getEntry(name);
		if (entry == null) {
			throw new GenerationException(zip.getName() + " is no model: it has no " + name);
		}
		try (InputStream in = zip.getInputStream(entry); OutputStream out = Files.newOutputStream(folder.resolve(name))) {
			byte[] buffer = new byte[BUFFER];
			long total = 0;
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				total += n;
				if (total > most) {
					throw new GenerationException(zip.getName() + " is no model: its " + name + " has more than " + most + " bytes");
				}
				out.write(buffer, 0, n);
			}
		}
	}

	/** A file's or folder's name without the ending of one. */
	private static String name(Path path) {
		String name = path.toAbsolutePath().normalize().getFileName().toString();
		int dot = name.lastIndexOf('.');
		return dot > 0 && !Files.isDirectory(path) ? name.substring(0, dot) : name;
	}

	/** Removes a work folder with all that is in it, as far as it can be. */
	public static void remove(Path work) {
		try (Stream<Path> all = Files.walk(work)) {
			all.sorted((one, other) -> other.compareTo(one)).forEach(path -> path.toFile().delete());
		} catch (IOException e) {
			// a temporary folder: the system clears it sooner or later
		}
	}
}
