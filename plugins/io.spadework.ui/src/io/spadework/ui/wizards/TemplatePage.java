package io.spadework.ui.wizards;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import io.spadework.model.templates.Template;
import io.spadework.model.templates.Templates;

/** Asks which published architecture a study begins with: each with a picture of its generator and a sentence. */
public final class TemplatePage extends WizardPage {

	private final List<Runnable> changed = new ArrayList<>();
	private Template chosen = Templates.all().get(0);
	private Table table;
	private Label description;
	private Label picture;
	private LocalResourceManager images;

	TemplatePage() {
		super("template");
		setTitle("Architecture");
		setDescription("Choose what the study begins with. Everything can be changed later in its editor.");
	}

	@Override
	public void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(page);
		images = new LocalResourceManager(JFaceResources.getResources(), page);
		Label label = new Label(page, SWT.NONE);
		label.setText("&Template:");
		GridDataFactory.fillDefaults().span(2, 1).applyTo(label);
		table = new Table(page, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION);
		GridDataFactory.fillDefaults().grab(false, true).hint(220, 360).applyTo(table);
		for (Template template : Templates.all()) {
			new TableItem(table, SWT.NONE).setText(template.name());
		}
		table.addListener(SWT.Selection, event -> select(Templates.all().get(table.getSelectionIndex())));
		table.addListener(SWT.DefaultSelection, event -> getContainer().showPage(getNextPage()));
		Composite right = new Composite(page, SWT.NONE);
		GridLayoutFactory.fillDefaults().margins(8, 0).applyTo(right);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(right);
		description = new Label(right, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).hint(480, 54).applyTo(description);
		picture = new Label(right, SWT.CENTER);
		GridDataFactory.fillDefaults().grab(true, true).hint(480, 380).applyTo(picture);
		setControl(page);
		table.select(Templates.all().indexOf(chosen));
		show();
	}

	private void select(Template template) {
		chosen = template;
		show();
		changed.forEach(Runnable::run);
	}

	private void show() {
		description.setText(chosen.description());
		Image image = ResourceLocator.imageDescriptorFromBundle("io.spadework.ui", "icons/templates/" + chosen.name() + ".png").map(images::create).orElse(null);
		picture.setImage(image);
		picture.setToolTipText("The generator of " + chosen.name());
		description.getParent().layout();
	}

	/** Runs something whenever another template is chosen. */
	void onChange(Runnable does) {
		changed.add(does);
	}

	/** Chooses a template as a user would in the list. */
	public void choose(String name) {
		select(Templates.named(name));
		table.select(Templates.all().indexOf(chosen));
	}

	/** What is chosen. */
	Template template() {
		return chosen;
	}
}
