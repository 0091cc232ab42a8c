package io.spadework.engine.metrics;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which label of a data set each class of a segmenter stands for. Where they are not the same, a file says it, a class a line:
 *
 * <pre>
 * # class of the segmenter = label of the data set
 * 2 = sky
 * 21 = water
 * </pre>
 *
 * Several classes may stand for one label. A pixel that is taken for a class without a label is wrong; pixels whose true label has no class do not count, as nobody could
 * find them.
 */
public final class ClassMap {

	/** For a segmenter whose classes are the data set's labels. */
	public static final ClassMap SAME = new ClassMap(Collections.emptySortedMap(), "the data set's labels are the segmenter's");

	/** What a pixel is called that is taken for a class without a label. */
	static final String OTHER = "another class";

	private static final char COMMENT = '#';

	private final SortedMap<Integer, Integer> labels;
	private final String description;

	private ClassMap(SortedMap<Integer, Integer> labels, String description) {
		this.labels = labels;
		this.description = description;
	}

	/** Reads a file; throws DataException with file, line and remedy where it cannot be used for this data set. */
	public static ClassMap read(Path file, Dataset data) throws DataException {
		SortedMap<Integer, Integer> labels = new TreeMap<>();
		List<String> lines = lines(file);
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			if (!line.isEmpty() && line.charAt(0) != COMMENT) {
				read(line, data, labels, file + ", line " + (i + 1) + ": ");
			}
		}
		if (labels.isEmpty()) {
			throw new DataException(file + " names no class; a line of it is \"2 = " + names(data).getFirst() + "\".");
		}
		String pairs = labels.entrySet().stream().map(pair -> pair.getKey() + " = " + data.labelNames().get(pair.getValue())).collect(Collectors.joining(", "));
		return new ClassMap(labels, pairs + "; a pixel taken for another class is wrong, pixels of other labels don't count");
	}

	private static List<String> lines(Path file) throws DataException {
		try {
			return Files.readAllLines(file, StandardCharsets.UTF_8);
		} catch (IOException e) {
			throw new DataException("The class map " + file + " can't be read: " + e, e);
		}
	}

	private static void read(String line, Dataset data, Map<Integer, Integer> labels, String place) throws DataException {
		String[] pair = line.split("=", 2);
		String number = pair[0].strip();
		if (pair.length < 2 || !number.matches("\\d{1,5}")) {
			throw new DataException(place + "\"" + line + "\" is no \"class number = label\".");
		}
		int label = data.labelNames().indexOf(pair[1].strip());
		if (label < 0 || label == data.dontCare()) {
			throw new DataException(place + "\"" + pair[1].strip() + "\" is no label of the data set; it has " + String.join(", ", names(data)) + ".");
		}
		if (labels.put(Integer.valueOf(number), label) != null) {
			throw new DataException(place + "class " + number + " was named before; it stands for one label.");
		}
	}

	/** Of all labels that count. */
	private static List<String> names(Dataset data) {
		List<String> names = new ArrayList<>(data.labelNames());
		if (data.dontCare() >= 0) {
			names.remove(data.dontCare());
		}
		return names;
	}

	boolean isSame() {
		return labels.isEmpty();
	}

	/** Throws IllegalArgumentException where a segmenter with so many classes cannot have this map for a data set with so many labels. */
	void check(String segmenter, long classes, int most) {
		if (isSame() && classes > most) {
			throw new IllegalArgumentException("The segmenter " + segmenter + " scores " + classes + " classes; the data set has " + most
					+ " labels. A class map says which of its classes stand for which labels.");
		}
		if (!isSame() && labels.lastKey() >= classes) {
			throw new IllegalArgumentException("The class map names class " + labels.lastKey() + "; the segmenter " + segmenter + " scores " + classes + ", from 0 to " + (classes - 1) + ".");
		}
	}

	/** The label that a class stands for; the number of labels where it has none. */
	short label(int segmented, int most) {
		return (short) (isSame() ? segmented : labels.getOrDefault(segmented, most).intValue());
	}

	/** Whether any class stands for a label. */
	boolean finds(int label) {
		return isSame() || labels.containsValue(label);
	}

	/** In words, for protocols: equal words mean equal maps. */
	String description() {
		return description;
	}
}
