package io.spadework.engine.networks;

/** Memory for as long as something lies in it: from the step that writes it first to the last one that reads it. */
final class Room {

	private final long length;
	private int first = Integer.MAX_VALUE;
	private int last = -1;
	private long place = -1;

	/** For so many values. */
	Room(long length) {
		this.length = length;
	}

	long length() {
		return length;
	}

	/** Takes note of a step that reads or writes what lies here. */
	void use(int step) {
		first = Math.min(first, step);
		last = Math.max(last, step);
	}

	int last() {
		return last;
	}

	boolean meets(Room other) {
		return first <= other.last && other.first <= last;
	}

	boolean placed() {
		return place >= 0;
	}

	/** First value's place in the store. */
	long place() {
		return place;
	}

	void place(long at) {
		place = at;
	}
}
