package io.spadework.diagram.forms;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.forms.IMessage;
import org.eclipse.ui.forms.events.HyperlinkAdapter;
import org.eclipse.ui.forms.events.HyperlinkEvent;
import org.eclipse.ui.forms.widgets.Form;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.Problem;
import io.spadework.model.study.Element;

/** The problems of a page, listed where its heading says how many there are; each leads to its element. */
final class MessageMenu extends HyperlinkAdapter {

	private static final int MOST = 20;

	private final StudyEditor editor;
	private final Form form;

	MessageMenu(StudyEditor editor, Form form) {
		this.editor = editor;
		this.form = form;
	}

	@Override
	public void linkActivated(HyperlinkEvent event) {
		if (!(event.getHref() instanceof IMessage[] messages))
			return;
		Menu menu = new Menu(form);
		for (int i = 0; i < Math.min(MOST, messages.length); i++)
			if (messages[i].getData() instanceof Problem problem && problem.element() instanceof Element element) {
				MenuItem item = new MenuItem(menu, SWT.PUSH);
				item.setText(problem.message().replace("&", "&&"));
				item.setImage(ProblemList.small(problem.severity()));
				item.addListener(SWT.Selection, e -> editor.reveal(element.getId()));
			}
		menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
		menu.setVisible(true);
	}
}
