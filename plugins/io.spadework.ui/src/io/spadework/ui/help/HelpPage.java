package io.spadework.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchWindow;

import io.spadework.ui.PageEditor;
import io.spadework.ui.PageInput;

/** The documentation, as it is in the folder docs, to read beside one's work: links lead from page to page. */
public final class HelpPage extends PageEditor {

	/** Id of this part. */
	public static final String ID = "io.spadework.ui.help";

	/** The page that lists the others. */
	public static final String CONTENTS = "README.md";

	private final Deque<String> before = new ArrayDeque<>();
	private MarkdownText text;
	private Button back;
	private String shown;

	/** Shows a page of the documentation in a window. */
	public static void open(IWorkbenchWindow window, String page) {
		if (open(window, new PageInput("Spadework Help", "tutorial", "The documentation of Spadework"), ID) instanceof HelpPage help) {
			help.go(page);
		}
	}

	@Override
	public void createPartControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
		Composite bar = new Composite(page, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(bar);
		back = new Button(bar, SWT.PUSH);
		back.setText("&Back");
		back.setToolTipText("Shows the page before (Alt+Left)");
		back.addListener(SWT.Selection, event -> back());
		Button contents = new Button(bar, SWT.PUSH);
		contents.setText("&Contents");
		contents.setToolTipText("Lists all pages");
		contents.addListener(SWT.Selection, event -> go(CONTENTS));
		text = new MarkdownText(page, this::follow);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(text.control());
		text.control().addListener(SWT.KeyDown, event -> {
			if (event.stateMask == SWT.ALT && event.keyCode == SWT.ARROW_LEFT) {
				back();
			}
		});
		show(CONTENTS);
	}

	private void follow(String target) {
		if (target.startsWith("http://") || target.startsWith("https://")) {
			Program.launch(target);
		} else {
			go(target);
		}
	}

	/** Shows a page, or the place of a page that stands behind "#". */
	public void go(String target) {
		if (shown != null && !shown.equals(target)) {
			before.push(shown);
		}
		show(target);
	}

	private void back() {
		if (!before.isEmpty()) {
			show(before.pop());
		}
	}

	private void show(String target) {
		int mark = target.indexOf('#');
		String file = mark < 0 ? target : target.substring(0, mark);
		if (file.isEmpty()) {
			file = shown == null ? CONTENTS : shown.replaceFirst("#.*", "");
		}
		file = file.substring(file.lastIndexOf('/') + 1);
		text.show(read(file), mark < 0 ? "" : target.substring(mark + 1));
		shown = mark < 0 ? file : file + target.substring(mark);
		back.setEnabled(!before.isEmpty());
	}

	/** A page of the documentation as it is written. */
	static String read(String file) {
		try (InputStream in = HelpPage.class.getResourceAsStream("/help/" + file)) {
			return in == null ? "# " + file + "\n\nThis page is not part of the help. It is in the source of Spadework." : new String(in.readAllBytes(), StandardCharsets.UTF_8);
		} catch (IOException e) {
			return "# " + file + "\n\nThis page cannot be read: " + e.getMessage();
		}
	}

	/** The page that is shown, with the place in it behind "#" where somebody went there. */
	public String shown() {
		return shown;
	}

	/** The text that is shown. */
	public String text() {
		return text.control().getText();
	}

	@Override
	public void setFocus() {
		text.control().setFocus();
	}
}
