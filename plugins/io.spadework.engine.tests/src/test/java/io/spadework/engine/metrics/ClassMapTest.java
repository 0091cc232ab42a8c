package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.study.SegmentedStudy;
import io.spadework.runs.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassMapTest {

	/** Labels 0 to 2, and 3 = don't care. */
	private static final Dataset DATA = SegmentedStudy.experiment().data();

	@TempDir
	Path folder;

	@Test
	void classes_without_a_label_are_wrong_and_labels_without_a_class_do_not_count() throws Exception {
		ClassMap map = map("# VOC\n5 = " + name(0) + "\n\n 7 = " + name(0) + "\n9=" + name(1) + "\n");
		assertEquals(List.of(0, 0, 1, 4, 4), List.of(5, 7, 9, 0, 20).stream().map(each -> (int) map.label(each, 4)).toList());
		SegmentationAccuracy accuracy = SegmentationAccuracy.ofGenerated(DATA, Map.of(), map);
		short another = 4;
		accuracy.add(new Sample("six pixels", 1, 6, new short[] { 0, 0, 0, 1, 2, 3 }, null, new float[18]), new short[] { 0, 0, another, 1, 1, 0 });
		List<Evaluation> evaluations = accuracy.evaluations();
		assertEquals(3 / 4.0, evaluations.get(0).value(), 1e-12);
		assertEquals((2 / 3.0 + 1) / 2, evaluations.get(1).value(), 1e-12);
		JsonObject table = accuracy.classes();
		assertEquals("another class", table.getAsJsonArray("labels").get(another).getAsString());
		assertEquals("[2,0,0,0,1]", table.getAsJsonArray("confusion").get(0).toString());
		assertEquals(3, table.getAsJsonArray("classes").size(), "neither don't-care nor another class is one of the classes");
	}

	@Test
	void a_protocol_says_which_map_it_was() throws Exception {
		String words = map("5 = " + name(0)).description();
		assertTrue(words.startsWith("5 = " + name(0)), words);
		assertEquals(words, map("# the same\n05 =  " + name(0) + " ").description());
		assertNotEquals(words, map("6 = " + name(0)).description());
	}

	@Test
	void a_bad_map_is_refused_with_its_line_and_what_would_be_right() throws IOException {
		refused("five = " + name(0), "line 1", "class number = label");
		refused("5 = " + name(0) + "\n6", "line 2", "\"6\"");
		refused("5 = zebra", "\"zebra\" is no label", name(0) + ", " + name(1) + ", " + name(2) + ".");
		refused("5 = " + name(3), "is no label");
		refused("5 = " + name(0) + "\n5 = " + name(1), "line 2", "named before");
		refused("# nothing\n", "names no class");
		assertTrue(assertThrows(DataException.class, () -> ClassMap.read(folder.resolve("none.txt"), DATA)).getMessage().contains("none.txt"));
	}

	@Test
	void a_map_for_more_classes_than_the_segmenter_has_is_refused() throws Exception {
		ClassMap map = map("21 = " + name(0));
		map.check("voc", 22, 4);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> map.check("voc", 21, 4)).getMessage().contains("from 0 to 20"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> ClassMap.SAME.check("voc", 21, 4)).getMessage().contains("class map"));
	}

	private static String name(int label) {
		return DATA.labelNames().get(label);
	}

	private ClassMap map(String text) throws IOException, DataException {
		return ClassMap.read(Files.writeString(folder.resolve("map.txt"), text), DATA);
	}

	private void refused(String text, String... words) throws IOException {
		String message = assertThrows(DataException.class, () -> map(text)).getMessage();
		for (String word : words) {
			assertTrue(message.contains(word), message);
		}
	}
}
