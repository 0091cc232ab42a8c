package io.spadework.diagram.forms;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.forms.events.HyperlinkAdapter;
import org.eclipse.ui.forms.events.HyperlinkEvent;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Hyperlink;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.Fix;
import io.spadework.model.Fixes;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.study.Element;

/** Problems one under the other, each with the changes that would mend it as links. */
public final class ProblemList {

	private final StudyEditor editor;
	private final FormToolkit toolkit;
	private final Composite composite;
	private final boolean jumps;
	private List<Problem> shown = List.of();

	/**
	 * An empty list.
	 *
	 * @param jumps whether a problem's text is a link to its element
	 */
	ProblemList(StudyEditor editor, FormToolkit toolkit, Composite parent, boolean jumps) {
		this.editor = editor;
		this.toolkit = toolkit;
		this.jumps = jumps;
		composite = toolkit.createComposite(parent);
		GridLayout layout = new GridLayout(2, false);
		layout.marginHeight = 0;
		layout.marginWidth = 2;
		composite.setLayout(layout);
		GridData none = new GridData(SWT.FILL, SWT.TOP, true, false);
		none.exclude = true;
		composite.setLayoutData(none);
	}

	/** Shows problems; whether anything has changed, so that the page has to be laid out. */
	boolean show(List<Problem> problems) {
		if (shown.equals(problems))
			return false;
		shown = List.copyOf(problems);
		for (Control child : composite.getChildren())
			child.dispose();
		for (Problem problem : shown)
			row(problem);
		GridData data = (GridData) composite.getLayoutData();
		data.exclude = shown.isEmpty();
		composite.setVisible(!shown.isEmpty());
		return true;
	}

	/** The control, which takes no room while it is empty. */
	Composite control() {
		return composite;
	}

	private void row(Problem problem) {
		Label icon = toolkit.createLabel(composite, "");
		icon.setImage(small(problem.severity()));
		icon.setToolTipText(problem.severity() + " (" + problem.rule() + ")");
		icon.setLayoutData(new GridData(SWT.CENTER, SWT.TOP, false, false));
		String text = problem.message();
		GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
		wide.widthHint = 120;
		if (jumps && problem.element() instanceof Element element) {
			Hyperlink link = toolkit.createHyperlink(composite, text, SWT.WRAP);
			link.setLayoutData(wide);
			link.addHyperlinkListener(new HyperlinkAdapter() {
				@Override
				public void linkActivated(HyperlinkEvent e) {
					editor.reveal(element.getId());
				}
			});
		} else {
			toolkit.createLabel(composite, text, SWT.WRAP).setLayoutData(wide);
		}
		for (Fix fix : Fixes.of(problem)) {
			toolkit.createLabel(composite, "");
			Hyperlink link = toolkit.createHyperlink(composite, fix.label(), SWT.NONE);
			link.setToolTipText("Mends the problem; can be undone");
			link.addHyperlinkListener(new HyperlinkAdapter() {
				@Override
				public void linkActivated(HyperlinkEvent e) {
					editor.change(fix.label(), fix::apply);
				}
			});
		}
	}

	/** The icon of a severity. */
	public static Image small(Severity severity) {
		return PlatformUI.getWorkbench().getSharedImages().getImage(switch (severity) {
		case ERROR -> ISharedImages.IMG_OBJS_ERROR_TSK;
		case WARNING -> ISharedImages.IMG_OBJS_WARN_TSK;
		case INFO -> ISharedImages.IMG_OBJS_INFO_TSK;
		});
	}
}
