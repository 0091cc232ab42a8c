package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.data.DataPair;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every data set in files, whatever its layout. */
class StoredDatasetTest {

	private static final int SIZE = 64;
	/** The left half has label 0 and is dark, the right half has label 1 and is bright. */
	private static final IntUnaryOperator HALVES = i -> i % SIZE / (SIZE / 2);
	private static final Preparation AS_IS = Preparation.resizeAndCrop(16, 16, 1, false);

	@TempDir
	Path root;

	static Stream<Arguments> kindsAndModes() {
		return Stream.of(DataTree.values()).flatMap(tree -> Stream.of(Preparation.Mode.values()).map(mode -> Arguments.of(tree, mode)));
	}

	@ParameterizedTest
	@MethodSource("kindsAndModes")
	void every_kind_is_prepared_in_every_mode_and_mirrored_in_training_only_where_asked(DataTree tree, Preparation.Mode mode) throws Exception {
		tree.write(root, "train", "a", SIZE, SIZE, HALVES);
		tree.write(root, "train", "b", SIZE, SIZE, HALVES);
		tree.write(root, "val", "c", SIZE, SIZE, HALVES);
		for (boolean flip : new boolean[] { false, true }) {
			Dataset data = open(tree, 2, false, new Preparation(mode, 48, mode == Preparation.Mode.NONE ? SIZE : 32, 1, flip));
			assertEquals(2, data.size());
			assertEquals(1, data.heldOut());
			int mirrored = 0;
			int straight = 0;
			for (int epoch = 0; epoch < 12; epoch++) {
				for (int position = 0; position < 2; position++) {
					int turn = brightSide(data, data.training(5, epoch, position));
					mirrored += turn < 0 ? 1 : 0;
					straight += turn > 0 ? 1 : 0;
				}
			}
			assertTrue(straight > 3, straight + " samples are as stored");
			assertTrue(flip ? mirrored > 3 : mirrored == 0, mirrored + " samples are mirrored");
			assertEquals(1, brightSide(data, data.heldOut(0)), "nothing held out is mirrored");
		}
	}

	@Test
	void a_picture_that_is_too_small_is_told_by_its_file_with_both_sizes() throws Exception {
		DataTree.COCO_STUFF.write(root, "train", "a", 20, 18, HALVES);
		Dataset data = open(DataTree.COCO_STUFF, 2, false, new Preparation(Preparation.Mode.CROP, 32, 32, 1, false));
		String refusal = assertThrows(DataException.class, () -> data.training(1, 0, 0)).getMessage();
		assertTrue(refusal.startsWith(DataTree.COCO_STUFF.image(root, "train", "a") + " is 20 x 18") && refusal.contains("crop of 32 x 32"), refusal);
	}

	/** Checks that label map, image and edges tell the same; 1 where the bright half is to the right, -1 to the left, 0 where only one half is seen. */
	private static int brightSide(Dataset data, Sample sample) {
		int width = sample.width();
		assertEquals(data.width(), width);
		assertEquals(data.height(), sample.height());
		assertEquals(data.edges(), sample.edges() != null);
		short[] labels = sample.labels();
		for (int at = 0; at < labels.length; at++) {
			int left = labels[at % width == 0 ? at : at - 1];
			int right = labels[at % width == width - 1 ? at : at + 1];
			boolean beside = left != labels[at] || right != labels[at];
			if (data.edges()) {
				assertEquals(beside, sample.edges()[at]);
			}
			int far = Math.min(at % width, 5);
			int further = Math.min(width - 1 - at % width, 5);
			if (labels[at - far] == labels[at] && labels[at + further] == labels[at]) {
				assertEquals(labels[at] == 0 ? 30 : 220, (sample.image()[at] + 1) * 127.5f, 12, "the image shows the label");
			}
		}
		return labels[width - 1] - labels[0];
	}

	@ParameterizedTest
	@EnumSource
	void without_anything_held_out_the_training_pairs_are_measured_on_and_the_protocol_says_so(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> 0);
		Dataset data = open(tree, 2, false, AS_IS);
		assertEquals(1, data.heldOut());
		assertTrue(data.heldOut(0).name().contains("a"));
		assertTrue(data.provenance().get("split").startsWith("training pairs: "), data.provenance().get("split"));
		tree.write(root, "val", "b", 16, 16, i -> 0);
		assertTrue(open(tree, 2, false, AS_IS).provenance().get("split").startsWith("held out ("));
		assertEquals(List.of("dataset", "split", "preparation"), List.copyOf(data.provenance().keySet()));
		assertTrue(data.provenance().get("dataset").endsWith("older " + root.getFileName() + ", 1 training pairs"), data.provenance().get("dataset"));
	}

	@ParameterizedTest
	@EnumSource
	void a_label_out_of_range_is_named_with_file_place_and_range(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> i == 37 ? 7 : 1);
		refused(() -> open(tree, 5, true, AS_IS).heldOut(0), tree.label(root, "train", "a") + " has label " + tree.stored(7) + " at column 5, row 2",
				"labels " + tree.stored(0) + " to " + tree.stored(4) + " and " + tree.unknown() + " for unknown");
	}

	@ParameterizedTest
	@EnumSource
	void unknown_becomes_the_last_label_where_dont_care_is_declared_and_is_an_error_elsewhere(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> 0);
		TestPictures.map(tree.label(root, "train", "a"), BufferedImage.TYPE_BYTE_GRAY, 16, 16, i -> i == 37 ? tree.unknown() : tree.stored(4));
		Sample sample = open(tree, 5, true, AS_IS).heldOut(0);
		assertEquals(5, sample.labels()[37]);
		assertEquals(4, sample.labels()[38]);
		refused(() -> open(tree, 5, false, AS_IS).heldOut(0), tree.label(root, "train", "a") + " has label " + tree.unknown() + " at column 5, row 2",
				tree.unknown() + " means unknown: turn the don't-care label on");
	}

	@ParameterizedTest
	@EnumSource
	void label_maps_may_be_of_sixteen_bits(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> 0);
		TestPictures.map(tree.label(root, "train", "a"), BufferedImage.TYPE_USHORT_GRAY, 16, 16, i -> tree.stored(i * 3));
		Dataset data = open(tree, 800, true, AS_IS);
		for (int i = 0; i < 256; i++) {
			assertEquals(i * 3, data.heldOut(0).labels()[i]);
		}
	}

	@ParameterizedTest
	@EnumSource
	void a_missing_partner_is_named(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> 0);
		tree.write(root, "train", "b", 16, 16, i -> 0);
		Files.delete(tree.image(root, "train", "b"));
		refused(() -> open(tree, 2, false, AS_IS), "has no image for 1 of 2 label maps: ", "b. Files that belong together");
		tree.write(root, "train", "b", 16, 16, i -> 0);
		Files.delete(tree.label(root, "train", "a"));
		refused(() -> open(tree, 2, false, AS_IS), "has no label map for 1 of 2 images: ", "a. Files that belong together");
		if (tree.instance(root, "train", "b") != null) {
			tree.write(root, "train", "a", 16, 16, i -> 0);
			Files.delete(tree.instance(root, "train", "b"));
			refused(() -> open(tree, 2, false, AS_IS), "has no instance map for 1 of 2 label maps: ", "b. Files that belong together");
		}
	}

	@ParameterizedTest
	@EnumSource
	void two_pictures_of_one_name_are_both_named(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> 0);
		Path image = tree.image(root, "train", "a");
		Path again = tree.deep() ? image.resolveSibling("more").resolve(image.getFileName()) : image.resolveSibling("traina.jpeg".substring(tree == DataTree.FOLDER ? 0 : 5));
		Files.createDirectories(again.getParent());
		Files.copy(image, again);
		refused(() -> open(tree, 2, false, AS_IS), " holds both ", image.getFileName().toString(), again.getFileName().toString(), "only one image may be called ");
	}

	@ParameterizedTest
	@EnumSource
	void pictures_of_different_size_are_both_named(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> 0);
		Path label = tree.label(root, "train", "a");
		TestPictures.map(label, BufferedImage.TYPE_BYTE_GRAY, 17, 15, i -> 1);
		refused(() -> open(tree, 5, false, AS_IS).heldOut(0), label + " is 17 x 15", tree.image(root, "train", "a") + " is 16 x 16");
	}

	@ParameterizedTest
	@EnumSource
	void an_empty_folder_and_a_missing_one_are_told_what_they_should_hold(DataTree tree) throws Exception {
		refused(() -> open(tree, 2, false, AS_IS), root.toString());
		tree.write(root, "train", "a", 16, 16, i -> 0);
		Files.delete(tree.image(root, "train", "a"));
		Files.delete(tree.label(root, "train", "a"));
		if (tree.instance(root, "train", "a") != null) {
			Files.delete(tree.instance(root, "train", "a"));
		}
		refused(() -> open(tree, 2, false, AS_IS), root.toString(), " holds no ", "; expected ");
		Dataset gone = tree.dataset(root.resolve("gone"), 2, false, AS_IS);
		refused(() -> gone.open(null), root.resolve("gone") + " does not exist; expected a folder with ");
	}

	@ParameterizedTest
	@EnumSource
	void empty_and_damaged_files_and_links_to_themselves_are_named(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> i % 2);
		Path image = tree.image(root, "train", "a");
		byte[] whole = Files.readAllBytes(image);
		Files.write(image, Arrays.copyOf(whole, whole.length - 30));
		refused(() -> open(tree, 2, false, AS_IS).heldOut(0), image + " is cut short");
		Files.write(image, new byte[0]);
		refused(() -> open(tree, 2, false, AS_IS).heldOut(0), image + " is empty");
		Files.delete(image);
		Files.createSymbolicLink(image, image);
		refused(() -> open(tree, 2, false, AS_IS).heldOut(0), image + " is a link that leads nowhere or to itself");
	}

	@ParameterizedTest
	@EnumSource
	void a_link_back_to_a_folder_above_is_named_where_folders_are_searched_and_does_no_harm_elsewhere(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> 0);
		Path loop = tree.image(root, "train", "a").resolveSibling("loop");
		Files.createSymbolicLink(loop, root);
		if (tree.deep()) {
			refused(() -> open(tree, 2, false, AS_IS), loop.toString(), "would never end: remove the link");
		} else {
			assertEquals(1, open(tree, 2, false, AS_IS).size());
		}
	}

	@ParameterizedTest
	@EnumSource
	void linked_folders_are_read_like_others(DataTree tree) throws Exception {
		Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
		Path here = Files.createDirectory(root.resolve("here"));
		tree.write(elsewhere, "train", "a", 16, 16, i -> 0);
		try (Stream<Path> parts = Files.list(elsewhere)) {
			for (Path part : parts.toList()) {
				Files.createSymbolicLink(here.resolve(part.getFileName()), part);
			}
		}
		Dataset data = tree.dataset(Path.of("here"), 2, false, AS_IS);
		data.open(root);
		assertEquals(0, data.heldOut(0).labels()[0], "and the folder is found relative to the study");
	}

	@ParameterizedTest
	@EnumSource
	void other_files_are_left_alone(DataTree tree) throws Exception {
		tree.write(root, "train", "a", 16, 16, i -> 0);
		for (Path folder : List.of(tree.label(root, "train", "a").getParent(), tree.image(root, "train", "a").getParent())) {
			Files.writeString(folder.resolve("readme.txt"), "text");
			Files.writeString(folder.resolve("._train_.png"), "what an archive made");
			Files.writeString(folder.resolve("Thumbs.db"), "");
		}
		assertEquals(1, open(tree, 2, false, AS_IS).size());
	}

	@ParameterizedTest
	@EnumSource
	void every_label_index_has_a_name_and_a_colour(DataTree tree) {
		Dataset data = tree.dataset(root, 200, true, AS_IS);
		assertEquals(201, data.labels());
		assertEquals(200, data.dontCare());
		assertEquals(201, data.labelNames().size());
		assertEquals(201, data.labelColours().length);
		assertEquals("label 199", data.labelNames().get(199), "past the known ones");
		assertEquals("unknown", data.labelNames().get(200));
		assertFalse(tree.dataset(root, 200, false, AS_IS).labelNames().contains("unknown"));
		assertThrows(IllegalArgumentException.class, () -> tree.dataset(root, 0, true, AS_IS));
	}

	@ParameterizedTest
	@EnumSource
	void before_a_training_the_headers_of_all_pairs_and_then_the_labels_are_looked_at(DataTree tree) throws Exception {
		for (String name : List.of("a", "b", "c", "d")) {
			tree.write(root, "train", name, 16, 16, i -> 0);
		}
		open(tree, 5, true, AS_IS).check(how -> true);
		TestPictures.map(tree.label(root, "train", "b"), BufferedImage.TYPE_BYTE_GRAY, 17, 15, i -> tree.stored(0));
		Files.write(tree.image(root, "train", "c"), new byte[0]);
		tree.write(root, "train", "d", 16, 16, i -> i == 37 ? 7 : 1);
		refused(() -> open(tree, 5, true, AS_IS).check(how -> true), tree.label(root, "train", "b") + " is 17 x 15", tree.image(root, "train", "c") + " is empty");
		tree.write(root, "train", "b", 16, 16, i -> 0);
		tree.write(root, "train", "c", 16, 16, i -> 0);
		refused(() -> open(tree, 5, true, AS_IS).check(how -> true), tree.label(root, "train", "d") + " has label " + tree.stored(7) + " at column 5, row 2");
		tree.write(root, "train", "d", 16, 16, i -> 0);
		refused(() -> open(tree, 5, true, Preparation.crop(24, 24, 1, false)).check(how -> true), "16 x 16", "too small for a crop of 24 x 24");
		TestPictures.map(tree.label(root, "train", "a"), BufferedImage.TYPE_INT_RGB, 16, 16, i -> 0);
		refused(() -> open(tree, 5, true, AS_IS).check(how -> true), tree.label(root, "train", "a") + " is a colour picture");
	}

	@Test
	void a_look_at_the_data_tells_what_it_had_no_time_for() throws Exception {
		List<DataPair> pairs = List.of(new DataPair("a", root, root, null), new DataPair("b", root, root, null));
		List<String> said = new ArrayList<>();
		DataCheck.of(pairs, "the pixels", pair -> {
			throw new DataException("not looked at");
		}, Duration.ofNanos(-1), said::add);
		assertEquals(1, said.size());
		assertTrue(said.getFirst().contains("the pixels of 0 pairs were looked at, of 2"), said.getFirst());
	}

	private Dataset open(DataTree tree, int labels, boolean dontCare, Preparation preparation) throws DataException {
		Dataset data = tree.dataset(root, labels, dontCare, preparation);
		data.open(null);
		return data;
	}

	private static void refused(Executable reading, String... words) {
		String message = assertThrows(DataException.class, reading).getMessage();
		for (String word : words) {
			assertTrue(message.contains(word), message + "\n  lacks: " + word);
		}
	}
}
