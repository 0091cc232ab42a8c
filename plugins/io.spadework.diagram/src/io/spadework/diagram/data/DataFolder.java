package io.spadework.diagram.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.spadework.model.study.Ade20k;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.Cityscapes;
import io.spadework.model.study.Facades;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.StoredDataset;

/**
 * What lies in the folder of a data set: pairs of a label map and an image, paired by name as the training pairs them, and the files that are left
 * over.
 *
 * @param training label maps with their images, in the order of their names
 * @param heldOut  the same for what is held out; empty where the folder holds nothing out by itself
 * @param alone    names that have a label map or an image, but not both
 * @param trouble  why nothing could be found; empty where something was
 */
public record DataFolder(List<Pair> training, List<Pair> heldOut, List<String> alone, String trouble) {

	private static final int MOST_FILES = 500_000;

	/** A label map and its image. */
	public record Pair(String name, Path label, Path image) {
	}

	/**
	 * Looks through the folder of a data set. Takes a while where it is large or far away: not for the display's thread.
	 *
	 * @param base     what relative folders are relative to
	 * @param cancelled asked now and then
	 */
	public static DataFolder look(StoredDataset dataset, Path base, BooleanSupplier cancelled) {
		try {
			if (dataset.getFolder() == null || dataset.getFolder().isBlank())
				return trouble("No folder is named yet.");
			Path root = base.resolve(dataset.getFolder()).normalize();
			if (!Files.isDirectory(root))
				return trouble("The folder " + root + " does not exist.");
			return new Search(root, cancelled).find(dataset);
		} catch (InvalidPathException e) {
			return trouble("\"" + e.getInput() + "\" is not a path.");
		} catch (IOException | UncheckedIOException e) {
			return trouble("The folder can't be read: " + e.getMessage());
		}
	}

	private static DataFolder trouble(String message) {
		return new DataFolder(List.of(), List.of(), List.of(), message);
	}

	/** What was found, in a sentence. */
	public String summary() {
		if (!trouble.isEmpty())
			return trouble;
		String pairs = count(training.size(), "training pair") + ", " + (heldOut.isEmpty() ? "none held out by the folder" : count(heldOut.size(), "held-out pair"));
		return alone.isEmpty() ? pairs : pairs + "; " + count(alone.size(), "file") + " without a partner: " + String.join(", ", alone.subList(0, Math.min(4, alone.size()))) + (alone.size() > 4 ? " ..." : "");
	}

	private static String count(int count, String noun) {
		return count + " " + noun + (count == 1 ? "" : "s");
	}

	private static final class Search {

		private final Path root;
		private final BooleanSupplier cancelled;
		private final List<String> alone = new ArrayList<>();

		Search(Path root, BooleanSupplier cancelled) {
			this.root = root;
			this.cancelled = cancelled;
		}

		DataFolder find(StoredDataset dataset) throws IOException {
			List<Pair> training;
			List<Pair> heldOut = List.of();
			switch (dataset) {
			case Cityscapes cityscapes -> {
				training = cityscapes("train");
				heldOut = cityscapes("val");
			}
			case FolderDataset folder -> {
				training = pairs(files(folder(folder.getLabelFolder()), 1, Search::baseName), files(folder(folder.getImageFolder()), 1, Search::baseName));
				int most = training.size() - 1;
				double share = share(folder);
				int count = share == 0 || most < 0 ? 0 : (int) Math.clamp(Math.round(share * training.size()), Math.min(1, most), most);
				heldOut = training.subList(training.size() - count, training.size());
				training = training.subList(0, training.size() - count);
			}
			case Ade20k ade -> {
				training = tree("_train_");
				heldOut = tree("_val_");
			}
			case Ade20kOutdoor ade -> {
				training = tree("_train_");
				heldOut = tree("_val_");
			}
			default -> {
				training = phase("train");
				heldOut = phase("val");
				if (heldOut.isEmpty() && dataset instanceof Facades)
					heldOut = phase("test");
			}
			}
			return training.isEmpty() && alone.isEmpty() ? trouble("The folder " + root + " holds no pairs of this kind.") : new DataFolder(training, heldOut, alone, "");
		}

		private Path folder(String name) {
			return root.resolve(Objects.toString(name, ""));
		}

		private static double share(FolderDataset folder) {
			try {
				return Math.clamp(Double.parseDouble(folder.getHeldOut()), 0, 0.9);
			} catch (NumberFormatException e) {
				return 0.1;
			}
		}

		private List<Pair> phase(String phase) throws IOException {
			return pairs(files(root.resolve(phase + "_label"), 1, Search::baseName), files(root.resolve(phase + "_img"), 1, Search::baseName));
		}

		private List<Pair> cityscapes(String phase) throws IOException {
			return pairs(files(root.resolve("gtFine").resolve(phase), Integer.MAX_VALUE, file -> file.endsWith("_labelIds.png") ? frame(file) : null),
					files(root.resolve("leftImg8bit").resolve(phase), Integer.MAX_VALUE, Search::frame));
		}

		private List<Pair> tree(String phase) throws IOException {
			return pairs(files(root, Integer.MAX_VALUE, file -> file.contains(phase) && file.toLowerCase(Locale.ROOT).endsWith(".png") ? baseName(file) : null),
					files(root, Integer.MAX_VALUE, file -> file.contains(phase) && !file.toLowerCase(Locale.ROOT).endsWith(".png") ? baseName(file) : null));
		}

		private SortedMap<String, Path> files(Path folder, int depth, UnaryOperator<String> name) throws IOException {
			SortedMap<String, Path> files = new TreeMap<>();
			if (!Files.isDirectory(folder))
				return files;
			try (Stream<Path> found = Files.find(folder, depth, (file, attributes) -> attributes.isRegularFile() && isPicture(file.getFileName().toString()), FileVisitOption.FOLLOW_LINKS)) {
				found.limit(MOST_FILES).takeWhile(file -> !cancelled.getAsBoolean()).forEach(file -> {
					String shared = name.apply(file.getFileName().toString());
					if (shared != null)
						files.putIfAbsent(shared, file);
				});
			}
			return files;
		}

		private List<Pair> pairs(SortedMap<String, Path> labels, SortedMap<String, Path> images) {
			List<Pair> pairs = new ArrayList<>();
			for (Map.Entry<String, Path> label : labels.entrySet()) {
				Path image = images.get(label.getKey());
				if (image == null)
					alone.add(label.getKey());
				else
					pairs.add(new Pair(label.getKey(), label.getValue(), image));
			}
			images.keySet().stream().filter(name -> !labels.containsKey(name)).forEach(alone::add);
			return pairs;
		}

		private static String frame(String file) {
			String[] parts = baseName(file).split("_", 4);
			return parts.length < 3 ? String.join("_", parts) : parts[0] + "_" + parts[1] + "_" + parts[2];
		}

		private static String baseName(String file) {
			return file.substring(0, file.lastIndexOf('.'));
		}

		private static boolean isPicture(String file) {
			String small = file.toLowerCase(Locale.ROOT);
			return !file.startsWith(".") && file.lastIndexOf('.') > 0 && (small.endsWith(".png") || small.endsWith(".jpg") || small.endsWith(".jpeg"));
		}
	}
}
