package io.spadework.runs.export;

import java.util.List;

/**
 * A table of texts.
 *
 * @param title what it shows
 * @param head names of the columns; the first column names the rows
 * @param rows each as long as the head
 * @param notes sentences that belong below it
 */
public record Table(String title, List<String> head, List<List<String>> rows, List<String> notes) {

	public Table {
		head = List.copyOf(head);
		rows = rows.stream().map(List::copyOf).toList();
		notes = List.copyOf(notes);
		for (List<String> row : rows) {
			if (row.size() != head.size()) {
				throw new IllegalArgumentException("a row of " + title + " has " + row.size() + " cells under " + head.size() + " heads");
			}
		}
	}
}
