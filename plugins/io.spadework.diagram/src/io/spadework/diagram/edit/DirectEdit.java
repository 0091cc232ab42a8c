package io.spadework.diagram.edit;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Text;

import io.spadework.diagram.forms.ExpressionAssist;
import io.spadework.diagram.forms.ExpressionAssist.Name;

/** A field over a diagram in which a text is changed where it is drawn: Enter takes it, Escape leaves it, and what is wrong with it is said while it is typed. */
public final class DirectEdit {

	private static final int LEAST_WIDTH = 120;

	private final Text text;
	private final UnaryOperator<String> refusal;
	private final Consumer<String> taken;
	private final Consumer<String> said;
	private final Runnable done;
	private final Listener elsewhere = e -> take();
	private boolean over;

	/**
	 * Opens a field.
	 *
	 * @param place    of the text that is changed, in the canvas
	 * @param names    what may be used in an expression; null for other texts
	 * @param refusal  why a text can't be taken; null where it can
	 * @param taken    told of the text that is taken
	 * @param said     told what is wrong with a text that is not taken; null for nothing
	 * @param done     run when the field has gone
	 */
	public DirectEdit(Composite canvas, Rectangle place, Font font, String old, Supplier<Collection<Name>> names, UnaryOperator<String> refusal, Consumer<String> taken, Consumer<String> said,
			Runnable done) {
		this.refusal = refusal;
		this.taken = taken;
		this.said = said;
		this.done = done;
		text = new Text(canvas, SWT.SINGLE | SWT.BORDER);
		text.setFont(font);
		text.setText(old);
		text.selectAll();
		int height = text.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
		text.setBounds(place.x - 4, place.y + (place.height - height) / 2, Math.max(LEAST_WIDTH, place.width + 40), height);
		if (names != null)
			ExpressionAssist.install(text, names);
		text.addListener(SWT.Modify, e -> check());
		text.addListener(SWT.Traverse, this::traverse);
		// proposals of names have a window of their own, in which a click is not the end
		text.addListener(SWT.FocusOut, e -> text.getDisplay().asyncExec(() -> {
			if (!over && !text.isDisposed() && !text.isFocusControl() && text.getDisplay().getActiveShell() == text.getShell())
				take();
		}));
		canvas.addListener(SWT.MouseDown, elsewhere);
		text.addDisposeListener(e -> canvas.removeListener(SWT.MouseDown, elsewhere));
		text.setFocus();
	}

	/** The field. */
	public Text text() {
		return text;
	}

	private String typed() {
		return text.getText().strip();
	}

	private void check() {
		String wrong = refusal.apply(typed());
		said.accept(wrong);
		text.setToolTipText(wrong);
		text.setForeground(wrong == null ? null : new Color(0xC0, 0x28, 0x1C));
	}

	private void traverse(Event e) {
		if (e.detail == SWT.TRAVERSE_RETURN) {
			e.doit = false;
			if (refusal.apply(typed()) == null)
				take();
			else
				check();
		} else if (e.detail == SWT.TRAVERSE_ESCAPE) {
			e.doit = false;
			close();
		}
	}

	/** Takes what is typed, if it can be taken, and closes the field. */
	public void take() {
		if (over)
			return;
		String now = typed();
		boolean good = refusal.apply(now) == null;
		close();
		if (good)
			taken.accept(now);
	}

	/** Closes the field. */
	public void close() {
		if (over)
			return;
		over = true;
		said.accept(null);
		text.dispose();
		done.run();
	}
}
