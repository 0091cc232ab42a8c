package io.spadework.diagram;

import java.util.Locale;

import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.osgi.service.event.EventHandler;

import io.spadework.notation.Theme;

/** Whether diagrams are light or dark just now: as the workbench, unless the user wants it otherwise. */
final class WorkbenchTheme {

	private WorkbenchTheme() {
	}

	/** The notation's theme that goes with the workbench's. */
	static Theme current() {
		String wanted = DiagramPreferences.theme();
		if (!wanted.equals(DiagramPreferences.AS_WORKBENCH))
			return wanted.equals(DiagramPreferences.DARK) ? Theme.DARK : Theme.LIGHT;
		IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
		ITheme active = engine == null ? null : engine.getActiveTheme();
		boolean dark = active == null ? Display.isSystemDarkTheme() : active.getId().toLowerCase(Locale.ROOT).contains("dark");
		return dark ? Theme.DARK : Theme.LIGHT;
	}

	/** Runs something after each change of the workbench's theme, on the display's thread, until the returned action is run. */
	static Runnable onChange(Runnable changed) {
		IEventBroker broker = PlatformUI.getWorkbench().getService(IEventBroker.class);
		Display display = Display.getCurrent();
		EventHandler handler = event -> display.asyncExec(changed);
		broker.subscribe(IThemeEngine.Events.THEME_CHANGED, handler);
		Runnable forget = DiagramPreferences.onChange(() -> display.asyncExec(changed));
		return () -> {
			broker.unsubscribe(handler);
			forget.run();
		};
	}
}
