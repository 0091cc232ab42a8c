package io.spadework.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

import io.spadework.runs.data.DataLayout;
import io.spadework.runs.data.DataPair;
import io.spadework.runs.data.DataSplit;
import io.spadework.runs.data.LayoutException;
import io.spadework.runs.labels.KnownLabels;

/**
 * Label maps and images in files: reads a pair when it is asked for, checks it and prepares it. A layout adds which files belong
 * together, which are held out, and how labels are stored and called. Where a layout has nothing to hold out, the training pairs are
 * measured on, unaugmented, and {@link #provenance()} says so.
 */
public abstract class StoredDataset implements Dataset {

	private static final Duration MOST_ON_HEADERS = Duration.ofSeconds(60);
	private static final Duration MOST_ON_PIXELS = Duration.ofSeconds(10);

	private final String folder;
	private final int declared;
	private final boolean dontCare;
	private final boolean edges;
	private final Preparation preparation;
	private DataSplit split = new DataSplit(List.of(), List.of(), "", "");
	private Order order;
	private LabelTable table;
	private boolean colourMasks;
	private Map<Integer, Short> palette = Map.of();

	/**
	 * @param folder absolute, or relative to the study's folder
	 * @param labels number of declared labels
	 * @param dontCare whether the stored value for unknown is accepted and becomes label index {@code labels}
	 * @param edges whether samples carry the instance edge map
	 */
	StoredDataset(String folder, int labels, boolean dontCare, boolean edges, Preparation preparation) {
		if (labels < 1 || labels > Short.MAX_VALUE - 1) {
			throw new IllegalArgumentException("a data set has 1 to " + (Short.MAX_VALUE - 1) + " labels; got " + labels);
		}
		this.folder = folder;
		this.declared = labels;
		this.dontCare = dontCare;
		this.edges = edges;
		this.preparation = preparation;
	}

	/** The same data set with label maps that are colour pictures: each label in the colour that {@link #labelColours()} gives it. */
	public final StoredDataset colourMasks() {
		colourMasks = true;
		return this;
	}

	private static Map<Integer, Short> palette(int[] colours) throws DataException {
		Map<Integer, Short> found = new HashMap<>();
		for (short i = 0; i < colours.length; i++) {
			Short other = found.put(colours[i], i);
			if (other != null) {
				throw new DataException(String.format(Locale.ROOT, "labels %d and %d have the same colour #%06x, so a colour mask cannot tell them apart: give each its own in the label table", other, i, colours[i]));
			}
		}
		return found;
	}

	/** Stands for the edges of a layout without instance maps: false, or an error. */
	static boolean noEdges(boolean edges, String layout) {
		if (edges) {
			throw new IllegalArgumentException(layout + " has no instance maps, which the edge channel is made from: turn edges off, or use the folder kind with a folder of instance maps");
		}
		return false;
	}

	/** What protocols call a folder of this layout. */
	abstract String kind();

	/** Which of the folder's files belong together. */
	abstract DataLayout layout();

	/** Names and colours of the labels where the study states none. */
	KnownLabels known() {
		return KnownLabels.NONE;
	}

	/** What is stored for label index 0. */
	int first() {
		return 0;
	}

	/** What is stored for unknown: all bits set, in 8 bits where the labels leave this value free. */
	int unknown() {
		return declared > 255 ? 65535 : 255;
	}

	@Override
	public final void open(Path studyFolder) throws DataException {
		Path root = studyFolder == null ? Path.of(folder) : studyFolder.resolve(folder);
		root = root.toAbsolutePath().normalize();
		if (!Files.isDirectory(root)) {
			throw new DataException("The data folder " + root + " does not exist; expected a folder with " + layout().expected());
		}
		palette = colourMasks ? palette(labelColours()) : Map.of();
		try {
			split = layout().find(root, () -> false);
		} catch (LayoutException e) {
			throw new DataException(e.getMessage(), e);
		}
		if (!split.problem().isEmpty()) {
			throw new DataException(split.problem());
		}
		order = new Order(split.training().size());
	}

	@Override
	public final void check(Predicate<String> goOn) throws DataException {
		List<DataPair> pairs = new ArrayList<>(split.training());
		pairs.addAll(split.heldOut());
		DataCheck.of(pairs, "the headers", this::lookAtHeaders, MOST_ON_HEADERS, goOn);
		Collections.shuffle(pairs, new Random(1)); // so that those there is time for stand for all
		DataCheck.of(pairs, "the pixels", this::read, MOST_ON_PIXELS, goOn);
	}

	private void lookAtHeaders(DataPair pair) throws DataException {
		Picture.Size label = colourMasks ? Picture.size(pair.label()) : Picture.sizeOfMap(pair.label());
		Picture.Size image = Picture.size(pair.image());
		label.same(image);
		if (edges) {
			label.same(Picture.sizeOfMap(pair.instance()));
		}
		preparation.fitting(image.name(), image.height(), image.width());
	}

	@Override
	public final int height() {
		return preparation.height();
	}

	@Override
	public final int width() {
		return preparation.width();
	}

	@Override
	public final int labels() {
		return declared + (dontCare ? 1 : 0);
	}

	@Override
	public final int dontCare() {
		return dontCare ? declared : -1;
	}

	@Override
	public final int stored(int label) {
		return label == dontCare() ? unknown() : first() + label;
	}

	@Override
	public final boolean edges() {
		return edges;
	}

	@Override
	public final int size() {
		return split.training().size();
	}

	@Override
	public final int heldOut() {
		return measured().size();
	}

	@Override
	public final Sample training(long seed, int epoch, int position) throws DataException {
		if (order == null) {
			throw new IllegalStateException("open the data set before reading from it");
		}
		DataPair pair = split.training().get(order.at(seed, epoch, position));
		return preparation.training(read(pair), edges, Order.augmentation(seed, epoch, position));
	}

	@Override
	public final Sample heldOut(int index) throws DataException {
		return preparation.heldOut(read(measured().get(index)), edges);
	}

	@Override
	public final List<String> labelNames() {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < declared; i++) {
			names.add(table().name(i));
		}
		if (dontCare) {
			names.add("unknown");
		}
		return names;
	}

	@Override
	public final int[] labelColours() {
		int[] colours = new int[labels()];
		for (int i = 0; i < declared; i++) {
			colours[i] = table().colour(i);
		}
		if (dontCare) {
			colours[declared] = table().states(declared) ? table().colour(declared) : KnownLabels.UNKNOWN_COLOUR;
		}
		return colours;
	}

	@Override
	public final Map<String, String> provenance() {
		Map<String, String> provenance = new LinkedHashMap<>();
		provenance.put("dataset", kind() + " " + Path.of(folder).getFileName() + ", " + size() + " training pairs");
		provenance.put("split", split.heldOut().isEmpty() ? "training pairs: " + split.source() : "held out (" + split.source() + ", " + heldOut() + " pairs)");
		provenance.put("preparation", preparation.describe());
		return provenance;
	}

	/** The same data set with names of its first labels, and for each its colour, 0xRRGGBB; below 0 it has the usual one. */
	public final StoredDataset labelled(List<String> names, int... colours) {
		table = LabelTable.of(known()).with(names, colours);
		return this;
	}

	private LabelTable table() {
		return table == null ? LabelTable.of(known()) : table;
	}

	private List<DataPair> measured() {
		return split.heldOut().isEmpty() ? split.training() : split.heldOut();
	}

	private RawSample read(DataPair pair) throws DataException {
		Picture label = colourMasks ? Picture.readColours(pair.label()) : Picture.readMap(pair.label());
		Picture image = Picture.readImage(pair.image());
		label.size().same(image.size());
		int[] instances = null;
		if (edges) {
			Picture instance = Picture.readMap(pair.instance());
			label.size().same(instance.size());
			instances = instance.samples();
		}
		return new RawSample(pair.name(), image.name(), label.height(), label.width(), indices(label), instances, image.planes());
	}

	private short[] ofColours(Picture label) throws DataException {
		short[] indices = new short[label.samples().length];
		for (int i = 0; i < indices.length; i++) {
			Short index = palette.get(label.samples()[i]);
			if (index == null) {
				int[] colours = labelColours();
				int nearest = nearest(label.samples()[i], colours);
				throw new DataException(String.format(Locale.ROOT, "%s has the colour #%06x at column %d, row %d, which none of the %d labels has; the nearest is #%06x of label %d. "
						+ "Label maps must not be scaled smoothly or saved as JPEG, which mix colours", label.name(), label.samples()[i], i % label.width(), i / label.width(), colours.length, colours[nearest], nearest));
			}
			indices[i] = index;
		}
		return indices;
	}

	private static int nearest(int colour, int[] colours) {
		int best = 0;
		long least = Long.MAX_VALUE;
		for (int i = 0; i < colours.length; i++) {
			long distance = 0;
			for (int shift = 0; shift <= 16; shift += 8) {
				long difference = (colours[i] >> shift & 0xff) - (colour >> shift & 0xff);
				distance += difference * difference;
			}
			if (distance < least) {
				least = distance;
				best = i;
			}
		}
		return best;
	}

	private short[] indices(Picture label) throws DataException {
		if (colourMasks) {
			return ofColours(label);
		}
		short[] indices = new short[label.samples().length];
		int first = first();
		int unknown = unknown();
		for (int i = 0; i < indices.length; i++) {
			int value = label.samples()[i];
			if (value >= first && value < first + declared) {
				indices[i] = (short) (value - first);
			} else if (dontCare && value == unknown) {
				indices[i] = (short) declared;
			} else {
				throw new DataException(label.name() + " has label " + value + " at column " + i % label.width() + ", row " + i / label.width()
						+ "; the study declares labels " + first + " to " + (first + declared - 1)
						+ (dontCare ? " and " + unknown + " for unknown" : value == unknown ? "; " + value + " means unknown: turn the don't-care label on" : ""));
			}
		}
		return indices;
	}
}
