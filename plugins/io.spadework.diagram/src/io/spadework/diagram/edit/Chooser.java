package io.spadework.diagram.edit;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.eclipse.jface.dialogs.PopupDialog;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ILabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** A small window to choose one of many by typing a part of it: the arrows move, Enter chooses, Escape leaves everything as it is. */
public final class Chooser<T> extends PopupDialog {

	private final String hint;
	private final List<T> all;
	private final ILabelProvider labels;
	private final Function<T, String> words;
	private final Consumer<T> chosen;
	private final Point place;
	private Text filter;
	private TableViewer table;

	/**
	 * A window that is still to be opened.
	 *
	 * @param hint   what is chosen, in a few words
	 * @param words  what is searched besides the labels
	 * @param place  upper left corner on the display
	 * @param chosen told what was chosen
	 */
	public Chooser(Shell parent, String hint, List<T> all, ILabelProvider labels, Function<T, String> words, Point place, Consumer<T> chosen) {
		super(parent, SWT.RESIZE, true, false, false, false, false, hint, "\u2191 \u2193 move  \u00b7  Enter chooses  \u00b7  Esc leaves");
		this.hint = hint;
		this.all = all;
		this.labels = labels;
		this.words = words;
		this.place = place;
		this.chosen = chosen;
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		Composite area = (Composite) super.createDialogArea(parent);
		area.setLayout(new GridLayout());
		filter = new Text(area, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		filter.setMessage(hint);
		filter.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		filter.addListener(SWT.Modify, e -> show());
		filter.addListener(SWT.KeyDown, this::keyDown);
		filter.addListener(SWT.DefaultSelection, e -> {
			if (e.detail != SWT.ICON_CANCEL)
				choose();
		});
		table = new TableViewer(area, SWT.SINGLE | SWT.V_SCROLL | SWT.FULL_SELECTION);
		table.setContentProvider(ArrayContentProvider.getInstance());
		table.setLabelProvider(labels);
		table.addDoubleClickListener(e -> choose());
		table.getTable().addListener(SWT.DefaultSelection, e -> choose());
		GridData room = new GridData(SWT.FILL, SWT.FILL, true, true);
		room.widthHint = 340;
		room.heightHint = 260;
		table.getControl().setLayoutData(room);
		show();
		return area;
	}

	/** Shows what has all the words that are typed: in its label first, then what only its description has. */
	private void show() {
		List<String> typed = List.of(filter.getText().toLowerCase(Locale.ROOT).strip().split("\\s+"));
		List<T> named = all.stream().filter(each -> has(labels.getText(each), typed)).toList();
		List<T> meant = all.stream().filter(each -> !named.contains(each) && has(labels.getText(each) + " " + words.apply(each), typed)).toList();
		List<T> shown = Stream.concat(named.stream(), meant.stream()).toList();
		table.setInput(shown);
		if (!shown.isEmpty())
			table.setSelection(new StructuredSelection(shown.get(0)), true);
	}

	private static boolean has(String text, List<String> typed) {
		String lower = text.toLowerCase(Locale.ROOT);
		return typed.stream().allMatch(lower::contains);
	}

	private void keyDown(Event e) {
		int step = e.keyCode == SWT.ARROW_DOWN ? 1 : e.keyCode == SWT.ARROW_UP ? -1 : 0;
		int count = table.getTable().getItemCount();
		if (step == 0 || count == 0)
			return;
		int next = Math.floorMod(table.getTable().getSelectionIndex() + step, count);
		table.getTable().setSelection(next);
		table.getTable().showSelection();
		e.doit = false;
	}

	@SuppressWarnings("unchecked")
	private void choose() {
		Object choice = table.getStructuredSelection().getFirstElement();
		close();
		if (choice != null)
			chosen.accept((T) choice);
	}

	@Override
	protected Control getFocusControl() {
		return filter;
	}

	@Override
	protected Point getInitialLocation(Point size) {
		return getShell().getDisplay().getClientArea().contains(place.x, place.y) ? place : super.getInitialLocation(size);
	}

	@Override
	public boolean close() {
		boolean closed = super.close();
		if (closed)
			labels.dispose();
		return closed;
	}
}
