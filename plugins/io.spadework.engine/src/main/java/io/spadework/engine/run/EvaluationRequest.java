package io.spadework.engine.run;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.ImageFolder;
import io.spadework.engine.data.PlanarImage;
import io.spadework.engine.metrics.ClassMap;
import io.spadework.engine.metrics.FeatureExtractor;
import io.spadework.engine.metrics.FeatureStatistics;
import io.spadework.engine.metrics.ImageResizing;
import io.spadework.engine.metrics.LabelFinder;
import io.spadework.engine.metrics.SetMetrics;
import io.spadework.engine.weights.NetworkFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be measured, and with what: the arguments of an engine that evaluates.
 *
 * @param subject        the run folder, the folder of images, or a file of their statistics
 * @param studyFolder    folder that data folders are relative to
 * @param checkpoint     a run's: latest, best, or the step of a kept one
 * @param metrics        fid, frechet, kid, precision, recall, miou, accuracy
 * @param reference      folder of real images or file of statistics; null: a run's held-out images
 * @param inception      FID's network as a file that stands for itself; null: none was given
 * @param weights        SHA-256 of the file that its weights were given in
 * @param segmenter      a segmenter as a file that stands for itself; null: the one that comes with the program
 * @param segmenterName  what it is called
 * @param segmenterHash  SHA-256 of the file that its weights were given in
 * @param segmenterMap   file that says which labels its classes stand for; null: they are the data set's labels
 * @param resizing       how images come to its size
 * @param samples        images at most; 0: all
 * @param seed           of all that is drawn
 * @param statistics     file to write the subject's statistics to; null: none
 */
record EvaluationRequest(Path subject, Path studyFolder, String checkpoint, Set<String> metrics, Path reference, Path inception, String weights,
		Path segmenter, String segmenterName, String segmenterHash, Path segmenterMap, ImageResizing resizing, int samples, long seed, Path statistics) {

	static final String USAGE = "Usage: --subject FOLDER [--study-folder FOLDER] [--checkpoint latest|best|STEP] [--metrics NAME,...] [--reference FOLDER|STATISTICS.npz]"
			+ " [--inception NETWORK.npz --weights-hash SHA256] [--segmenter NETWORK.npz --segmenter-name NAME --segmenter-hash SHA256 [--segmenter-classes FILE]]"
			+ " [--resizing pytorch|clean|tensorflow] [--samples N] [--seed N] [--save-statistics FILE.npz]";

	private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("fid", "frechet", "kid", "precision", "recall", "miou", "accuracy"));
	private static final int BATCH = 16;

	/** Reads the arguments; throws UserException for what can't be understood. */
	static EvaluationRequest parse(String... arguments) throws UserException {
		Path subject = null;
		Path studyFolder = Path.of("");
		String checkpoint = "latest";
		Set<String> metrics = Set.of();
		Path reference = null;
		Path inception = null;
		String weights = "";
		Path segmenter = null;
		String segmenterName = "segmenter";
		String segmenterHash = "";
		Path segmenterMap = null;
		ImageResizing resizing = ImageResizing.PYTORCH;
		int samples = 0;
		long seed = 1;
		Path statistics = null;
		for (int i = 0; i < arguments.length; i += 2) {
			String option = arguments[i];
			if (i + 1 == arguments.length) {
				throw new UserException(option + " needs a value, or is no option.\n" + USAGE);
			}
			String value = arguments[i + 1];
			try {
				switch (option) {
					case "--subject" -> subject = Path.of(value);
					case "--study-folder" -> studyFolder = Path.of(value);
					case "--checkpoint" -> checkpoint = value;
					case "--metrics" -> metrics = new LinkedHashSet<>(List.of(value.split(",")));
					case "--reference" -> reference = Path.of(value);
					case "--inception" -> inception = Path.of(value);
					case "--weights-hash" -> weights = value;
					case "--segmenter" -> segmenter = Path.of(value);
					case "--segmenter-name" -> segmenterName = value;
					case "--segmenter-hash" -> segmenterHash = value;
					case "--segmenter-classes" -> segmenterMap = Path.of(value);
					case "--resizing" -> resizing = ImageResizing.valueOf(value.toUpperCase(Locale.ROOT));
					case "--samples" -> samples = Integer.parseInt(value);
					case "--seed" -> seed = Long.parseLong(value);
					case "--save-statistics" -> statistics = Path.of(value);
					default -> throw new UserException("Unknown option " + option + ".\n" + USAGE);
				}
			} catch (InvalidPathException | NumberFormatException e) {
				throw new UserException(option + " " + value + " can't be understood: " + e.getMessage(), e);
			} catch (IllegalArgumentException e) {
				throw new UserException(option + " " + value + ": there are pytorch, clean and tensorflow.", e);
			}
		}
		if (subject == null || samples < 0) {
			throw new UserException((subject == null ? "--subject is missing" : "--samples " + samples + ": at least 1 is needed, or 0 for all") + ".\n" + USAGE);
		}
		return new EvaluationRequest(subject, studyFolder, checkpoint, checked(metrics, inception), reference, inception, weights, segmenter, segmenterName,
				segmenterHash, segmenterMap, resizing, samples, seed, statistics);
	}

	private static Set<String> checked(Set<String> metrics, Path inception) throws UserException {
		for (String metric : metrics) {
			if (!KNOWN.contains(metric)) {
				throw new UserException("There is no metric \"" + metric + "\"; there are " + String.join(", ", KNOWN) + ".");
			}
		}
		if (metrics.contains("fid") && inception == null) {
			throw new UserException("FID is measured with FID's own network alone: --weights names its file, pt_inception-2015-12-05-6726825d.pth."
					+ " Without it, \"frechet\" is the distance on landscape-features, which comes with the program and is called so.");
		}
		return metrics;
	}

	/** What is to be said of sets of images. */
	Set<SetMetrics.Kind> kinds() {
		Set<SetMetrics.Kind> kinds = EnumSet.noneOf(SetMetrics.Kind.class);
		for (String metric : metrics) {
			switch (metric) {
				case "fid", "frechet" -> kinds.add(SetMetrics.Kind.FRECHET);
				case "kid" -> kinds.add(SetMetrics.Kind.KERNEL);
				case "precision" -> kinds.add(SetMetrics.Kind.PRECISION);
				case "recall" -> kinds.add(SetMetrics.Kind.RECALL);
				default -> {
					// said of label maps
				}
			}
		}
		return kinds;
	}

	/** Whether something is to be said of label maps. */
	boolean asksForMaps() {
		return metrics.contains("miou") || metrics.contains("accuracy");
	}

	/** The network that looks at images. */
	FeatureExtractor extractor() throws IOException {
		return inception == null ? FeatureExtractor.landscapeFeatures() : FeatureExtractor.inception(NetworkFile.own(FeatureExtractor.INCEPTION, inception), resizing, weights);
	}

	/** The network that finds label maps in images. */
	LabelFinder finder(Dataset data) throws IOException, DataException {
		return segmenter == null ? LabelFinder.landscapeSegmenter()
				: LabelFinder.of(NetworkFile.own(segmenterName, segmenter), segmenterHash, segmenterMap == null ? ClassMap.SAME : ClassMap.read(segmenterMap, data));
	}

	/** What sets are held against where the request names a reference; otherwise null. */
	SetMetrics sets(FeatureExtractor extractor) throws IOException, DataException, UserException {
		if (reference == null) {
			return null;
		}
		try {
			if (Files.isDirectory(reference)) {
				ImageFolder folder = ImageFolder.open(reference).first(samples);
				FeatureExtractor.Gathering seen = extractor.gather();
				String pixels = look(folder, seen);
				return SetMetrics.against(extractor, kinds(), seed, seen.features(), "images of another folder, pixels " + pixels);
			}
			return SetMetrics.against(extractor, kinds(), seed, FeatureStatistics.read(reference), statisticsOf(reference));
		} catch (IllegalArgumentException e) {
			throw new UserException(reference + ": " + e.getMessage(), e);
		}
	}

	/** A file of statistics, for protocols. */
	static String statisticsOf(Path file) throws IOException {
		return "statistics file " + NetworkFile.sha256(Files.readAllBytes(file));
	}

	/** Has all images of a folder looked at; returns the SHA-256 of all their sizes and pixels, which says what they are wherever they lie. */
	static String look(ImageFolder folder, FeatureExtractor.Gathering gathering) throws DataException {
		MessageDigest pixels = sha256();
		List<PlanarImage> some = new ArrayList<>();
		for (int i = 0; i < folder.size(); i++) {
			PlanarImage image = folder.image(i);
			pixels.update(ByteBuffer.allocate(2 * Integer.BYTES).putInt(image.height()).putInt(image.width()).array());
			pixels.update(image.planes());
			some.add(image);
			if (some.size() == BATCH || i == folder.size() - 1) {
				gathering.add(some);
				some.clear();
			}
		}
		return HexFormat.of().formatHex(pixels.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new AssertionError("every Java platform has SHA-256", e);
		}
	}
}
