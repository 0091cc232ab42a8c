package io.spadework.runs.query;

import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which runs a person wants to see: {@code status:finished fid<40 tag:baseline -tag:broken study~coco lr>=0.0002 starred}. All terms must
 * hold; {@code or} between terms begins another choice; {@code -} before a term turns it round. A term is a field, an operator and a value or
 * several between commas, or a word that occurs in name, experiment, tags or notes. Runs that are archived match only where the query says {@code archived}.
 */
public final class RunQuery {

	/** Every run that isn't archived. */
	public static final RunQuery ALL = new RunQuery(List.of(List.of()), false);

	private static final int LONGEST = 10_000;

	private final List<List<Term>> choices;
	private final boolean archivedToo;

	private RunQuery(List<List<Term>> choices, boolean archivedToo) {
		this.choices = choices;
		this.archivedToo = archivedToo;
	}

	/**
	 * Reads a query.
	 *
	 * @throws QueryException it can't be understood
	 */
	public static RunQuery parse(String text) throws QueryException {
		if (text.length() > LONGEST) {
			throw new QueryException("A query has at most " + LONGEST + " letters; this one has " + text.length() + ".", LONGEST);
		}
		List<List<Term>> choices = new ArrayList<>();
		List<Term> terms = new ArrayList<>();
		Lexer lexer = new Lexer(text);
		boolean archived = false;
		while (lexer.hasNext()) {
			int at = lexer.at();
			Term term = lexer.next();
			if (term == null) { // "or"
				if (terms.isEmpty() || !lexer.hasNext()) {
					throw new QueryException("\"or\" stands between two terms; write \"or\" in quotation marks to look for the word.", at);
				}
				choices.add(List.copyOf(terms));
				terms.clear();
			} else {
				archived |= term.field().equals(Term.ARCHIVED);
				terms.add(term);
			}
		}
		choices.add(List.copyOf(terms));
		return new RunQuery(List.copyOf(choices), archived);
	}

	/** True for a run that a person asked for. */
	public boolean matches(RunEntry run) {
		if (run.notes().archived() && !archivedToo) {
			return false;
		}
		return choices.stream().anyMatch(terms -> terms.stream().allMatch(term -> term.matches(run)));
	}

	/** The fields that it asks for. */
	public Set<String> fields() {
		Set<String> fields = new LinkedHashSet<>();
		choices.forEach(terms -> terms.stream().filter(term -> !term.field().isEmpty()).forEach(term -> fields.add(term.field())));
		return fields;
	}

	/** What it asks for and no run has, in a sentence with what may have been meant; null where all is known. */
	public String unknown(RunFields known) {
		return fields().stream().filter(word -> RunField.builtIn(word) == null).map(known::unknown).filter(problem -> problem != null).findFirst()
				.map(problem -> Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".").orElse(null);
	}
}
