package io.spadework.diagram.edit;

import org.eclipse.gef.requests.CreationFactory;
import org.eclipse.gef.tools.CreationTool;

import io.spadework.notation.Toolbox.Tool;

/** Makes a node where somebody clicks next. */
public final class PlacingTool extends CreationTool {

	private final Runnable done;

	/** Makes what a tool of the palette makes; what is done is run when it is no longer armed. */
	public PlacingTool(Tool tool, Runnable done) {
		super(factory(tool));
		this.done = done;
		setUnloadWhenFinished(true);
	}

	/** Makes a node for each request. */
	static CreationFactory factory(Tool tool) {
		return new CreationFactory() {
			@Override
			public Object getNewObject() {
				return tool.make().get();
			}

			@Override
			public Object getObjectType() {
				return tool.label();
			}
		};
	}

	@Override
	public void deactivate() {
		super.deactivate();
		done.run();
	}
}
