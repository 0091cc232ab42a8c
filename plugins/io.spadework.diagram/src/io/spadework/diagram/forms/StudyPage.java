package io.spadework.diagram.forms;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchPartSite;

import io.spadework.model.study.Element;

/** A page of the study editor that is a form: it changes the study through the editor, and shows it anew whenever it has changed. */
public interface StudyPage {

	/** What its tab says. */
	String title();

	/** The kind of element whose icon its tab has. */
	EClass kind();

	/** Makes its control. */
	Control create(Composite parent, IWorkbenchPartSite site);

	/** Shows the study as it is now; what is selected stays selected. */
	void refresh();

	/** Shows the problems that have been found. */
	void showProblems();

	/** Whether an element is edited on this page. */
	boolean shows(Element element);

	/** Selects an element of this page. */
	void reveal(Element element);

	/** The selected elements. */
	IStructuredSelection selection();

	/** Gives the keyboard to the page. */
	void setFocus();

	/** Lets go of the page with its control. */
	void dispose();
}
