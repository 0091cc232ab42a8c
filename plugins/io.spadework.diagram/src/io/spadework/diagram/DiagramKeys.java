package io.spadework.diagram;

import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.services.IServiceLocator;

/** The keys of diagrams: theirs while one is seen, but not in forms and in texts that are being changed, where keys are the text's. */
final class DiagramKeys {

	private static final String CONTEXT = "io.spadework.diagram.context";

	private final IServiceLocator services;
	private IContextActivation context;

	DiagramKeys(IServiceLocator services) {
		this.services = services;
	}

	/** Gives the keys to the diagram, or takes them away. */
	void give(boolean toDiagram) {
		IContextService contexts = services.getService(IContextService.class);
		if (contexts == null)
			return; // the editor is closing
		if (toDiagram && context == null) {
			context = contexts.activateContext(CONTEXT);
		} else if (!toDiagram && context != null) {
			contexts.deactivateContext(context);
			context = null;
		}
	}
}
