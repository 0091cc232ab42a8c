package io.spadework.diagram.layout;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.spadework.diagram.layout.Positions.Place;
import io.spadework.model.study.Study;

/**
 * The file beside a study that holds the positions of its nodes: "first.spade.layout" for "first.spade". It is text with a line for each node and each
 * block that shows what is inside, so that it merges well. A study that was renamed finds the file of its old name by the study's id,
 * and a copy that of what it is a copy of.
 */
public final class LayoutFile {

	private static final String ENDING = ".layout";
	private static final String FORMAT = "spadework-layout 1";
	private static final Pattern STUDY = Pattern.compile("study (\\S+)");
	private static final Pattern GRAPH = Pattern.compile("graph (\\S+)");
	private static final Pattern OPEN = Pattern.compile("open( \\S+)+");
	private static final Pattern NODE = Pattern.compile("\\s+(\\S+) (-?\\d{1,7}) (-?\\d{1,7})");

	private LayoutFile() {
	}

	/** Where the positions of a study's nodes are kept. */
	public static Path of(Path study) {
		return study.resolveSibling(study.getFileName() + ENDING);
	}

	/**
	 * Reads the positions of a study's nodes; none where there is no such file.
	 *
	 * @param file the study's
	 * @throws IOException where the file can't be read or isn't of this kind, with a message for people
	 */
	public static Positions read(Path file, Study study) throws IOException {
		Path own = of(file);
		if (Files.exists(own))
			return isOfAnother(own, study) ? Positions.NONE : parse(own);
		Path renamed = other(file, study, false);
		Path other = renamed == null ? other(file, study, true) : renamed;
		return other == null ? Positions.NONE : parse(other);
	}

	/** Writes the positions of a study's nodes, aside first; where there are none, the file goes. */
	public static void write(Path file, Study study, Positions positions) throws IOException {
		Path orphan = other(file, study, false);
		Positions kept = positions.within(study);
		Path own = of(file);
		if (kept.isEmpty()) {
			Files.deleteIfExists(own);
		} else {
			Path aside = own.resolveSibling(own.getFileName() + ".new");
			Files.writeString(aside, text(study, kept));
			Files.move(aside, own, StandardCopyOption.REPLACE_EXISTING);
		}
		if (orphan != null)
			Files.deleteIfExists(orphan);
	}

	private static String text(Study study, Positions positions) {
		StringBuilder text = new StringBuilder(FORMAT).append("\nstudy ").append(study.getId()).append('\n');
		Set<String> graphs = new TreeSet<>(positions.graphs().keySet());
		graphs.addAll(positions.open().keySet());
		for (String graph : graphs) {
			text.append("graph ").append(graph).append('\n');
			positions.open().getOrDefault(graph, Set.of()).stream().map(way -> "open " + String.join(" ", way)).sorted().forEach(line -> text.append(line).append('\n'));
			new TreeMap<>(positions.graphs().getOrDefault(graph, Map.of()))
					.forEach((node, place) -> text.append('\t').append(node).append(' ').append(place.x()).append(' ').append(place.y()).append('\n'));
		}
		return text.toString();
	}

	private static Positions parse(Path file) throws IOException {
		List<String> lines = lines(file);
		if (lines.isEmpty() || !lines.get(0).equals(FORMAT))
			throw new IOException(file.getFileName() + " is not a layout of this Spadework: its first line is not \"" + FORMAT + "\"");
		Map<String, Map<String, Place>> graphs = new LinkedHashMap<>();
		Map<String, Set<List<String>>> open = new LinkedHashMap<>();
		String current = null;
		for (int i = 1; i < lines.size(); i++) {
			Matcher graph = GRAPH.matcher(lines.get(i));
			Matcher node = NODE.matcher(lines.get(i));
			if (graph.matches())
				current = graph.group(1);
			else if (node.matches() && current != null)
				graphs.computeIfAbsent(current, id -> new LinkedHashMap<>()).put(node.group(1), new Place(Integer.parseInt(node.group(2)), Integer.parseInt(node.group(3))));
			else if (OPEN.matcher(lines.get(i)).matches() && current != null)
				open.computeIfAbsent(current, id -> new LinkedHashSet<>()).add(List.of(lines.get(i).substring("open ".length()).split(" ")));
			else if (!STUDY.matcher(lines.get(i)).matches() && !lines.get(i).isBlank())
				throw new IOException(file.getFileName() + ", line " + (i + 1) + ": expected \"graph ID\", \"open ID\" or \"ID x y\", found \"" + lines.get(i) + "\"");
		}
		return Positions.of(graphs, open);
	}

	private static List<String> lines(Path file) throws IOException {
		try {
			return Files.readAllLines(file, StandardCharsets.UTF_8);
		} catch (MalformedInputException e) {
			throw new IOException(file.getFileName() + " is not text in UTF-8", e);
		}
	}

	/** The layout of this study under the name that the study had before, or of a study that this one is a copy of; null where there is none. */
	private static Path other(Path file, Study study, boolean copies) throws IOException {
		if (Files.exists(of(file)) || file.toAbsolutePath().getParent() == null)
			return null;
		try (Stream<Path> beside = Files.list(file.toAbsolutePath().getParent())) {
			for (Path each : (Iterable<Path>) beside.filter(path -> path.getFileName().toString().endsWith(".spade" + ENDING)).sorted()::iterator) {
				String name = each.getFileName().toString();
				Path owner = each.resolveSibling(name.substring(0, name.length() - ENDING.length()));
				if (isOf(each, study) && (copies ? Files.exists(owner) && Files.exists(file) && Files.mismatch(owner, file) < 0 : !Files.exists(owner)))
					return each;
			}
		}
		return null;
	}

	private static boolean isOf(Path file, Study study) {
		try {
			return study.getId().equals(studyOf(file));
		} catch (IOException e) {
			return false; // what can't be read belongs to somebody else
		}
	}

	/** Whether a file was left by another study, one that had the same name before. */
	private static boolean isOfAnother(Path file, Study study) throws IOException {
		String owner = studyOf(file);
		return owner != null && !owner.equals(study.getId());
	}

	/** The id of the study that a file says it belongs to; null where it says none. */
	private static String studyOf(Path file) throws IOException {
		List<String> lines = lines(file);
		Matcher study = STUDY.matcher(lines.size() > 1 && lines.get(0).equals(FORMAT) ? lines.get(1) : "");
		return study.matches() ? study.group(1) : null;
	}
}
