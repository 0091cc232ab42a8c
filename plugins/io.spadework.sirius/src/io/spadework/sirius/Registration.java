package io.spadework.sirius;

/** Tells Sirius of the viewpoint: Sirius makes one of these when it looks for viewpoints, through its extension point. Without Sirius nobody does. */
public final class Registration {

	/** Registers the viewpoint. */
	public Registration() {
		Sirius.get().register();
	}
}
