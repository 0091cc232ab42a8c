package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;

/** Offers names of parameters and functions where an expression is typed: with Ctrl+Space, and after the first letters of a name. */
public final class ExpressionAssist {

	private static final Map<String, String> FUNCTIONS = Map.of("min", "the smallest of its arguments", "max", "the largest of its arguments", "round", "the nearest whole number",
			"floor", "the whole number below", "ceil", "the whole number above", "log2", "the logarithm to base 2");

	private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_".toCharArray();

	private ExpressionAssist() {
	}

	/** A name that an expression can use, and what it stands for. */
	public record Name(String name, String meaning) {
	}

	/** Offers names in a text; they are asked for each time. */
	public static ContentProposalAdapter install(Text text, Supplier<Collection<Name>> names) {
		KeyStroke key;
		try {
			key = KeyStroke.getInstance("Ctrl+Space");
		} catch (ParseException e) {
			throw new IllegalStateException(e);
		}
		ContentProposalAdapter adapter = new ContentProposalAdapter(text, new WordContent(), (contents, position) -> proposals(contents, position, names.get()), key, LETTERS);
		adapter.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_INSERT);
		adapter.setAutoActivationDelay(200);
		adapter.setPropagateKeys(true);
		return adapter;
	}

	/** What can stand at a position, given what is typed of its name there. */
	public static IContentProposal[] proposals(String contents, int position, Collection<Name> names) {
		String typed = contents.substring(start(contents, position), position).toLowerCase(Locale.ROOT);
		List<IContentProposal> proposals = new ArrayList<>();
		for (Name name : names)
			if (name.name().toLowerCase(Locale.ROOT).startsWith(typed) && !name.name().equals(typed))
				proposals.add(new ContentProposal(name.name(), name.meaning().isEmpty() ? name.name() : name.name() + " \u2013 " + name.meaning(), null));
		FUNCTIONS.entrySet().stream().sorted(Map.Entry.comparingByKey()).filter(function -> function.getKey().startsWith(typed))
				.forEach(function -> proposals.add(new ContentProposal(function.getKey() + "(", function.getKey() + "( ) \u2013 " + function.getValue(), null)));
		return proposals.toArray(IContentProposal[]::new);
	}

	private static int start(String contents, int position) {
		int start = position;
		while (start > 0 && (Character.isLetterOrDigit(contents.charAt(start - 1)) || contents.charAt(start - 1) == '_'))
			start--;
		return start;
	}

	/** Puts a proposal in the place of what is typed of it. */
	private static final class WordContent extends TextContentAdapter {
		@Override
		public void insertControlContents(Control control, String text, int position) {
			Text field = (Text) control;
			Point selection = field.getSelection();
			field.setSelection(start(field.getText(), selection.x), selection.y);
			field.insert(text);
		}
	}
}
