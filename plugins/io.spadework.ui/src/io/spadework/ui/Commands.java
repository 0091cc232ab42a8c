package io.spadework.ui;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.IWorkbenchSite;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.statushandlers.StatusManager;

/** The commands on a study. */
public final class Commands {

	public static final String TRAIN = "io.spadework.ui.train";
	public static final String GENERATE_SOURCE = "io.spadework.ui.generateSource";
	public static final String SHOW_GENERATED_SOURCE = "io.spadework.ui.showGeneratedSource";

	private Commands() {
	}

	/** Executes a command as its menu entry would. */
	public static void execute(String command, IWorkbenchSite site) {
		try {
			site.getService(IHandlerService.class).executeCommand(command, null);
		} catch (CommandException e) {
			StatusManager.getManager().handle(Status.error("The command " + command + " cannot be executed now: " + e.getMessage(), e),
					StatusManager.SHOW | StatusManager.LOG);
		}
	}
}
