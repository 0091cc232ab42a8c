package io.spadework.ui.help;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;

/** Shows the documentation. */
public final class HelpHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		String page = event.getParameter("io.spadework.ui.help.page");
		HelpPage.open(HandlerUtil.getActiveWorkbenchWindow(event), page == null ? HelpPage.CONTENTS : page);
		return null;
	}
}
