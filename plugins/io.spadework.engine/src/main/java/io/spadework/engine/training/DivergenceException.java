package io.spadework.engine.training;

/** A loss or gradient that is no number any more: training on would spoil the weights. */
public final class DivergenceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public DivergenceException(String message) {
		super(message);
	}
}
