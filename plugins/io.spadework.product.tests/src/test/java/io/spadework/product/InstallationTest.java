package io.spadework.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
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
		install(workbench, REPOSITORY.toUri().toString(), "io.spadework.feature.feature.group");
		Path study = folder.resolve("landscapes.spade");
		Program creation = Program.run(folder, 60, List.of(PRODUCT.resolve("spadework").toString(), "new", "--template", "spade", "--data", "landscapes",
				"--out", study.toString()));
		assertEquals(0, creation.exitCode(), creation.output());

		List<String> seen = open(study, workbench);

		assertEquals(List.of("opened", "io.spadework.diagram.editor", "landscapes.spade"), seen.subList(0, 3), String.join("\n", seen));
		assertTrue(seen.contains("SPADE generator"), "no page for the generator among " + seen);
	}

	/** As Sirius does: the fragment that belongs to GEF 3.2 must not stand in its way. */
	@Test
	void aNewerGefThatIsInstalledLaterTakesTheFragmentForTheOldOneAway() throws IOException, InterruptedException {
		Path workbench = folder.resolve("bare workbench");
		copy(BARE, workbench);
		install(workbench, REPOSITORY.toUri().toString(), "io.spadework.feature.feature.group");
		assertTrue(bundles(workbench).containsAll(Set.of("org.eclipse.gef 3.2", "io.spadework.gef.compat 1.0")), "GEF 3.2 comes with its fragment");

		Path standIns = folder.resolve("stand-ins/plugins");
		bundle(standIns, "org.eclipse.draw2d", "3.22.0", "");
		bundle(standIns, "org.eclipse.gef", "3.22.0", "");
		bundle(standIns, "like.sirius", "7.6.0", "org.eclipse.gef;bundle-version=\"[3.9.0,4.0.0)\"");
		String site = folder.resolve("site").toUri().toString();
		Program publishing = Program.run(folder, 120, java(workbench, "-application", "org.eclipse.equinox.p2.publisher.FeaturesAndBundlesPublisher", "-source", standIns.getParent().toString(),
				"-metadataRepository", site, "-artifactRepository", site, "-publishArtifacts"));
		assertEquals(0, publishing.exitCode(), publishing.output());
		install(workbench, REPOSITORY.toUri() + "," + site, "like.sirius");
		Set<String> bundles = bundles(workbench);
		assertTrue(bundles.containsAll(Set.of("org.eclipse.gef 3.22", "like.sirius 7.6", "io.spadework.diagram 1.0")), bundles.toString());
		assertTrue(bundles.stream().noneMatch(each -> each.startsWith("io.spadework.gef.compat") || each.equals("org.eclipse.gef 3.2")), bundles.toString());
	}

	private void install(Path workbench, String repositories, String unit) throws IOException, InterruptedException {
		Program installation = Program.run(folder, 240, java(workbench, "-application", "org.eclipse.equinox.p2.director", "-repository", repositories, "-installIU", unit));
		assertEquals(0, installation.exitCode(), installation.output());
	}

	/** Names and the first two numbers of the versions of what a workbench starts with. */
	private static Set<String> bundles(Path workbench) throws IOException {
		return Files.readAllLines(workbench.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info")).stream().filter(line -> !line.startsWith("#")).map(line -> line.split(","))
				.map(parts -> parts[0] + " " + parts[1].replaceAll("^(\\d+\\.\\d+).*", "$1")).collect(Collectors.toSet());
	}

	private static void bundle(Path folder, String name, String version, String required) throws IOException {
		Files.createDirectories(folder);
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
		manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
		manifest.getMainAttributes().putValue("Bundle-SymbolicName", name + ";singleton:=true");
		manifest.getMainAttributes().putValue("Bundle-Version", version);
		if (!required.isEmpty())
			manifest.getMainAttributes().putValue("Require-Bundle", required);
		try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name + "_" + version + ".jar")), manifest)) {
			jar.finish();
		}
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
