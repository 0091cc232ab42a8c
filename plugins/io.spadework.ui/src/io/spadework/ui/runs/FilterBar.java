package io.spadework.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import io.spadework.diagram.Named;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunFields;
import io.spadework.runs.query.QueryException;
import io.spadework.runs.query.RunQuery;
import io.spadework.ui.charts.Colours;

/** A line to type a query into, which says what is wrong with it while one types. Belongs to the UI thread. */
final class FilterBar {

	private static final int PAUSE_MILLISECONDS = 250;
	private static final List<String> STATUSES = List.of("active", "done", "ended", "failed", "finished", "interrupted", "paused", "running", "stopped", "unreadable", "waiting");

	private final Composite bar;
	private final Text text;
	private final Label message;
	private final Consumer<RunQuery> changed;
	private final Runnable read = this::read;
	private RunQuery query = RunQuery.ALL;
	private RunFields fields = RunFields.of(List.of());
	private Set<String> tags = Set.of();
	private String wrong;

	FilterBar(Composite parent, String initial, Consumer<RunQuery> changed) {
		this.changed = changed;
		bar = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().margins(3, 3).spacing(0, 2).applyTo(bar);
		text = new Text(bar, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		text.setMessage("Filter, such as status:done fid<40 tag:baseline");
		text.setToolTipText("""
				Words look in names, experiments, tags and notes.
				status:done   fid<40   fid.best<=35   lr>=0.0002   study~coco   tag:night-*
				started>yesterday   duration<2h   starred   archived   -tag:broken   a or b
				Ctrl+Space offers fields and values.""");
		Named.name(text, "Filter of the runs");
		GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
		message = new Label(bar, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).hint(100, SWT.DEFAULT).exclude(true).applyTo(message);
		message.setVisible(false);
		ContentProposalAdapter assist = new ContentProposalAdapter(text, new TextContentAdapter(), this::proposals, KeyStroke.getInstance(SWT.CTRL, ' '), null);
		assist.setPopupSize(new Point(300, 180));
		assist.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
		text.setText(initial);
		// Half of a query is another one: the list follows when one has stopped typing.
		text.addListener(SWT.Modify, event -> text.getDisplay().timerExec(PAUSE_MILLISECONDS, read));
		read.run();
	}

	Composite control() {
		return bar;
	}

	Text text() {
		return text;
	}

	/** What is asked for; while something is wrong with it, what was asked for before. */
	RunQuery query() {
		return query;
	}

	/** What is wrong with the query, or null. */
	String wrong() {
		return wrong;
	}

	/** What can be asked for. */
	void setFields(RunFields known, Set<String> knownTags) {
		fields = known;
		tags = knownTags;
		say();
	}

	/** Asks for something else at once. */
	void ask(String newQuery) {
		text.setText(newQuery);
		read();
	}

	private void read() {
		if (text.isDisposed()) {
			return;
		}
		wrong = null;
		try {
			query = RunQuery.parse(text.getText());
		} catch (QueryException e) {
			wrong = e.getMessage();
		}
		say();
		if (wrong == null) {
			changed.accept(query);
		}
	}

	private void say() {
		String says = wrong != null ? wrong : fields.all().stream().allMatch(field -> field.origin() == RunField.Origin.RUN) ? null : query.unknown(fields);
		message.setForeground(Colours.around(bar).alarm());
		boolean shown = says != null;
		if (!message.getText().equals(shown ? says.replace("&", "&&") : "") || message.getVisible() != shown) {
			message.setText(shown ? says.replace("&", "&&") : "");
			message.setVisible(shown);
			((GridData) message.getLayoutData()).exclude = !shown;
			bar.getParent().layout(true, true);
		}
	}

	private IContentProposal[] proposals(String contents, int position) {
		int start = position;
		while (start > 0 && !Character.isWhitespace(contents.charAt(start - 1))) {
			start--;
		}
		if (start < position && contents.charAt(start) == '-') {
			start++;
		}
		String typed = contents.substring(start, position);
		String before = contents.substring(0, start);
		String after = contents.substring(position);
		List<IContentProposal> proposals = new ArrayList<>();
		for (String word : words(typed)) {
			proposals.add(new ContentProposal(before + word + after, word, null, before.length() + word.length()));
		}
		return proposals.toArray(IContentProposal[]::new);
	}

	/** What may be meant by what was typed so far. */
	private List<String> words(String typed) {
		Set<String> words = new TreeSet<>();
		if (typed.startsWith("status:")) {
			STATUSES.forEach(status -> words.add("status:" + status));
		} else if (typed.startsWith("tag:")) {
			tags.forEach(tag -> words.add("tag:" + tag));
		} else {
			for (RunField field : fields.all()) {
				String word = RunFields.withoutProtocol(field.word());
				words.add(word.indexOf(' ') < 0 ? word : "\"" + word + "\"");
			}
		}
		String part = typed.toLowerCase(Locale.ROOT);
		List<String> fitting = new ArrayList<>(words.stream().filter(word -> word.toLowerCase(Locale.ROOT).startsWith(part)).toList());
		words.stream().filter(word -> !fitting.contains(word) && word.toLowerCase(Locale.ROOT).contains(part)).forEach(fitting::add);
		return fitting;
	}
}
