package io.spadework.engine.run;

import com.google.gson.JsonArray;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.ImageFolder;
import io.spadework.engine.metrics.FeatureExtractor;
import io.spadework.engine.metrics.FeatureStatistics;
import io.spadework.engine.metrics.Features;
import io.spadework.engine.metrics.SetMetrics;
import io.spadework.runs.Evaluation;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says how far the images of a folder, or their statistics, lie from those of another one: a process of its own, without a study. */
public final class EvaluateFolder {

	private static final int FAILED = 1;
	private static final int USAGE = 2;

	private EvaluateFolder() {
	}

	/** Prints the evaluations as a JSON array; ends the process with 0, or 1 where it failed, or 2 where the arguments are not understood. */
	public static void main(String[] arguments) {
		System.exit(run(System.out, System.err, arguments));
	}

	static int run(PrintStream out, PrintStream err, String... arguments) {
		EvaluationRequest request;
		try {
			request = EvaluationRequest.parse(arguments);
			if (request.asksForMaps()) {
				throw new UserException("miou and accuracy compare label maps, which a folder of images does not have: evaluate a run.");
			}
			if (request.reference() == null && request.statistics() == null) {
				throw new UserException("--reference says what the images are held against: a folder of real images, or their statistics (.npz).");
			}
		} catch (UserException e) {
			err.println(e.getMessage());
			return USAGE;
		}
		try {
			JsonArray document = new JsonArray();
			evaluations(request).forEach(evaluation -> document.add(RunWriter.json(evaluation)));
			out.println(document);
			return 0;
		} catch (UserException | DataException | IllegalArgumentException | IllegalStateException e) {
			err.println(e.getMessage());
		} catch (IOException e) {
			err.println("A file can't be read or written: " + e.getMessage());
		}
		return FAILED;
	}

	private static List<Evaluation> evaluations(EvaluationRequest request) throws IOException, DataException, UserException {
		if (Files.isRegularFile(request.subject())) {
			return List.of(ofStatistics(request));
		}
		ImageFolder folder = ImageFolder.open(request.subject()).first(request.samples());
		FeatureExtractor extractor = request.extractor();
		FeatureExtractor.Gathering gathering = extractor.gather();
		EvaluationRequest.look(folder, gathering);
		Features features = gathering.features();
		if (request.statistics() != null) {
			FeatureStatistics.of(features).write(request.statistics());
		}
		SetMetrics sets = request.sets(extractor);
		if (sets == null) {
			return new ArrayList<>();
		}
		Map<String, String> images = new LinkedHashMap<>();
		images.put("images", "files in a folder, in order of name");
		return sets.evaluations(features, images);
	}

	private static Evaluation ofStatistics(EvaluationRequest request) throws IOException, UserException {
		if (!request.kinds().equals(Set.of(SetMetrics.Kind.FRECHET)) || request.reference() == null || !Files.isRegularFile(request.reference())) {
			throw new UserException(request.subject() + " holds statistics: they have a Frechet distance from other statistics (--metrics frechet --reference OTHER.npz), and nothing else.");
		}
		return SetMetrics.ofStatistics(FeatureStatistics.read(request.subject()), EvaluationRequest.statisticsOf(request.subject()), FeatureStatistics.read(request.reference()),
				EvaluationRequest.statisticsOf(request.reference()));
	}
}
