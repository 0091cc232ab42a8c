package io.spadework.engine.networks;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An array of a plan: in a room of the store, or one that stays where it is, or one that comes from outside with every pass. */
final class Value {

	private final long[] shape;
	private final Room room;
	private final boolean blocked;
	private INDArray array;

	private Value(Room room, boolean blocked, INDArray array, long[] shape) {
		this.room = room;
		this.blocked = blocked;
		this.array = array;
		this.shape = shape;
	}

	/** One in a room, its channels in blocks or not. */
	static Value in(Room room, boolean blocked, long... shape) {
		return new Value(room, blocked, null, shape);
	}

	/** One in an array of its own. */
	static Value of(INDArray array) {
		return new Value(null, false, array, array.shape());
	}

	/** One whose array comes from outside. */
	static Value given(long... shape) {
		return new Value(null, false, null, shape);
	}

	long[] shape() {
		return shape;
	}

	/** Where it lies in the store, or null. */
	Room room() {
		return room;
	}

	/** Whether its channels lie in blocks. */
	boolean blocked() {
		return blocked;
	}

	INDArray array() {
		return array;
	}

	void put(INDArray now) {
		array = now;
	}
}
