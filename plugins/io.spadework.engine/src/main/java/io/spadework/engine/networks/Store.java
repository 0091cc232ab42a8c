package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The memory of a network's plans: rooms that are never needed at once lie in one place. Plans of one network share it too, since only one of them is under way.
 */
final class Store {

	/** Bytes of the widest vector register: rooms begin at multiples of it. */
	private static final int ALIGNMENT = 64;

	/** Values from one place to another; the first ones of the array are left out where they are not aligned. */
	private record Segment(long first, long length, INDArray values, long skipped) {

		boolean holds(Room room) {
			return room.place() >= first && room.place() < first + length;
		}
	}

	private final DataType type;
	private final int grain;
	private final List<Segment> segments = new ArrayList<>();
	private int version;

	Store(DataType type) {
		this.type = type;
		grain = ALIGNMENT / type.width();
	}

	/** Grows with every change of where things lie: arrays got before are void. */
	int version() {
		return version;
	}

	private long size() {
		return segments.isEmpty() ? 0 : segments.getLast().first + segments.getLast().length;
	}

	private long rounded(long length) {
		return (length + grain - 1) / grain * grain;
	}

	/** Places the rooms of a new plan; what lies in the store is lost where it has to grow. */
	void placeAnew(List<Room> rooms) {
		long needed = place(rooms, List.of(), List.of());
		if (needed > size() || segments.size() > 1) {
			long size = Math.max(needed, size());
			segments.forEach(segment -> segment.values.close());
			segments.clear();
			version++;
			add(size);
		}
	}

	/** Places further rooms around those of a plan under way, which stay where they are. */
	void placeMore(List<Room> rooms, List<Room> present) {
		long needed = place(rooms, present, segments);
		if (needed > size()) {
			add(needed - size());
		}
	}

	private void add(long length) {
		INDArray roomy = Nd4j.createUninitialized(type, length + grain);
		long address = roomy.data().addressPointer().address();
		long skipped = (ALIGNMENT - address % ALIGNMENT) % ALIGNMENT / type.width();
		segments.add(new Segment(size(), length, roomy, skipped));
	}

	/** Largest first, each at the lowest place where it fits; returns the size that this takes. */
	private long place(List<Room> rooms, List<Room> present, List<Segment> bounds) {
		List<Room> placed = new ArrayList<>(present);
		List<Room> order = new ArrayList<>(rooms);
		order.sort(Comparator.comparingLong(Room::length).reversed());
		long end = 0;
		for (Room room : order) {
			long length = rounded(room.length());
			List<Room> others = placed.stream().filter(room::meets).sorted(Comparator.comparingLong(Room::place)).toList();
			long at = 0;
			boolean moved = true;
			while (moved) {
				moved = false;
				for (Room other : others) {
					if (at < other.place() + rounded(other.length()) && other.place() < at + length) {
						at = other.place() + rounded(other.length());
						moved = true;
					}
				}
				for (Segment segment : bounds) {
					long border = segment.first + segment.length;
					if (at < border && border < at + length) {
						at = border;
						moved = true;
					}
				}
			}
			room.place(at);
			placed.add(room);
			end = Math.max(end, at + length);
		}
		return end;
	}

	/** The values of a room as an array of this shape. */
	INDArray array(Room room, long... shape) {
		Segment segment = segments.stream().filter(candidate -> candidate.holds(room)).findFirst().orElseThrow();
		long first = room.place() - segment.first + segment.skipped;
		return segment.values.get(NDArrayIndex.interval(first, first + ArrayUtil.prodLong(shape))).reshape('c', shape);
	}
}
