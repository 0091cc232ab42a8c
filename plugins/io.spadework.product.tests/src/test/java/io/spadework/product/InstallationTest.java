package io.spadework.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The p2 repository that the build makes installs into a workbench that has never heard of Spadework. */
class InstallationTest {

	private static final Path REPOSITORY = Path.of(System.getProperty("spadework.repository"));
	private static final Path PRODUCT = Path.of(System.getProperty("spadework.product"));
	private static final Path BARE = Path.of(System.getProperty("spadework.bare"));
	private static final Path PROBE = Path.of(System.getProperty("spadework.probe"));

	@TempDir
	Path folder;

	@Test
	void installsWithTheDirectorAndOpensAStudy() throws IOException, InterruptedException {
		Path workbench = folder.resolve("bare workbench");
		copy(BARE, workbench);
		Program installation = Program.run(folder, 240, java(workbench, "-application", "org.eclipse.equinox.p2.director", "-repository",
				REPOSITORY.toUri().toString(), "-installIU", "io.spadework.feature.feature.group"));
		assertEquals(0, installation.exitCode(), installation.output());
		Path study = folder.resolve("landscapes.spade");
		Program creation = Program.run(folder, 60, List.of(PRODUCT.resolve("spadework").toString(), "new", "--template", "spade", "--data", "landscapes",
				"--out", study.toString()));
		assertEquals(0, creation.exitCode(), creation.output());

		List<String> seen = open(study, workbench);

		assertEquals(List.of("opened", "io.spadework.diagram.editor", "landscapes.spade"), seen.subList(0, 3), String.join("\n", seen));
		assertTrue(seen.contains("SPADE generator"), "no page for the generator among " + seen);
	}

	/** Starts the workbench with the probe in it and returns what the probe saw. */
	private List<String> open(Path study, Path workbench) throws IOException, InterruptedException {
		Path bundles = workbench.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info");
		Files.writeString(bundles, "io.spadework.product.probe,%s,%s,4,false\n".formatted(version(PROBE), PROBE.toRealPath().toUri()), StandardOpenOption.APPEND);
		Path report = folder.resolve("report.txt");
		List<String> command = java(workbench, "-application", "org.eclipse.ui.ide.workbench", "-data", folder.resolve("work space ä").toString(), "-clean",
				"-consoleLog");
		command.addAll(1, List.of("-Dspadework.probe.study=" + study, "-Dspadework.probe.report=" + report));
		Program session = Program.run(folder, 120, command);
		assertTrue(Files.exists(report), "the workbench never opened the study:\n" + session.output());
		return Files.readAllLines(report);
	}

	private static String version(Path bundle) throws IOException {
		try (JarFile jar = new JarFile(bundle.toFile())) {
			return jar.getManifest().getMainAttributes().getValue("Bundle-Version");
		}
	}

	private static List<String> java(Path workbench, String... arguments) throws IOException {
		Path launcher;
		try (Stream<Path> plugins = Files.list(workbench.resolve("plugins"))) {
			launcher = plugins.filter(p -> p.getFileName().toString().startsWith("org.eclipse.equinox.launcher_")).findFirst().orElseThrow();
		}
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", launcher.toString(), "-nosplash"));
		command.addAll(List.of(arguments));
		return command;
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Files.copy(file, to.resolve(from.relativize(file)));
			}
		}
	}
}
