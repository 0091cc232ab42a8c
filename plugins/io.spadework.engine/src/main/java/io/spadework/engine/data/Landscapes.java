package io.spadework.engine.data;

import java.nio.file.Path;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.spadework.runs.labels.KnownLabels;

/**
 * Built-in data: landscapes composed and painted from seeds, with label and instance maps, at any size. Things (clouds, mountain
 * ridges, trees, rocks, houses) are numbered one by one; everything else has one instance per class. Nothing is read or downloaded.
 */
public final class Landscapes implements Dataset {

	/** Number of classes. */
	public static final int LANDSCAPE_LABELS = 10;

	private final long seed;
	private final int size;
	private final int heldOut;
	private final boolean edges;
	private final boolean allDay;
	private final Preparation preparation;
	private final Order order;
	private LabelTable table = LabelTable.of(KnownLabels.LANDSCAPES);

	/**
	 * Landscapes by day.
	 *
	 * @param seed which landscapes
	 * @param size number of training landscapes
	 * @param heldOut number of held-out landscapes; none of them is among the training ones
	 * @param edges whether samples carry the instance edge map
	 */
	public Landscapes(long seed, int size, int heldOut, boolean edges, Preparation preparation) {
		this(seed, size, heldOut, edges, false, preparation);
	}

	private Landscapes(long seed, int size, int heldOut, boolean edges, boolean allDay, Preparation preparation) {
		if (size < 1 || heldOut < 0) {
			throw new IllegalArgumentException("landscapes need at least 1 training sample; got " + size + " and " + heldOut + " held out");
		}
		this.seed = seed;
		this.size = size;
		this.heldOut = heldOut;
		this.edges = edges;
		this.allDay = allDay;
		this.preparation = preparation;
		order = new Order(size);
	}

	/** The same landscapes, each seen at a time of day of its own, from midnight to noon: a style that their label maps say nothing about. */
	public Landscapes allDay() {
		return new Landscapes(seed, size, heldOut, edges, true, preparation);
	}

	@Override
	public void open(Path studyFolder) {
		// Made, not found.
	}

	@Override
	public int height() {
		return preparation.height();
	}

	@Override
	public int width() {
		return preparation.width();
	}

	@Override
	public int labels() {
		return LANDSCAPE_LABELS;
	}

	@Override
	public int dontCare() {
		return -1;
	}

	@Override
	public boolean edges() {
		return edges;
	}

	@Override
	public int size() {
		return size;
	}

	@Override
	public int heldOut() {
		return heldOut;
	}

	@Override
	public Sample training(long trainingSeed, int epoch, int position) throws DataException {
		int index = order.at(trainingSeed, epoch, position);
		return preparation.training(scene("training landscape " + index, 2L * index), edges, Order.augmentation(trainingSeed, epoch, position));
	}

	@Override
	public Sample heldOut(int index) throws DataException {
		if (index < 0 || index >= heldOut) {
			throw new IndexOutOfBoundsException("held-out landscape " + index + " of " + heldOut);
		}
		return preparation.heldOut(scene("held-out landscape " + index, 2L * index + 1), edges);
	}

	@Override
	public List<String> labelNames() {
		return IntStream.range(0, LANDSCAPE_LABELS).mapToObj(table::name).toList();
	}

	@Override
	public int[] labelColours() {
		return IntStream.range(0, LANDSCAPE_LABELS).map(table::colour).toArray();
	}

	/** The same landscapes with names of their first labels, and for each its colour, 0xRRGGBB; below 0 it has the usual one. */
	public Dataset labelled(List<String> names, int... colours) {
		table = LabelTable.of(KnownLabels.LANDSCAPES).with(names, colours);
		return this;
	}

	@Override
	public Map<String, String> provenance() {
		Map<String, String> provenance = new LinkedHashMap<>();
		provenance.put("dataset", "built-in landscapes, version 1" + (allDay ? ", at all times of day" : ""));
		provenance.put("dataset seed", Long.toString(seed));
		provenance.put("split", "held out");
		provenance.put("preparation", preparation.describe());
		return provenance;
	}

	/** Training scenes have even numbers, held-out ones odd ones, and different numbers never share a seed. */
	private RawSample scene(String name, long number) {
		int[] nativeSize = preparation.nativeSize();
		long sceneSeed = Order.mix(seed, 0) + number * 0x2545f4914f6cdd1dL;
		LandscapeScene scene = new LandscapeScene(sceneSeed, nativeSize[0], nativeSize[1]);
		Daylight daylight = allDay ? Daylight.draw(new SplittableRandom(Order.mix(sceneSeed, 1))) : Daylight.PLAIN;
		int height = nativeSize[0];
		int width = nativeSize[1];
		short[] labels = new short[height * width];
		int[] instances = new int[height * width];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				int cell = y * LandscapeScene.FINE * scene.columns + x * LandscapeScene.FINE;
				labels[y * width + x] = scene.labels[cell];
				instances[y * width + x] = scene.instance(cell);
			}
		}
		return new RawSample(name, height, width, labels, instances, new LandscapePainter(scene, daylight).paint());
	}
}
