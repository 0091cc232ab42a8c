package io.spadework.engine.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A folder in COCO-Stuff's layout: {@code train_label}, {@code train_img} and, for edges, {@code train_inst}, with files of the
 * same base name belonging together; {@code val_...} likewise for the held-out samples. A folder without {@code val_...} is
 * evaluated on its training pairs, unaugmented, and {@link #provenance()} says so. Label 255 is "unknown" and becomes the
 * don't-care label.
 */
public final class CocoStuff implements Dataset {

	private static final int UNKNOWN = 255;
	/** How many files a message names before it only counts. */
	private static final int NAMED = 5;

	private record Pair(String name, Path label, Path image, Path instance) {
	}

	private final String folder;
	private final int declared;
	private final boolean dontCare;
	private final boolean edges;
	private final Preparation preparation;
	private List<Pair> training = List.of();
	private List<Pair> heldOut = List.of();
	private boolean ownHeldOut;
	private Order order;

	/**
	 * @param folder absolute, or relative to the study's folder
	 * @param labels number of declared labels, 182 for COCO-Stuff
	 * @param dontCare whether 255 is accepted and becomes label index {@code labels}
	 * @param edges whether samples carry the instance edge map
	 */
	public CocoStuff(String folder, int labels, boolean dontCare, boolean edges, Preparation preparation) {
		if (labels < 1 || labels > Short.MAX_VALUE - 1) {
			throw new IllegalArgumentException("a data set has 1 to " + (Short.MAX_VALUE - 1) + " labels; got " + labels);
		}
		this.folder = folder;
		this.declared = labels;
		this.dontCare = dontCare;
		this.edges = edges;
		this.preparation = preparation;
	}

	@Override
	public void open(Path studyFolder) throws DataException {
		Path root = studyFolder == null ? Path.of(folder) : studyFolder.resolve(folder);
		root = root.toAbsolutePath().normalize();
		if (!Files.isDirectory(root)) {
			throw new DataException("The data folder " + root + " does not exist; expected a folder with train_label and train_img"
					+ (edges ? " and train_inst" : ""));
		}
		training = pairs(root, "train");
		ownHeldOut = Files.isDirectory(root.resolve("val_label"));
		heldOut = ownHeldOut ? pairs(root, "val") : training;
		order = new Order(training.size());
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
		return declared + (dontCare ? 1 : 0);
	}

	@Override
	public int dontCare() {
		return dontCare ? declared : -1;
	}

	@Override
	public boolean edges() {
		return edges;
	}

	@Override
	public int size() {
		return training.size();
	}

	@Override
	public int heldOut() {
		return heldOut.size();
	}

	@Override
	public Sample training(long seed, int epoch, int position) throws DataException {
		if (order == null) {
			throw new IllegalStateException("open the data set before reading from it");
		}
		Pair pair = training.get(order.at(seed, epoch, position));
		return preparation.training(read(pair), edges, Order.augmentation(seed, epoch, position));
	}

	@Override
	public Sample heldOut(int index) throws DataException {
		return preparation.heldOut(read(heldOut.get(index)), edges);
	}

	@Override
	public List<String> labelNames() {
		List<String> names = new ArrayList<>(CocoStuffLabels.names(declared));
		if (dontCare) {
			names.add("unknown");
		}
		return names;
	}

	@Override
	public int[] labelColours() {
		int[] colours = new int[labels()];
		List<String> names = labelNames();
		for (int i = 0; i < colours.length; i++) {
			colours[i] = CocoStuffLabels.colour(names.get(i), i);
		}
		return colours;
	}

	@Override
	public Map<String, String> provenance() {
		Map<String, String> provenance = new LinkedHashMap<>();
		provenance.put("dataset", "coco-stuff folder " + Path.of(folder).getFileName() + ", " + training.size() + " training pairs");
		provenance.put("split", ownHeldOut ? "held out (val, " + heldOut.size() + " pairs)" : "training pairs: the folder has no val_label");
		provenance.put("preparation", preparation.describe());
		return provenance;
	}

	private List<Pair> pairs(Path root, String phase) throws DataException {
		SortedMap<String, Path> labels = files(root.resolve(phase + "_label"));
		SortedMap<String, Path> images = files(root.resolve(phase + "_img"));
		SortedMap<String, Path> instances = edges ? files(root.resolve(phase + "_inst")) : new TreeMap<>();
		demand(labels.keySet(), images, root.resolve(phase + "_img"), "image", "label map");
		demand(images.keySet(), labels, root.resolve(phase + "_label"), "label map", "image");
		if (edges) {
			demand(labels.keySet(), instances, root.resolve(phase + "_inst"), "instance map", "label map");
		}
		if (labels.isEmpty()) {
			throw new DataException(root.resolve(phase + "_label") + " holds no pictures; expected one label map (.png) per image");
		}
		List<Pair> pairs = new ArrayList<>();
		labels.forEach((name, label) -> pairs.add(new Pair(name, label, images.get(name), instances.get(name))));
		return pairs;
	}

	private static void demand(Collection<String> names, SortedMap<String, Path> partners, Path folder, String partner, String owner) throws DataException {
		SortedSet<String> missing = new TreeSet<>(names);
		missing.removeAll(partners.keySet());
		if (!missing.isEmpty()) {
			String shown = String.join(", ", missing.stream().limit(NAMED).toList());
			throw new DataException(folder + " has no " + partner + " for " + missing.size() + " of " + names.size() + " " + owner + "s: " + shown
					+ (missing.size() > NAMED ? " ..." : "") + ". Files that belong together have the same name but for the ending.");
		}
	}

	/** Pictures of a folder by base name. */
	private static SortedMap<String, Path> files(Path folder) throws DataException {
		if (!Files.isDirectory(folder)) {
			throw new DataException("The folder " + folder + " does not exist; COCO-Stuff's layout needs it");
		}
		SortedMap<String, Path> files = new TreeMap<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (Path file : entries) {
				String name = file.getFileName().toString();
				int dot = name.lastIndexOf('.');
				String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
				if (dot > 0 && (ending.equals("png") || ending.equals("jpg") || ending.equals("jpeg")) && !name.startsWith(".")) {
					Path other = files.put(name.substring(0, dot), file);
					if (other != null) {
						throw new DataException(folder + " holds both " + other.getFileName() + " and " + name + "; only one picture may have this base name");
					}
				}
			}
		} catch (IOException | DirectoryIteratorException e) {
			throw new DataException("The folder " + folder + " can't be read: " + e, e);
		}
		return files;
	}

	private RawSample read(Pair pair) throws DataException {
		Picture label = Picture.readMap(pair.label);
		Picture image = Picture.readImage(pair.image);
		sameSize(label, image);
		int[] instances = null;
		if (edges) {
			Picture instance = Picture.readMap(pair.instance);
			sameSize(label, instance);
			instances = instance.samples();
		}
		short[] labels = new short[label.samples().length];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = (short) index(label, i);
		}
		return new RawSample(pair.name, label.height(), label.width(), labels, instances, image.planes());
	}

	private int index(Picture label, int at) throws DataException {
		int value = label.samples()[at];
		if (value < declared) {
			return value;
		}
		if (value == UNKNOWN && dontCare) {
			return declared;
		}
		throw new DataException(label.file() + " has label " + value + " at column " + at % label.width() + ", row " + at / label.width()
				+ "; the study declares labels 0 to " + (declared - 1)
				+ (dontCare ? " and 255 for unknown" : value == UNKNOWN ? "; 255 means unknown in COCO-Stuff: turn the don't-care label on" : ""));
	}

	private static void sameSize(Picture one, Picture other) throws DataException {
		if (one.width() != other.width() || one.height() != other.height()) {
			throw new DataException(one.file() + " is " + one.width() + " x " + one.height() + ", but " + other.file() + " is " + other.width() + " x "
					+ other.height() + "; pictures that belong together have the same size");
		}
	}
}
