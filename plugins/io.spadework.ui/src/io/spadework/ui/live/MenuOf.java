package io.spadework.ui.live;

import org.eclipse.jface.action.IMenuCreator;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;

/** Drops down a menu manager's menu. */
final class MenuOf implements IMenuCreator {

	private final MenuManager entries;

	MenuOf(MenuManager entries) {
		this.entries = entries;
	}

	@Override
	public Menu getMenu(Control parent) {
		return entries.createContextMenu(parent);
	}

	@Override
	public Menu getMenu(Menu parent) {
		return null;
	}

	@Override
	public void dispose() {
		entries.dispose();
	}
}
