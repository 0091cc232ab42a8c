package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.PlanarImage;
import io.spadework.engine.data.Preparation;
import io.spadework.engine.data.Sample;
import io.spadework.engine.weights.NetworkFile;
import io.spadework.runs.Evaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks that come with the program, on landscapes that they have not seen. */
class TrainedNetworksTest {

	private static final int IMAGES = 16;

	private static Landscapes landscapes(long seed, int side, boolean allDay) {
		Landscapes data = new Landscapes(seed, 1, IMAGES, false, Preparation.fixed(side, side, 1, false));
		return allDay ? data.allDay() : data;
	}

	private static List<Sample> samples(Landscapes data) throws Exception {
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < IMAGES; i++) {
			samples.add(data.heldOut(i));
		}
		return samples;
	}

	private static List<PlanarImage> images(List<Sample> samples, int darker) {
		return samples.stream().map(sample -> PlanarImage.of(sample.name(), sample.height(), sample.width(), darkened(sample.image(), darker))).toList();
	}

	private static float[] darkened(float[] image, int by) {
		float[] dark = image.clone();
		for (int i = 0; i < dark.length; i++) {
			dark[i] -= by / 127.5f;
		}
		return dark;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theSegmenterFindsTheLabelsOfRealLandscapesAtSeveralSizesByDayAndAtAllTimes(boolean allDay) throws Exception {
		LabelFinder finder = LabelFinder.landscapeSegmenter();
		for (int side : new int[] { 64, 96, 128 }) {
			Landscapes data = landscapes(77, side, allDay);
			SegmentationAccuracy accuracy = finder.ceiling(data);
			List<Sample> samples = samples(data);
			List<short[]> maps = finder.find(images(samples, 0), data.labels());
			for (int i = 0; i < IMAGES; i++) {
				accuracy.add(samples.get(i), maps.get(i));
			}
			List<Evaluation> found = accuracy.evaluations();
			assertEquals("pixel_accuracy_real", found.get(0).metric());
			assertTrue(found.get(0).value() > 0.9, side + ": " + found.get(0).value());
			assertTrue(found.get(1).value() > 0.7, side + ": " + found.get(1).value());
			assertTrue(found.get(0).protocol().get("segmenter").startsWith("landscape-segmenter, weights "));
		}
	}

	@Test
	void theSegmenterRefusesOtherLabels() throws Exception {
		LabelFinder finder = LabelFinder.landscapeSegmenter();
		List<PlanarImage> images = images(samples(landscapes(77, 64, false)), 0);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> finder.find(images, 9)).getMessage().contains("scores 10 classes; the data set has 9 labels"));
	}

	@Test
	void theFeatureNetworkTellsLandscapesFromDarkerOnes() throws Exception {
		FeatureExtractor extractor = FeatureExtractor.landscapeFeatures();
		SetMetrics metrics = SetMetrics.against(extractor, Set.of(SetMetrics.Kind.FRECHET), 1, features(extractor, samples(landscapes(77, 64, false)), 0), "landscapes");
		List<Double> distances = new ArrayList<>();
		for (int darker : new int[] { 0, 20, 60 }) {
			Evaluation distance = metrics.evaluations(features(extractor, samples(landscapes(78, 64, false)), darker), Map.of()).get(0);
			assertEquals("frechet_distance[landscape-features]", distance.metric());
			assertEquals("16 real, 16 generated", distance.protocol().get("samples"));
			distances.add(distance.value());
		}
		assertTrue(distances.get(0) < distances.get(1) && distances.get(1) < distances.get(2), distances::toString);
	}

	private static Features features(FeatureExtractor extractor, List<Sample> samples, int darker) {
		FeatureExtractor.Gathering seen = extractor.gather();
		seen.add(images(samples, darker));
		assertEquals(128, seen.features().dimension());
		return seen.features();
	}

	@Test
	void filesSayWhereTheyComeFromAndNamesLeadNowhereElse() throws IOException {
		for (String name : List.of("landscape-features", "landscape-segmenter")) {
			NetworkFile file = NetworkFile.builtIn(name);
			assertEquals(64, file.hash().length());
			assertTrue(file.provenance().has("sourceHash"), file.provenance()::toString);
		}
		for (String name : List.of("other", "../trained/landscape-features", "")) {
			assertThrows(IOException.class, () -> NetworkFile.builtIn(name));
		}
	}
}
