package io.spadework.diagram.forms;

import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Section;

import io.spadework.diagram.Named;
import io.spadework.diagram.StudyEditor;
import io.spadework.model.ExpressionException;
import io.spadework.model.Sweeps;
import io.spadework.model.study.Element;
import io.spadework.model.study.Sweep;

/** The points of a sweep: what it would train. */
final class SweepPoints implements Supplement {

	private final Sweep sweep;
	private final Section section;
	private final Text points;

	private SweepPoints(Sweep sweep, Section section, Text points) {
		this.sweep = sweep;
		this.section = section;
		this.points = points;
	}

	static Supplement make(StudyEditor editor, FormToolkit toolkit, Composite parent, Element element) {
		if (!(element instanceof Sweep sweep))
			return null;
		Section section = toolkit.createSection(parent, ExpandableComposite.TITLE_BAR);
		section.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		Composite client = toolkit.createComposite(section);
		client.setLayout(new GridLayout());
		section.setClient(client);
		Text points = toolkit.createText(client, "", SWT.MULTI | SWT.READ_ONLY | SWT.V_SCROLL | SWT.BORDER);
		Named.name(points, "Points of the sweep");
		GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
		wide.heightHint = 160;
		points.setLayoutData(wide);
		SweepPoints made = new SweepPoints(sweep, section, points);
		made.refresh();
		return made;
	}

	@Override
	public void refresh() {
		try {
			List<Map<String, String>> all = sweep.getExperiment() == null ? List.of() : Sweeps.points(sweep);
			section.setText(all.size() == 1 ? "1 training" : all.size() + " trainings");
			points.setText(String.join("\n", all.stream().map(Sweeps::label).toList()));
		} catch (ExpressionException | RuntimeException e) {
			section.setText("Trainings");
			points.setText(String.valueOf(e.getMessage()));
		}
		section.layout();
	}
}
