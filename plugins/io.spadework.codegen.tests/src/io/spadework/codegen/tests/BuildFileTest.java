package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The steps that the Ant file describes, taken one by one as Ant would: they compile the source and train it. */
class BuildFileTest {

	@TempDir
	Path folder;

	private Document build;

	@BeforeEach
	void aGeneratedStudy() throws Exception {
		Sketch sketch = Sketch.blank().withSmallestGenerator().withSmallestDiscriminator();
		sketch.study.setName("A & <b> \"c\" --");
		sketch.study.getParameters().stream().filter(parameter -> parameter.getName().equals("crop")).forEach(parameter -> parameter.setValue("16"));
		sketch.experiment.getPlan().setSteps("1");
		CodeGenerator.generate(sketch.experiment, null).write(folder);
		build = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("build.xml").toFile());
	}

	@Test
	void theStepsOfTheFileCompileAndTrain() throws Exception {
		Element javac = only("javac");
		Path classes = Files.createDirectories(folder.resolve("classes"));
		String sources = javac.getAttribute("includes");
		List<String> arguments = new ArrayList<>(List.of("--release", javac.getAttribute("release"), "-encoding", javac.getAttribute("encoding"), "-cp", classPath(), "-d", classes.toString(),
				only("compilerarg").getAttribute("value")));
		PathMatcher included = FileSystems.getDefault().getPathMatcher("glob:" + sources);
		try (var files = Files.walk(folder)) {
			files.filter(file -> included.matches(folder.relativize(file))).map(Path::toString).forEach(arguments::add);
		}
		assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));

		Element java = only("java");
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + resolved(java.getAttribute("maxmemory")),
				only("jvmarg").getAttribute("value"), "-cp", classPath() + File.pathSeparator + classes, java.getAttribute("classname")));
		NodeList given = java.getElementsByTagName("arg");
		for (int i = 0; i < given.getLength(); i++) {
			Element argument = (Element) given.item(i);
			String value = argument.hasAttribute("file") ? folder.resolve(resolved(argument.getAttribute("file"))).toString()
					: resolved(argument.getAttribute(argument.hasAttribute("value") ? "value" : "line"));
			if (!value.isEmpty()) {
				command.add(value);
			}
		}
		Process training = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile()).start();
		assertTrue(training.waitFor(3, TimeUnit.MINUTES), "the training does not end");
		assertEquals(0, training.exitValue(), () -> read(folder.resolve("log.txt")));
		assertTrue(Files.exists(folder.resolve("run/run.json")));
	}

	@Test
	void ofTheNativeLibrarysTwoBuildsOneIsLeftOut() {
		PathMatcher left = FileSystems.getDefault().getPathMatcher("glob:" + resolved("${spadework.left.out}"));
		Map<String, Boolean> jars = Map.of("nd4j-native-1.0.0-M2.1-linux-x86_64.jar", true, "nd4j-native-1.0.0-M2.1-windows-x86_64.jar", true,
				"nd4j-native-1.0.0-M2.1-linux-x86_64-onednn-avx2.jar", false, "nd4j-native-1.0.0-M2.1.jar", false, "nd4j-native-1.0.0-M2.1-macosx-arm64.jar", false,
				"openblas-0.3.19-1.5.7-linux-x86_64.jar", false);
		jars.forEach((jar, out) -> assertEquals(out, left.matches(Path.of(jar)), jar));
	}

	/** What the file says of a property: {@code location} is a place in the folder. */
	private String resolved(String text) {
		NodeList properties = build.getElementsByTagName("property");
		String resolved = text;
		for (int i = 0; i < properties.getLength(); i++) {
			Element property = (Element) properties.item(i);
			resolved = resolved.replace("${" + property.getAttribute("name") + "}", property.getAttribute(property.hasAttribute("location") ? "location" : "value"));
		}
		return resolved;
	}

	private static String classPath() {
		return String.join(File.pathSeparator, Engine.classPath().stream().map(Path::toString).toList());
	}

	private Element only(String name) {
		NodeList elements = build.getElementsByTagName(name);
		assertEquals(1, elements.getLength(), name);
		return (Element) elements.item(0);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			return e.toString();
		}
	}
}
