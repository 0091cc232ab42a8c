package io.spadework.ui.preferences;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.keys.IBindingService;

import io.spadework.diagram.Named;

/** Preferences > Spadework: the way to its pages, and its keys as they are now. */
public final class SpadeworkPage extends PreferencePage implements IWorkbenchPreferencePage {

	private static final String KEYS = "org.eclipse.ui.preferencePages.Keys";

	/** A command's name and its keys. */
	record Key(String command, String keys) {
	}

	/** The page. */
	public SpadeworkPage() {
		noDefaultAndApplyButton();
	}

	@Override
	public void init(IWorkbench workbench) {
		// nothing is kept here
	}

	@Override
	protected Control createContents(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().applyTo(page);
		Link pages = new Link(page, SWT.WRAP);
		pages.setText("What trainings get is on the page <a href=\"io.spadework.ui.preferences.engine\">Engine</a>, how many run at a time and where runs are kept on the page "
				+ "<a href=\"io.spadework.launch.preferences\">Trainings</a>, how they are followed on the page <a href=\"io.spadework.ui.preferences.live\">Live View</a>, how studies are shown on the page "
				+ "<a href=\"io.spadework.ui.preferences.diagram\">Study Editor</a>, light and dark on the page <a href=\"org.eclipse.ui.preferencePages.Views\">Appearance</a>.");
		pages.addListener(SWT.Selection, event -> PreferencesUtil.createPreferenceDialogOn(getShell(), event.text, null, null));
		GridDataFactory.fillDefaults().grab(true, false).hint(460, SWT.DEFAULT).applyTo(pages);
		new Label(page, SWT.NONE).setText("Keys of Spadework:");
		Table table = new Table(page, SWT.BORDER | SWT.FULL_SELECTION);
		table.setHeaderVisible(true);
		Named.name(table, "Keys of Spadework");
		GridDataFactory.fillDefaults().grab(true, true).hint(460, 240).applyTo(table);
		for (String title : new String[] { "Command", "Keys" }) {
			TableColumn column = new TableColumn(table, SWT.NONE);
			column.setText(title);
			column.setWidth(220);
		}
		for (Key key : keys()) {
			new TableItem(table, SWT.NONE).setText(new String[] { key.command(), key.keys() });
		}
		Link change = new Link(page, SWT.NONE);
		change.setText("<a>Change keys</a>");
		change.addListener(SWT.Selection, event -> PreferencesUtil.createPreferenceDialogOn(getShell(), KEYS, null, "Spadework"));
		return page;
	}

	/** The keys of Spadework's commands, by command. */
	static List<Key> keys() {
		IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
		return Stream.of(bindings.getBindings()).filter(binding -> binding.getParameterizedCommand() != null && binding.getParameterizedCommand().getId().startsWith("io.spadework."))
				.map(SpadeworkPage::key).distinct().sorted(Comparator.comparing(Key::command)).toList();
	}

	private static Key key(Binding binding) {
		try {
			return new Key(binding.getParameterizedCommand().getName(), binding.getTriggerSequence().format());
		} catch (NotDefinedException e) {
			return new Key(binding.getParameterizedCommand().getId(), binding.getTriggerSequence().format());
		}
	}
}
