package io.spadework.diagram.commands;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.CompoundContributionItem;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.Fix;
import io.spadework.model.Fixes;
import io.spadework.model.Problem;

/** What is wrong with the selected element, in its menu: each problem, and under it what would mend it. */
public final class FixMenu extends CompoundContributionItem {

	@Override
	protected IContributionItem[] getContributionItems() {
		List<IContributionItem> items = new ArrayList<>();
		if (PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage().getActiveEditor() instanceof StudyEditor editor)
			for (Problem problem : editor.problemsOfSelection()) {
				Action heading = new Action(problem.message()) { };
				heading.setEnabled(false);
				heading.setImageDescriptor(PlatformUI.getWorkbench().getSharedImages().getImageDescriptor(switch (problem.severity()) {
				case ERROR -> ISharedImages.IMG_OBJS_ERROR_TSK;
				case WARNING -> ISharedImages.IMG_OBJS_WARN_TSK;
				case INFO -> ISharedImages.IMG_OBJS_INFO_TSK;
				}));
				items.add(new ActionContributionItem(heading));
				for (Fix fix : Fixes.of(problem))
					items.add(new ActionContributionItem(new Action("    " + fix.label()) {
						@Override
						public void run() {
							editor.change(fix.label(), fix::apply);
						}
					}));
			}
		return items.toArray(IContributionItem[]::new);
	}
}
