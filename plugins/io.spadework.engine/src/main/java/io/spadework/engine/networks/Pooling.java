package io.spadework.engine.networks;

/** What stands for the values of a window. */
public enum Pooling {

	/** The largest; its gradient goes to one of the largest. */
	MAX,

	/** Their mean. */
	AVERAGE
}
