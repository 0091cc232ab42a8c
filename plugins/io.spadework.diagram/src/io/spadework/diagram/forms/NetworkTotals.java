package io.spadework.diagram.forms;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.events.HyperlinkAdapter;
import org.eclipse.ui.forms.events.HyperlinkEvent;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Hyperlink;
import org.eclipse.ui.forms.widgets.Section;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.notation.Notation;
import io.spadework.notation.Title;

/** What a network or a block costs, and the way to its diagram. */
final class NetworkTotals implements Supplement {

	private final Graph graph;
	private final Label totals;

	private NetworkTotals(Graph graph, Label totals) {
		this.graph = graph;
		this.totals = totals;
	}

	static Supplement make(StudyEditor editor, FormToolkit toolkit, Composite parent, Element element) {
		if (!(element instanceof Graph graph))
			return null;
		Section section = toolkit.createSection(parent, ExpandableComposite.TITLE_BAR);
		section.setText("Architecture");
		section.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		Composite client = toolkit.createComposite(section);
		client.setLayout(new GridLayout());
		section.setClient(client);
		Label totals = toolkit.createLabel(client, "", SWT.WRAP);
		GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
		wide.widthHint = 300;
		totals.setLayoutData(wide);
		Hyperlink link = toolkit.createHyperlink(client, "Open the diagram", SWT.NONE);
		link.addHyperlinkListener(new HyperlinkAdapter() {
			@Override
			public void linkActivated(HyperlinkEvent e) {
				editor.reveal(graph.getId());
			}
		});
		NetworkTotals made = new NetworkTotals(graph, totals);
		made.refresh();
		return made;
	}

	@Override
	public void refresh() {
		Title title = Notation.of(graph).title();
		StringBuilder text = new StringBuilder(graph.getNodes().size() + " nodes; " + title.totals());
		title.scales().forEach(scale -> text.append('\n').append(scale));
		totals.setText(text.toString());
		totals.getParent().layout();
	}
}
