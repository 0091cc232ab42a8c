package io.spadework.engine.synthesis;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.PictureSource;
import io.spadework.engine.data.Sample;
import io.spadework.engine.data.SampleGrid;
import io.spadework.engine.training.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes images of label maps in files, as a process of its own in the place of a training. A map that can't be used is told of, and the others are gone on with. */
public final class SynthesizeProcess {

	/** The first argument of an engine process that is to do so. */
	public static final String VERB = "synthesize";

	private static final int DONE = 0;
	private static final int FAILED = 1;
	private static final int WRONG_USAGE = 2;
	private static final int MOST_AT_ONCE = 64;

	private final Training training;
	private final PrintStream out;
	private final PrintStream err;
	private final Map<Path, Result> results = new LinkedHashMap<>();

	/** What has become of a map; the error is null where there is an image. */
	private record Result(Path image, String error) {
	}

	/** What was asked for. */
	private record Wish(ModelArguments arguments, List<Path> maps, Style style, int width, int height, Path out, int batch) {

		/** Throws IllegalArgumentException for what can't be understood. */
		static Wish parse(String... given) {
			ModelArguments arguments = new ModelArguments(Set.of("--maps", "--style", "--style-mix", "--sample", "--size", "--out", "--batch"), Set.of("--json"), given);
			arguments.path("--weights");
			List<PictureSource> images = new ArrayList<>();
			arguments.paths("--style").forEach(file -> images.add(new PictureSource.InFile(file)));
			if (arguments.paths("--maps").isEmpty()) {
				throw new IllegalArgumentException("--maps is missing.");
			}
			String[] size = arguments.text("--size", "0x0").split("x", -1);
			if (size.length != 2) {
				throw new IllegalArgumentException("--size is WIDTHxHEIGHT, such as 128x128.");
			}
			int batch = Math.clamp(number("--batch", arguments.text("--batch", "1")), 0, Integer.MAX_VALUE);
			if (batch < 1 || batch > MOST_AT_ONCE) {
				throw new IllegalArgumentException("--batch goes from 1 to " + MOST_AT_ONCE + ".");
			}
			return new Wish(arguments, arguments.paths("--maps"),
					new Style(images, mix(arguments.text("--style-mix", "0")), arguments.has("--sample") ? number("--sample", arguments.text("--sample", "")) : null),
					side(size[0]), side(size[1]), arguments.path("--out"), batch);
		}

		private static int side(String text) {
			return Math.clamp(number("--size", text), -1, Integer.MAX_VALUE);
		}

		private static double mix(String text) {
			try {
				return Double.parseDouble(text);
			} catch (NumberFormatException e) {
				throw new IllegalArgumentException("--style-mix needs a number from 0 to 1, not \"" + text + "\".", e);
			}
		}

		private static Long number(String option, String text) {
			try {
				return Long.valueOf(text);
			} catch (NumberFormatException e) {
				throw new IllegalArgumentException(option + " needs a whole number, not \"" + text + "\".", e);
			}
		}
	}

	/** For the networks of an experiment. */
	public SynthesizeProcess(Training training, PrintStream out, PrintStream err) {
		this.training = training;
		this.out = out;
		this.err = err;
	}

	/** Does it; returns the exit code: 0 done, 1 the model or a map can't be used, 2 arguments not understood. */
	public int run(String... given) {
		Wish wish;
		try {
			wish = Wish.parse(given);
		} catch (IllegalArgumentException e) {
			err.println(e.getMessage());
			return WRONG_USAGE;
		}
		try {
			Model model = ServeProcess.load(training, wish.arguments());
			List<Path> maps = maps(wish);
			float[] code = code(model, wish.style());
			int height = wish.height() == 0 ? model.data().height() : wish.height();
			int width = wish.width() == 0 ? model.data().width() : wish.width();
			model.requireSize(height, width);
			Files.createDirectories(wish.out());
			for (int first = 0; first < maps.size(); first += wish.batch()) {
				make(model, maps.subList(first, Math.min(first + wish.batch(), maps.size())), code, height, width, wish.out());
				if (!wish.arguments().has("--json")) {
					out.println(results.size() + " of " + maps.size());
				}
			}
			return report(wish.arguments().has("--json"));
		} catch (NoSuchFileException e) {
			err.println("There is no file " + e.getMessage() + ".");
		} catch (IOException | IllegalArgumentException e) {
			err.println(e.getMessage());
		} catch (OutOfMemoryError e) {
			err.println("The memory is used up; a smaller --batch or --size needs less.");
		}
		return FAILED;
	}

	private static float[] code(Model model, Style style) throws IOException {
		try {
			return model.code(style);
		} catch (DataException e) {
			throw new IOException(e.getMessage() + ".", e);
		}
	}

	/** The maps: files as they are named, of folders the PNGs in them, in order of name. */
	private static List<Path> maps(Wish wish) throws IOException {
		List<Path> maps = new ArrayList<>();
		for (Path given : wish.maps()) {
			if (!Files.isDirectory(given)) {
				maps.add(given);
				continue;
			}
			List<Path> inFolder = new ArrayList<>();
			try (DirectoryStream<Path> files = Files.newDirectoryStream(given, file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".png"))) {
				files.forEach(inFolder::add);
			} catch (DirectoryIteratorException e) {
				throw e.getCause();
			}
			if (inFolder.isEmpty()) {
				throw new IOException("The folder " + given + " holds no label map: those are PNGs.");
			}
			inFolder.sort(null);
			maps.addAll(inFolder);
		}
		for (Path map : maps) {
			Path folder = map.toAbsolutePath().normalize().getParent();
			if (folder.equals(wish.out().toAbsolutePath().normalize())) {
				throw new IOException("--out " + wish.out() + " is where the label map " + map + " lies; images need another folder, or they would take the maps' places.");
			}
		}
		return maps;
	}

	private void make(Model model, List<Path> maps, float[] code, int height, int width, Path folder) throws IOException {
		List<Path> good = new ArrayList<>();
		List<Sample> samples = new ArrayList<>();
		List<float[]> codes = new ArrayList<>();
		for (Path map : maps) {
			Path image = folder.resolve(imageName(map));
			try {
				if (results.containsKey(map) || results.values().stream().anyMatch(other -> image.equals(other.image())) || good.stream().anyMatch(other -> imageName(other).equals(imageName(map)))) {
					throw new DataException("another label map has made " + image + " already: rename one of them");
				}
				samples.add(model.labelMap(new PictureSource.InFile(map), null, height, width));
				good.add(map);
				codes.add(code);
			} catch (DataException | OutOfMemoryError e) {
				String message = e instanceof DataException ? e.getMessage() + "." : map + " needs more memory than there is.";
				results.put(map, new Result(null, message));
				err.println(message);
			}
		}
		if (good.isEmpty()) {
			return;
		}
		List<float[]> images = model.paint(samples, codes);
		for (int i = 0; i < good.size(); i++) {
			Path image = folder.resolve(imageName(good.get(i)));
			Path aside = image.resolveSibling("." + image.getFileName() + ".writing");
			Files.write(aside, SampleGrid.png(images.get(i), height, width));
			Files.move(aside, image, StandardCopyOption.REPLACE_EXISTING);
			results.put(good.get(i), new Result(image, null));
		}
	}

	private static String imageName(Path map) {
		String name = map.getFileName().toString();
		int dot = name.lastIndexOf('.');
		return (dot > 0 ? name.substring(0, dot) : name) + ".png";
	}

	private static String counted(long count, String what) {
		return count + " " + what + (count == 1 ? "" : "s");
	}

	private int report(boolean json) {
		long failed = results.values().stream().filter(result -> result.error() != null).count();
		if (json) {
			JsonArray images = new JsonArray();
			results.forEach((map, result) -> {
				JsonObject one = new JsonObject();
				one.addProperty("map", map.toString());
				one.addProperty("image", result.image() == null ? null : result.image().toString());
				one.addProperty("error", result.error());
				images.add(one);
			});
			JsonObject document = new JsonObject();
			document.addProperty("made", results.size() - failed);
			document.addProperty("failed", failed);
			document.add("images", images);
			out.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create().toJson(document));
		} else {
			out.println(counted(results.size() - failed, "image") + " made" + (failed == 0 ? "." : "; " + counted(failed, "label map") + " could not be used."));
		}
		return failed == 0 ? DONE : FAILED;
	}
}
