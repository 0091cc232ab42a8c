package io.spadework.launch;

import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** One part of {@link TrainingSettings}. A tab reads and writes its own part and leaves the others as they are. */
abstract class SettingsTab extends AbstractLaunchConfigurationTab {

	private final ChosenStudy chosen;
	private final String name;
	private final String icon;
	private TrainingSettings settings = new TrainingSettings("", "", "", "", "", "", "", "", "", "", "", false);
	private Image image;
	private boolean filling;

	SettingsTab(String name, String icon, ChosenStudy chosen) {
		this.name = name;
		this.icon = icon;
		this.chosen = chosen;
	}

	/** The study of all tabs. */
	final ChosenStudy chosen() {
		return chosen;
	}

	/** What the configuration said when this tab was filled. */
	final TrainingSettings settings() {
		return settings;
	}

	@Override
	public final void createControl(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().applyTo(page);
		setControl(page);
		filling = true;
		fill(page);
		filling = false;
		chosen.onChange(() -> {
			if (!page.isDisposed()) {
				quietly(this::studyChanged);
				update();
			}
		});
		Dialog.applyDialogFont(page);
	}

	/** Makes the tab's controls. */
	abstract void fill(Composite page);

	/** Shows settings in the tab's controls. */
	abstract void show(TrainingSettings shown);

	/** Settings with what the tab's controls say. */
	abstract TrainingSettings applied(TrainingSettings to);

	/** What is wrong with this tab's part. */
	abstract Optional<String> problem(TrainingSettings of);

	/** Another study has been read, or could not be. */
	abstract void studyChanged();

	/** A person has changed something. */
	final void changed() {
		if (!filling) {
			settings = applied(settings);
			settingsChanged();
			update();
		}
	}

	/** What else to show when a person has changed something. */
	void settingsChanged() {
	}

	/** Changes controls without taking that for a person's doing. */
	final void quietly(Runnable change) {
		boolean before = filling;
		filling = true;
		try {
			change.run();
		} finally {
			filling = before;
		}
	}

	private void update() {
		if (getLaunchConfigurationDialog() != null) {
			updateLaunchConfigurationDialog();
		}
	}

	@Override
	public final void initializeFrom(ILaunchConfiguration configuration) {
		try {
			settings = TrainingSettings.of(configuration);
			chosen.choose(settings.studyFile());
			quietly(() -> show(settings));
			quietly(this::studyChanged);
		} catch (CoreException e) {
			setErrorMessage("The launch configuration cannot be read: " + e.getStatus().getMessage());
			Platform.getLog(SettingsTab.class).log(e.getStatus());
		}
	}

	@Override
	public final void performApply(ILaunchConfigurationWorkingCopy configuration) {
		try {
			settings = applied(TrainingSettings.of(configuration));
			settings.put(configuration);
		} catch (CoreException e) {
			setErrorMessage("The launch configuration cannot be read: " + e.getStatus().getMessage());
		}
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		// what is not set is as planned
	}

	@Override
	public final boolean isValid(ILaunchConfiguration configuration) {
		setErrorMessage(problem(settings).orElse(null));
		return getErrorMessage() == null;
	}

	@Override
	public final String getName() {
		return name;
	}

	@Override
	public final Image getImage() {
		if (image == null) {
			image = ResourceLocator.imageDescriptorFromBundle("io.spadework.launch", "icons/" + icon + ".svg").map(ImageDescriptor::createImage).orElse(null);
		}
		return image;
	}

	@Override
	public void dispose() {
		if (image != null) {
			image.dispose();
			image = null;
		}
		super.dispose();
	}

	@Override
	public final String getId() {
		return "io.spadework.launch." + icon + "Tab";
	}

	static Group group(Composite page, String title, int columns) {
		Group group = new Group(page, SWT.NONE);
		group.setText(title);
		GridLayoutFactory.swtDefaults().numColumns(columns).applyTo(group);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(group);
		return group;
	}

	static Label label(Composite parent, String text) {
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
		return label;
	}

	/** Says to screen readers what a control is called: its title without mnemonic and colon. */
	static void name(Control control, String title) {
		String name = title.replace("&", "").replace(":", "");
		control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = name;
			}
		});
	}

	/** A label of several lines as wide as the page. */
	static Label hint(Composite page, String text) {
		Label hint = new Label(page, SWT.WRAP);
		hint.setText(text);
		GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).indent(5, 0).applyTo(hint);
		return hint;
	}

	final Text field(Composite parent, String title, String message) {
		label(parent, title);
		Text text = new Text(parent, SWT.BORDER);
		text.setMessage(message);
		text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		text.addListener(SWT.Modify, event -> changed());
		name(text, title);
		return text;
	}
}
