package io.spadework.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;

import io.spadework.paint.map.LabelMap;

/** What was made in this session, the newest at the left; a click brings a map back. */
final class HistoryStrip {

	/** A map and the image that was made of it. */
	record Moment(LabelMap map, byte[] png) {
	}

	private static final int THUMBNAIL = 64;
	/** Older ones are forgotten: pictures take memory. */
	private static final int MOST = 200;

	private final Strip strip;
	private final List<Moment> moments = new ArrayList<>();

	HistoryStrip(Composite parent, GridData place, Consumer<Moment> back) {
		strip = new Strip(parent, THUMBNAIL, "What is painted appears here, step by step.", (index, control) -> {
			strip().mark(index, -1);
			back.accept(moment(index));
		});
		strip.setToolTipText("What was made in this session, the newest first; a click or the arrow keys bring its map back");
		place.heightHint = strip.height();
		strip.setLayoutData(place);
	}

	private Strip strip() {
		return strip;
	}

	private Moment moment(int index) {
		return moments.get(moments.size() - 1 - index);
	}

	/** Adds what was made just now; takes the place of the last where its map is the same, and leaves out a map that was brought back. */
	void add(Moment moment) {
		for (int i = 0; i < moments.size(); i++) {
			if (moment(i).map().equals(moment.map())) {
				moments.set(moments.size() - 1 - i, moment);
				strip.remove(i);
				strip.add(i, Pictures.of(moment.png()));
				strip.mark(i, -1);
				return;
			}
		}
		moments.add(moment);
		strip.add(0, Pictures.of(moment.png()));
		strip.mark(0, -1);
		if (moments.size() > MOST) {
			moments.remove(0);
			strip.remove(MOST);
		}
	}

	/** All of them, the oldest first. */
	List<Moment> moments() {
		return List.copyOf(moments);
	}
}
