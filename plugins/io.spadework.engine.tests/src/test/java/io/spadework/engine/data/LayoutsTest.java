package io.spadework.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about each layout. */
class LayoutsTest {

	private static final Preparation AS_IS = Preparation.resizeAndCrop(16, 16, 1, false);

	@TempDir
	Path root;

	@Test
	void ade20k_counts_from_one_and_holds_out_what_is_called_val() throws Exception {
		write(DataTree.ADE20K, "train", "a", "b");
		write(DataTree.ADE20K, "val", "c");
		TestPictures.map(DataTree.ADE20K.label(root, "val", "c"), BufferedImage.TYPE_BYTE_GRAY, 16, 16, i -> i % 151);
		Dataset data = new Ade20k(root.toString(), 150, true, false, AS_IS);
		data.open(null);
		assertEquals(List.of("ADE_train_a", "ADE_train_b"), trained(data));
		Sample held = data.heldOut(0);
		assertEquals("ADE_val_c", held.name());
		for (int i = 0; i < 256; i++) {
			assertEquals(i % 151 == 0 ? 150 : i % 151 - 1, held.labels()[i]);
		}
		assertEquals("held out (val, 1 pairs)", data.provenance().get("split"));
		assertEquals(List.of("wall", "flag", "unknown"), List.of(data.labelNames().get(0), data.labelNames().get(149), data.labelNames().get(150)));
	}

	@Test
	void labels_are_called_and_shown_as_somebody_says_and_the_others_as_usual() {
		Dataset data = new Ade20k(root.toString(), 150, true, false, AS_IS).labelled(List.of("my wall", "my building"), 0x112233, -1);
		Dataset usual = new Ade20k(root.toString(), 150, true, false, AS_IS);
		assertEquals(List.of("my wall", "my building", "sky"), data.labelNames().subList(0, 3));
		assertEquals(List.of(0x112233, usual.labelColours()[1], usual.labelColours()[2]), List.of(data.labelColours()[0], data.labelColours()[1], data.labelColours()[2]));
		assertEquals("my sky", new Landscapes(1, 1, 1, false, AS_IS).labelled(List.of("my sky"), -1).labelNames().get(0));
		assertThrows(IllegalArgumentException.class, () -> new Landscapes(1, 1, 1, false, AS_IS).labelled(List.of("my sky")));
	}

	@Test
	void ade20k_outdoor_takes_the_images_that_its_list_names_in_whatever_way() throws Exception {
		write(DataTree.ADE20K, "train", "a", "b", "c", "d");
		write(DataTree.ADE20K, "val", "e", "f");
		assertEquals(List.of("ADE_train_a", "ADE_train_b", "ADE_train_d", "ADE_val_e"),
				outdoor("ADE_train_a\r\nADE_train_b.jpg\n\n images/training/ADE_train_d.jpg \nvalidation\\ADE_val_e\n"));
	}

	@Test
	void ade20k_outdoor_takes_the_scene_categories_that_its_list_names() throws Exception {
		write(DataTree.ADE20K, "train", "a", "b", "c");
		write(DataTree.ADE20K, "val", "d", "e");
		scenes("ADE_train_a beach\nADE_train_b church indoor\nADE_train_c mountain\nADE_val_d beach\nADE_val_e kitchen\nADE_val_gone harbour\n");
		assertEquals(List.of("ADE_train_a", "ADE_val_d"), outdoor("beach\n"));
		assertEquals(List.of("ADE_train_a", "ADE_train_b", "ADE_val_d", "ADE_val_e"), outdoor("beach\nchurch indoor\nharbour\nADE_val_e\n"));
	}

	@Test
	void ade20k_outdoor_without_listed_val_pairs_is_measured_on_the_listed_training_pairs() throws Exception {
		write(DataTree.ADE20K, "train", "a", "b");
		write(DataTree.ADE20K, "val", "c");
		Dataset data = outdoorData("ADE_train_b");
		assertEquals("ADE_train_b", data.heldOut(0).name());
		assertEquals("training pairs: the list names no _val_ pairs", data.provenance().get("split"));
		assertTrue(data.provenance().get("dataset").startsWith("ade20k-outdoor (outdoor.txt) folder "), "which part it is belongs to the protocol");
	}

	@Test
	void ade20k_outdoor_names_what_of_its_list_it_does_not_know() throws Exception {
		write(DataTree.ADE20K, "train", "a");
		write(DataTree.ADE20K, "val", "b");
		refused("ADE_train_a\nbeach\nADE_train_z.jpg\n", "outdoor.txt names 2 that are no image", "which would need " + root.resolve("sceneCategories.txt"), ": ADE_train_z.jpg, beach.");
		scenes("ADE_train_a beach\n");
		refused("ADE_train_a\nbeech\n", "outdoor.txt names 1 that are no image", "sceneCategories.txt has 1: beech.");
		refused("\n", "names none of the 1 training images");
		refused("ADE_val_b\n", "names none of the 1 training images");
		scenes("ADE_train_a beach\nADE_train_b\n");
		refused("beach\n", "sceneCategories.txt, line 2: \"ADE_train_b\" has no scene category");
		Files.write(root.resolve("outdoor.txt"), new byte[] { 'a', (byte) 0xff, 'b' });
		Files.delete(root.resolve("sceneCategories.txt"));
		Dataset data = new Ade20kOutdoor(root.toString(), "outdoor.txt", 150, true, false, AS_IS);
		assertTrue(assertThrows(DataException.class, () -> data.open(null)).getMessage().contains("outdoor.txt can't be read as text in UTF-8"));
		Files.delete(root.resolve("outdoor.txt"));
		assertTrue(assertThrows(DataException.class, () -> data.open(null)).getMessage().contains("outdoor.txt does not exist; expected image names"));
	}

	@Test
	void cityscapes_pairs_by_city_sequence_and_frame_and_reads_all_bits_of_instances() throws Exception {
		DataTree.CITYSCAPES.write(root, "train", "000019", 16, 16, i -> i % 35);
		DataTree.CITYSCAPES.write(root, "val", "000021", 16, 16, i -> 0);
		// These two differ in their upper byte alone.
		TestPictures.map(DataTree.CITYSCAPES.instance(root, "train", "000019"), BufferedImage.TYPE_USHORT_GRAY, 16, 16, i -> i < 128 ? 0x6501 : 0x6601);
		Path other = root.resolve("gtFine/train/aachen/aachen_000000_000019_gtFine_color.png");
		TestPictures.map(other, BufferedImage.TYPE_INT_RGB, 16, 16, i -> 0);
		Dataset data = new Cityscapes(root.toString(), 35, false, true, AS_IS);
		data.open(null);
		assertEquals(1, data.size());
		Sample sample = data.training(1, 0, 0);
		assertEquals("aachen_000000_000019", sample.name());
		for (int i = 0; i < 256; i++) {
			assertEquals(i % 35, sample.labels()[i]);
			assertEquals(i / 16 == 7 || i / 16 == 8, sample.edges()[i]);
		}
		assertEquals("aachen_000000_000021", data.heldOut(0).name());
	}

	@Test
	void cityscapes_labels_have_their_published_names_and_colours() {
		Dataset data = new Cityscapes("", 35, true, false, AS_IS);
		assertEquals("road", data.labelNames().get(7));
		assertEquals(0x804080, data.labelColours()[7]);
		assertEquals("sky", data.labelNames().get(23));
		assertEquals(0x4682b4, data.labelColours()[23]);
		assertEquals("bicycle", data.labelNames().get(33));
		assertEquals(0x770b20, data.labelColours()[33]);
		assertEquals("license plate", data.labelNames().get(34));
	}

	@Test
	void layouts_without_instance_maps_refuse_edges() {
		for (Executable layout : List.<Executable>of(() -> new Facades("", 13, false, true, AS_IS), () -> new Ade20k("", 150, true, true, AS_IS),
				() -> new Ade20kOutdoor("", "list.txt", 150, true, true, AS_IS),
				() -> new FolderDataset("", "labels", "images", null, 5, false, true, 0.1, AS_IS))) {
			String message = assertThrows(IllegalArgumentException.class, layout).getMessage();
			assertTrue(message.contains("instance maps") && message.contains("turn edges off"), message);
		}
	}

	@Test
	void facades_are_held_out_from_val_or_else_from_test() throws Exception {
		write(DataTree.FACADES, "train", "a");
		write(DataTree.FACADES, "test", "t");
		Dataset data = new Facades(root.toString(), 13, false, false, AS_IS);
		data.open(null);
		assertEquals("held out (test, 1 pairs)", data.provenance().get("split"));
		write(DataTree.FACADES, "val", "v", "w");
		data.open(null);
		assertEquals("held out (val, 2 pairs)", data.provenance().get("split"));
		assertEquals("window", data.labelNames().get(3));
	}

	@ParameterizedTest
	@CsvSource({ "0,10,10,a", "0.1,9,1,j", "0.01,9,1,j", "0.25,7,3,h", "0.99,1,9,b" })
	void a_folders_last_pairs_by_name_are_held_out(double share, int training, int heldOut, String first) throws Exception {
		write(DataTree.FOLDER, "", "j", "i", "h", "g", "f", "e", "d", "c", "b", "a");
		Dataset data = folder(share, null, false);
		data.open(null);
		assertEquals(training, data.size());
		assertEquals(heldOut, data.heldOut());
		assertEquals(first, data.heldOut(0).name());
	}

	@Test
	void a_single_pair_is_trained_on_whatever_the_share() throws Exception {
		write(DataTree.FOLDER, "", "a");
		Dataset data = folder(0.9, "instances", true);
		data.open(null);
		assertEquals(1, data.size());
		assertEquals("training pairs: none are held out", data.provenance().get("split"));
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1, Double.NaN })
	void a_share_that_leaves_nothing_to_train_on_is_refused(double share) {
		String message = assertThrows(IllegalArgumentException.class, () -> folder(share, null, false)).getMessage();
		assertTrue(message.contains("from 0 to below 1; got " + share), message);
	}

	@ParameterizedTest
	@ValueSource(ints = { 256, 400 })
	void a_folder_whose_labels_include_255_has_another_value_for_unknown(int labels) throws Exception {
		write(DataTree.FOLDER, "", "a");
		TestPictures.map(DataTree.FOLDER.label(root, "", "a"), BufferedImage.TYPE_USHORT_GRAY, 16, 16, i -> i == 0 ? 65535 : i);
		Dataset data = new FolderDataset(root.toString(), "labels", "images", null, labels, true, false, 0, AS_IS);
		data.open(null);
		assertEquals(labels, data.heldOut(0).labels()[0]);
		assertEquals(255, data.heldOut(0).labels()[255]);
	}

	private void write(DataTree tree, String phase, String... names) throws Exception {
		for (String name : names) {
			tree.write(root, phase, name, 16, 16, i -> 0);
		}
	}

	private Dataset folder(double share, String instances, boolean edges) {
		return new FolderDataset(root.toString(), "labels", "images", instances, 5, false, edges, share, AS_IS);
	}

	private void scenes(String text) throws Exception {
		Files.writeString(root.resolve("sceneCategories.txt"), text);
	}

	private Dataset outdoorData(String list) throws Exception {
		Files.writeString(root.resolve("outdoor.txt"), list);
		Dataset data = new Ade20kOutdoor(root.toString(), "outdoor.txt", 150, true, false, AS_IS);
		data.open(null);
		return data;
	}

	/** Names of all pairs that a list leaves, training before held out. */
	private List<String> outdoor(String list) throws Exception {
		Dataset data = outdoorData(list);
		List<String> names = trained(data);
		for (int i = 0; i < data.heldOut(); i++) {
			names.add(data.heldOut(i).name());
		}
		return names;
	}

	private static List<String> trained(Dataset data) throws DataException {
		Set<String> names = new TreeSet<>();
		for (int i = 0; i < data.size(); i++) {
			names.add(data.training(1, 0, i).name());
		}
		return new ArrayList<>(names);
	}

	private void refused(String list, String... words) {
		String message = assertThrows(DataException.class, () -> outdoorData(list)).getMessage();
		for (String word : words) {
			assertTrue(message.contains(word), message + "\n  lacks: " + word);
		}
	}
}
