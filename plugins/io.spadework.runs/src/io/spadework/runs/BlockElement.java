package io.spadework.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which node of the study a vertex of a trained network is: a line of elements.tsv.
 *
 * @param phase   name of the phase that the network belongs to; empty without phases
 * @param role    what the network is in the training: generator, discriminator, encoder, segmenter
 * @param network its id in the study
 * @param scale   of a discriminator, 1 in other networks
 * @param path    as in {@link BlockValues}
 * @param vertex  name of the vertex that gives what the node gives
 * @param inside  what precedes the names of vertices inside of it, and its own name where it is one
 */
public record BlockElement(String phase, String role, String network, int scale, String path, String vertex, String inside) {

	private static final int COLUMNS = 7;

	/** The elements of a run; none where it has no such file. Lines that are none are left out. */
	public static List<BlockElement> read(RunFolder run) {
		Path file = run.path().resolve("elements.tsv");
		List<BlockElement> elements = new ArrayList<>();
		try {
			for (String line : Files.isRegularFile(file) ? Files.readAllLines(file) : List.<String>of()) {
				String[] columns = line.split("\t", -1);
				if (columns.length == COLUMNS && columns[3].matches("\\d{1,4}")) {
					elements.add(new BlockElement(columns[0], columns[1], columns[2], Integer.parseInt(columns[3]), columns[4], columns[5], columns[6]));
				}
			}
		} catch (IOException unreadable) {
			return List.of(); // statistics are then told by vertices' names
		}
		return elements;
	}
}
