package io.spadework.diagram.edit;

import io.spadework.diagram.layout.Positions;

/** Where the nodes of an open study are just now. */
public final class Arrangement {

	private Positions positions = Positions.NONE;

	/** Where they are. */
	public Positions positions() {
		return positions;
	}

	/** Puts them somewhere else. */
	public void set(Positions changed) {
		positions = changed;
	}
}
