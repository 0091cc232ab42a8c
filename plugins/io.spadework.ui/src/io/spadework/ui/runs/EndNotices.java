package io.spadework.ui.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.notifications.NotificationPopup;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;

import io.spadework.launch.EngineProcess;
import io.spadework.launch.RunState;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.ui.live.LiveView;

/** Says in a corner of the screen that a training has ended, and lets the desktop say so too while the workbench is not in front. */
public final class EndNotices implements IStartup, IDebugEventSetListener {

	private static final int SHOWN_MILLISECONDS = 8000;
	/** Desktops on Linux show what this program is told; where it is not installed, the workbench's own notice must do. */
	private static final List<Path> DESKTOP = List.of(Path.of("/usr/bin/notify-send"), Path.of("/usr/local/bin/notify-send"));

	@Override
	public void earlyStartup() {
		DebugPlugin.getDefault().addDebugEventListener(this);
	}

	@Override
	public void handleDebugEvents(DebugEvent[] events) {
		for (DebugEvent event : events) {
			if (event.getKind() == DebugEvent.TERMINATE && event.getSource() instanceof EngineProcess engine && PlatformUI.isWorkbenchRunning()) {
				Job.createSystem("Telling of a training's end", monitor -> {
					tell(engine.run());
					return Status.OK_STATUS;
				}).schedule();
			}
		}
	}

	private static void tell(RunFolder run) {
		Notice notice = Notice.of(run);
		PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
			if (PlatformUI.isWorkbenchRunning()) {
				boolean away = Display.getCurrent().getActiveShell() == null;
				show(notice);
				if (away) {
					Job.createSystem("Telling the desktop", monitor -> {
						tellDesktop(notice);
						return Status.OK_STATUS;
					}).schedule();
				}
			}
		});
	}

	/** What there is to say about a run's end. */
	record Notice(RunFolder run, String title, String text) {

		static Notice of(RunFolder run) {
			RunState state = RunState.of(run);
			String name = run.path().getFileName().toString();
			int step = run.metrics().lastStep();
			String until = step < 0 ? "before its first step" : String.format(Locale.ROOT, "after step %,d", step);
			String message = "";
			try {
				message = run.info().message();
			} catch (RunException unreadable) {
				// the title says enough
			}
			return switch (state.phase()) {
				case FINISHED -> new Notice(run, name + " is finished", String.format(Locale.ROOT, "%,d steps were trained.", Math.max(0, step)));
				case STOPPED -> new Notice(run, name + " has stopped", "It was asked to, " + until + ".");
				case INTERRUPTED -> new Notice(run, name + " was interrupted", "Its engine is gone, " + until + ". Resume goes on from the last checkpoint.");
				default -> new Notice(run, name + " failed", message.isBlank() ? "It ended " + until + ". The console says why." : message);
			};
		}
	}

	private static void show(Notice notice) {
		IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow() != null ? PlatformUI.getWorkbench().getActiveWorkbenchWindow()
				: PlatformUI.getWorkbench().getWorkbenchWindowCount() > 0 ? PlatformUI.getWorkbench().getWorkbenchWindows()[0] : null;
		if (window == null || window.getShell() == null) {
			return;
		}
		NotificationPopup.forShell(window.getShell()).title(notice.title, true).content(parent -> content(parent, notice, window)).delay(SHOWN_MILLISECONDS).fadeIn(true).open();
	}

	private static Control content(Composite parent, Notice notice, IWorkbenchWindow window) {
		Composite content = new Composite(parent, SWT.NONE);
		content.setBackground(parent.getBackground());
		content.setForeground(parent.getForeground());
		GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(content);
		Label text = new Label(content, SWT.WRAP);
		text.setBackground(parent.getBackground());
		text.setForeground(parent.getForeground());
		text.setText(notice.text.replace("&", "&&"));
		GridDataFactory.fillDefaults().grab(true, false).hint(280, SWT.DEFAULT).applyTo(text);
		Link link = new Link(content, SWT.NONE);
		link.setBackground(parent.getBackground());
		link.setForeground(parent.getForeground());
		link.setText("<a href=\"live\">Show it in the Live view</a>" + (RunFolder.isRun(notice.run.path()) ? "  \u00b7  <a href=\"report\">Open its report</a>" : ""));
		link.addListener(SWT.Selection, event -> {
			if (event.text.equals("report")) {
				Reports.open(notice.run);
				return;
			}
			try {
				((LiveView) window.getActivePage().showView(LiveView.ID)).show(notice.run);
			} catch (PartInitException e) {
				StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
			}
		});
		return content;
	}

	/** Never an error: a desktop that shows no notices is none. */
	private static void tellDesktop(Notice notice) {
		DESKTOP.stream().filter(Files::isExecutable).findFirst().ifPresent(program -> {
			try {
				new ProcessBuilder(program.toString(), "--app-name=Spadework", notice.title, notice.text).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
			} catch (IOException e) {
				Platform.getLog(EndNotices.class).log(Status.info("The desktop could not be told of a training's end: " + e.getMessage()));
			}
		});
	}
}
