package io.spadework.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.osgi.framework.Bundle;

import io.spadework.runs.EngineHome;

/** Where the engine's jars lie: in bundles of the product, or where the system property {@value #PROPERTY} says. */
public final class EngineInstallation {

	/** Overrides the bundles: folders with jars, or jars, separated like a class path. */
	public static final String PROPERTY = "spadework.engine";

	/** The backend for graphics cards of NVIDIA. */
	public static final String CUDA = "cuda";

	private static final String COMMON = "io.spadework.engine.lib";

	private EngineInstallation() {
	}

	/** The engine, ready to make a command line; throws an error for the user where the jars are missing. */
	public static EngineHome home() throws CoreException {
		return EngineHome.at(folders().toArray(Path[]::new));
	}

	/** The engine on a backend: cpu, which is meant for an empty name too, or cuda; throws an error for the user where what it takes is missing. */
	public static EngineHome home(String backend) throws CoreException {
		if (!CUDA.equals(backend)) {
			return home();
		}
		Path folder = Path.of(System.getProperty("user.home"), ".spadework", "backends", CUDA);
		try (var jars = Files.newDirectoryStream(folder, "nd4j-cuda-*.jar")) {
			if (jars.iterator().hasNext()) {
				return home().with(folder);
			}
		} catch (IOException none) {
			// said below
		}
		throw new CoreException(Status.error("CUDA's backend is not in " + folder + ". In a shell, spadework backend fetch cuda fetches it; or choose the backend cpu."));
	}

	/** The folders that hold the engine's jars, the common ones first. */
	public static List<Path> folders() throws CoreException {
		String property = System.getProperty(PROPERTY);
		return property == null || property.isBlank() ? installed() : named(property);
	}

	/** Every jar of the engine, for a build path. */
	public static List<Path> jars() throws CoreException {
		List<Path> jars = new ArrayList<>();
		for (Path place : folders()) {
			if (Files.isDirectory(place)) {
				try (var files = Files.list(place)) {
					files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
				} catch (IOException e) {
					throw new CoreException(Status.error("The engine's folder " + place + " cannot be read. Check its permissions.", e));
				}
			} else {
				jars.add(place);
			}
		}
		return jars;
	}

	private static List<Path> named(String property) throws CoreException {
		List<Path> places = new ArrayList<>();
		for (String part : property.split(File.pathSeparator)) {
			if (part.isBlank()) {
				continue;
			}
			Path place = Path.of(part.strip());
			if (!Files.exists(place)) {
				throw new CoreException(Status.error("The system property " + PROPERTY + " names " + place
						+ ", which does not exist. Name the folder with the engine's jars, or start without the property to use the engine that comes with Spadework."));
			}
			places.add(place);
		}
		return places;
	}

	private static List<Path> installed() throws CoreException {
		String natives = COMMON + "." + Platform.getOS() + "." + Platform.getOSArch();
		return List.of(library(COMMON), library(natives));
	}

	private static Path library(String name) throws CoreException {
		Bundle bundle = Platform.getBundle(name);
		if (bundle == null) {
			throw new CoreException(Status.error("The training engine is not installed: plug-in " + name + " is missing."
					+ " Install Spadework's engine feature for this platform, or start the workbench with -D" + PROPERTY
					+ "=FOLDER naming a folder with the engine's jars."));
		}
		Path library = FileLocator.getBundleFileLocation(bundle).map(file -> file.toPath().resolve("lib")).orElse(null);
		if (library == null || !Files.isDirectory(library)) {
			throw new CoreException(Status.error("Plug-in " + name + " holds no folder lib with the engine's jars"
					+ (library == null ? "" : ": looked for " + library) + ". Install the engine feature again."));
		}
		return library;
	}
}
