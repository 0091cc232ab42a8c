package io.spadework.cli;

import io.spadework.runs.EngineHome;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --engine}, and where the engine is looked for without it. */
final class EngineOption {

	/** System property: folders with the engine's jars, separated as class paths are. */
	static final String PROPERTY = "spadework.engine";

	private static final String BUNDLES = "io.spadework.engine.lib*";
	/** From a compiled class to the folder that holds plugins: classes, target, the plug-in, plugins, the root. */
	private static final int HIGHEST = 5;
	private static final String ADVICE = "--engine DIR (or -D" + PROPERTY + "=DIR) names a folder with the engine's jars, or one with " + BUNDLES + " folders in it; ./spadework builds them.";

	@Option(names = "--engine", paramLabel = "DIR", description = "Where the engine's jars are; may be given several times. By default where the system property " + PROPERTY
			+ " says, or else those of the product that this program belongs to.")
	private List<Path> given = List.of();

	/** The engine; fails with advice where there is none. */
	EngineHome home() throws Failure {
		List<Path> folders = folders();
		return EngineHome.at(folders.toArray(Path[]::new));
	}

	private List<Path> folders() throws Failure {
		String property = System.getProperty(PROPERTY, "");
		List<Path> named = new ArrayList<>(given);
		if (named.isEmpty() && !property.isBlank()) {
			for (String folder : property.split(File.pathSeparator)) {
				named.add(Path.of(folder));
			}
		}
		if (named.isEmpty()) {
			return installed();
		}
		List<Path> folders = new ArrayList<>();
		for (Path folder : named) {
			List<Path> found = below(folder);
			if (found.isEmpty()) {
				throw Failure.failed(folder + (Files.isDirectory(folder) ? " holds no jars of the engine. " : " is not a folder. ") + ADVICE);
			}
			folders.addAll(found);
		}
		return folders;
	}

	/** The engine beside this program: in the plugins folder of the product, or of the sources that it was built from. */
	private static List<Path> installed() throws Failure {
		CodeSource source = EngineOption.class.getProtectionDomain().getCodeSource();
		try {
			Path at = source == null ? null : Path.of(source.getLocation().toURI());
			for (int step = 0; at != null && step < HIGHEST; step++) {
				at = at.getParent();
				List<Path> found = at == null ? List.of() : bundles(at);
				if (!found.isEmpty()) {
					return found;
				}
			}
		} catch (URISyntaxException e) {
			throw Failure.failed("this program lies at " + source.getLocation() + ", where no engine can be looked for. " + ADVICE);
		}
		throw Failure.failed("the engine's jars were not found. " + ADVICE);
	}

	/** A folder itself where it holds jars; otherwise its lib folder; otherwise those of the engine's bundles in it. */
	private static List<Path> below(Path folder) {
		if (holdsJars(folder)) {
			return List.of(folder);
		}
		if (holdsJars(folder.resolve("lib"))) {
			return List.of(folder.resolve("lib"));
		}
		return bundles(folder);
	}

	private static List<Path> bundles(Path plugins) {
		List<Path> found = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(plugins, BUNDLES)) {
			for (Path bundle : entries) {
				if (holdsJars(bundle.resolve("lib"))) {
					found.add(bundle.resolve("lib"));
				}
			}
		} catch (IOException unreadable) {
			return List.of();
		}
		Collections.sort(found);
		return found;
	}

	private static boolean holdsJars(Path folder) {
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
			return jars.iterator().hasNext();
		} catch (IOException unreadable) {
			return false;
		}
	}
}
