package io.spadework.paint.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A change of a map, forth and back: the tiles that it changes, before and after, which it shares with the maps and changes next to it. */
public final class Patch {

	private record Change(int tile, short[] before, short[] after) {
	}

	private final List<Change> changes;

	private Patch(List<Change> changes) {
		this.changes = changes;
	}

	/** Gathers the tiles of a change. */
	static final class Builder {
		private final List<Change> changes = new ArrayList<>();
		private final Map<Short, short[]> uniform = new HashMap<>();

		void add(int tile, short[] before, short[] after) {
			changes.add(new Change(tile, before, shared(after)));
		}

		/** Tiles of one label are one and the same: the largest changes are of these. */
		private short[] shared(short[] tile) {
			for (short label : tile) {
				if (label != tile[0]) {
					return tile;
				}
			}
			return uniform.computeIfAbsent(tile[0], label -> tile);
		}

		/** The change, or null where nothing changes. */
		Patch build() {
			return changes.isEmpty() ? null : new Patch(List.copyOf(changes));
		}
	}

	/** Makes the change. */
	public void apply(LabelMap map) {
		changes.forEach(change -> map.put(change.tile(), change.after()));
	}

	/** Takes it back. */
	public void revert(LabelMap map) {
		changes.forEach(change -> map.put(change.tile(), change.before()));
	}

	/** Bytes that it adds to the memory: its tiles after the change. */
	public long size() {
		return changes.stream().map(Change::after).distinct().count() * LabelMap.TILE * LabelMap.TILE * Short.BYTES;
	}
}
