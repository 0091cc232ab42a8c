package io.spadework.diagram;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;

/** What the editor shows instead of diagrams while a study can't be read. */
final class ErrorPage extends Composite {

	private final Text message;

	/**
	 * A page with a message.
	 *
	 * @param openText opens the file as text
	 */
	ErrorPage(Composite parent, String text, Runnable openText) {
		super(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 24;
		layout.verticalSpacing = 12;
		setLayout(layout);
		Label heading = new Label(this, SWT.NONE);
		heading.setText("This study can't be shown");
		heading.setFont(JFaceResources.getHeaderFont());
		message = new Text(this, SWT.MULTI | SWT.WRAP | SWT.READ_ONLY);
		message.setText(text);
		message.setBackground(getBackground());
		GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
		wide.widthHint = 400;
		message.setLayoutData(wide);
		Link link = new Link(this, SWT.NONE);
		link.setText("The diagram comes back as soon as the file is mended. <a>Open it as text</a>");
		link.addListener(SWT.Selection, e -> openText.run());
	}

	/** What it says. */
	String message() {
		return message.getText();
	}
}
