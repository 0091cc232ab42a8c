package io.spadework.ui.welcome;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.IWorkbenchWizard;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.ui.Commands;
import io.spadework.examples.Examples;
import io.spadework.ui.ExampleProject;
import io.spadework.ui.ActiveWindow;
import io.spadework.ui.Icons;
import io.spadework.ui.PageEditor;
import io.spadework.ui.PageInput;
import io.spadework.ui.help.HelpPage;
import io.spadework.ui.wizards.ProjectWizard;
import io.spadework.ui.wizards.StudyImportWizard;

/** The first thing that a new user sees: doors to an example, to a study of one's own, and to the tutorial. */
public final class WelcomePage extends PageEditor {

	/** Id of this part. */
	public static final String ID = "io.spadework.ui.welcome";

	private static final int DOOR_WIDTH = 280;
	/** The paint studio is a plug-in of its own, which this one does not know. */
	private static final String PAINT = "io.spadework.paint.new";

	private LocalResourceManager resources;
	private Door first;

	/** Shows it in a window. */
	public static void open(IWorkbenchWindow window) {
		open(window, new PageInput("Welcome", "spadework", "Welcome to Spadework"), ID);
	}

	@Override
	public void createPartControl(Composite parent) {
		ScrolledComposite scrolled = new ScrolledComposite(parent, SWT.H_SCROLL | SWT.V_SCROLL);
		scrolled.setExpandHorizontal(true);
		scrolled.setExpandVertical(true);
		Composite page = new Composite(scrolled, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = 40;
		layout.marginHeight = 28;
		layout.verticalSpacing = 14;
		page.setLayout(layout);
		resources = new LocalResourceManager(JFaceResources.getResources(), page);

		Label title = new Label(page, SWT.NONE);
		title.setText("Welcome to Spadework");
		title.setFont(resources.create(FontDescriptor.createFrom(JFaceResources.getDefaultFont()).increaseHeight(10).setStyle(SWT.BOLD)));
		title.setLayoutData(new GridData(SWT.CENTER, SWT.TOP, true, false));
		Label what = new Label(page, SWT.WRAP | SWT.CENTER);
		what.setText("Draw generators and discriminators for semantic image synthesis, train them, and see what a change of design does.");
		GridData wrapping = new GridData(SWT.FILL, SWT.TOP, true, false);
		wrapping.widthHint = DOOR_WIDTH;
		what.setLayoutData(wrapping);

		Composite doors = new Composite(page, SWT.NONE);
		GridLayout row = new GridLayout(4, true);
		row.horizontalSpacing = 18;
		row.marginHeight = 12;
		doors.setLayout(row);
		doors.setLayoutData(new GridData(SWT.CENTER, SWT.TOP, true, false));
		first = door(doors, "example", "Open the SPADE example", "A small SPADE study on built-in landscapes. It trains on any computer, in minutes. Open it, press Train, and watch.", this::openExample);
		if (isPaintStudioHere()) {
			door(doors, "paint", "Paint with a model", "Draw a label map and see the image that a trained model makes of it, stroke by stroke. Pictures lend it their style.",
					() -> Commands.execute(PAINT, getSite()));
		}
		door(doors, "new-study", "New study", "Begin with SPADE, pix2pixHD, CRN or a U-Net, on the built-in landscapes or on your own label maps and photos.", () -> wizard(new ProjectWizard()));
		door(doors, "tutorial", "Learn how it goes", "From the example to a training of your own, in six steps. The same text as in the documentation.", () -> HelpPage.open(getSite().getWorkbenchWindow(), "first-study.md"));

		Link more = new Link(page, SWT.NONE);
		more.setText("Have a study already? <a>Import it</a>, or drop a .spade file onto a project, or onto this page to look at it where it lies. This page comes back with Help > Spadework Welcome.");
		more.setLayoutData(new GridData(SWT.CENTER, SWT.TOP, true, false));
		more.addListener(SWT.Selection, e -> wizard(new StudyImportWizard()));
		scrolled.setContent(page);
		// as many doors beside each other as there is room for
		scrolled.addListener(SWT.Resize, e -> {
			int width = scrolled.getClientArea().width;
			row.numColumns = Math.clamp((width - 2 * layout.marginWidth) / (DOOR_WIDTH + row.horizontalSpacing), 1, doors.getChildren().length);
			page.layout(true, true);
			scrolled.setMinSize(Math.min(width, DOOR_WIDTH + 2 * layout.marginWidth), page.computeSize(width, SWT.DEFAULT).y);
		});
	}

	private Door door(Composite parent, String icon, String title, String text, Runnable opens) {
		Door door = new Door(parent, Icons.descriptor(icon), title, text, opens, resources);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
		data.widthHint = DOOR_WIDTH;
		door.setLayoutData(data);
		return door;
	}

	/** The example as it is in the workspace; made where it is not there. */
	private void openExample() {
		IFile file = ResourcesPlugin.getWorkspace().getRoot().getProject(ExampleProject.NAME).getFile(Examples.all().get(0).fileName());
		if (file.exists()) {
			ActiveWindow.show(file);
		} else if (!file.getProject().exists()) {
			ExampleProject.make(ExampleProject.NAME).schedule();
		} else {
			StatusManager.getManager().handle(Status.error("The project " + ExampleProject.NAME + " is closed, or its study " + file.getName()
					+ " is gone. File > New > Spadework Example Project makes another one."), StatusManager.SHOW);
		}
	}

	private void wizard(IWorkbenchWizard wizard) {
		wizard.init(getSite().getWorkbenchWindow().getWorkbench(), StructuredSelection.EMPTY);
		WizardDialog dialog = new WizardDialog(getSite().getShell(), wizard);
		dialog.open();
	}

	@Override
	public void setFocus() {
		first.setFocus();
	}

	/** A colour between two. */
	static Color between(Color one, Color other, double share) {
		RGB a = one.getRGB();
		RGB b = other.getRGB();
		return new Color((int) (a.red + (b.red - a.red) * share), (int) (a.green + (b.green - a.green) * share), (int) (a.blue + (b.blue - a.blue) * share));
	}

	private boolean isPaintStudioHere() {
		return getSite().getService(ICommandService.class).getCommand(PAINT).isDefined();
	}
}
