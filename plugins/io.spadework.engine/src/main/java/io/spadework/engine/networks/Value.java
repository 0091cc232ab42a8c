package io.spadework.engine.networks;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An array of a plan: in a room of the store, or one that stays where it is, or one that comes from outside with every pass. */
final class Value {

	private final long[] shape;
	private final Room room;
	private INDArray array;

	/** One in a room. */
	Value(Room room, long... shape) {
		this.room = room;
		this.shape = shape;
	}

	/** One outside of the store; the array may be put in later. */
	Value(INDArray array, long... shape) {
		this((Room) null, shape);
		this.array = array;
	}

	long[] shape() {
		return shape;
	}

	/** Where it lies in the store, or null. */
	Room room() {
		return room;
	}

	INDArray array() {
		return array;
	}

	void put(INDArray now) {
		array = now;
	}
}
