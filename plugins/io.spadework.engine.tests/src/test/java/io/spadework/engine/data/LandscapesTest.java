package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandscapesTest {

	private static final Preparation SMALL = Preparation.resizeAndCrop(48, 32, 1, true);

	@Test
	void the_same_seed_epoch_and_position_give_the_same_sample() throws DataException {
		Sample one = new Landscapes(7, 20, 4, true, SMALL).training(3, 2, 5);
		Landscapes other = new Landscapes(7, 20, 4, true, SMALL);
		other.training(3, 9, 1);
		Sample again = other.training(3, 2, 5);
		assertArrayEquals(one.image(), again.image());
		assertArrayEquals(one.labels(), again.labels());
		assertArrayEquals(one.edges(), again.edges());
		assertFalse(Arrays.equals(one.labels(), new Landscapes(8, 20, 4, true, SMALL).training(3, 2, 5).labels()), "another seed makes other landscapes");
	}

	@Test
	void an_epoch_visits_every_sample_once_in_an_order_of_its_own() throws DataException {
		Landscapes landscapes = new Landscapes(1, 20, 4, false, SMALL);
		Set<String> orders = new HashSet<>();
		for (int epoch = 0; epoch < 3; epoch++) {
			StringBuilder order = new StringBuilder();
			Set<String> names = new HashSet<>();
			for (int position = 0; position < 20; position++) {
				String name = landscapes.training(1, epoch, position).name();
				names.add(name);
				order.append(name);
			}
			assertEquals(20, names.size());
			orders.add(order.toString());
		}
		assertEquals(3, orders.size());
	}

	@Test
	void held_out_maps_are_none_of_the_training_maps() throws DataException {
		Landscapes landscapes = new Landscapes(1, 200, 50, false, Preparation.resizeAndCrop(32, 32, 1, false));
		Set<String> training = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			training.add(Arrays.toString(landscapes.training(1, 0, i).labels()));
		}
		assertEquals(200, training.size(), "every landscape is another one");
		for (int i = 0; i < 50; i++) {
			assertFalse(training.contains(Arrays.toString(landscapes.heldOut(i).labels())));
		}
	}

	@ParameterizedTest
	@CsvSource({ "64,64,1", "40,32,1", "96,64,2", "33,31,1.5", "300,256,1" })
	void landscapes_come_at_any_size(int load, int crop, double aspect) throws DataException {
		Landscapes landscapes = new Landscapes(1, 10, 4, true, Preparation.resizeAndCrop(load, crop, aspect, true));
		for (int i = 0; i < 4; i++) {
			for (Sample sample : new Sample[] { landscapes.training(1, 0, i), landscapes.heldOut(i) }) {
				assertEquals(landscapes.height(), sample.height());
				assertEquals(crop, sample.width());
				for (short label : sample.labels()) {
					assertTrue(label >= 0 && label < Landscapes.LANDSCAPE_LABELS);
				}
				for (float value : sample.image()) {
					assertTrue(value >= -1 && value <= 1);
				}
			}
		}
	}

	@Test
	void every_class_occurs_and_no_two_share_a_colour() throws DataException {
		int held = 120;
		Landscapes landscapes = new Landscapes(1, 1, held, true, Preparation.resizeAndCrop(64, 64, 1, false));
		double[][] sums = new double[10][3];
		int[] counts = new int[10];
		for (int i = 0; i < held; i++) {
			Sample sample = landscapes.heldOut(i);
			int plane = sample.labels().length;
			for (int at = 0; at < plane; at++) {
				counts[sample.labels()[at]]++;
				for (int c = 0; c < 3; c++) {
					sums[sample.labels()[at]][c] += (sample.image()[c * plane + at] + 1) * 127.5;
				}
			}
		}
		for (int a = 0; a < 10; a++) {
			assertTrue(counts[a] > held * 4096 / 200, landscapes.labelNames().get(a) + " covers " + counts[a] + " pixels");
			for (int b = 0; b < a; b++) {
				double distance = 0;
				for (int c = 0; c < 3; c++) {
					distance += Math.pow(sums[a][c] / counts[a] - sums[b][c] / counts[b], 2);
				}
				assertTrue(Math.sqrt(distance) > 30, landscapes.labelNames().get(a) + " and " + landscapes.labelNames().get(b) + " are " + Math.sqrt(distance) + " apart");
			}
		}
	}

	@Test
	void neighbouring_trees_are_told_apart_by_an_edge_within_their_class() {
		int within = 0;
		for (int seed = 0; seed < 30; seed++) {
			LandscapeScene scene = new LandscapeScene(seed, 64, 64);
			for (int at = 0; at + 1 < scene.labels.length; at++) {
				if (scene.labels[at] == LandscapeScene.TREE && scene.labels[at + 1] == LandscapeScene.TREE && scene.instance(at) != scene.instance(at + 1)) {
					within++;
				}
			}
		}
		assertTrue(within > 100, "edges between trees: " + within);
	}

	@Test
	void a_seed_makes_the_same_scene_at_every_size() {
		for (int seed = 0; seed < 10; seed++) {
			LandscapeScene small = new LandscapeScene(seed, 32, 32);
			LandscapeScene large = new LandscapeScene(seed, 128, 128);
			int same = 0;
			for (int y = 0; y < 64; y++) {
				for (int x = 0; x < 64; x++) {
					same += small.labels[y * 64 + x] == large.labels[(y * 4 + 2) * 256 + x * 4 + 2] ? 1 : 0;
				}
			}
			assertTrue(same > 0.9 * 64 * 64, "seed " + seed + ": " + same + " of 4096 cells agree");
		}
	}

	@Test
	void names_and_colours_are_those_of_ten_classes() {
		Landscapes landscapes = new Landscapes(1, 1, 0, true, SMALL);
		assertEquals(10, landscapes.labelNames().size());
		assertEquals(10, IntStream.of(landscapes.labelColours()).boxed().collect(Collectors.toSet()).size());
		assertEquals(11, landscapes.labelChannels());
		assertEquals(-1, landscapes.dontCare());
	}

	@Test
	void the_time_of_day_changes_the_light_and_not_the_label_map() throws DataException {
		int count = 60;
		Landscapes byDay = new Landscapes(3, 1, count, true, SMALL);
		Landscapes allDay = byDay.allDay();
		double[] day = new double[count];
		double[] share = new double[count];
		for (int i = 0; i < count; i++) {
			Sample sample = allDay.heldOut(i);
			assertArrayEquals(byDay.heldOut(i).labels(), sample.labels());
			assertArrayEquals(byDay.heldOut(i).edges(), sample.edges());
			day[i] = brightness(byDay.heldOut(i));
			share[i] = brightness(sample) / day[i];
		}
		double[] sorted = Arrays.stream(share).sorted().toArray();
		assertTrue(sorted[count / 10] < 0.5 && sorted[count - count / 10] > 0.9, "from night to noon: " + Arrays.toString(sorted));
		double correlation = new PearsonsCorrelation().correlation(day, share);
		assertTrue(Math.abs(correlation) < 0.35, "light and scene have nothing to do with each other: " + correlation);
		assertFalse(allDay.provenance().equals(byDay.provenance()), "and protocols tell them apart");
	}

	/** Mean of the values, from 0 to 1. */
	private static double brightness(Sample sample) {
		double sum = 0;
		for (float value : sample.image()) {
			sum += (value + 1) / 2;
		}
		return sum / sample.image().length;
	}
}
